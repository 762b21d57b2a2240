-- What each revision of an article changed in its statements.
-- @param article VARCHAR = '' -- the id
SELECT h.seen_at, h.kind, h.silent, h.told_by, h.before, h.after, h.revision_id
FROM changes AS h WHERE h.article_id = $article
ORDER BY h.seen_at, h.kind, h.before, h.after;
