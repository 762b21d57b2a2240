-- What became of the URLs that each outlet showed, by day: the denominator of every rate.
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
SELECT v.day, o.name AS outlet, v.expected_low, v.expected_high, v.discovered, v.fetched, v.loaded, v.paywalled,
    v.truncated, v.skipped, v.failed, round(v.fetched / nullif(v.discovered, 0), 3) AS rate
FROM coverage_daily AS v
JOIN outlets AS o ON o.outlet_id = v.outlet_id
WHERE ($outlet IS NULL OR v.outlet_id = $outlet)
    AND ($since IS NULL OR v.day >= $since) AND ($until IS NULL OR v.day <= $until)
ORDER BY v.day, o.name;
