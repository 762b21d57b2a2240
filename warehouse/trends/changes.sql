-- What newer revisions of articles changed in their statements: added, withdrawn, reworded or with another figure, with both texts and whether the page owned up to it.
-- @param kind VARCHAR = NULL -- only added, withdrawn, reworded or figure
-- @param silent BOOLEAN = NULL -- only changes that the page's date of modification does (false) or does not (true) show
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day on which the change was seen
-- @param most INTEGER = 200 -- at most so many, the latest
SELECT h.seen_at, h.kind, h.silent, o.name AS outlet, a.title, coalesce(old.speaker, new.speaker) AS told_by,
    array_to_string(old.content, ' […] ') AS before, array_to_string(new.content, ' […] ') AS after,
    old.first_seen AS before_seen, a.url, h.article_id, h.revision_id
FROM changes AS h
JOIN articles AS a ON a.article_id = h.article_id
JOIN outlets AS o ON o.outlet_id = h.outlet_id
LEFT JOIN statements AS old ON old.statement_id = h.old_statement_id
LEFT JOIN statements AS new ON new.statement_id = h.new_statement_id
WHERE ($kind IS NULL OR h.kind = $kind) AND ($silent IS NULL OR h.silent = $silent)
    AND ($outlet IS NULL OR h.outlet_id = $outlet)
    AND ($since IS NULL OR (h.seen_at AT TIME ZONE o.timezone)::DATE >= $since)
ORDER BY h.seen_at DESC, a.title, h.kind, before, after
LIMIT $most;
