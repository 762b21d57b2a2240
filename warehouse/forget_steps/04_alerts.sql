CREATE OR REPLACE TEMP TABLE purged_alerts AS
SELECT alert_id FROM alerts
WHERE mention_id IN (FROM purged_mentions) OR subject IN (SELECT speaker_id FROM purged_speakers)
    OR list_has_any(cites, (SELECT coalesce(list(mention_id), []) FROM purged_mentions));
INSERT INTO purged_alerts SELECT alert_id FROM alerts WHERE corrects IN (FROM purged_alerts);
DELETE FROM deliveries WHERE alert_id IN (FROM purged_alerts);
DELETE FROM alerts WHERE alert_id IN (FROM purged_alerts);
