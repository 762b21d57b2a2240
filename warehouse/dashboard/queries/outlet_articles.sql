-- An outlet's latest articles.
-- @param outlet VARCHAR = '' -- the id
-- @param most INTEGER = 25 -- at most so many
SELECT a.article_id, a.title, a.language, a.published, a.first_seen, a.day, a.revisions, a.url
FROM articles AS a
WHERE a.outlet_id = $outlet
ORDER BY coalesce(a.published, a.first_seen) DESC, a.article_id
LIMIT $most;
