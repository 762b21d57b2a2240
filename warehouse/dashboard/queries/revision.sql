-- The text of one reading of an article, and what was taken out of it and mended in it.
-- @param row BIGINT = -1 -- its place in the table
SELECT r.revision_id, r.sequence, r.title, r.standfirst, r.body, r.removed, r.repairs, r.dropped_at
FROM revisions AS r WHERE r.rowid = $row;
