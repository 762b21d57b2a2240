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
), tellers AS MATERIALIZED (
    SELECT t.rowid AS nth, t.claim_key FROM tellings AS t
    WHERE t.day >= (SELECT min(x.day) FROM chosen AS x) AND t.claim_key IN (SELECT f.claim_key FROM fresh AS f)
), told_times AS MATERIALIZED (
    SELECT h.claim_key, count(*) AS times FROM tellers AS h GROUP BY h.claim_key
), several AS MATERIALIZED (
    SELECT h.nth FROM tellers AS h WHERE h.claim_key IN (SELECT n.claim_key FROM told_times AS n WHERE n.times > 1)
), spread AS (
    SELECT t.claim_key, count(DISTINCT t.cluster_id) AS independent, count(DISTINCT t.outlet_id) AS outlets
    FROM several AS h JOIN tellings AS t ON t.rowid = h.nth
    GROUP BY t.claim_key
    UNION ALL
    SELECT n.claim_key, 1, 1 FROM told_times AS n WHERE n.times = 1
), curves AS (
    SELECT q.mention_id, any_value(q.series_id) AS series_id
    FROM figures AS q JOIN chosen AS x ON q.day = x.day
    GROUP BY q.mention_id
), facts AS (
    SELECT f.claim_id, f.claim_key, f.told_at, m.act, m.hedged, s.speaker_id, st.role, c.series_id,
        f.claim_id IN (SELECT l.from_id FROM claim_links AS l WHERE l.kind = 'negates')
            OR f.claim_id IN (SELECT l.to_id FROM claim_links AS l WHERE l.kind = 'negates') AS disputed,
        EXISTS (
            FROM figures AS q
            WHERE q.series_id = c.series_id AND q.claim_id <> f.claim_id AND q.day > f.day - 30
        ) AS moved
    FROM fresh AS f
    JOIN mentions AS m ON m.mention_id = f.mention_id AND m.day = f.day
    JOIN statements AS st ON st.statement_id = m.statement_id AND st.day = f.day
    LEFT JOIN curves AS c ON c.mention_id = f.mention_id
    LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
), weighed AS (
    SELECT x.claim_id, x.told_at, p.independent, p.outlets, [
        if(x.series_id IS NOT NULL, 3, 0), if(x.act IN ('assert', 'accuse', 'deny') AND NOT x.hedged, 2, 0),
        if(x.speaker_id IS NOT NULL, 1, 0), if(x.role IS NOT NULL, 1, 0), least(p.independent - 1, 4), if(x.disputed, 2, 0),
        if(x.moved, 1, 0)
    ] AS points
    FROM facts AS x JOIN spread AS p ON p.claim_key = x.claim_key
), best AS MATERIALIZED (
    SELECT w.* FROM weighed AS w
    ORDER BY list_sum(w.points) DESC, w.independent DESC, w.told_at, w.claim_id
    LIMIT $most
), shown AS MATERIALIZED (
    SELECT f.* EXCLUDE (told_at), b.* EXCLUDE (claim_id) FROM fresh AS f JOIN best AS b USING (claim_id)
), told AS (
    SELECT q.mention_id,
        list(concat_ws(' ', regexp_replace(CASE WHEN q.low = q.high THEN q.low::DECIMAL(38, 6)::VARCHAR
            ELSE concat_ws('–', q.low::DECIMAL(38, 6), q.high::DECIMAL(38, 6)) END, '[.]?0+(–|$)', '\1', 'g'), q.unit)
            ORDER BY q.position) AS figures
    FROM figures AS q JOIN chosen AS x ON q.day = x.day
    WHERE q.mention_id IN (SELECT f.mention_id FROM shown AS f)
    GROUP BY q.mention_id
)
SELECT f.day, list_sum(f.points)::INTEGER AS points, f.claim, s.name AS told_by, o.name AS first_outlet, f.outlets, t.figures,
    list_transform(list_filter(list_zip(f.points, [
        'figure', 'asserted as a fact', 'named speaker', 'speaker with a role',
        'told independently ' || f.independent || ' times', 'disputed', 'figure of a series that has others'
    ]), lambda r: r[1] > 0), lambda r: r[2]) AS reasons, a.url, f.claim_id
FROM shown AS f
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN told AS t ON t.mention_id = f.mention_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY points DESC, f.independent DESC, f.told_at, f.claim_id;
