-- Series in which figures told within a period of each other differ, with who gave which: the widest apart first.
-- @param days INTEGER = 1 -- the length of the period, in days
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
WITH told AS (
    SELECT f.*, epoch(f.day::TIMESTAMP)::BIGINT // (86400 * $days) AS period
    FROM figures AS f
    WHERE ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
), apart AS MATERIALIZED (
    SELECT f.series_id, f.unit, f.period, min(f.day) AS day, min(coalesce(f.low, f.high)) AS lowest,
        max(coalesce(f.high, f.low)) AS highest
    FROM told AS f
    GROUP BY f.series_id, f.unit, f.period
    HAVING min(f.claim_id) <> max(f.claim_id)
        AND (min(f.low) IS DISTINCT FROM max(f.low) OR min(f.high) IS DISTINCT FROM max(f.high))
), held AS MATERIALIZED (
    SELECT e.rowid AS nth FROM series AS e WHERE e.series_key IN (SELECT half(p.series_id) FROM apart AS p)
), labels AS (
    SELECT e.series_id, e.label FROM held AS h JOIN series AS e ON e.rowid = h.nth
    WHERE $words IS NULL OR contains(fold(e.label), fold($words))
)
SELECT p.day, e.label, p.unit, p.lowest, p.highest, round(p.highest / nullif(p.lowest, 0), 2) AS times_apart,
    list_sort(list(DISTINCT {'low': f.low, 'high': f.high, 'told_by': s.name, 'outlet': o.name})) AS told, p.series_id
FROM apart AS p
JOIN told AS f ON f.series_id = p.series_id AND f.unit = p.unit AND f.period = p.period
JOIN labels AS e ON e.series_id = p.series_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
GROUP BY p.day, e.label, p.unit, p.lowest, p.highest, p.series_id
ORDER BY times_apart DESC NULLS LAST, p.day DESC, p.series_id;
