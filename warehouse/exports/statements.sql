-- Statements with who said them and where; contents cut at 300 characters unless the outlet licenses more.
SELECT s.day, s.statement_id, o.name AS outlet, s.language, s.speaker, s.source, s.cue, s.kind,
    if(open_licence(o.licence), array_to_string(s.content, ' […] '), excerpt(array_to_string(s.content, ' […] '), 300))
        AS content,
    s.told_at, s.first_seen, a.url, s.article_id
FROM statements AS s
JOIN outlets AS o ON o.outlet_id = s.outlet_id
JOIN articles AS a ON a.article_id = s.article_id
ORDER BY s.day, s.told_at, s.statement_id
