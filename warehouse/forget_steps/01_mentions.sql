CREATE OR REPLACE TEMP TABLE purged_mentions AS SELECT mention_id FROM mentions SEMI JOIN purged USING (article_id);
