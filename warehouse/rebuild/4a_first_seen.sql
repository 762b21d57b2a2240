-- What was first seen of the affected claims, from all their mentions: new only if no backlog told it earlier and no
-- merged claim was known before.
CREATE OR REPLACE TEMP TABLE affected_first AS
WITH told AS (
    SELECT c.claim_id, c.text AS claim, m.mention_id, m.outlet_id, m.article_id, m.speaker_id, m.language, m.first_seen,
        m.told_at, m.day, m.baseline, m.run_id,
        min(m.first_seen) OVER (PARTITION BY c.claim_id) AS founded
    FROM mentions AS m JOIN claim_of AS mc USING (mention_id) JOIN claims AS c USING (claim_id)
    WHERE c.claim_id IN (FROM affected_claims)
), fresh AS (
    SELECT claim_id,
        coalesce(min(told_at) FILTER (NOT baseline) < min(told_at) FILTER (baseline), NOT bool_and(baseline)) AS new
    FROM told WHERE first_seen = founded GROUP BY claim_id
)
SELECT DISTINCT ON (claim_id) claim_id, mention_id, outlet_id, article_id, speaker_id, language, first_seen, told_at, day,
    new, run_id, claim, half(claim_id)
FROM told JOIN fresh USING (claim_id)
WHERE first_seen = founded
ORDER BY claim_id, told_at, mention_id;
