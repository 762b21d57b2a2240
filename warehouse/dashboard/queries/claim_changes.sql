-- What newer revisions changed in some statements.
-- @param statements VARCHAR[] = [] -- the statements' ids
-- @param articles VARCHAR[] = [] -- the ids of the articles that they are of
WITH held AS MATERIALIZED (
    SELECT h.rowid AS nth FROM changes AS h WHERE h.article_id IN (SELECT unnest($articles))
), made AS MATERIALIZED (
    SELECT h.*
    FROM held AS x JOIN changes AS h ON h.rowid = x.nth
    WHERE h.old_statement_id IN (SELECT unnest($statements)) OR h.new_statement_id IN (SELECT unnest($statements))
)
SELECT h.seen_at, h.kind, h.silent, h.told_by, h.before, h.after, h.article_id, a.title, a.language, o.name AS outlet
FROM made AS h
JOIN articles AS a ON a.article_id = h.article_id
JOIN outlets AS o ON o.outlet_id = h.outlet_id
ORDER BY h.seen_at DESC, h.article_id, h.kind, h.before, h.after
LIMIT 50;
