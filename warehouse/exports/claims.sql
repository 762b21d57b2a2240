-- Every telling of a claim: a claim in an article by a speaker.
SELECT t.day, t.claim_id, t.series_id, c.text AS claim, s.name AS speaker, o.name AS outlet, t.language, t.act, t.told_at,
    excerpt(m.text, 300) AS said, a.url, t.cluster_id, f.mention_id = t.mention_id AS first_told_here, f.new
FROM tellings AS t
JOIN claims AS c ON c.claim_id = t.claim_id
JOIN mentions AS m ON m.mention_id = t.mention_id
JOIN articles AS a ON a.article_id = t.article_id
JOIN outlets AS o ON o.outlet_id = t.outlet_id
JOIN first_seen AS f ON f.claim_id = t.claim_id
LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id
ORDER BY t.day, t.told_at, t.mention_id
