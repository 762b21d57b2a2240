CREATE OR REPLACE TEMP TABLE purged_pages AS
SELECT p.page_hash, p.url, p.archive_path
FROM pages AS p
WHERE p.page_hash IN (SELECT r.page_hash FROM revisions AS r SEMI JOIN purged USING (article_id))
    OR p.url IN (SELECT unnest([a.url, a.canonical_url]) FROM articles AS a SEMI JOIN purged USING (article_id))
    OR p.url IN (SELECT o.url FROM outcomes AS o SEMI JOIN purged USING (article_id));
