-- The articles that this run read or saw revised, in their latest form.
INSERT INTO search_docs
SELECT (SELECT coalesce(max(doc) + 1, 0) FROM search_docs) + row_number() OVER (ORDER BY a.article_id) - 1,
    a.article_id, a.outlet_id, coalesce(a.language, ''), a.day,
    2 * len(search_words(coalesce(r.title, ''))) + len(search_words(coalesce(r.standfirst, '')))
        + len(search_words(array_to_string(r.body, ' ')))
FROM articles AS a
JOIN revisions AS r ON r.revision_id = a.revision_id
SEMI JOIN fresh_revisions AS f ON f.revision_id = r.revision_id;
