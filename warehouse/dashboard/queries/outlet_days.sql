-- What became of an outlet's URLs, by day, the latest first.
-- @param outlet VARCHAR = '' -- the id
-- @param days INTEGER = 30 -- how many days
SELECT v.day, v.expected_low, v.expected_high, v.discovered, v.fetched, v.loaded, v.paywalled, v.truncated, v.skipped, v.failed,
    round(v.fetched / nullif(v.discovered, 0), 3) AS rate
FROM coverage_daily AS v
WHERE v.outlet_id = $outlet AND v.day > (SELECT max(w.day) - $days FROM coverage_daily AS w)
ORDER BY v.day DESC;
