-- A speaker's claims, the one last told first.
-- @param speaker VARCHAR = '' -- the id
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 25 -- at most so many
WITH told AS (
    SELECT t.claim_key, max(t.told_at) AS last_told FROM tellings AS t WHERE t.speaker_id = $speaker
    GROUP BY t.claim_key
), shown AS (
    SELECT t.*, count(*) OVER () AS total FROM told AS t
    ORDER BY t.last_told DESC, t.claim_key
    LIMIT $most OFFSET $skip
), gone AS (
    SELECT t.claim_key, any_value(t.claim_id) AS claim_id, min(t.told_at) AS first_told, count(DISTINCT t.outlet_id) AS outlets,
        count(DISTINCT t.cluster_id) AS independent
    FROM tellings AS t WHERE t.claim_key IN (SELECT w.claim_key FROM shown AS w)
    GROUP BY t.claim_key
), places AS (
    SELECT f.rowid AS place FROM first_seen AS f WHERE f.claim_id IN (SELECT g.claim_id FROM gone AS g)
)
SELECT g.claim_id, f.claim, f.language, f.new, g.first_told, t.last_told, g.outlets, g.independent, t.total
FROM shown AS t
JOIN gone AS g ON g.claim_key = t.claim_key
JOIN (SELECT x.* FROM first_seen AS x WHERE x.rowid IN (SELECT p.place FROM places AS p)) AS f ON f.claim_id = g.claim_id
ORDER BY t.last_told DESC, t.claim_key;
