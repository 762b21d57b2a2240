-- What newer revisions that were seen on a day changed in their statements.
-- @param day DATE = '2000-01-01' -- the day
-- @param most INTEGER = 12 -- at most so many
SELECT h.seen_at, h.kind, h.silent, h.told_by, h.before, h.after, h.article_id, a.title, a.language, o.name AS outlet
FROM changes AS h
JOIN outlets AS o ON o.outlet_id = h.outlet_id
JOIN articles AS a ON a.article_id = h.article_id
WHERE h.seen_at >= $day - 1 AND h.seen_at < $day + 2 AND (h.seen_at AT TIME ZONE o.timezone)::DATE = $day
ORDER BY h.kind = 'added', h.seen_at DESC, h.article_id, h.kind, h.before, h.after
LIMIT $most;
