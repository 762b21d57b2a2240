-- A page changes what somebody says in it while its date of modification stays as it was.
-- @param within INTERVAL = INTERVAL 14 DAY -- how old the article may be
-- @param changes VARCHAR[] = ['figure', 'reworded', 'withdrawn'] -- figure, reworded, withdrawn or added
SELECT h.run_id, h.revision_id AS event, h.article_id AS subject,
    arg_min(c.claim_id, (h.kind <> 'figure', m.mention_id)) AS claim_id,
    arg_min(m.mention_id, (h.kind <> 'figure', m.mention_id)) AS mention_id,
    any_value(h.seen_at) AS happened_at, 0 AS points, []::VARCHAR[] AS reasons,
    to_json({'changes': list({'kind': h.kind, 'before': h.before, 'after': h.after, 'told_by': h.told_by}
        ORDER BY h.kind, h.before, h.after), 'silent': true})::VARCHAR AS facts,
    list(DISTINCT m.mention_id) AS cites
FROM looked_at AS r
JOIN changes AS h ON h.run_id = r.run_id AND h.silent AND list_contains($changes, h.kind)
JOIN same_reader AS v ON v.revision_id = h.revision_id
JOIN mentions AS m ON m.statement_id = coalesce(h.new_statement_id, h.old_statement_id) AND m.position = 0
JOIN claim_of AS c ON c.mention_id = m.mention_id
GROUP BY h.run_id, h.revision_id, h.article_id
