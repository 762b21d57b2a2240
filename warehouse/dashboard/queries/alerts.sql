-- Alerts with what people thought of them, the latest first, the best of a run before the others.
-- @param rule VARCHAR = NULL -- only this rule's
-- @param judged VARCHAR = NULL -- only those judged so, or `no` for those that nobody has judged
-- @param day DATE = NULL -- only those raised on this day
-- @param tz VARCHAR = 'UTC' -- whose days they are
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 25 -- at most so many
WITH shown AS (
    SELECT a.alert_id, a.rule_id, a.kind, a.title, a.body, a.url, a.claim_id, a.payload, a.raised_at, a.points, a.corrects,
        k.verdict, count(*) OVER () AS total
    FROM alerts AS a
    LEFT JOIN acknowledgements AS k ON k.alert_id = a.alert_id
    WHERE ($rule IS NULL OR a.rule_id = $rule) AND ($judged IS NULL OR coalesce(k.verdict, 'no') = $judged)
        AND ($day IS NULL OR (a.raised_at AT TIME ZONE $tz)::DATE = $day)
    ORDER BY a.raised_at DESC, a.points DESC, a.alert_id
    LIMIT $most OFFSET $skip
), standing AS (
    SELECT t.alert_id, coalesce(x.claim_id, t.claim_id) AS claim_id
    FROM shown AS t LEFT JOIN claim_aliases AS x ON x.alias_id = t.claim_id
)
SELECT t.* REPLACE (f.claim_id AS claim_id)
FROM shown AS t
JOIN standing AS n ON n.alert_id = t.alert_id
LEFT JOIN (
    SELECT c.claim_id FROM first_seen AS c WHERE c.claim_id IN (SELECT s.claim_id FROM standing AS s)
) AS f ON f.claim_id = n.claim_id
ORDER BY t.raised_at DESC, t.points DESC, t.alert_id;
