-- The names in touched articles that are not linked yet, with what their articles say of them. The fullest role told
-- there counts.
SELECT s.article_id, any_value(s.outlet_id) AS outlet_id, s.speaker AS name, arg_max(s.role, length(s.role)) AS role,
    arg_max(s.affiliation, length(s.affiliation)) AS affiliation, any_value(s.language) AS language,
    min(s.told_at) AS told_at, min(s.first_seen) AS first_seen, list(DISTINCT s.source ORDER BY s.source) AS sources,
    any_value(o.country) AS country, any_value(c.names) AS company, any_value(t.topics) AS topics
FROM statements AS s
SEMI JOIN touched ON touched.article_id = s.article_id
ANTI JOIN speaker_links AS l ON l.article_id = s.article_id AND l.name = s.speaker
JOIN outlets AS o ON o.outlet_id = s.outlet_id
JOIN (
    SELECT article_id, list(DISTINCT speaker) AS names
    FROM statements SEMI JOIN touched USING (article_id)
    WHERE speaker IS NOT NULL GROUP BY article_id
) AS c ON c.article_id = s.article_id
LEFT JOIN (
    SELECT article_id, list(topic) AS topics FROM article_topics SEMI JOIN touched USING (article_id) GROUP BY article_id
) AS t ON t.article_id = s.article_id
WHERE s.speaker_id IS NOT NULL
GROUP BY s.article_id, s.speaker
ORDER BY min(s.first_seen), s.article_id
