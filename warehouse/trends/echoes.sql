-- Who repeats whom: how often one outlet (or speaker) told a claim after another had told it first, in another cluster, and the median delay.
-- @param by VARCHAR = 'outlet' -- outlet or speaker
-- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day; a week back when left out
-- @param until DATE = NULL -- the last day
-- @param within_days INTEGER = 7 -- how long after the first a telling is an echo
-- @param most INTEGER = 50 -- at most so many
WITH told AS (
    SELECT t.claim_key, t.cluster_id, epoch_us(t.told_at) AS at, if($by = 'speaker', t.speaker_id, t.outlet_id) AS who
    FROM tellings AS t
    WHERE ($since IS NULL OR t.day >= $since) AND ($until IS NULL OR t.day <= $until)
), shared AS (
    SELECT t.claim_key FROM told AS t WHERE t.who IS NOT NULL GROUP BY t.claim_key HAVING min(t.who) <> max(t.who)
), several AS MATERIALIZED (
    SELECT t.* FROM told AS t SEMI JOIN shared AS x ON x.claim_key = t.claim_key WHERE t.who IS NOT NULL
), firsts AS (
    SELECT t.claim_key, arg_min({'who': t.who, 'cluster': t.cluster_id}, (t.at, t.who)) AS first, min(t.at) AS at
    FROM several AS t
    GROUP BY t.claim_key
), echoed AS (
    SELECT f.first.who AS first_id, t.who AS echo_id, f.claim_key, min(t.at) - any_value(f.at) AS delay
    FROM firsts AS f
    JOIN several AS t ON t.claim_key = f.claim_key AND t.who <> f.first.who AND t.cluster_id <> f.first.cluster
    WHERE t.at > f.at AND t.at <= f.at + 86400000000 * $within_days
    GROUP BY f.first.who, t.who, f.claim_key
), counted AS (
    SELECT e.first_id, e.echo_id, count(*) AS claims, to_microseconds(1000000 * (median(e.delay) / 1000000)::BIGINT) AS median_delay
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
