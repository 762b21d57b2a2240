-- A day with new claims, those beside it, and what was read of it: the denominator of all that is called new.
-- @param day DATE = NULL -- the day; the latest with a new claim when left out
WITH chosen AS (
    SELECT coalesce($day, (SELECT max(d.day) FROM daily AS d WHERE d.new_claims > 0), (SELECT max(d.day) FROM daily AS d)) AS day
), covered AS (
    SELECT count(*) AS outlets_read, sum(v.discovered) AS discovered, sum(v.fetched) AS fetched, sum(v.loaded) AS loaded,
        sum(v.failed) AS failed
    FROM coverage_daily AS v WHERE v.day = (SELECT x.day FROM chosen AS x)
), counted AS (
    SELECT max(d.day) FILTER (d.day < x.day AND d.new_claims > 0) AS before,
        min(d.day) FILTER (d.day > x.day AND d.new_claims > 0) AS after,
        sum(d.new_claims) FILTER (d.day = x.day) AS new_claims
    FROM daily AS d, chosen AS x
)
SELECT x.day, c.before, c.after, coalesce(c.new_claims, 0)::BIGINT AS new_claims,
    (SELECT min(o.watched_since) FROM outlets AS o) AS watched_since, (SELECT count(*) FROM outlets) AS outlets,
    v.outlets_read, v.discovered::BIGINT AS discovered, v.fetched::BIGINT AS fetched, v.loaded::BIGINT AS loaded,
    v.failed::BIGINT AS failed
FROM chosen AS x, counted AS c, covered AS v
WHERE x.day IS NOT NULL;
