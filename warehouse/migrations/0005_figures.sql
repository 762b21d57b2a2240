-- What trends ask for most stands beside what they filter by, so that they scan the days they are asked for and little
-- else: joins on 128-bit ids over all of a large warehouse cost seconds.

ALTER TABLE first_seen ADD COLUMN claim VARCHAR; -- its text
UPDATE first_seen SET claim = c.text FROM claims AS c WHERE c.claim_id = first_seen.claim_id;

ALTER TABLE tellings ADD COLUMN claim_key UBIGINT; -- the first half of claim_id: found four times faster than a text
UPDATE tellings SET claim_key = ('0x' || claim_id[1:16])::UBIGINT;

ALTER TABLE changes ADD COLUMN told_by VARCHAR; -- the statement's speaker
ALTER TABLE changes ADD COLUMN before VARCHAR; -- what was said; null when added
ALTER TABLE changes ADD COLUMN after VARCHAR; -- what is said; null when withdrawn
UPDATE changes SET told_by = s.speaker, before = array_to_string(s.content, ' […] ')
FROM statements AS s WHERE s.statement_id = changes.old_statement_id;
UPDATE changes SET told_by = coalesce(told_by, s.speaker), after = array_to_string(s.content, ' […] ')
FROM statements AS s WHERE s.statement_id = changes.new_statement_id;

-- Every figure with the series it is a point of. Maintained when a run finishes.
CREATE TABLE figures (
    series_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,          -- within the mention, from 0
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    speaker_id VARCHAR,
    told_at TIMESTAMPTZ NOT NULL,
    day DATE NOT NULL,
    low DOUBLE,                         -- null where open
    high DOUBLE,
    unit VARCHAR NOT NULL,              -- what is counted, in lower case
    modifier VARCHAR,
    said VARCHAR NOT NULL,              -- the mention
    run_id VARCHAR NOT NULL
);
INSERT INTO figures
SELECT c.series_id, c.claim_id, m.mention_id, q.position, m.article_id, m.outlet_id, m.speaker_id, m.told_at, m.day,
    q.low, q.high, lower(q.unit), q.modifier, m.text, m.run_id
FROM quantities AS q
JOIN mentions AS m ON m.mention_id = q.mention_id
JOIN claim_of AS mc ON mc.mention_id = m.mention_id
JOIN claims AS c ON c.claim_id = mc.claim_id;
