-- The index forgets the articles that this run saw revised.
DELETE FROM search_postings WHERE doc IN (
    SELECT d.doc FROM search_docs AS d JOIN revisions AS r USING (article_id) WHERE r.run_id = $run_id
);
