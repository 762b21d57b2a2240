-- What became of the URLs of a run: how many, by outlet and outcome.
-- @param run VARCHAR = '' -- its id
SELECT o.outlet_id, coalesce(n.name, o.outlet_id) AS outlet, o.outcome, count(*) AS urls
FROM outcomes AS o LEFT JOIN outlets AS n ON n.outlet_id = o.outlet_id
WHERE o.run_id = $run
GROUP BY o.outlet_id, n.name, o.outcome
ORDER BY outlet, urls DESC, o.outcome;
