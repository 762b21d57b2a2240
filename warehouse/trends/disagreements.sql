-- Series in which figures told within a period of each other differ, with who gave which: the widest apart first.
-- @param days INTEGER = 1 -- the length of the period, in days
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
WITH figures AS (
    SELECT c.series_id, lower(q.unit) AS unit, m.day, q.low, q.high, m.speaker_id, m.outlet_id, m.told_at, c.claim_id,
        epoch(m.day::TIMESTAMP)::BIGINT // (86400 * $days) AS period
    FROM quantities AS q
    JOIN mentions AS m ON m.mention_id = q.mention_id
    JOIN claim_of AS mc ON mc.mention_id = m.mention_id
    JOIN claims AS c ON c.claim_id = mc.claim_id
    WHERE ($since IS NULL OR m.day >= $since) AND ($until IS NULL OR m.day <= $until)
), apart AS (
    SELECT f.series_id, f.unit, f.period, min(f.day) AS day, count(DISTINCT f.claim_id) AS figures_told,
        min(coalesce(f.low, f.high)) AS lowest, max(coalesce(f.high, f.low)) AS highest
    FROM figures AS f
    GROUP BY f.series_id, f.unit, f.period
    HAVING count(DISTINCT (f.low, f.high)) > 1 AND count(DISTINCT f.claim_id) > 1
)
SELECT p.day, e.label, p.unit, p.lowest, p.highest, round(p.highest / nullif(p.lowest, 0), 2) AS times_apart,
    list_sort(list(DISTINCT {'low': f.low, 'high': f.high, 'told_by': s.name, 'outlet': o.name})) AS told, p.series_id
FROM apart AS p
JOIN figures AS f ON f.series_id = p.series_id AND f.unit = p.unit AND f.period = p.period
JOIN series AS e ON e.series_id = p.series_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
WHERE $words IS NULL OR contains(fold(e.label), fold($words))
GROUP BY p.day, e.label, p.unit, p.lowest, p.highest, p.series_id
ORDER BY times_apart DESC NULLS LAST, p.day DESC, p.series_id;
