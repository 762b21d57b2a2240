-- A claim: what it says, when and where it was first told, and how far it has gone.
-- @param claim VARCHAR = '' -- the id
WITH gone AS (
    SELECT count(*) AS tellings, count(DISTINCT t.article_id) AS articles, count(DISTINCT t.outlet_id) AS outlets,
        count(DISTINCT t.cluster_id) AS independent, max(t.told_at) AS last_told, list(DISTINCT t.act ORDER BY t.act) AS acts
    FROM tellings AS t
    WHERE t.claim_key = half($claim) AND t.claim_id = $claim
)
SELECT f.claim_id, f.claim, f.language, c.polarity, c.series_id, f.new, f.told_at AS first_told, f.first_seen, f.day,
    f.outlet_id, o.name AS first_outlet, o.watched_since, f.article_id, a.title, a.url, f.speaker_id, s.name AS told_by,
    g.*
FROM first_seen AS f
JOIN claims AS c ON c.claim_id = f.claim_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
CROSS JOIN gone AS g
WHERE f.claim_key = half($claim) AND f.claim_id = $claim;
