-- As maintain/6_daily_topics.sql, for the affected days.
INSERT INTO daily_topics
SELECT c.day, p.topic, c.outlet_id, c.language, sum(c.mentions)::BIGINT, sum(c.tellings)::BIGINT, sum(c.new_claims)::BIGINT
FROM (
    SELECT day, outlet_id, language, article_id, 1 AS mentions, 0 AS tellings, 0 AS new_claims FROM mentions
    UNION ALL
    SELECT day, outlet_id, language, article_id, 0, 1, 0 FROM tellings
    UNION ALL
    SELECT day, outlet_id, language, article_id, 0, 0, 1 FROM first_seen WHERE new
) AS c
JOIN article_topics AS p USING (article_id)
WHERE c.day IN (FROM affected_days)
GROUP BY c.day, p.topic, c.outlet_id, c.language;
