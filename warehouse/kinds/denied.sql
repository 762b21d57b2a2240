-- A claim is contradicted by another, or denied in so many words, by somebody who does not tell it; of several that one new claim contradicts, the one that is told most.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
WITH known AS (
    SELECT f.claim_id, f.claim, f.mention_id, f.first_seen, f.told_at, s.name AS told_by, o.name AS outlet
    FROM first_seen AS f
    JOIN outlets AS o ON o.outlet_id = f.outlet_id
    LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
), contradicted AS (
    SELECT l.from_id, l.to_id, l.score, count(*) AS told
    FROM claim_links AS l
    JOIN first_seen AS f ON f.claim_id = l.from_id AND f.run_id IN (SELECT r.run_id FROM looked_at AS r)
    JOIN tellings AS t ON t.claim_id = l.to_id
    WHERE l.kind = 'negates'
    GROUP BY l.from_id, l.to_id, l.score
), links AS (
    SELECT x.from_id, arg_max(x.to_id, (x.told, x.score, x.to_id)) AS to_id FROM contradicted AS x GROUP BY x.from_id
), denials AS (
    SELECT m.run_id, l.from_id || l.to_id AS event, l.to_id AS denied, l.from_id AS claim_id, m.mention_id, m.told_at, m.speaker_id
    FROM looked_at AS r
    JOIN links AS l ON true
    JOIN claim_of AS c ON c.claim_id = l.from_id
    JOIN mentions AS m ON m.mention_id = c.mention_id AND m.run_id = r.run_id AND NOT m.baseline
    JOIN first_seen AS f ON f.claim_id = l.from_id AND f.run_id = r.run_id
    UNION ALL
    SELECT m.run_id, c.claim_id || coalesce(m.speaker_id, m.mention_id), c.claim_id, c.claim_id, m.mention_id, m.told_at, m.speaker_id
    FROM looked_at AS r
    JOIN mentions AS m ON m.run_id = r.run_id AND NOT m.baseline AND m.act = 'deny'
    JOIN claim_of AS c ON c.mention_id = m.mention_id
    JOIN first_seen AS f ON f.claim_id = c.claim_id AND f.mention_id <> m.mention_id AND f.first_seen < r.now
)
SELECT d.run_id, d.event, d.denied AS subject, d.claim_id, d.mention_id, d.told_at AS happened_at, 0 AS points,
    []::VARCHAR[] AS reasons,
    to_json({'denies': {'id': k.claim_id, 'text': k.claim, 'told_by': k.told_by, 'outlet': k.outlet,
        'told_at': strftime(k.told_at, '%Y-%m-%dT%H:%M:%SZ')}})::VARCHAR AS facts,
    [k.claim_id, k.mention_id] AS cites
FROM denials AS d
JOIN known AS k ON k.claim_id = d.denied
ANTI JOIN (FROM tellings WHERE act <> 'deny') AS t ON t.claim_id = d.denied AND t.speaker_id = d.speaker_id
