-- Days on which a speaker or an outlet was told far more than the days before, per fetched article, so that a day with more coverage is no spike.
-- @param by VARCHAR = 'speaker' -- speaker, outlet or topic
-- @param window_days INTEGER = 14 -- how many days before make the baseline
-- @param at_least INTEGER = 3 -- tellings that a day must have to count
-- @param times DOUBLE = 2 -- how many times the baseline it must reach
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
WITH counted AS (
    SELECT d.day, if($by = 'outlet', d.outlet_id, d.speaker_id) AS who, sum(d.tellings) AS tellings
    FROM daily AS d
    WHERE $by IN ('speaker', 'outlet') AND ($until IS NULL OR d.day <= $until)
        AND ($since IS NULL OR d.day >= $since - $window_days)
    GROUP BY ALL
    UNION ALL
    SELECT p.day, p.topic, sum(p.tellings)
    FROM daily_topics AS p
    WHERE $by = 'topic' AND ($until IS NULL OR p.day <= $until) AND ($since IS NULL OR p.day >= $since - $window_days)
    GROUP BY ALL
), covered AS (
    SELECT v.day, sum(v.loaded) AS articles FROM coverage_daily AS v GROUP BY v.day
), easing AS (
    SELECT v.day, v.articles, sum(v.articles) OVER before AS articles_before
    FROM covered AS v
    WINDOW before AS (ORDER BY v.day RANGE BETWEEN to_days($window_days) PRECEDING AND to_days(1) PRECEDING)
), rated AS (
    SELECT c.day, c.who, c.tellings, v.articles_before, c.tellings / nullif(v.articles, 0) AS rate
    FROM counted AS c JOIN easing AS v USING (day)
    WHERE c.who IS NOT NULL
), based AS (
    SELECT r.*, sum(r.tellings) OVER before AS told_before
    FROM rated AS r
    WINDOW before AS (
        PARTITION BY r.who ORDER BY r.day RANGE BETWEEN to_days($window_days) PRECEDING AND to_days(1) PRECEDING
    )
)
SELECT b.day, coalesce(s.name, o.name, b.who) AS who, b.tellings::BIGINT AS tellings, round(b.rate, 4) AS per_article,
    round((coalesce(b.told_before, 0) + 1) / (b.articles_before + 1), 4) AS baseline,
    round(b.rate / ((coalesce(b.told_before, 0) + 1) / (b.articles_before + 1)), 2) AS times_baseline
FROM based AS b
LEFT JOIN speakers AS s ON $by = 'speaker' AND s.speaker_id = b.who
LEFT JOIN outlets AS o ON $by = 'outlet' AND o.outlet_id = b.who
WHERE b.tellings >= $at_least AND b.articles_before > 0 AND ($since IS NULL OR b.day >= $since)
    AND b.rate / ((coalesce(b.told_before, 0) + 1) / (b.articles_before + 1)) >= $times
ORDER BY times_baseline DESC, b.day DESC, who;
