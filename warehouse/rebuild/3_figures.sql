UPDATE figures SET claim_id = c.claim_id, series_id = c.series_id
FROM claim_of AS mc JOIN claims AS c USING (claim_id)
WHERE mc.mention_id = figures.mention_id
    AND (figures.claim_id IN (FROM affected_claims) OR c.claim_id IN (FROM affected_claims));
