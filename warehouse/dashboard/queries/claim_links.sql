-- The claims that deny a claim, and those that it denies.
-- @param claim VARCHAR = '' -- the id
WITH beside AS (
    SELECT l.from_id AS claim_id, 'denied_by' AS side, l.score FROM claim_links AS l WHERE l.to_id = $claim AND l.kind = 'negates'
    UNION ALL
    SELECT l.to_id, 'denies', l.score FROM claim_links AS l WHERE l.from_id = $claim AND l.kind = 'negates'
)
SELECT b.side, f.claim_id, f.claim, f.language, s.name AS told_by, f.speaker_id, o.name AS outlet, f.told_at, b.score
FROM first_seen AS f
JOIN beside AS b ON b.claim_id = f.claim_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY b.side, f.told_at, f.claim_id
LIMIT 100;
