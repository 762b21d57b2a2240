-- What is known of the wanted speakers, from their latest articles: bounds what somebody who is told daily costs.
WITH recent AS (
    SELECT l.speaker_id, l.article_id, l.outlet_id, l.role, l.affiliation, l.gender, l.language,
        count(*) OVER (PARTITION BY l.speaker_id) AS articles
    FROM speaker_of AS l SEMI JOIN wanted ON wanted.key = l.speaker_id
    QUALIFY row_number() OVER (PARTITION BY l.speaker_id ORDER BY l.told_at DESC, l.article_id) <= $latest
), company AS (
    SELECT r.speaker_id, list(DISTINCT o.name) AS names
    FROM recent AS r JOIN speaker_links AS o ON o.article_id = r.article_id GROUP BY r.speaker_id
), topics AS (
    SELECT r.speaker_id, list(DISTINCT t.topic) AS topics
    FROM recent AS r JOIN article_topics AS t ON t.article_id = r.article_id GROUP BY r.speaker_id
)
SELECT r.speaker_id, any_value(r.articles), list(DISTINCT {'text': r.role, 'language': r.language}),
    list(DISTINCT {'text': r.affiliation, 'language': r.language}), list(DISTINCT r.gender), list(DISTINCT o.country),
    any_value(c.names), any_value(t.topics), list(DISTINCT r.article_id)
FROM recent AS r
JOIN outlets AS o ON o.outlet_id = r.outlet_id
LEFT JOIN company AS c ON c.speaker_id = r.speaker_id
LEFT JOIN topics AS t ON t.speaker_id = r.speaker_id
GROUP BY r.speaker_id
