-- A series and how far its figures go.
-- @param series VARCHAR = '' -- the id
SELECT e.series_id, e.label, count(*) AS figures, count(DISTINCT f.claim_id) AS claims,
    count(DISTINCT f.outlet_id) AS outlets, min(f.told_at) AS first_told, max(f.told_at) AS last_told,
    (SELECT min(o.watched_since) FROM outlets AS o) AS watched_since
FROM figures AS f
JOIN series AS e ON e.series_id = f.series_id
WHERE f.series_id = $series
GROUP BY e.series_id, e.label;
