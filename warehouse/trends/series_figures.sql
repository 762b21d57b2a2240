-- The figures of a series over time: who gave which figure, where and when. Without a series, those of all in the last week.
-- @param series VARCHAR = NULL -- the series' id
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out, all of a series where one is named
-- @param until DATE = NULL -- the last day
-- @param speaker VARCHAR = NULL -- only figures given by this speaker, by name
-- @param most INTEGER = 1000 -- at most so many, the latest
WITH latest AS MATERIALIZED (
    SELECT f.*
    FROM figures AS f
    LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
    WHERE ($series IS NULL OR f.series_id = $series)
        AND ($words IS NULL OR f.series_id IN (SELECT e.series_id FROM series AS e WHERE contains(fold(e.label), fold($words))))
        AND ($series IS NOT NULL OR $since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
        AND ($speaker IS NULL OR s.folded = fold($speaker))
    ORDER BY f.told_at DESC, f.mention_id, f.position
    LIMIT $most
), held AS MATERIALIZED (
    SELECT e.rowid AS nth FROM series AS e WHERE e.series_key IN (SELECT half(f.series_id) FROM latest AS f)
), labels AS (
    SELECT e.series_id, e.label FROM held AS h JOIN series AS e ON e.rowid = h.nth
)
SELECT e.label, f.day, f.told_at, f.low, f.high, f.unit, f.modifier, s.name AS told_by, o.name AS told_in, f.said,
    a.language, a.url, f.claim_id, f.series_id
FROM latest AS f
JOIN labels AS e ON e.series_id = f.series_id
JOIN articles AS a ON a.article_id = f.article_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY f.series_id, f.told_at, f.mention_id, f.position;
