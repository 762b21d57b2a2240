-- Nobody else's claims: new claims that one outlet alone tells (near copies aside), the latest first.
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param outlet VARCHAR = NULL -- only this outlet's, by id
-- @param figures BOOLEAN = false -- only claims with a figure
-- @param most INTEGER = 100 -- at most so many
WITH lone AS (
    SELECT t.claim_id, any_value(t.outlet_id) AS outlet_id, count(DISTINCT t.article_id) AS articles
    FROM tellings AS t
    GROUP BY t.claim_id
    HAVING count(DISTINCT t.outlet_id) = 1
)
SELECT f.day, f.told_at, c.text AS claim, s.name AS told_by, o.name AS outlet, l.articles, a.url, f.claim_id
FROM first_seen AS f
JOIN lone AS l ON l.claim_id = f.claim_id
JOIN claims AS c ON c.claim_id = f.claim_id
JOIN outlets AS o ON o.outlet_id = l.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
WHERE f.new AND ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
    AND ($outlet IS NULL OR l.outlet_id = $outlet)
    AND (NOT $figures OR EXISTS (FROM quantities AS q WHERE q.mention_id = f.mention_id))
ORDER BY f.told_at DESC, f.claim_id
LIMIT $most;
