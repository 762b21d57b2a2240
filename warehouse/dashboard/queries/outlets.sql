-- Every outlet with its coverage over the last 30 days.
WITH recent AS (
    SELECT v.outlet_id, sum(v.discovered)::BIGINT AS discovered, sum(v.fetched)::BIGINT AS fetched, sum(v.loaded)::BIGINT AS loaded,
        sum(v.failed)::BIGINT AS failed, max(v.day) AS last_day
    FROM coverage_daily AS v
    WHERE v.day > (SELECT max(w.day) - 30 FROM coverage_daily AS w)
    GROUP BY v.outlet_id
), told AS (
    SELECT d.outlet_id, sum(d.tellings)::BIGINT AS tellings, sum(d.new_claims)::BIGINT AS new_claims
    FROM daily AS d
    WHERE d.day > (SELECT max(e.day) - 30 FROM daily AS e)
    GROUP BY d.outlet_id
)
SELECT o.outlet_id, o.name, o.language, o.country, o.watched_since, v.discovered, v.fetched, v.loaded, v.failed, v.last_day,
    round(v.fetched / nullif(v.discovered, 0), 3) AS rate, t.tellings, t.new_claims
FROM outlets AS o
LEFT JOIN recent AS v ON v.outlet_id = o.outlet_id
LEFT JOIN told AS t ON t.outlet_id = o.outlet_id
ORDER BY o.name;
