-- The mentions of unfounded claims are free again, but for those that people put there; of these the earliest, where
-- there are no others.
INSERT INTO dissolved FROM unfounded;
INSERT INTO former SELECT mention_id, claim_id FROM mention_claims SEMI JOIN unfounded USING (claim_id);
DELETE FROM mention_claims WHERE mention_id IN (
    SELECT arg_min(m.mention_id, (m.first_seen, m.told_at, m.mention_id))
    FROM mention_claims AS mc SEMI JOIN unfounded USING (claim_id) JOIN mentions AS m ON m.mention_id = mc.mention_id
    GROUP BY mc.claim_id HAVING bool_and(mc.evidence = '{"decided": 1}')
);
DELETE FROM mention_claims WHERE claim_id IN (FROM unfounded) AND evidence IS DISTINCT FROM '{"decided": 1}';
DELETE FROM claim_keys WHERE number IN (SELECT n.number FROM claim_numbers AS n SEMI JOIN unfounded USING (claim_id));
DELETE FROM claim_numbers WHERE claim_id IN (FROM unfounded);
DELETE FROM claim_links WHERE from_id IN (FROM unfounded);
DELETE FROM claims WHERE claim_id IN (FROM unfounded);
CREATE OR REPLACE TEMP TABLE open_mentions AS
SELECT m.mention_id
FROM mentions AS m
SEMI JOIN (SELECT mention_id FROM former UNION SELECT mention_id FROM new_mentions) AS x ON x.mention_id = m.mention_id
ANTI JOIN mention_claims AS c ON c.mention_id = m.mention_id;
