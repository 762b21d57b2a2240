-- The figures of a series over time: who gave which figure, where and when. Without a series, those of all.
-- @param series VARCHAR = NULL -- the series' id
-- @param words VARCHAR = NULL -- only series whose label holds these letters, accents and case aside
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param speaker VARCHAR = NULL -- only figures given by this speaker, by name
SELECT e.label, m.day, m.told_at, q.low, q.high, q.unit, q.modifier, s.name AS told_by, o.name AS told_in,
    m.text AS said, a.url, c.claim_id, e.series_id
FROM series AS e
JOIN claims AS c ON c.series_id = e.series_id
JOIN claim_of AS mc ON mc.claim_id = c.claim_id
JOIN mentions AS m ON m.mention_id = mc.mention_id
JOIN quantities AS q ON q.mention_id = m.mention_id
JOIN articles AS a ON a.article_id = m.article_id
JOIN outlets AS o ON o.outlet_id = m.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = m.speaker_id
WHERE ($series IS NULL OR e.series_id = $series)
    AND ($words IS NULL OR contains(fold(e.label), fold($words)))
    AND ($since IS NULL OR m.day >= $since) AND ($until IS NULL OR m.day <= $until)
    AND ($speaker IS NULL OR s.folded = fold($speaker))
ORDER BY e.series_id, m.told_at, m.mention_id, q.position;
