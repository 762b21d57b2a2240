-- So many independent articles tell a claim within a time of each other.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
-- @param independent INTEGER = 3 -- how many; near copies count as one
-- @param time INTERVAL = INTERVAL 24 HOUR -- within how long
WITH told AS (
    SELECT t.claim_id, t.cluster_id, min(t.told_at) AS told_at, arg_min(t.mention_id, (t.told_at, t.mention_id)) AS mention_id,
        arg_min(r.run_id, (t.told_at, t.mention_id)) AS run_id, min(r.now) AS now
    FROM tellings AS t
    JOIN runs AS r ON r.run_id = t.run_id
    SEMI JOIN (FROM tellings SEMI JOIN looked_at USING (run_id)) AS x ON x.claim_id = t.claim_id
    GROUP BY t.claim_id, t.cluster_id
), counted AS (
    SELECT *, count(*) OVER w AS independent, list(mention_id) OVER w AS cites, min(told_at) OVER w AS since
    FROM told
    WINDOW w AS (PARTITION BY claim_id ORDER BY told_at RANGE BETWEEN $time PRECEDING AND CURRENT ROW)
)
SELECT x.run_id, x.claim_id AS event, x.claim_id AS subject, x.claim_id, x.mention_id, x.told_at AS happened_at,
    x.independent::INTEGER AS points, []::VARCHAR[] AS reasons,
    to_json({'independent': x.independent, 'hours': round(epoch(x.told_at - x.since) / 3600, 1)})::VARCHAR AS facts, x.cites
FROM counted AS x
SEMI JOIN looked_at AS r ON r.run_id = x.run_id
JOIN mentions AS m ON m.mention_id = x.mention_id AND NOT m.baseline
WHERE x.independent >= $independent
