-- Tellings whose first mention holds all the words, as found_articles has it, out of the articles that fit them best, with their score by BM25; without words, those of the latest articles.
-- @param words VARCHAR = '' -- what to look for
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 250 -- out of so many articles that fit best
WITH @wanted, near AS MATERIALIZED (
    SELECT h.article_id
    FROM found_articles(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $articles) AS h
), said AS MATERIALIZED (
    SELECT t.rowid AS nth, t.claim_key, t.terms, len(t.terms) AS length
    FROM tellings AS t WHERE t.article_id IN (SELECT n.article_id FROM near AS n)
), hits AS (
    SELECT u.nth, w.word, w.needed, count(*) AS times, any_value(u.length) AS length
    FROM (SELECT s.nth, s.length, unnest(s.terms) AS term FROM said AS s) AS u
    JOIN (
        SELECT x.word, x.needed, search_mark(search_term(search_stem(x.word, l.language), l.language)) AS term
        FROM wanted AS x CROSS JOIN (SELECT DISTINCT d.language FROM search_docs AS d) AS l
    ) AS w ON w.term = u.term
    GROUP BY u.nth, w.word, w.needed
), @ranked
SELECT b.score, s.nth, s.claim_key FROM scored AS b JOIN said AS s ON s.nth = b.nth;
