-- The mentions of the articles with a fresh revision, set apart: knowing how few they are, DuckDB reads the large
-- tables that they are joined with below once, and builds nothing from them.
CREATE OR REPLACE TEMP TABLE revised_mentions AS
SELECT m.statement_id, m.mention_id
FROM mentions AS m
WHERE m.article_id IN (SELECT r.article_id FROM revisions AS r SEMI JOIN fresh_revisions USING (revision_id) WHERE r.sequence > 1);
