-- The claims whose aggregates are to be made anew.
SELECT claim_id FROM dissolved
UNION SELECT claim_id FROM gone_mentions WHERE claim_id IS NOT NULL
UNION SELECT claim_id FROM other_mentions WHERE claim_id IS NOT NULL
UNION SELECT claim_id FROM in_renamed
UNION SELECT c.claim_id FROM claim_of AS c JOIN mentions AS m ON m.mention_id = c.mention_id
    SEMI JOIN touched ON touched.article_id = m.article_id
UNION SELECT c.claim_id FROM claim_of AS c SEMI JOIN former ON former.mention_id = c.mention_id
