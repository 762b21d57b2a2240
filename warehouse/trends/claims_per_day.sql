-- Claims told per day: `tellings` counts a claim once for each article, `new_claims` those first told that day.
-- @param by VARCHAR = 'outlet' -- what to count by: outlet, language, speaker, topic or all
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day; 30 days back when left out
-- @param until DATE = NULL -- the last day
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param speaker VARCHAR = NULL -- only this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param tz VARCHAR = NULL -- count days in this zone instead of each outlet's own
WITH counted AS (
    SELECT d.day, d.outlet_id, d.language, d.speaker_id, NULL AS topic, d.mentions, d.tellings, d.new_claims
    FROM daily AS d
    WHERE $tz IS NULL AND $by <> 'topic'
    UNION ALL
    SELECT p.day, p.outlet_id, p.language, NULL, p.topic, p.mentions, p.tellings, p.new_claims
    FROM daily_topics AS p
    WHERE $tz IS NULL AND $by = 'topic'
    UNION ALL
    SELECT (t.told_at AT TIME ZONE $tz)::DATE, t.outlet_id, t.language, t.speaker_id, p.topic, t.mentions, 1,
        (f.mention_id IS NOT NULL)::INTEGER
    FROM tellings AS t
    LEFT JOIN first_seen AS f ON f.new AND f.day = t.day AND f.claim_id = t.claim_id AND f.mention_id = t.mention_id
    LEFT JOIN article_topics AS p ON $by = 'topic' AND p.article_id = t.article_id
    WHERE $tz IS NOT NULL AND ($by <> 'topic' OR p.topic IS NOT NULL)
        AND ($since IS NULL OR t.day >= $since - 1) AND ($until IS NULL OR t.day <= $until + 1)
)
SELECT c.day,
    CASE $by WHEN 'outlet' THEN o.name WHEN 'language' THEN c.language WHEN 'speaker' THEN s.name WHEN 'topic' THEN c.topic
        ELSE 'all' END AS told_by,
    sum(c.mentions)::BIGINT AS mentions, sum(c.tellings)::BIGINT AS tellings, sum(c.new_claims)::BIGINT AS new_claims
FROM counted AS c
JOIN outlets AS o ON o.outlet_id = c.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = c.speaker_id
WHERE ($since IS NULL OR c.day >= $since) AND ($until IS NULL OR c.day <= $until)
    AND ($outlet IS NULL OR c.outlet_id = $outlet)
    AND ($language IS NULL OR c.language = $language)
    AND ($speaker IS NULL OR s.folded = fold($speaker))
GROUP BY ALL
ORDER BY c.day, tellings DESC, told_by;
