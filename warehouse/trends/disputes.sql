-- Claims and the claims that deny them: who says the one, who denies it, and after how long.
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day of the denial; 30 days back when left out
-- @param speaker VARCHAR = NULL -- only disputes in which this speaker says or denies, by name
-- @param words VARCHAR = NULL -- only claims whose text holds these letters, accents and case aside
WITH sides AS (
    SELECT l.from_id AS denial_id, l.to_id AS claim_id, l.score
    FROM claim_links AS l
    SEMI JOIN first_seen AS f ON f.claim_key = half(l.from_id) AND f.claim_id = l.from_id AND ($since IS NULL OR f.day >= $since)
    WHERE l.kind = 'negates'
), keys AS (
    SELECT half(x.claim_id) AS claim_key FROM sides AS x UNION SELECT half(x.denial_id) FROM sides AS x
), founded AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f WHERE f.claim_key IN (SELECT k.claim_key FROM keys AS k)
), texts AS MATERIALIZED (
    SELECT f.claim_id, f.claim AS text FROM founded AS h JOIN first_seen AS f ON f.rowid = h.nth
), held AS MATERIALIZED (
    SELECT t.rowid AS nth FROM tellings AS t WHERE t.claim_key IN (SELECT k.claim_key FROM keys AS k)
), told AS MATERIALIZED (
    SELECT t.claim_id, t.outlet_id, t.speaker_id, t.told_at, t.day FROM held AS h JOIN tellings AS t ON t.rowid = h.nth
), tellers AS (
    SELECT t.claim_id, list(DISTINCT s.name ORDER BY s.name) FILTER (s.name IS NOT NULL) AS names,
        list(DISTINCT o.name ORDER BY o.name) AS outlets, min(t.told_at) AS first_told, min(t.day) AS day
    FROM told AS t
    JOIN outlets AS o ON o.outlet_id = t.outlet_id
    LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id
    GROUP BY t.claim_id
)
SELECT b.day, c.text AS claim, a.names AS told_by, a.outlets AS told_in, d.text AS denial, b.names AS denied_by,
    b.outlets AS denied_in, b.first_told - a.first_told AS after, x.score, x.claim_id, x.denial_id
FROM sides AS x
JOIN texts AS c ON c.claim_id = x.claim_id
JOIN texts AS d ON d.claim_id = x.denial_id
JOIN tellers AS a ON a.claim_id = x.claim_id
JOIN tellers AS b ON b.claim_id = x.denial_id
WHERE ($speaker IS NULL OR list_contains(list_transform(a.names || b.names, lambda n: fold(n)), fold($speaker)))
    AND ($words IS NULL OR contains(fold(c.text), fold($words)))
ORDER BY b.first_told DESC, x.claim_id, x.denial_id;
