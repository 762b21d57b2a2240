-- As daily, by topic of the article.
MERGE INTO daily_topics AS t
USING (
    SELECT c.day, p.topic, c.outlet_id, c.language, sum(c.mentions)::BIGINT AS mentions,
        sum(c.tellings)::BIGINT AS tellings, sum(c.new_claims)::BIGINT AS new_claims
    FROM (
        SELECT day, outlet_id, language, article_id, 1 AS mentions, 0 AS tellings, 0 AS new_claims
        FROM mentions WHERE run_id = $run_id
        UNION ALL
        SELECT day, outlet_id, language, article_id, 0, 1, 0 FROM tellings WHERE run_id = $run_id
        UNION ALL
        SELECT day, outlet_id, language, article_id, 0, 0, 1 FROM first_seen WHERE run_id = $run_id AND new
    ) AS c
    JOIN article_topics AS p USING (article_id)
    GROUP BY c.day, p.topic, c.outlet_id, c.language
) AS d
ON t.day = d.day AND t.topic = d.topic AND t.outlet_id = d.outlet_id AND t.language IS NOT DISTINCT FROM d.language
WHEN MATCHED THEN UPDATE SET mentions = t.mentions + d.mentions, tellings = t.tellings + d.tellings,
    new_claims = t.new_claims + d.new_claims
WHEN NOT MATCHED THEN INSERT;
