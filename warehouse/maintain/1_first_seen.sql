-- When and where the claims founded in this run were first told. A claim is new when an outlet that was watched before
-- told it, and no backlog (a first run, a backfill) tells that it is older. In order of time, so that a question about
-- some days reads little else, after a backfill too.
INSERT INTO first_seen
WITH told AS (
    SELECT c.claim_id, c.text AS claim, m.mention_id, m.outlet_id, m.article_id, m.speaker_id, m.language, m.first_seen, m.told_at,
        m.day, m.baseline
    FROM claims AS c
    JOIN mention_claims AS mc USING (claim_id)
    JOIN mentions AS m USING (mention_id)
    WHERE c.run_id = $run_id AND mc.run_id = $run_id
), fresh AS (
    SELECT claim_id,
        coalesce(min(told_at) FILTER (NOT baseline) < min(told_at) FILTER (baseline), NOT bool_and(baseline)) AS new
    FROM told
    GROUP BY claim_id
), earliest AS (
    SELECT DISTINCT ON (claim_id) * FROM told ORDER BY claim_id, told_at, mention_id
)
SELECT e.* EXCLUDE (baseline, claim), f.new, $run_id, e.claim, half(e.claim_id)
FROM earliest AS e JOIN fresh AS f USING (claim_id)
ORDER BY e.told_at, e.mention_id;
