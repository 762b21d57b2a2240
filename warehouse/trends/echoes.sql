-- Who repeats whom: how often one outlet (or speaker) told a claim after another had told it first, in another cluster, and the median delay.
-- @param by VARCHAR = 'outlet' -- outlet or speaker
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param within_days INTEGER = 7 -- how long after the first a telling is an echo
-- @param most INTEGER = 50 -- at most so many
WITH told AS (
    SELECT t.claim_id, if($by = 'speaker', t.speaker_id, t.outlet_id) AS who, t.cluster_id, min(t.told_at) AS told_at
    FROM tellings AS t
    WHERE ($since IS NULL OR t.day >= $since) AND ($until IS NULL OR t.day <= $until)
    GROUP BY ALL
), firsts AS (
    SELECT t.claim_id, arg_min(t.who, (t.told_at, t.who)) AS who, arg_min(t.cluster_id, (t.told_at, t.who)) AS cluster_id,
        min(t.told_at) AS told_at
    FROM told AS t
    WHERE t.who IS NOT NULL
    GROUP BY t.claim_id
    HAVING count(DISTINCT t.who) > 1
), echoed AS (
    SELECT f.who AS first_id, t.who AS echo_id, f.claim_id, min(t.told_at) - f.told_at AS delay
    FROM firsts AS f
    JOIN told AS t ON t.claim_id = f.claim_id AND t.who <> f.who AND t.cluster_id <> f.cluster_id
    WHERE t.told_at > f.told_at AND t.told_at <= f.told_at + to_days($within_days)
    GROUP BY f.who, t.who, f.claim_id, f.told_at
)
SELECT coalesce(fs.name, fo.name) AS first, coalesce(es.name, eo.name) AS echo, count(*) AS claims,
    to_seconds(median(epoch(e.delay))::BIGINT) AS median_delay
FROM echoed AS e
LEFT JOIN speakers AS fs ON $by = 'speaker' AND fs.speaker_id = e.first_id
LEFT JOIN speakers AS es ON $by = 'speaker' AND es.speaker_id = e.echo_id
LEFT JOIN outlets AS fo ON $by <> 'speaker' AND fo.outlet_id = e.first_id
LEFT JOIN outlets AS eo ON $by <> 'speaker' AND eo.outlet_id = e.echo_id
GROUP BY ALL
ORDER BY claims DESC, median_delay, first, echo
LIMIT $most;
