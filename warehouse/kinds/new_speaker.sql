-- Somebody says a claim that others said before.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
SELECT m.run_id, t.claim_id || m.speaker_id AS event, t.claim_id AS subject, t.claim_id, m.mention_id,
    m.told_at AS happened_at, 0 AS points, []::VARCHAR[] AS reasons,
    to_json({'said_before_by': list(DISTINCT s.name ORDER BY s.name) FILTER (s.name IS NOT NULL)})::VARCHAR AS facts,
    list(DISTINCT b.mention_id) AS cites
FROM looked_at AS r
JOIN mentions AS m ON m.run_id = r.run_id AND NOT m.baseline AND m.speaker_id IS NOT NULL
JOIN claim_of AS c ON c.mention_id = m.mention_id
JOIN tellings AS t ON t.claim_id = c.claim_id AND t.article_id = m.article_id AND t.speaker_id = m.speaker_id
    AND t.run_id = r.run_id
JOIN tellings AS b ON b.claim_id = t.claim_id
JOIN runs AS e ON e.run_id = b.run_id AND e.now < r.now
LEFT JOIN speakers AS s ON s.speaker_id = b.speaker_id
GROUP BY m.run_id, t.claim_id, m.speaker_id, m.mention_id, m.told_at
HAVING NOT bool_or(b.speaker_id IS NOT DISTINCT FROM m.speaker_id)
