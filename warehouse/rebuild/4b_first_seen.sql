DELETE FROM first_seen WHERE claim_id IN (FROM affected_claims);
