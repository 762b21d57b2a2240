-- Statements that hold all the words (those of three letters may be missing), whatever their accents and inflection, out of the articles that fit them best, ranked by BM25; without words, the latest articles' statements.
-- @param words VARCHAR = '' -- what to look for
-- @param speaker VARCHAR = NULL -- only statements of this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 250 -- out of so many articles that fit best
-- @param most INTEGER = 20 -- at most so many
WITH @wanted, near AS MATERIALIZED (
    SELECT h.article_id
    FROM found_articles(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $articles) AS h
), held AS MATERIALIZED (
    SELECT s.rowid AS nth FROM statements AS s WHERE s.article_id IN (SELECT n.article_id FROM near AS n)
), said AS MATERIALIZED (
    SELECT h.nth, coalesce(s.language, '') AS language, s.day,
        fold(array_to_string(s.content, ' ')) AS text, len(text) AS length
    FROM held AS h JOIN statements AS s ON s.rowid = h.nth
    WHERE ($speaker IS NULL OR fold(s.speaker) = fold($speaker))
), stems AS (
    SELECT l.language, w.word, w.needed, search_stem(w.word, l.language) AS stemmed
    FROM wanted AS w CROSS JOIN (SELECT DISTINCT s.language FROM said AS s) AS l
), likely AS MATERIALIZED ( -- stemming changes ends alone: what a stem begins with stands in all its forms
    SELECT s.nth, any_value(s.language) AS language, any_value(s.length) AS length,
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
), @ranked, best AS MATERIALIZED (
    SELECT b.nth, b.score FROM scored AS b JOIN said AS s ON s.nth = b.nth
    ORDER BY b.score DESC, s.day DESC, b.nth
    LIMIT $most
)
SELECT round(b.score, 3) AS score, s.day, array_to_string(s.content, ' […] ') AS content, s.source, s.speaker,
    o.name AS outlet, a.url, s.statement_id
FROM best AS b
JOIN statements AS s ON s.rowid = b.nth
JOIN articles AS a ON a.article_id = s.article_id
JOIN outlets AS o ON o.outlet_id = s.outlet_id
ORDER BY b.score DESC, s.day DESC, b.nth;
