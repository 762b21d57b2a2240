-- Articles that hold all the words (those of three letters may be missing), whatever their accents and inflection, the best by BM25; without words, the latest.
-- @param words VARCHAR = '' -- what to look for
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param most INTEGER = 20 -- at most so many
WITH @wanted, terms AS (
    SELECT x.word, x.needed, search_term(search_stem(x.word, l.language), l.language) AS term
    FROM wanted AS x CROSS JOIN (SELECT DISTINCT d.language FROM search_docs AS d) AS l
), size AS (
    SELECT count(*) AS docs, avg(d.length) AS length FROM search_docs AS d
), postings AS MATERIALIZED (
    SELECT p.doc, t.word, t.needed, p.times FROM search_postings AS p JOIN terms AS t ON t.term = p.term
), rare AS (
    SELECT p.word, ln(1 + (any_value(z.docs) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM postings AS p CROSS JOIN size AS z
    GROUP BY p.word
), scored AS (
    SELECT p.doc, any_value(d.day) AS day, sum(r.weight * p.times * 2.2
        / (p.times + 1.2 * (0.25 + 0.75 * d.length / z.length))) AS score
    FROM postings AS p
    JOIN rare AS r ON r.word = p.word
    JOIN search_docs AS d ON d.doc = p.doc
    CROSS JOIN size AS z
    WHERE ($language IS NULL OR d.language = $language) AND ($outlet IS NULL OR d.outlet_id = $outlet)
        AND ($since IS NULL OR d.day >= $since) AND ($until IS NULL OR d.day <= $until)
    GROUP BY p.doc
    HAVING count(*) FILTER (p.needed) = (SELECT count(*) FROM wanted AS x WHERE x.needed)
    UNION ALL
    SELECT d.doc, d.day, 0
    FROM search_docs AS d
    WHERE trim($words) = ''
        AND ($language IS NULL OR d.language = $language) AND ($outlet IS NULL OR d.outlet_id = $outlet)
        AND ($since IS NULL OR d.day >= $since) AND ($until IS NULL OR d.day <= $until)
), best AS (
    SELECT s.doc, s.score, s.day FROM scored AS s ORDER BY s.score DESC, s.day DESC, s.doc LIMIT $most
)
SELECT b.doc, d.article_id, b.score, b.day FROM best AS b JOIN search_docs AS d ON d.doc = b.doc;
