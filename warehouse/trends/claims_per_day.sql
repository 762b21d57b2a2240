-- Claims told per day: `tellings` counts a claim once for each article, `new_claims` those first told that day.
-- @param by VARCHAR = 'outlet' -- what to count by: outlet, language, speaker, topic or all
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day; 30 days back when left out
-- @param until DATE = NULL -- the last day
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param speaker VARCHAR = NULL -- only this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param tz VARCHAR = NULL -- count days in this zone instead of each outlet's own
WITH quarters AS (
    SELECT q.q, (to_timestamp(q.q * 900) AT TIME ZONE $tz)::DATE AS day
    FROM (
        SELECT DISTINCT epoch_us(t.told_at) // 900000000 AS q FROM tellings AS t
        WHERE $tz IS NOT NULL AND ($since IS NULL OR t.day >= $since - 1) AND ($until IS NULL OR t.day <= $until + 1)
    ) AS q
), told AS (
    SELECT epoch_us(t.told_at) // 900000000 AS q, t.outlet_id, t.language, t.speaker_id, t.article_id, t.mentions, 1 AS tellings,
        0 AS new_claims
    FROM tellings AS t
    WHERE $tz IS NOT NULL AND ($since IS NULL OR t.day >= $since - 1) AND ($until IS NULL OR t.day <= $until + 1)
    UNION ALL
    SELECT epoch_us(f.told_at) // 900000000, f.outlet_id, f.language, f.speaker_id, f.article_id, 0, 0, 1
    FROM first_seen AS f
    WHERE $tz IS NOT NULL AND f.new AND ($since IS NULL OR f.day >= $since - 1) AND ($until IS NULL OR f.day <= $until + 1)
), counted AS (
    SELECT d.day, d.outlet_id, d.language, d.speaker_id, NULL AS topic, d.mentions, d.tellings, d.new_claims
    FROM daily AS d
    WHERE $tz IS NULL AND $by <> 'topic'
    UNION ALL
    SELECT p.day, p.outlet_id, p.language, NULL, p.topic, p.mentions, p.tellings, p.new_claims
    FROM daily_topics AS p
    WHERE $tz IS NULL AND $by = 'topic'
    UNION ALL
    SELECT q.day, t.outlet_id, t.language, t.speaker_id, NULL, t.mentions, t.tellings, t.new_claims
    FROM told AS t JOIN quarters AS q ON q.q = t.q
    WHERE $by <> 'topic'
    UNION ALL
    SELECT q.day, t.outlet_id, t.language, t.speaker_id, p.topic, t.mentions, t.tellings, t.new_claims
    FROM told AS t JOIN quarters AS q ON q.q = t.q JOIN article_topics AS p ON p.article_id = t.article_id
    WHERE $by = 'topic'
), summed AS (
    SELECT c.day,
        CASE $by WHEN 'outlet' THEN c.outlet_id WHEN 'language' THEN c.language WHEN 'speaker' THEN c.speaker_id
            WHEN 'topic' THEN c.topic ELSE 'all' END AS who,
        sum(c.mentions)::BIGINT AS mentions, sum(c.tellings)::BIGINT AS tellings, sum(c.new_claims)::BIGINT AS new_claims
    FROM counted AS c
    WHERE ($since IS NULL OR c.day >= $since) AND ($until IS NULL OR c.day <= $until)
        AND ($outlet IS NULL OR c.outlet_id = $outlet)
        AND ($language IS NULL OR c.language = $language)
        AND ($speaker IS NULL OR c.speaker_id IN (SELECT s.speaker_id FROM speakers AS s WHERE s.folded = fold($speaker)))
    GROUP BY ALL
)
SELECT x.day, CASE $by WHEN 'outlet' THEN o.name WHEN 'speaker' THEN s.name ELSE x.who END AS told_by,
    sum(x.mentions)::BIGINT AS mentions, sum(x.tellings)::BIGINT AS tellings, sum(x.new_claims)::BIGINT AS new_claims
FROM summed AS x
LEFT JOIN outlets AS o ON $by = 'outlet' AND o.outlet_id = x.who
LEFT JOIN speakers AS s ON $by = 'speaker' AND s.speaker_id = x.who
GROUP BY ALL
ORDER BY x.day, tellings DESC, told_by;
