-- Who was told most in a week, and how that moved against the week before, counted per 100 fetched articles so that a fuller week is no rise.
-- @param until DATE = NULL -- the last day of the week; the latest there is when left out
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param most INTEGER = 20 -- at most so many
-- @param movers BOOLEAN = false -- those who moved most first, instead of those who were told most
WITH week AS (
    SELECT coalesce($until, (SELECT max(d.day) FROM daily AS d)) AS last_day
), counted AS (
    SELECT d.speaker_id, d.tellings, d.new_claims, d.day > w.last_day - 7 AS now
    FROM daily AS d, week AS w
    WHERE d.speaker_id IS NOT NULL AND d.day > w.last_day - 14 AND d.day <= w.last_day
        AND ($outlet IS NULL OR d.outlet_id = $outlet) AND ($language IS NULL OR d.language = $language)
), covered AS (
    SELECT coalesce(sum(v.loaded) FILTER (v.day > w.last_day - 7), 0) AS now,
        coalesce(sum(v.loaded) FILTER (v.day <= w.last_day - 7), 0) AS before
    FROM coverage_daily AS v, week AS w
    WHERE v.day > w.last_day - 14 AND v.day <= w.last_day AND ($outlet IS NULL OR v.outlet_id = $outlet)
), summed AS (
    SELECT c.speaker_id, coalesce(sum(c.tellings) FILTER (c.now), 0)::BIGINT AS tellings,
        coalesce(sum(c.tellings) FILTER (NOT c.now), 0)::BIGINT AS week_before,
        coalesce(sum(c.new_claims) FILTER (c.now), 0)::BIGINT AS new_claims
    FROM counted AS c
    GROUP BY c.speaker_id
)
SELECT s.name AS told_by, x.tellings, x.week_before, x.new_claims,
    round(100 * x.tellings / nullif(v.now, 0), 2) AS per_100_articles,
    round(100 * x.tellings / nullif(v.now, 0) - coalesce(100 * x.week_before / nullif(v.before, 0), 0), 2) AS moved,
    x.speaker_id
FROM summed AS x
JOIN speakers AS s ON s.speaker_id = x.speaker_id
CROSS JOIN covered AS v
ORDER BY if($movers, abs(moved), x.tellings) DESC NULLS LAST, x.tellings DESC, told_by
LIMIT $most;
