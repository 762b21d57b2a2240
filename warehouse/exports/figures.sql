-- Every figure with the series it is a point of.
SELECT f.day, f.series_id, e.label AS series, f.low, f.high, f.unit, f.modifier, s.name AS speaker, o.name AS outlet,
    f.told_at, excerpt(f.said, 300) AS said, a.url, f.claim_id
FROM figures AS f
JOIN series AS e ON e.series_id = f.series_id
JOIN articles AS a ON a.article_id = f.article_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY f.day, f.told_at, f.mention_id, f.position
