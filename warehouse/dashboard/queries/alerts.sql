-- Alerts with what people thought of them, the latest first, the best of a run before the others.
-- @param rule VARCHAR = NULL -- only this rule's
-- @param judged VARCHAR = NULL -- only those judged so, or `no` for those that nobody has judged
-- @param day DATE = NULL -- only those raised on this day
-- @param tz VARCHAR = 'UTC' -- whose days they are
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 25 -- at most so many
WITH shown AS MATERIALIZED (
    SELECT a.rowid AS nth, k.verdict, count(*) OVER () AS total
    FROM alerts AS a
    LEFT JOIN acknowledgements AS k ON k.alert_id = a.alert_id
    WHERE ($rule IS NULL OR a.rule_id = $rule) AND ($judged IS NULL OR coalesce(k.verdict, 'no') = $judged)
        AND ($day IS NULL OR (a.raised_at AT TIME ZONE $tz)::DATE = $day)
    ORDER BY a.raised_at DESC, a.points DESC, a.alert_id
    LIMIT $most OFFSET $skip
), told AS MATERIALIZED (
    SELECT a.alert_id, a.rule_id, a.kind, a.title, a.body, a.url, coalesce(x.claim_id, a.claim_id) AS claim_id, a.payload,
        a.raised_at, a.points, a.corrects, s.verdict, s.total
    FROM shown AS s
    JOIN alerts AS a ON a.rowid = s.nth
    LEFT JOIN claim_aliases AS x ON x.alias_id = a.claim_id
), places AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f WHERE f.claim_key IN (SELECT half(t.claim_id) FROM told AS t)
), standing AS MATERIALIZED (
    SELECT f.claim_id FROM places AS p JOIN first_seen AS f ON f.rowid = p.nth
)
SELECT t.* REPLACE (f.claim_id AS claim_id)
FROM told AS t
LEFT JOIN standing AS f ON f.claim_id = t.claim_id
ORDER BY t.raised_at DESC, t.points DESC, t.alert_id;
