-- What was read in a period, and since when the corpus is watched. An article counts on each day on which it was shown.
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
SELECT (SELECT min(o.watched_since) FROM outlets AS o) AS watched_since, (SELECT count(*) FROM outlets) AS outlets,
    count(DISTINCT v.outlet_id) AS outlets_read, sum(v.discovered)::BIGINT AS discovered, sum(v.fetched)::BIGINT AS fetched,
    sum(v.loaded)::BIGINT AS loaded, sum(v.failed)::BIGINT AS failed
FROM coverage_daily AS v
WHERE ($since IS NULL OR v.day >= $since) AND ($until IS NULL OR v.day <= $until);
