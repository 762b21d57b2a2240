-- Where a series stands now that its founding claim was merged into another.
-- @param series VARCHAR = '' -- the id
SELECT c.series_id
FROM claims AS c
WHERE c.claim_id IN (SELECT x.claim_id FROM claim_aliases AS x WHERE x.alias_id = $series UNION ALL SELECT $series)
    AND c.series_id <> $series
LIMIT 1;
