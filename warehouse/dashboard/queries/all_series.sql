-- Series with figures told in a period, those with the most different figures first.
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day; 30 days back when left out
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
-- @param most INTEGER = 50 -- at most so many
WITH told AS (
    SELECT f.series_id, count(DISTINCT coalesce(f.low, f.high)) AS different, count(*) AS figures
    FROM figures AS f
    WHERE $since IS NULL OR f.day >= $since
    GROUP BY f.series_id
), best AS MATERIALIZED (
    SELECT t.* FROM told AS t
    WHERE $words IS NULL OR t.series_id IN (SELECT e.series_id FROM series AS e WHERE contains(fold(e.label), fold($words)))
    ORDER BY t.different DESC, t.figures DESC, t.series_id
    LIMIT $most
), points AS (
    SELECT f.series_id, count(DISTINCT f.outlet_id) AS outlets, max(f.told_at) AS last_told, mode(f.unit) AS unit,
        arg_max({'low': f.low, 'high': f.high}, f.told_at) AS latest
    FROM figures AS f
    WHERE ($since IS NULL OR f.day >= $since) AND f.series_id IN (SELECT b.series_id FROM best AS b)
    GROUP BY f.series_id
)
SELECT b.series_id, b.different, b.figures, p.outlets, p.last_told, p.unit, p.latest
FROM best AS b
JOIN points AS p ON p.series_id = b.series_id
ORDER BY b.different DESC, b.figures DESC, b.series_id;
