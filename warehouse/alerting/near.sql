-- The known claims that share the most and the rarest keys with some mentions' claims: at most six for each.
WITH mine AS (
    SELECT y.claim_id, n.number, n.told_at
    FROM shown AS x JOIN claim_of AS y ON y.mention_id = x.key JOIN claim_numbers AS n ON n.claim_id = y.claim_id
    GROUP BY ALL
), keyed AS (
    SELECT m.claim_id, m.number, m.told_at, k.key FROM mine AS m JOIN claim_keys AS k USING (number)
), shared AS (
    SELECT k.key, k.number FROM claim_keys AS k SEMI JOIN keyed AS m ON m.key = k.key
), rare AS (
    SELECT s.key, 1 / sqrt(count(*)) AS weight FROM shared AS s GROUP BY s.key HAVING count(*) <= 5000
), near AS (
    SELECT m.claim_id, s.number, sum(r.weight) AS weight
    FROM keyed AS m JOIN rare AS r USING (key) JOIN shared AS s USING (key)
    WHERE s.number <> m.number
    GROUP BY m.claim_id, s.number
)
SELECT m.claim_id, mc.text, mc.language, mc.polarity, m.told_at::DATE, c.claim_id, c.text, c.language, c.polarity, n.told_at::DATE
FROM near AS x
JOIN mine AS m ON m.claim_id = x.claim_id
JOIN claims AS mc ON mc.claim_id = m.claim_id
JOIN claim_numbers AS n ON n.number = x.number AND n.told_at <= m.told_at
JOIN claims AS c ON c.claim_id = n.claim_id
ANTI JOIN claim_aliases AS a ON a.alias_id = c.claim_id
QUALIFY row_number() OVER (PARTITION BY x.claim_id ORDER BY x.weight DESC, c.claim_id) <= 6
ORDER BY m.claim_id, x.weight DESC, c.claim_id
