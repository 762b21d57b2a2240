-- Statements, mentions and figures of touched articles follow the links of the names in them.
CREATE OR REPLACE TEMP TABLE moved AS
SELECT s.statement_id, l.speaker_id
FROM statements AS s
SEMI JOIN touched ON touched.article_id = s.article_id
JOIN speaker_of AS l ON l.article_id = s.article_id AND l.name = s.speaker
WHERE s.speaker_id <> l.speaker_id;
UPDATE statements SET speaker_id = m.speaker_id FROM moved AS m WHERE m.statement_id = statements.statement_id;
UPDATE mentions SET speaker_id = m.speaker_id FROM moved AS m WHERE m.statement_id = mentions.statement_id;
UPDATE figures SET speaker_id = m.speaker_id
FROM mentions AS m SEMI JOIN moved USING (statement_id) WHERE m.mention_id = figures.mention_id;
SELECT DISTINCT c.claim_id
FROM claim_of AS c JOIN mentions AS m USING (mention_id) SEMI JOIN moved USING (statement_id);
