-- Titles, dates, authors and statements stay; so does the hash by which a page that has not changed is known.
UPDATE pages SET archive_path = NULL, dropped_at = $now
FROM due_pages AS d WHERE d.page_hash = pages.page_hash AND d.url = pages.url;
UPDATE revisions SET standfirst = NULL, body = [], removed = [], repairs = [], dropped_at = $now
WHERE revision_id IN (SELECT revision_id FROM due_texts);
DELETE FROM captions WHERE revision_id IN (SELECT revision_id FROM due_texts);
DELETE FROM search_postings WHERE doc IN (
    SELECT s.doc FROM search_docs AS s JOIN due_texts AS d ON d.article_id = s.article_id AND d.latest
);
DELETE FROM search_docs WHERE article_id IN (SELECT article_id FROM due_texts WHERE latest);
-- Each run has put its postings in order beside those of the runs before; in one order a search reads a tenth of them.
CREATE OR REPLACE TEMP TABLE sorted_postings AS FROM search_postings ORDER BY term, doc;
DELETE FROM search_postings;
INSERT INTO search_postings FROM sorted_postings;
DROP TABLE sorted_postings;
