-- The days on which the affected claims were told, and what other days are asked for: their counts are made anew.
CREATE OR REPLACE TEMP TABLE affected_days AS
SELECT DISTINCT m.day
FROM mentions AS m JOIN claim_of AS mc USING (mention_id) SEMI JOIN affected_claims AS x ON x.claim_id = mc.claim_id
UNION SELECT DISTINCT t.day FROM tellings AS t SEMI JOIN affected_claims AS x ON x.claim_id = t.claim_id
UNION FROM more_days
UNION SELECT DISTINCT f.day FROM first_seen AS f SEMI JOIN affected_claims AS x ON x.claim_id = f.claim_id;
