DELETE FROM statement_revisions WHERE statement_id IN (SELECT statement_id FROM statements SEMI JOIN purged USING (article_id));
DELETE FROM statements WHERE article_id IN (FROM purged);
DELETE FROM captions WHERE revision_id IN (SELECT revision_id FROM revisions SEMI JOIN purged USING (article_id));
DELETE FROM revisions WHERE article_id IN (FROM purged);
DELETE FROM changes WHERE article_id IN (FROM purged);
DELETE FROM article_topics WHERE article_id IN (FROM purged);
DELETE FROM search_postings WHERE doc IN (SELECT doc FROM search_docs SEMI JOIN purged USING (article_id));
DELETE FROM search_docs WHERE article_id IN (FROM purged);
DELETE FROM cluster_sketches WHERE article_id IN (FROM purged);
DELETE FROM pages USING purged_pages AS p WHERE p.page_hash = pages.page_hash AND p.url = pages.url;
DELETE FROM urls WHERE url IN (SELECT p.url FROM purged_pages AS p)
    OR article_url IN (SELECT a.canonical_url FROM articles AS a SEMI JOIN purged USING (article_id));
UPDATE outcomes SET url = 'forgotten:' || md5(url), detail = NULL
WHERE article_id IN (FROM purged) OR url IN (SELECT p.url FROM purged_pages AS p);
DELETE FROM gone WHERE article_id IN (FROM purged);
DELETE FROM articles WHERE article_id IN (FROM purged);
UPDATE articles SET cluster_id = article_id WHERE cluster_id IN (FROM purged);
UPDATE tellings SET cluster_id = article_id WHERE cluster_id IN (FROM purged);
