-- The day's coverage of the outlets that this run visited, counted anew: a day may have several runs.
MERGE INTO coverage_daily AS t
USING (
    WITH visited AS (
        SELECT v.outlet_id, (r.now AT TIME ZONE o.timezone)::DATE AS day, o.expect_low, o.expect_high
        FROM run_outlets AS v JOIN runs AS r USING (run_id) JOIN outlets AS o USING (outlet_id)
        WHERE v.run_id = $run_id
    ), best AS (
        SELECT v.outlet_id, v.day, o.url, bool_or(o.paywalled) AS paywalled, bool_or(o.outcome = 'loaded') AS loaded,
            arg_min(o.outcome, CASE WHEN o.outcome IN ('loaded', 'revised', 'unchanged') THEN 0
                WHEN o.outcome LIKE 'skipped:%' THEN 1 ELSE 2 END) AS outcome
        FROM visited AS v JOIN outcomes AS o USING (outlet_id, day)
        GROUP BY v.outlet_id, v.day, o.url
    )
    SELECT v.day, v.outlet_id, any_value(v.expect_low) AS expected_low, any_value(v.expect_high) AS expected_high,
        count(b.url) AS discovered, count(*) FILTER (b.outcome IN ('loaded', 'revised', 'unchanged')) AS fetched,
        count(*) FILTER (b.loaded) AS loaded, count(*) FILTER (b.paywalled) AS paywalled,
        count(*) FILTER (b.outcome = 'failed:too-large') AS truncated,
        count(*) FILTER (b.outcome LIKE 'skipped:%') AS skipped, count(*) FILTER (b.outcome LIKE 'failed:%') AS failed
    FROM visited AS v LEFT JOIN best AS b USING (outlet_id, day)
    GROUP BY v.day, v.outlet_id
) AS d
ON t.day = d.day AND t.outlet_id = d.outlet_id
WHEN MATCHED THEN UPDATE
WHEN NOT MATCHED THEN INSERT;
