-- Series in which figures told within a period of each other differ, with who gave which: the widest apart first.
-- @param days INTEGER = 1 -- the length of the period, in days
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
WITH told AS (
    SELECT f.*, epoch(f.day::TIMESTAMP)::BIGINT // (86400 * $days) AS period
    FROM figures AS f
    WHERE ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
), apart AS (
    SELECT f.series_id, f.unit, f.period, min(f.day) AS day, min(coalesce(f.low, f.high)) AS lowest,
        max(coalesce(f.high, f.low)) AS highest, list(f) AS points
    FROM told AS f
    GROUP BY f.series_id, f.unit, f.period
    HAVING count(DISTINCT f.claim_id) > 1 AND (min(f.low) IS DISTINCT FROM max(f.low) OR min(f.high) IS DISTINCT FROM max(f.high))
), points AS (
    SELECT p.series_id, p.unit, p.period, p.day, p.lowest, p.highest, unnest(p.points) AS f
    FROM apart AS p SEMI JOIN series AS e ON e.series_id = p.series_id
        AND ($words IS NULL OR contains(fold(e.label), fold($words)))
)
SELECT p.day, e.label, p.unit, p.lowest, p.highest, round(p.highest / nullif(p.lowest, 0), 2) AS times_apart,
    list_sort(list(DISTINCT {'low': p.f.low, 'high': p.f.high, 'told_by': s.name, 'outlet': o.name})) AS told, p.series_id
FROM points AS p
JOIN series AS e ON e.series_id = p.series_id
JOIN outlets AS o ON o.outlet_id = p.f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = p.f.speaker_id
GROUP BY p.day, e.label, p.unit, p.lowest, p.highest, p.series_id
ORDER BY times_apart DESC NULLS LAST, p.day DESC, p.series_id;
