-- Claims that an outlet tells too: how often it was before or after each other outlet, and by how much.
-- @param outlet VARCHAR = '' -- the id
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
WITH told AS (
    SELECT t.claim_key, t.outlet_id, min(t.told_at) AS told_at
    FROM tellings AS t WHERE t.day >= $since
    GROUP BY t.claim_key, t.outlet_id
), own AS (
    SELECT t.claim_key, t.told_at FROM told AS t WHERE t.outlet_id = $outlet
)
SELECT o.outlet_id, o.name AS outlet, count(*) AS shared, count(*) FILTER (m.told_at < t.told_at) AS before,
    count(*) FILTER (m.told_at > t.told_at) AS after,
    to_seconds(median(epoch(m.told_at - t.told_at))::BIGINT) AS median_delay
FROM own AS m
JOIN told AS t ON t.claim_key = m.claim_key AND t.outlet_id <> $outlet
JOIN outlets AS o ON o.outlet_id = t.outlet_id
GROUP BY o.outlet_id, o.name
ORDER BY shared DESC, o.name
LIMIT 20;
