-- Denials first told on a day, each with what it denies.
-- @param day DATE = '2000-01-01' -- the day
-- @param most INTEGER = 12 -- at most so many
WITH fresh AS (
    SELECT f.claim_id, f.claim, f.speaker_id, f.outlet_id, f.told_at, f.language FROM first_seen AS f WHERE f.day = $day
)
SELECT f.claim_id AS denial_id, f.claim AS denial, f.language, s.name AS denied_by, o.name AS denied_in,
    l.to_id AS claim_id, c.text AS claim, c.language AS claim_language
FROM claim_links AS l
JOIN fresh AS f ON f.claim_id = l.from_id
JOIN (
    SELECT x.claim_id, x.text, x.language FROM claims AS x
    WHERE x.rowid IN (
        SELECT k.rowid FROM claims AS k
        WHERE k.claim_id IN (SELECT n.to_id FROM claim_links AS n WHERE n.from_id IN (SELECT d.claim_id FROM fresh AS d)))
) AS c ON c.claim_id = l.to_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
WHERE l.kind = 'negates'
ORDER BY f.told_at DESC, f.claim_id, l.to_id
LIMIT $most;
