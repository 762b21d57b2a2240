-- A page no longer holds a statement, and nothing stands in its place.
-- @param within INTERVAL = INTERVAL 14 DAY -- how old the article may be
SELECT h.run_id, h.revision_id || h.old_statement_id AS event, h.article_id AS subject, c.claim_id, m.mention_id,
    h.seen_at AS happened_at, 0 AS points, []::VARCHAR[] AS reasons,
    to_json({'changes': [{'kind': h.kind, 'before': h.before, 'after': NULL, 'told_by': h.told_by}], 'silent': h.silent})::VARCHAR
        AS facts,
    []::VARCHAR[] AS cites
FROM looked_at AS r
JOIN changes AS h ON h.run_id = r.run_id AND h.kind = 'withdrawn'
JOIN same_reader AS v ON v.revision_id = h.revision_id
JOIN mentions AS m ON m.statement_id = h.old_statement_id AND m.position = 0
JOIN claim_of AS c ON c.mention_id = m.mention_id
