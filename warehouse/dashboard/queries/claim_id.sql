-- Where a claim stands: merged ones lead to the one that stands for them, the beginning of an id to the one it begins.
-- @param claim VARCHAR = '' -- the id, or at least its first eight characters
SELECT x.claim_id FROM claim_aliases AS x WHERE x.alias_id = $claim
UNION ALL
SELECT c.claim_id FROM claims AS c
WHERE c.claim_id >= $claim AND c.claim_id <= $claim || 'g' AND starts_with(c.claim_id, $claim) AND length($claim) >= 8
    AND c.claim_id NOT IN (SELECT x.alias_id FROM claim_aliases AS x)
LIMIT 2;
