-- An article.
-- @param article VARCHAR = '' -- the id
SELECT a.article_id, a.outlet_id, o.name AS outlet, open_licence(o.licence) AS open, a.url, a.canonical_url, a.kind, a.language,
    a.title, a.authors, a.section, a.published, a.published_source, a.modified, a.first_seen, a.last_seen, a.paywalled,
    a.revisions, a.revision_id, a.cluster_id, o.watched_since,
    (SELECT list(p.topic ORDER BY p.topic) FROM article_topics AS p WHERE p.article_id = $article) AS topics,
    (SELECT count(*) FROM articles AS b WHERE b.cluster_id = a.cluster_id) AS copies
FROM articles AS a
JOIN outlets AS o ON o.outlet_id = a.outlet_id
WHERE a.article_id = $article;
