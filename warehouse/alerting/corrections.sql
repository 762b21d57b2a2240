-- What became otherwise with alerts of earlier runs: their claim was one that was known before (somebody merged or pinned
-- it), the page took the statement back or put another figure in its place, or somebody else than was named is found to
-- have said it (under another name, not only another id).
WITH told AS (
    SELECT a.*, c.claim_id AS stands_for, coalesce(b.speaker_id, a.speaker_id) AS said_by, m.speaker_id AS now_by, m.statement_id
    FROM alerts AS a
    JOIN mentions AS m ON m.mention_id = a.mention_id
    JOIN claim_of AS c ON c.mention_id = a.mention_id
    LEFT JOIN speaker_aliases AS b ON b.alias_id = a.speaker_id
    WHERE a.kind <> 'correction' AND a.run_id <> $run_id AND a.raised_at >= $now - INTERVAL 365 DAY AND len(a.channels) > 0
), found AS (
    SELECT t.alert_id, 'merged' AS why, t.stands_for AS what, NULL AS after, t.mention_id
    FROM told AS t WHERE t.stands_for <> t.claim_id
    UNION ALL
    SELECT t.alert_id, 'merged', t.stands_for, NULL, t.mention_id
    FROM told AS t JOIN first_seen AS f ON f.claim_id = t.stands_for
    WHERE t.kind = 'new_claim' AND t.stands_for = t.claim_id AND f.first_seen < t.raised_at
    UNION ALL
    SELECT t.alert_id, if(h.kind = 'figure', 'refigured', 'withdrawn'), h.revision_id, h.after, t.mention_id
    FROM told AS t JOIN changes AS h ON h.old_statement_id = t.statement_id
    JOIN same_reader AS v ON v.revision_id = h.revision_id
    WHERE h.run_id = $run_id AND h.kind IN ('withdrawn', 'figure') AND t.kind NOT IN ('withdrawn', 'silent_edit')
    UNION ALL
    SELECT t.alert_id, 're-attributed', coalesce(t.now_by, ''), NULL, t.mention_id
    FROM told AS t LEFT JOIN speakers AS s ON s.speaker_id = t.now_by
    WHERE t.said_by IS DISTINCT FROM t.now_by AND fold(t.payload ->> '$.speaker.name') <> fold(coalesce(s.name, ''))
)
SELECT f.alert_id, f.why, f.what, f.after, c.claim_id, c.text AS claim, o.name AS first_outlet, s.told_at AS first_told_at,
    o.timezone, p.name AS speaker, t.source
FROM found AS f
JOIN mentions AS m ON m.mention_id = f.mention_id
JOIN statements AS t ON t.statement_id = m.statement_id
JOIN claim_of AS y ON y.mention_id = f.mention_id
JOIN claims AS c ON c.claim_id = y.claim_id
JOIN first_seen AS s ON s.claim_id = c.claim_id
JOIN outlets AS o ON o.outlet_id = s.outlet_id
LEFT JOIN speakers AS p ON p.speaker_id = m.speaker_id
ORDER BY f.alert_id, f.why
