-- Denials first told on a day, each with what it denies.
-- @param day DATE = '2000-01-01' -- the day
-- @param most INTEGER = 12 -- at most so many
WITH fresh AS MATERIALIZED (
    SELECT f.claim_id, f.claim, f.speaker_id, f.outlet_id, f.told_at, f.language FROM first_seen AS f WHERE f.day = $day
), denials AS MATERIALIZED (
    SELECT f.*, l.to_id FROM claim_links AS l JOIN fresh AS f ON f.claim_id = l.from_id
    WHERE l.kind = 'negates'
    ORDER BY f.told_at DESC, f.claim_id, l.to_id
    LIMIT $most
), places AS MATERIALIZED (
    SELECT c.rowid AS nth FROM first_seen AS c WHERE c.claim_key IN (SELECT half(d.to_id) FROM denials AS d)
), denied AS MATERIALIZED (
    SELECT c.claim_id, c.claim, c.language FROM places AS p JOIN first_seen AS c ON c.rowid = p.nth
)
SELECT d.claim_id AS denial_id, d.claim AS denial, d.language, s.name AS denied_by, o.name AS denied_in,
    d.to_id AS claim_id, c.claim, c.language AS claim_language
FROM denials AS d
JOIN denied AS c ON c.claim_id = d.to_id
JOIN outlets AS o ON o.outlet_id = d.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = d.speaker_id
ORDER BY d.told_at DESC, d.claim_id, d.to_id;
