DELETE FROM quantities WHERE mention_id IN (FROM purged_mentions);
DELETE FROM mention_claims WHERE mention_id IN (FROM purged_mentions);
DELETE FROM figures WHERE mention_id IN (FROM purged_mentions);
DELETE FROM mentions WHERE mention_id IN (FROM purged_mentions);
DELETE FROM tellings WHERE article_id IN (FROM purged);
