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
        fold(array_to_string(s.content, ' ')) AS text
    FROM held AS h JOIN statements AS s ON s.rowid = h.nth
    WHERE ($speaker IS NULL OR fold(s.speaker) = fold($speaker))
), @scored, best AS MATERIALIZED (
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
