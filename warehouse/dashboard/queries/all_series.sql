-- Series with figures told in a period, those with the most different figures first; the latest figure of each
-- unit, that of the unit told most first.
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
), points AS MATERIALIZED (
    SELECT f.* FROM figures AS f
    WHERE ($since IS NULL OR f.day >= $since) AND f.series_id IN (SELECT b.series_id FROM best AS b)
), measured AS (
    SELECT p.series_id, p.unit, count(*) AS often, max(p.told_at) AS last_told,
        arg_max({'low': p.low, 'high': p.high}, (p.told_at, -p.position)) AS latest
    FROM points AS p
    GROUP BY p.series_id, p.unit
), shown AS (
    SELECT m.series_id,
        list({'unit': m.unit, 'low': m.latest.low, 'high': m.latest.high} ORDER BY m.often DESC, m.last_told DESC, m.unit) AS latest
    FROM measured AS m
    GROUP BY m.series_id
), reach AS (
    SELECT p.series_id, count(DISTINCT p.outlet_id) AS outlets, max(p.told_at) AS last_told
    FROM points AS p
    GROUP BY p.series_id
)
SELECT b.series_id, b.different, b.figures, r.outlets, r.last_told, s.latest
FROM best AS b
JOIN reach AS r ON r.series_id = b.series_id
JOIN shown AS s ON s.series_id = b.series_id
ORDER BY b.different DESC, b.figures DESC, b.series_id;
