-- The paragraphs that statements stand in, by the latest revision that holds each.
-- Rows are found by their place in the table first: texts are then read for those alone.
-- @param statements VARCHAR[] = [] -- the statements' ids
WITH held AS (
    SELECT l.statement_id, l.revision_id, l.place, l.spans
    FROM statement_revisions AS l
    WHERE l.rowid IN (SELECT k.rowid FROM statement_revisions AS k WHERE k.statement_id IN (SELECT unnest($statements)))
), texts AS (
    SELECT r.revision_id, r.sequence, r.valid_to, r.title, r.standfirst, r.body
    FROM revisions AS r
    WHERE r.rowid IN (SELECT k.rowid FROM revisions AS k WHERE k.revision_id IN (SELECT h.revision_id FROM held AS h))
)
SELECT DISTINCT ON (h.statement_id) h.statement_id, h.place, h.spans, r.valid_to IS NOT NULL AS withdrawn,
    CASE h.place WHEN 'title' THEN r.title WHEN 'standfirst' THEN r.standfirst
        ELSE r.body[1 + try_cast(split_part(h.place, ':', 2) AS INTEGER)] END AS paragraph
FROM held AS h JOIN texts AS r ON r.revision_id = h.revision_id
ORDER BY h.statement_id, r.sequence DESC;
