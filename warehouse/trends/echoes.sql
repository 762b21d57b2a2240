-- Who repeats whom: how often one outlet (or speaker) told a claim after another had told it first, in another cluster, and the median delay.
-- @param by VARCHAR = 'outlet' -- outlet or speaker
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
-- @param within_days INTEGER = 7 -- how long after the first a telling is an echo
-- @param most INTEGER = 50 -- at most so many
WITH told AS (
    SELECT t.claim_key, t.cluster_id, t.told_at, if($by = 'speaker', t.speaker_id, t.outlet_id) AS who
    FROM tellings AS t
    WHERE ($since IS NULL OR t.day >= $since) AND ($until IS NULL OR t.day <= $until)
), firsts AS (
    SELECT t.claim_key, arg_min({'who': t.who, 'cluster': t.cluster_id}, (t.told_at, t.who)) AS first, min(t.told_at) AS told_at
    FROM told AS t
    WHERE t.who IS NOT NULL
    GROUP BY t.claim_key
    HAVING min(t.who) <> max(t.who)
), echoed AS (
    SELECT f.first.who AS first_id, t.who AS echo_id, f.claim_key, min(t.told_at) - f.told_at AS delay
    FROM firsts AS f
    JOIN told AS t ON t.claim_key = f.claim_key AND t.who <> f.first.who AND t.cluster_id <> f.first.cluster
    WHERE t.told_at > f.told_at AND t.told_at <= f.told_at + to_days($within_days)
    GROUP BY f.first.who, t.who, f.claim_key, f.told_at
), counted AS (
    SELECT e.first_id, e.echo_id, count(*) AS claims, to_seconds(median(epoch(e.delay))::BIGINT) AS median_delay
    FROM echoed AS e
    GROUP BY e.first_id, e.echo_id
    ORDER BY claims DESC, median_delay, e.first_id, e.echo_id
    LIMIT $most
)
SELECT coalesce(fs.name, fo.name) AS first, coalesce(es.name, eo.name) AS echo, c.claims, c.median_delay
FROM counted AS c
LEFT JOIN speakers AS fs ON $by = 'speaker' AND fs.speaker_id = c.first_id
LEFT JOIN speakers AS es ON $by = 'speaker' AND es.speaker_id = c.echo_id
LEFT JOIN outlets AS fo ON $by <> 'speaker' AND fo.outlet_id = c.first_id
LEFT JOIN outlets AS eo ON $by <> 'speaker' AND eo.outlet_id = c.echo_id
ORDER BY c.claims DESC, c.median_delay, c.first_id, c.echo_id;
