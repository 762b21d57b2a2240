-- The texts `said` by how well they hold the words, by BM25, given how often (`hits`); all of them where no words are
-- `wanted`.
rare AS (
    SELECT h.word, ln(1 + ((SELECT count(*) FROM said) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hits AS h GROUP BY h.word
), scored AS (
    SELECT h.nth,
        sum(r.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.length / (SELECT avg(s.length) FROM said AS s)))) AS score
    FROM hits AS h JOIN rare AS r ON r.word = h.word
    GROUP BY h.nth
    HAVING count(*) FILTER (h.needed) = (SELECT count(*) FROM wanted AS w WHERE w.needed)
    UNION ALL
    SELECT s.nth, 0 FROM said AS s WHERE trim($words) = ''
)
