-- Claims to be founded anew: their founding mention went or is read otherwise, or a mention that came is older.
CREATE OR REPLACE TEMP TABLE unfounded AS
SELECT c.claim_id
FROM claims AS c
ANTI JOIN dissolved AS d ON d.claim_id = c.claim_id
WHERE c.claim_id IN (SELECT mention_id FROM gone_mentions UNION SELECT mention_id FROM other_mentions)
UNION
SELECT mc.claim_id
FROM mention_claims AS mc
SEMI JOIN open_mentions AS o ON o.mention_id = mc.mention_id
JOIN mentions AS m ON m.mention_id = mc.mention_id
JOIN mentions AS f ON f.mention_id = mc.claim_id
JOIN mention_claims AS fc ON fc.mention_id = f.mention_id AND fc.evidence IS DISTINCT FROM '{"decided": 1}'
WHERE (m.first_seen, m.told_at, m.mention_id) < (f.first_seen, f.told_at, f.mention_id);
