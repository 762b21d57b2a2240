-- One run.
-- @param run VARCHAR = '' -- its id
SELECT r.run_id, r.kind, r.now, r.state, r.outlets, r.parser_version, r.identity_version, r.summary
FROM runs AS r WHERE r.run_id = $run;
