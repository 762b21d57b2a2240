-- What a speaker tells: the claims, the one last told first, who denies what of it, and what of others' the speaker denies.
-- @param speaker VARCHAR = '' -- the id
-- @param skip INTEGER = 0 -- leave out so many claims
-- @param most INTEGER = 25 -- at most so many
-- @param denials INTEGER = 50 -- at most so many denials
WITH told AS MATERIALIZED (
    SELECT t.claim_key, max(t.told_at) AS last_told
    FROM tellings AS t WHERE t.speaker_id = $speaker
    GROUP BY t.claim_key
), shown AS MATERIALIZED (
    SELECT t.claim_key, t.last_told, count(*) OVER () AS total FROM told AS t
    ORDER BY t.last_told DESC, t.claim_key
    LIMIT $most OFFSET $skip
), beside AS MATERIALIZED (
    SELECT 'denied_by' AS side, l.to_id AS own_id, l.from_id AS other_id
    FROM claim_links AS l WHERE l.kind = 'negates' AND half(l.to_id) IN (SELECT t.claim_key FROM told AS t)
    UNION ALL
    SELECT 'denies', l.from_id, l.to_id
    FROM claim_links AS l WHERE l.kind = 'negates' AND half(l.from_id) IN (SELECT t.claim_key FROM told AS t)
), wanted AS MATERIALIZED (
    SELECT w.claim_key FROM shown AS w UNION SELECT half(b.own_id) FROM beside AS b UNION SELECT half(b.other_id) FROM beside AS b
), tellers AS MATERIALIZED (
    SELECT t.rowid AS nth FROM tellings AS t WHERE t.claim_key IN (SELECT w.claim_key FROM wanted AS w)
), said AS MATERIALIZED (
    SELECT t.claim_key, t.told_at, t.outlet_id, t.cluster_id, t.speaker_id
    FROM tellers AS h JOIN tellings AS t ON t.rowid = h.nth
), gone AS MATERIALIZED (
    SELECT x.claim_key, min(x.told_at) AS first_told, count(DISTINCT x.outlet_id) AS outlets,
        count(DISTINCT x.cluster_id) AS independent
    FROM said AS x
    GROUP BY x.claim_key
), names AS (
    SELECT x.claim_key, list(DISTINCT s.name ORDER BY s.name) AS names
    FROM said AS x JOIN speakers AS s ON s.speaker_id = x.speaker_id
    WHERE x.claim_key IN (SELECT half(b.other_id) FROM beside AS b)
    GROUP BY x.claim_key
), places AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f WHERE f.claim_key IN (SELECT w.claim_key FROM wanted AS w)
), founded AS MATERIALIZED (
    SELECT f.claim_key, f.claim_id, f.claim, f.language, f.new FROM places AS p JOIN first_seen AS f ON f.rowid = p.nth
), claims AS (
    SELECT f.claim_id, f.claim, f.language, f.new, g.first_told, t.last_told, g.outlets, g.independent, t.total
    FROM shown AS t
    JOIN gone AS g ON g.claim_key = t.claim_key
    JOIN founded AS f ON f.claim_key = t.claim_key
), denials AS (
    SELECT b.side, b.own_id, c.claim AS own, c.language AS own_language, b.other_id, d.claim AS other,
        d.language AS other_language, n.names AS who, g.first_told
    FROM beside AS b
    JOIN founded AS c ON c.claim_id = b.own_id
    JOIN founded AS d ON d.claim_id = b.other_id
    JOIN gone AS g ON g.claim_key = half(b.other_id)
    LEFT JOIN names AS n ON n.claim_key = half(b.other_id)
    ORDER BY b.side, g.first_told DESC, b.own_id, b.other_id
    LIMIT $denials
)
SELECT coalesce((SELECT list(c ORDER BY c.last_told DESC, half(c.claim_id)) FROM claims AS c), []) AS claims,
    coalesce((SELECT list(d ORDER BY d.side, d.first_told DESC, d.own_id, d.other_id) FROM denials AS d), []) AS denials;
