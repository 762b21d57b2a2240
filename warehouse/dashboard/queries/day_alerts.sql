-- The alerts raised on a day, the latest first.
-- @param day DATE = '2000-01-01' -- the day
-- @param tz VARCHAR = 'UTC' -- whose days they are
SELECT a.alert_id, a.rule_id, a.title, a.body, a.url, a.claim_id, a.raised_at, f.claim
FROM alerts AS a
LEFT JOIN claim_aliases AS x ON x.alias_id = a.claim_id
LEFT JOIN first_seen AS f ON f.claim_id = coalesce(x.claim_id, a.claim_id)
WHERE (a.raised_at AT TIME ZONE $tz)::DATE = $day
ORDER BY a.raised_at DESC, a.alert_id
LIMIT 50;
