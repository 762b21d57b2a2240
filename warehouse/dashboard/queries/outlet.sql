-- An outlet: how much of it is read, how soon after its own date, and how often it is the first to tell.
-- @param outlet VARCHAR = '' -- the id
-- @param days INTEGER = 30 -- over how many days
WITH span AS (
    SELECT max(d.day) - $days AS since, max(d.day) AS until FROM daily AS d
), read AS (
    SELECT count(*) AS articles, to_seconds(median(epoch(a.first_seen - a.published)) FILTER (a.published <= a.first_seen)::BIGINT) AS delay
    FROM articles AS a, span AS x WHERE a.outlet_id = $outlet AND a.day > x.since AND NOT a.baseline
), told AS (
    SELECT count(DISTINCT t.claim_key) AS claims
    FROM tellings AS t, span AS x WHERE t.outlet_id = $outlet AND t.day > x.since
), first AS (
    SELECT count(*) AS first_here FROM first_seen AS f, span AS x WHERE f.outlet_id = $outlet AND f.new AND f.day > x.since
)
SELECT o.outlet_id, o.name, o.language, o.country, o.timezone, o.homepage, o.licence, o.expect_low, o.expect_high,
    o.watched_since, x.since + 1 AS since, x.until, r.articles, r.delay, t.claims, f.first_here,
    round(f.first_here / nullif(t.claims, 0), 3) AS first_share
FROM outlets AS o, span AS x, read AS r, told AS t, first AS f
WHERE o.outlet_id = $outlet;
