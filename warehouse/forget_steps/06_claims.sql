-- A claim that others tell too takes the words of the earliest of them; one that nobody tells goes.
UPDATE claims SET text = m.text, language = m.language
FROM (
    SELECT mc.claim_id, arg_min(m.resolved, (m.first_seen, m.told_at, m.mention_id)) AS text,
        arg_min(m.language, (m.first_seen, m.told_at, m.mention_id)) AS language
    FROM mention_claims AS mc JOIN mentions AS m USING (mention_id)
    GROUP BY mc.claim_id
) AS m
WHERE m.claim_id = claims.claim_id AND claims.claim_id IN (FROM purged_mentions);
CREATE OR REPLACE TEMP TABLE purged_claims AS
SELECT claim_id FROM claims ANTI JOIN mention_claims USING (claim_id);
DELETE FROM claim_keys WHERE number IN (SELECT n.number FROM claim_numbers AS n SEMI JOIN purged_claims USING (claim_id));
DELETE FROM claim_numbers WHERE claim_id IN (FROM purged_claims);
DELETE FROM claim_links WHERE from_id IN (FROM purged_claims) OR to_id IN (FROM purged_claims);
DELETE FROM claim_aliases WHERE alias_id IN (FROM purged_claims);
DELETE FROM first_seen WHERE claim_id IN (FROM purged_claims) OR mention_id IN (FROM purged_mentions);
DELETE FROM claims WHERE claim_id IN (FROM purged_claims);
DELETE FROM series WHERE series_id NOT IN (SELECT series_id FROM claims);
UPDATE series SET label = c.text FROM (
    SELECT series_id, arg_min(text, claim_id) AS text FROM claims GROUP BY series_id
) AS c
WHERE c.series_id = series.series_id AND series.series_id IN (FROM purged_mentions);
