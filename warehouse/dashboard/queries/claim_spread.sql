-- The tellings of a claim as points in time: what the chart of its spread is drawn from.
-- @param claim VARCHAR = '' -- the id
-- @param most INTEGER = 2000 -- at most so many, the first
SELECT t.told_at, o.name AS outlet, s.name AS told_by, t.act,
    row_number() OVER (PARTITION BY t.cluster_id ORDER BY t.told_at, t.mention_id) = 1 AS independent
FROM tellings AS t
JOIN outlets AS o ON o.outlet_id = t.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id
WHERE t.claim_key = ('0x' || $claim[1:16])::UBIGINT AND t.claim_id = $claim
ORDER BY t.told_at, t.mention_id
LIMIT $most;
