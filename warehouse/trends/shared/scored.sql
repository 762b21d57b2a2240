-- Of the texts `said`, those that hold the words, ranked by BM25; all of them where no words are `wanted`.
stems AS (
    SELECT l.language, w.word, w.needed, search_stem(w.word, l.language) AS stemmed
    FROM wanted AS w CROSS JOIN (SELECT DISTINCT s.language FROM said AS s) AS l
), likely AS MATERIALIZED ( -- stemming changes ends alone: what a stem begins with stands in all its forms
    SELECT s.nth, any_value(s.language) AS language, any_value(len(s.text)) AS length,
        string_split_regex(any_value(s.text), '[^\pL\pN]+') AS words
    FROM said AS s JOIN stems AS t ON t.language = s.language AND t.needed
    WHERE contains(s.text, t.stemmed[:greatest(1, least(3, len(t.stemmed) - 2))])
    GROUP BY s.nth
    HAVING count(*) = (SELECT count(*) FROM wanted AS w WHERE w.needed)
), forms AS MATERIALIZED (
    SELECT x.language, x.form, t.word, t.needed
    FROM (SELECT DISTINCT y.language, unnest(y.words) AS form FROM likely AS y) AS x
    JOIN stems AS t ON t.language = x.language AND t.stemmed = search_stem(x.form, x.language)
), hits AS (
    SELECT u.nth, f.word, f.needed, count(*) AS times, any_value(u.length) AS length
    FROM (SELECT y.nth, y.language, y.length, unnest(y.words) AS form FROM likely AS y) AS u
    JOIN forms AS f ON f.language = u.language AND f.form = u.form
    GROUP BY u.nth, f.word, f.needed
), rare AS (
    SELECT h.word, ln(1 + ((SELECT count(*) FROM said) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hits AS h GROUP BY h.word
), scored AS (
    SELECT h.nth,
        sum(r.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.length / (SELECT avg(len(s.text)) FROM said AS s)))) AS score
    FROM hits AS h JOIN rare AS r ON r.word = h.word
    GROUP BY h.nth
    HAVING count(DISTINCT h.word) FILTER (h.needed) = (SELECT count(*) FROM wanted AS w WHERE w.needed)
    UNION ALL
    SELECT s.nth, 0 FROM said AS s WHERE len(search_words($words)) = 0
)
