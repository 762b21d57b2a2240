DELETE FROM deliveries WHERE alert_id IN (SELECT alert_id FROM alerts WHERE mention_id IN (FROM purged_mentions));
DELETE FROM alerts WHERE mention_id IN (FROM purged_mentions);
