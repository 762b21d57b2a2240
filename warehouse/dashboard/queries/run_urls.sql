-- The URLs of a run that were not simply read, with the reason.
-- @param run VARCHAR = '' -- its id
-- @param outcome VARCHAR = NULL -- only this outcome
-- @param most INTEGER = 200 -- at most so many
SELECT o.outlet_id, o.url, o.outcome, o.detail, o.article_id
FROM outcomes AS o
WHERE o.run_id = $run AND ($outcome IS NULL AND o.outcome NOT IN ('loaded', 'unchanged') OR o.outcome = $outcome)
ORDER BY o.outcome, o.outlet_id, o.url
LIMIT $most;
