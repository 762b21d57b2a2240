-- How often each rule's alerts were worth it, by week: what people said of them with `veille alerts ack`. Precision is the share of useful ones among those judged.
-- @param weeks INTEGER = 8 -- how many weeks back from the last run
-- @param rule VARCHAR = NULL -- only this rule
SELECT date_trunc('week', a.raised_at AT TIME ZONE 'UTC')::DATE AS week, a.rule_id AS rule, count(*) AS raised,
    count(k.verdict) AS judged, count(*) FILTER (k.verdict = 'useful') AS useful, count(*) FILTER (k.verdict = 'known') AS known,
    count(*) FILTER (k.verdict = 'wrong-speaker') AS wrong_speaker, count(*) FILTER (k.verdict = 'not-a-claim') AS not_a_claim,
    round(count(*) FILTER (k.verdict = 'useful') / nullif(count(k.verdict), 0), 3) AS precision
FROM alerts AS a
LEFT JOIN acknowledgements AS k ON k.alert_id = a.alert_id
WHERE a.kind <> 'correction' AND ($rule IS NULL OR a.rule_id = $rule)
    AND a.raised_at > (SELECT max(r.now) FROM runs AS r) - to_days(7 * $weeks)
GROUP BY ALL
ORDER BY week DESC, a.rule_id;
