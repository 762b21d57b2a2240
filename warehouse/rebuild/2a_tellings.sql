DELETE FROM tellings WHERE claim_id IN (FROM affected_claims);
