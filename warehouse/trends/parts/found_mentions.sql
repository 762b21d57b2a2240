-- Mentions that hold all the words, as found_articles has it, out of the articles that fit them best, with their score by BM25; without words, those of the latest articles.
-- @param words VARCHAR = '' -- what to look for
-- @param speaker VARCHAR = NULL -- only claims of this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 250 -- out of so many articles that fit best
WITH @wanted, near AS MATERIALIZED (
    SELECT h.article_id
    FROM found_articles(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $articles) AS h
), held AS MATERIALIZED (
    SELECT m.rowid AS nth FROM mentions AS m WHERE m.article_id IN (SELECT n.article_id FROM near AS n)
), said AS MATERIALIZED (
    SELECT h.nth, coalesce(m.language, '') AS language, fold(m.resolved) AS text
    FROM held AS h JOIN mentions AS m ON m.rowid = h.nth
), @scored
SELECT b.score, m.mention_id, m.article_id
FROM scored AS b JOIN mentions AS m ON m.rowid = b.nth
WHERE $speaker IS NULL OR m.speaker_id IN (SELECT p.speaker_id FROM speakers AS p WHERE p.folded = fold($speaker));
