-- Where the dissolved claims went: to the claim of their earliest mention that is left; else to the first of those that
-- people had merged into them; else they are retired.
CREATE OR REPLACE TEMP TABLE heirs AS
WITH left_over AS (
    SELECT f.claim_id, arg_min(mc.claim_id, (m.first_seen, m.told_at, m.mention_id)) AS heir
    FROM former AS f
    JOIN mentions AS m ON m.mention_id = f.mention_id
    JOIN mention_claims AS mc ON mc.mention_id = f.mention_id
    WHERE mc.claim_id IN (SELECT claim_id FROM claims)
    GROUP BY f.claim_id
), merged AS (
    SELECT a.claim_id, min(a.alias_id) AS heir
    FROM claim_aliases AS a JOIN claims AS c ON c.claim_id = a.alias_id
    GROUP BY a.claim_id
)
SELECT DISTINCT d.claim_id, coalesce(l.heir, m.heir) AS heir
FROM dissolved AS d
LEFT JOIN left_over AS l USING (claim_id)
LEFT JOIN merged AS m USING (claim_id)
WHERE coalesce(l.heir, m.heir) IS DISTINCT FROM d.claim_id AND d.claim_id NOT IN (SELECT claim_id FROM claims);

UPDATE claim_links SET to_id = h.heir FROM heirs AS h WHERE h.claim_id = claim_links.to_id AND h.heir IS NOT NULL;
DELETE FROM claim_links WHERE to_id IN (SELECT claim_id FROM heirs WHERE heir IS NULL) OR to_id = from_id;
-- Links run from the later claim to the earlier one, and there is one of a kind.
CREATE OR REPLACE TEMP TABLE founded AS SELECT claim_id FROM claims WHERE run_id = $run_id;
UPDATE claim_links SET from_id = to_id, to_id = from_id
FROM mentions AS f, mentions AS t
WHERE f.mention_id = claim_links.from_id AND t.mention_id = claim_links.to_id
    AND (claim_links.from_id IN (FROM founded) OR claim_links.to_id IN (FROM founded))
    AND (f.first_seen, f.told_at, f.mention_id) < (t.first_seen, t.told_at, t.mention_id);
DELETE FROM claim_links WHERE rowid IN (
    SELECT unnest(list(rowid ORDER BY rowid)[2:])
    FROM claim_links WHERE from_id IN (FROM founded) OR to_id IN (FROM founded)
    GROUP BY from_id, to_id, kind
);

-- Merged claims stay merged: what a dissolved claim was merged into is its heir's too, what was merged into it goes on.
CREATE OR REPLACE TEMP TABLE inherited AS
SELECT h.heir AS alias_id, a.claim_id, a.reason, a.run_id
FROM heirs AS h JOIN claim_aliases AS a ON a.alias_id = h.claim_id
WHERE h.heir IS NOT NULL AND h.heir <> a.claim_id AND h.heir NOT IN (SELECT alias_id FROM claim_aliases);
INSERT INTO claim_aliases SELECT DISTINCT ON (alias_id) * FROM inherited ORDER BY alias_id, claim_id;
DELETE FROM claim_aliases
WHERE alias_id IN (SELECT claim_id FROM heirs WHERE heir IS NULL)
    OR claim_id IN (SELECT claim_id FROM heirs WHERE heir IS NULL);
INSERT INTO claim_aliases
SELECT h.claim_id, h.heir, 'reread', $run_id
FROM heirs AS h ANTI JOIN claim_aliases AS a ON a.alias_id = h.claim_id
WHERE h.heir IS NOT NULL;
DELETE FROM claim_aliases WHERE alias_id IN (SELECT heir FROM heirs) AND claim_id IN (SELECT claim_id FROM heirs WHERE heir = alias_id);
UPDATE claim_aliases SET claim_id = h.heir FROM heirs AS h WHERE h.claim_id = claim_aliases.claim_id;
UPDATE claim_aliases SET claim_id = a.claim_id FROM claim_aliases AS a WHERE a.alias_id = claim_aliases.claim_id;

-- What was founded anew under its old id has its series' row twice: the new one counts.
DELETE FROM series WHERE rowid IN (
    SELECT min(rowid) FROM series WHERE series_id IN (FROM dissolved) GROUP BY series_id HAVING count(*) > 1
);
-- A series bears the id of the earliest claim in it.
CREATE OR REPLACE TEMP TABLE renamed AS
WITH wanted AS (
    SELECT DISTINCT series_id FROM claims
    WHERE run_id = $run_id OR series_id IN (FROM dissolved)
)
SELECT c.series_id, arg_min(c.claim_id, (m.first_seen, m.told_at, m.mention_id)) AS earliest
FROM claims AS c SEMI JOIN wanted USING (series_id) JOIN mentions AS m ON m.mention_id = c.claim_id
GROUP BY c.series_id
HAVING earliest <> c.series_id;
CREATE OR REPLACE TEMP TABLE in_renamed AS SELECT claim_id FROM claims SEMI JOIN renamed USING (series_id);
UPDATE claims SET series_id = r.earliest FROM renamed AS r WHERE r.series_id = claims.series_id;
DELETE FROM series WHERE series_id IN (SELECT earliest FROM renamed);
UPDATE series SET series_id = r.earliest, label = c.text
FROM renamed AS r, claims AS c WHERE r.series_id = series.series_id AND c.claim_id = r.earliest;
DELETE FROM series
WHERE series_id IN (FROM dissolved UNION SELECT mention_id FROM former) AND series_id NOT IN (SELECT series_id FROM claims);

-- Whatever was found belongs to the run that read the page.
UPDATE claims SET run_id = m.run_id FROM mentions AS m WHERE m.mention_id = claims.claim_id AND claims.run_id = $run_id;
UPDATE series SET run_id = m.run_id FROM mentions AS m WHERE m.mention_id = series.series_id AND series.run_id = $run_id;
UPDATE claim_links SET run_id = m.run_id
FROM mentions AS m WHERE m.mention_id = claim_links.from_id AND claim_links.run_id = $run_id;
UPDATE mention_claims SET run_id = m.run_id
FROM mentions AS m WHERE m.mention_id = mention_claims.mention_id AND mention_claims.run_id = $run_id;
