-- A claim that nobody in the watched outlets told before, ranked as the trend `today` ranks them.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
-- @param independent INTEGER = 1 -- raised once so many independent articles tell it
SELECT m.run_id, f.claim_id AS event, f.claim_id AS subject, f.claim_id, m.mention_id, m.told_at AS happened_at,
    t.points, t.reasons, NULL AS facts, []::VARCHAR[] AS cites
FROM looked_at AS r
JOIN mentions AS m ON m.run_id = r.run_id AND NOT m.baseline
JOIN claim_of AS c ON c.mention_id = m.mention_id
JOIN first_seen AS f ON f.claim_id = c.claim_id AND f.new
LEFT JOIN today(runs := (SELECT list(x.run_id) FROM looked_at AS x), most := NULL, "day" := NULL) AS t
    ON t.claim_id = f.claim_id
WHERE f.run_id = r.run_id OR ($independent > 1 AND f.told_at >= r.now - $within)
