-- Articles that hold all the words (those of three letters may be missing), whatever their accents and inflection, ranked by BM25; without words, the latest.
-- @param words VARCHAR = '' -- what to look for
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param most INTEGER = 20 -- at most so many
SELECT round(b.score, 3) AS score, b.day, a.title, o.name AS outlet, a.language, a.url, a.article_id
FROM found_articles(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $most) AS b
JOIN articles AS a ON a.article_id = b.article_id
JOIN outlets AS o ON o.outlet_id = a.outlet_id
ORDER BY b.score DESC, b.day DESC, b.doc;
