-- Outlets of a run without a new article for far longer than is normal: twice the pause that is the longest of the day
-- on nine days in ten (nights and weekends are pauses too), once a week of them is known; before that, or if that is
-- sooner, three times the pause that `expect` allows, but a day at least; where neither is known, three days.
-- @param run_id VARCHAR -- the run
WITH asked AS (
    SELECT o.outlet_id, o.name, o.timezone, o.expect_low, o.watched_since, r.now
    FROM (SELECT now, unnest(outlets) AS outlet_id FROM runs WHERE run_id = $run_id) AS r
    JOIN outlets AS o USING (outlet_id)
), arrivals AS (
    SELECT DISTINCT a.outlet_id, a.first_seen AS came
    FROM articles AS a JOIN asked AS k USING (outlet_id)
    WHERE NOT a.baseline AND a.first_seen > k.now - INTERVAL 28 DAY AND a.first_seen <= k.now
), pauses AS (
    SELECT outlet_id, came, came - lag(came) OVER (PARTITION BY outlet_id ORDER BY came) AS pause FROM arrivals
), longest AS (
    SELECT outlet_id, came::DATE AS day, max(epoch(pause)) / 3600 AS hours
    FROM pauses WHERE pause IS NOT NULL GROUP BY ALL
), past AS (
    SELECT outlet_id, quantile_cont(hours, 0.9) AS usual FROM longest GROUP BY outlet_id HAVING count(*) >= 7
), latest AS (
    SELECT a.outlet_id, max(a.first_seen) AS came
    FROM articles AS a JOIN asked AS k USING (outlet_id) WHERE NOT a.baseline AND a.first_seen <= k.now GROUP BY ALL
), judged AS (
    SELECT k.*, l.came AS last_at, coalesce(l.came, k.watched_since) AS since, p.usual,
        epoch(k.now - coalesce(l.came, k.watched_since)) / 3600 AS silent,
        if(k.expect_low > 0, greatest(24, 72 / k.expect_low), NULL) AS by_expect,
        if(p.usual IS NULL, NULL, greatest(2 * p.usual, 6)) AS by_past
    FROM asked AS k LEFT JOIN latest AS l USING (outlet_id) LEFT JOIN past AS p USING (outlet_id)
)
SELECT j.outlet_id, '' AS what, to_json({
    'trouble': 'silent',
    'hours': round(j.silent),
    'last_at': strftime(j.last_at AT TIME ZONE j.timezone, '%Y-%m-%dT%H:%M'),
    'usual': round(j.usual, 1),
    'expected': nullif(j.expect_low, 0)
})::VARCHAR AS facts
FROM judged AS j
WHERE j.silent > coalesce(least(j.by_past, j.by_expect), 72)
    -- We must have looked: after a stop of ours the first runs tell nothing of the outlet.
    AND (SELECT count(*) FROM runs AS r WHERE r.kind = 'run' AND r.now > j.since AND r.now <= j.now
        AND r.now > j.now - INTERVAL 1 DAY AND list_contains(r.outlets, j.outlet_id)) >= 3
ORDER BY j.outlet_id;
