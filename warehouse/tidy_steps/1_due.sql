-- What is past its outlet's retention: pages since they were fetched, text since it was last on the page. The same bytes
-- may be another page's, whose time has not come: the file then stays.
CREATE OR REPLACE TEMP TABLE due_pages AS
SELECT p.page_hash, p.url, p.outlet_id, p.archive_path
FROM pages AS p JOIN limits AS l ON l.outlet_id = p.outlet_id
WHERE p.archive_path IS NOT NULL AND p.fetched_at < l.pages_before;
CREATE OR REPLACE TEMP TABLE due_files AS
SELECT d.archive_path, min(d.outlet_id) AS outlet_id
FROM due_pages AS d
ANTI JOIN (
    FROM pages AS p ANTI JOIN due_pages AS x ON x.page_hash = p.page_hash AND x.url = p.url
) AS kept ON kept.archive_path = d.archive_path
GROUP BY d.archive_path;
CREATE OR REPLACE TEMP TABLE due_texts AS
SELECT r.revision_id, r.article_id, r.outlet_id, a.revision_id = r.revision_id AS latest
FROM revisions AS r JOIN articles AS a ON a.article_id = r.article_id JOIN limits AS l ON l.outlet_id = r.outlet_id
WHERE r.dropped_at IS NULL AND coalesce(r.valid_to, a.last_seen) < l.text_before;
