-- As maintain/3_daily.sql, for the affected days. A telling counts on its own day.
INSERT INTO daily
SELECT day, outlet_id, language, speaker_id, sum(mentions)::BIGINT, sum(tellings)::BIGINT, sum(new_claims)::BIGINT
FROM (
    SELECT day, outlet_id, language, speaker_id, 1 AS mentions, 0 AS tellings, 0 AS new_claims FROM mentions
    UNION ALL
    SELECT day, outlet_id, language, speaker_id, 0, 1, 0 FROM tellings
    UNION ALL
    SELECT day, outlet_id, language, speaker_id, 0, 0, 1 FROM first_seen WHERE new
)
WHERE day IN (FROM affected_days)
GROUP BY day, outlet_id, language, speaker_id;
