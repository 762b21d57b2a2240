-- The topics there are.
SELECT p.topic FROM daily_topics AS p GROUP BY p.topic ORDER BY p.topic;
