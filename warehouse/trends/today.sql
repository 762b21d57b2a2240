-- The new claims of a day that are most worth checking, with the reasons: figures, a flat assertion, a named speaker, an independent spread, a dispute, a figure that disagrees.
-- @param day DATE = NULL -- the day; the latest with a new claim when left out
-- @param most INTEGER = 20 -- at most so many
-- @param runs VARCHAR[] = NULL -- instead of a day, what these runs told first
WITH chosen AS (
    SELECT coalesce($day, (SELECT max(f.day) FROM first_seen AS f WHERE f.new)) AS day WHERE $runs IS NULL
    UNION SELECT f.day FROM first_seen AS f WHERE f.new AND list_contains($runs, f.run_id)
), fresh AS MATERIALIZED (
    SELECT f.* FROM first_seen AS f JOIN chosen AS x ON f.day = x.day
    WHERE f.new AND ($runs IS NULL OR list_contains($runs, f.run_id))
), spread AS (
    SELECT t.claim_id, count(DISTINCT t.cluster_id) AS independent, count(DISTINCT t.outlet_id) AS outlets
    FROM tellings AS t SEMI JOIN fresh AS f ON f.claim_id = t.claim_id
    WHERE t.day >= (SELECT min(x.day) FROM chosen AS x)
    GROUP BY t.claim_id
), points AS (
    SELECT q.mention_id, any_value(q.series_id) AS series_id,
        list(concat_ws(' ', regexp_replace(CASE WHEN q.low = q.high THEN q.low::DECIMAL(38, 6)::VARCHAR
            ELSE concat_ws('–', q.low::DECIMAL(38, 6), q.high::DECIMAL(38, 6)) END, '[.]?0+(–|$)', '\1', 'g'), q.unit)
            ORDER BY q.position) AS figures
    FROM figures AS q JOIN chosen AS x ON q.day = x.day
    GROUP BY q.mention_id
), facts AS (
    SELECT f.claim_id, m.act, m.hedged, s.name AS told_by, st.role,
        p.figures,
        f.claim_id IN (SELECT l.from_id FROM claim_links AS l WHERE l.kind = 'negates')
            OR f.claim_id IN (SELECT l.to_id FROM claim_links AS l WHERE l.kind = 'negates') AS disputed,
        EXISTS (
            FROM figures AS q
            WHERE q.series_id = p.series_id AND q.claim_id <> f.claim_id AND q.day > f.day - 30
        ) AS moved
    FROM fresh AS f
    JOIN mentions AS m ON m.mention_id = f.mention_id AND m.day = f.day
    JOIN statements AS st ON st.statement_id = m.statement_id AND st.day = f.day
    LEFT JOIN points AS p ON p.mention_id = f.mention_id
    LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
), weighed AS (
    SELECT x.*, p.independent, p.outlets, [
        {'why': 'figure', 'points': if(x.figures IS NOT NULL, 3, 0)},
        {'why': 'asserted as a fact', 'points': if(x.act IN ('assert', 'accuse', 'deny') AND NOT x.hedged, 2, 0)},
        {'why': 'named speaker', 'points': if(x.told_by IS NOT NULL, 1, 0)},
        {'why': 'speaker with a role', 'points': if(x.role IS NOT NULL, 1, 0)},
        {'why': 'told independently ' || p.independent || ' times', 'points': least(p.independent - 1, 4)},
        {'why': 'disputed', 'points': if(x.disputed, 2, 0)},
        {'why': 'figure of a series that has others', 'points': if(x.moved, 1, 0)}
    ] AS reasons
    FROM facts AS x JOIN spread AS p USING (claim_id)
)
SELECT f.day, list_sum(list_transform(w.reasons, lambda r: r.points))::INTEGER AS points, f.claim, w.told_by,
    o.name AS first_outlet, w.outlets, w.figures,
    list_transform(list_filter(w.reasons, lambda r: r.points > 0), lambda r: r.why) AS reasons, a.url, f.claim_id
FROM weighed AS w
JOIN fresh AS f USING (claim_id)
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
ORDER BY points DESC, w.independent DESC, f.told_at, f.claim_id
LIMIT $most;
