-- A series moves: a figure told for the first time is further from the one told before it than a threshold, in another
-- article or in a newer form of the same one. Of several figures told on the last day the nearest counts.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
-- @param threshold DOUBLE = 0.1 -- the smallest change, as a share of the figure before
WITH fresh AS (
    SELECT r.run_id, q.* EXCLUDE (run_id), coalesce((q.low + q.high) / 2, q.low, q.high) AS value
    FROM looked_at AS r
    JOIN figures AS q ON q.run_id = r.run_id
    JOIN mentions AS m ON m.mention_id = q.mention_id AND NOT m.baseline
    JOIN first_seen AS f ON f.claim_id = q.claim_id AND f.run_id = r.run_id AND f.new
), pairs AS (
    SELECT n.mention_id, b.mention_id AS earlier, false AS edited
    FROM fresh AS n
    JOIN figures AS b ON b.series_id = n.series_id AND b.told_at < n.told_at
    JOIN comparable AS k ON k.claim_id = n.claim_id AND k.other = b.claim_id
    UNION
    SELECT n.mention_id, b.mention_id, true
    FROM looked_at AS r
    JOIN changes AS h ON h.run_id = r.run_id AND h.kind = 'figure'
    JOIN same_reader AS v ON v.revision_id = h.revision_id
    JOIN mentions AS n ON n.statement_id = h.new_statement_id
    JOIN mentions AS b ON b.statement_id = h.old_statement_id AND b.position = n.position
), before AS (
    SELECT n.*, b.mention_id AS earlier, b.claim_id AS earlier_claim, coalesce((b.low + b.high) / 2, b.low, b.high) AS was,
        b.unit AS was_unit, b.said AS was_said, b.told_at AS was_told_at, b.outlet_id AS was_in, b.speaker_id AS was_by
    FROM fresh AS n
    JOIN pairs AS x ON x.mention_id = n.mention_id
    JOIN figures AS b ON b.mention_id = x.earlier AND b.claim_id <> n.claim_id AND b.told_at < n.told_at
        AND (b.position = n.position OR NOT x.edited)
    QUALIFY row_number() OVER (
        PARTITION BY n.mention_id, n.position
        ORDER BY x.edited DESC, b.day DESC, abs(was - n.value), b.unit = n.unit DESC, b.told_at DESC, b.mention_id
    ) = 1
)
SELECT x.run_id, x.claim_id AS event, x.series_id AS subject, x.claim_id, x.mention_id, x.told_at AS happened_at,
    0 AS points, []::VARCHAR[] AS reasons,
    to_json({'before': {'value': x.was, 'unit': x.was_unit, 'said': x.was_said, 'told_by': s.name, 'outlet': o.name,
        'told_at': strftime(x.was_told_at, '%Y-%m-%dT%H:%M:%SZ')}, 'now': {'value': x.value, 'unit': x.unit},
        'change': round((x.value - x.was) / nullif(abs(x.was), 0), 4)})::VARCHAR AS facts,
    [x.earlier, x.earlier_claim] AS cites
FROM before AS x
JOIN outlets AS o ON o.outlet_id = x.was_in
LEFT JOIN speakers AS s ON s.speaker_id = x.was_by
WHERE x.value <> x.was AND abs(x.value - x.was) >= $threshold * abs(x.was)
