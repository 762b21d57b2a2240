-- The index forgets the articles that this run saw revised.
DELETE FROM search_docs WHERE article_id IN (SELECT article_id FROM fresh_revisions);
