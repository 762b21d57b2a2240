-- Nobody else's claims: new claims that one outlet alone tells (near copies aside), the latest first.
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
-- @param outlet VARCHAR = NULL -- only this outlet's, by id
-- @param figures BOOLEAN = false -- only claims with a figure
-- @param most INTEGER = 100 -- at most so many
WITH fresh AS (
    SELECT f.*
    FROM first_seen AS f
    WHERE f.new AND ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
        AND ($outlet IS NULL OR f.outlet_id = $outlet)
        AND (NOT $figures OR f.mention_id IN (SELECT q.mention_id FROM figures AS q WHERE $since IS NULL OR q.day >= $since))
), lone AS (
    SELECT t.claim_key, count(DISTINCT t.article_id) AS articles
    FROM tellings AS t SEMI JOIN fresh AS f ON f.claim_key = t.claim_key
    WHERE $since IS NULL OR t.day >= $since
    GROUP BY t.claim_key
    HAVING min(t.outlet_id) = max(t.outlet_id)
), latest AS (
    SELECT f.*, l.articles
    FROM fresh AS f JOIN lone AS l ON l.claim_key = f.claim_key
    ORDER BY f.told_at DESC, f.claim_id
    LIMIT $most
)
SELECT f.day, f.told_at, f.claim, s.name AS told_by, o.name AS outlet, f.articles, a.url, f.claim_id
FROM latest AS f
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY f.told_at DESC, f.claim_id;
