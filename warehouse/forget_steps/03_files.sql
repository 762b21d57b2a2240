-- A file that another page still needs (the same bytes elsewhere) stays.
CREATE OR REPLACE TEMP TABLE purged_files AS
SELECT DISTINCT p.archive_path FROM purged_pages AS p
ANTI JOIN (FROM pages AS k ANTI JOIN purged_pages AS x ON x.page_hash = k.page_hash AND x.url = k.url) AS kept
    ON kept.archive_path = p.archive_path
WHERE p.archive_path IS NOT NULL;
