-- The latest runs.
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 50 -- at most so many
SELECT r.run_id, r.kind, r.now, r.state, len(r.outlets) AS outlets, r.parser_version, r.identity_version, r.summary,
    count(*) OVER () AS total
FROM runs AS r
ORDER BY r.now DESC, r.run_id
LIMIT $most OFFSET $skip;
