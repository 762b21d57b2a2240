-- Counts of this run's rows, added to those of their days.
MERGE INTO daily AS t
USING (
    SELECT day, outlet_id, language, speaker_id, sum(mentions)::BIGINT AS mentions, sum(tellings)::BIGINT AS tellings,
        sum(new_claims)::BIGINT AS new_claims
    FROM (
        SELECT day, outlet_id, language, speaker_id, 1 AS mentions, 0 AS tellings, 0 AS new_claims
        FROM mentions WHERE run_id = $run_id
        UNION ALL
        SELECT day, outlet_id, language, speaker_id, 0, 1, 0 FROM tellings WHERE run_id = $run_id
        UNION ALL
        SELECT day, outlet_id, language, speaker_id, 0, 0, 1 FROM first_seen WHERE run_id = $run_id AND new
    )
    GROUP BY day, outlet_id, language, speaker_id
) AS d
ON t.day = d.day AND t.outlet_id = d.outlet_id AND t.language IS NOT DISTINCT FROM d.language
    AND t.speaker_id IS NOT DISTINCT FROM d.speaker_id
WHEN MATCHED THEN UPDATE SET mentions = t.mentions + d.mentions, tellings = t.tellings + d.tellings,
    new_claims = t.new_claims + d.new_claims
WHEN NOT MATCHED THEN INSERT;
