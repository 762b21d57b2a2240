-- The figures that a claim is told with.
-- @param claim VARCHAR = '' -- the id
SELECT f.low, f.high, f.unit, list(DISTINCT f.modifier) FILTER (f.modifier IS NOT NULL) AS modifiers, count(*) AS told,
    min(f.told_at) AS first_told
FROM figures AS f
WHERE f.claim_id = $claim
GROUP BY f.low, f.high, f.unit
ORDER BY told DESC, f.low, f.high, f.unit
LIMIT 50;
