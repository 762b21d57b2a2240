-- Two speakers give figures for one series within a time that cannot both be right.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
-- @param days INTEGER = 1 -- within how many days, the day itself being one
-- @param threshold DOUBLE = 0.05 -- how far apart they are at least, as a share of the smaller
WITH pairs AS (
    SELECT r.run_id, n.series_id, n.claim_id, n.mention_id, n.told_at, n.day, n.unit, n.low, n.high,
        b.mention_id AS other, b.claim_id AS other_claim, b.said, b.low AS other_low, b.high AS other_high, b.unit AS other_unit,
        b.told_at AS other_told_at, b.outlet_id, b.speaker_id
    FROM looked_at AS r
    JOIN figures AS n ON n.run_id = r.run_id
    JOIN mentions AS m ON m.mention_id = n.mention_id AND NOT m.baseline
    JOIN figures AS b ON b.series_id = n.series_id AND b.claim_id <> n.claim_id
        AND b.speaker_id IS DISTINCT FROM n.speaker_id AND b.day <= n.day AND b.day > n.day - $days
        AND (b.told_at, b.mention_id) < (n.told_at, n.mention_id)
    JOIN comparable AS k ON k.claim_id = n.claim_id AND k.other = b.claim_id
    JOIN runs AS e ON e.run_id = b.run_id AND e.now <= r.now
)
SELECT x.run_id, x.series_id || x.day AS event, x.series_id AS subject, x.claim_id, x.mention_id,
    x.told_at AS happened_at, 0 AS points, []::VARCHAR[] AS reasons,
    to_json({'others': [{'said': x.said, 'low': x.other_low, 'high': x.other_high, 'unit': x.other_unit, 'told_by': s.name,
        'outlet': o.name, 'told_at': strftime(x.other_told_at, '%Y-%m-%dT%H:%M:%SZ')}]})::VARCHAR AS facts,
    [x.other, x.other_claim] AS cites
FROM pairs AS x
JOIN outlets AS o ON o.outlet_id = x.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = x.speaker_id
WHERE coalesce(x.low, x.high) > coalesce(x.other_high, x.other_low) * (1 + $threshold)
    OR coalesce(x.high, x.low) * (1 + $threshold) < coalesce(x.other_low, x.other_high)
