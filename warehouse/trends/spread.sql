-- How a claim spread: who told it first, who next, after how long, in which words and in how many independent tellings so far. Without a claim, the one that most clusters told in the last week.
-- @param claim VARCHAR = NULL -- the claim's id
-- @param most INTEGER = 100 -- at most so many tellings, the first
WITH chosen AS (
    SELECT coalesce((SELECT any_value(x.claim_id) FROM claim_aliases AS x WHERE x.alias_id = $claim), $claim) AS claim_id
    WHERE $claim IS NOT NULL
    UNION ALL
    SELECT q.claim_id
    FROM (
        SELECT any_value(t.claim_id) AS claim_id FROM tellings AS t
        WHERE $claim IS NULL AND t.day >= (SELECT max(d.day) - 7 FROM daily AS d)
        GROUP BY t.claim_key ORDER BY count(DISTINCT t.cluster_id) DESC, count(*) DESC, t.claim_key LIMIT 1
    ) AS q
), tellers AS MATERIALIZED (
    SELECT t.* FROM tellings AS t WHERE t.claim_key = (SELECT half(c.claim_id) FROM chosen AS c)
), told AS MATERIALIZED (
    SELECT t.*, row_number() OVER (ORDER BY t.told_at, t.mention_id) AS place,
        row_number() OVER (PARTITION BY t.cluster_id ORDER BY t.told_at, t.mention_id) = 1 AS independent
    FROM tellers AS t
    WHERE t.claim_id = (SELECT c.claim_id FROM chosen AS c)
    ORDER BY place
    LIMIT $most
), held AS MATERIALIZED (
    SELECT m.rowid AS nth FROM mentions AS m WHERE m.article_id IN (SELECT t.article_id FROM told AS t)
), words AS MATERIALIZED (
    SELECT m.mention_id, m.text FROM held AS h JOIN mentions AS m ON m.rowid = h.nth
)
SELECT t.place, t.told_at, t.told_at - min(t.told_at) OVER () AS after, o.name AS outlet, s.name AS told_by, t.act,
    t.language, t.independent, sum(t.independent::INTEGER) OVER (ORDER BY t.place)::INTEGER AS independent_tellings,
    m.text AS said, a.url, t.claim_id
FROM told AS t
JOIN outlets AS o ON o.outlet_id = t.outlet_id
JOIN words AS m ON m.mention_id = t.mention_id
JOIN articles AS a ON a.article_id = t.article_id
LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id
ORDER BY t.place;
