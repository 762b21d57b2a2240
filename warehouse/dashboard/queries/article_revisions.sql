-- Every reading of an article, the first first.
-- @param article VARCHAR = '' -- the id
-- @param since TIMESTAMPTZ = '2000-01-01' -- when it was first seen
-- @param until TIMESTAMPTZ = '2100-01-01' -- when it was last seen
SELECT r.rowid AS place, r.revision_id, r.sequence, r.valid_from, r.valid_to, r.silent, r.words, r.modified, r.parser_version, r.page_hash,
    r.dropped_at
FROM revisions AS r
WHERE r.article_id = $article AND r.valid_from BETWEEN $since AND $until
ORDER BY r.sequence;
