-- The terms of the articles that this run read or saw revised; a word of the title counts twice.
INSERT INTO search_postings
WITH said AS (
    SELECT d.doc, d.language, unnest(search_words(
        concat_ws(' ', r.title, r.title, r.standfirst, array_to_string(r.body, ' ')))) AS word
    FROM search_docs AS d
    JOIN articles AS a ON a.article_id = d.article_id
    JOIN revisions AS r ON r.revision_id = a.revision_id
    SEMI JOIN fresh_revisions AS f ON f.revision_id = r.revision_id
), counted AS (
    SELECT doc, language, word, count(*) AS times FROM said GROUP BY ALL
), terms AS (
    SELECT language, word, search_term(search_stem(word, language), language) AS term
    FROM (SELECT DISTINCT language, word FROM counted)
)
SELECT t.term, c.doc, least(sum(c.times), 65535) AS times
FROM counted AS c JOIN terms AS t USING (language, word)
GROUP BY t.term, c.doc
ORDER BY t.term, c.doc;
