-- Mentions that hold all the words, as found_articles has it, out of the articles that fit them best, with their score by BM25; without words, those of the latest articles.
-- @param words VARCHAR = '' -- what to look for
-- @param speaker VARCHAR = NULL -- only claims of this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 250 -- out of so many articles that fit best
WITH wanted AS (
    SELECT q.word, q.long OR NOT bool_or(q.long) OVER () AS needed
    FROM (
        SELECT DISTINCT w.word, len(w.word) > 3 OR regexp_matches(w.word, '[0-9]') AS long
        FROM (SELECT unnest(search_words($words)) AS word) AS w
    ) AS q
), near AS MATERIALIZED (
    SELECT h.article_id
    FROM found_articles(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $articles) AS h
), held AS MATERIALIZED (
    SELECT m.rowid AS nth FROM mentions AS m WHERE m.article_id IN (SELECT n.article_id FROM near AS n)
), said AS MATERIALIZED (
    SELECT h.nth, coalesce(m.language, '') AS language, fold(m.resolved) AS text
    FROM held AS h JOIN mentions AS m ON m.rowid = h.nth
), stems AS (
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
SELECT b.score, m.mention_id, m.article_id
FROM scored AS b JOIN mentions AS m ON m.rowid = b.nth
WHERE $speaker IS NULL OR m.speaker_id IN (SELECT p.speaker_id FROM speakers AS p WHERE p.folded = fold($speaker));
