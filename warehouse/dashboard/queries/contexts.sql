-- The paragraphs that statements stand in, by the latest revision that holds each.
-- Rows are found by their place in the table first: texts are then read for those alone.
-- @param statements VARCHAR[] = [] -- the statements' ids
-- @param articles VARCHAR[] = [] -- the ids of the articles that they are of
WITH known AS MATERIALIZED (
    SELECT r.rowid AS nth, r.revision_id FROM revisions AS r WHERE r.article_id IN (SELECT unnest($articles))
), linked AS MATERIALIZED (
    SELECT l.rowid AS nth FROM statement_revisions AS l WHERE l.revision_id IN (SELECT k.revision_id FROM known AS k)
), held AS MATERIALIZED (
    SELECT l.statement_id, l.revision_id, l.place, l.spans
    FROM linked AS h JOIN statement_revisions AS l ON l.rowid = h.nth
    WHERE l.statement_id IN (SELECT unnest($statements))
), wanted AS MATERIALIZED (
    SELECT k.nth FROM known AS k WHERE k.revision_id IN (SELECT h.revision_id FROM held AS h)
), texts AS (
    SELECT r.revision_id, r.sequence, r.valid_to, r.title, r.standfirst, r.body
    FROM wanted AS w JOIN revisions AS r ON r.rowid = w.nth
)
SELECT DISTINCT ON (h.statement_id) h.statement_id, h.place, h.spans, r.valid_to IS NOT NULL AS withdrawn,
    CASE h.place WHEN 'title' THEN r.title WHEN 'standfirst' THEN r.standfirst
        ELSE r.body[1 + try_cast(split_part(h.place, ':', 2) AS INTEGER)] END AS paragraph
FROM held AS h JOIN texts AS r ON r.revision_id = h.revision_id
ORDER BY h.statement_id, r.sequence DESC;
