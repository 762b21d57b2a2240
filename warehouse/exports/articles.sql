-- Articles in their latest form; the text is an excerpt of 300 characters unless the outlet licenses more.
SELECT a.day, a.article_id, o.name AS outlet, a.language, a.title, a.authors, a.section, a.published, a.modified,
    a.first_seen, a.revisions, a.cluster_id,
    if(open_licence(o.licence), array_to_string(r.body, chr(10)), excerpt(array_to_string(r.body, ' '), 300)) AS text,
    o.name || ', ' || a.url AS attribution, a.url
FROM articles AS a
JOIN outlets AS o ON o.outlet_id = a.outlet_id
JOIN revisions AS r ON r.revision_id = a.revision_id
ORDER BY a.day, a.article_id
