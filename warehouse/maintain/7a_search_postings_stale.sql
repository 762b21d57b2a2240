-- The index forgets the articles that this run saw revised.
DELETE FROM search_postings WHERE doc IN (
    SELECT doc FROM search_docs SEMI JOIN fresh_revisions USING (article_id)
);
