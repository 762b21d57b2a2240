-- What newer revisions changed in some statements.
-- @param statements VARCHAR[] = [] -- the statements' ids
SELECT h.seen_at, h.kind, h.silent, h.told_by, h.before, h.after, h.article_id, a.title, a.language, o.name AS outlet
FROM changes AS h
JOIN articles AS a ON a.article_id = h.article_id
JOIN outlets AS o ON o.outlet_id = h.outlet_id
WHERE h.old_statement_id IN (SELECT unnest($statements)) OR h.new_statement_id IN (SELECT unnest($statements))
ORDER BY h.seen_at DESC, h.article_id, h.kind, h.before, h.after
LIMIT 50;
