-- An outlet publishes nothing new for far longer than it used to: raised once until it is over.
-- @param within INTERVAL = INTERVAL 3 DAY -- no article is asked for its age here
SELECT r.run_id, concat_ws(' ', t.outlet_id, t.what, epoch_us(t.since)) AS event, t.outlet_id AS subject, NULL::VARCHAR AS claim_id,
    NULL::VARCHAR AS mention_id, r.now AS happened_at, 0 AS points, []::VARCHAR[] AS reasons,
    json_merge_patch(coalesce(t.facts, '{}'), json_object('told', t.told))::VARCHAR AS facts, []::VARCHAR[] AS cites
FROM looked_at AS r
JOIN troubles AS t ON t.kind = 'outlet_silent' AND t.since <= r.now AND (t.healed_at IS NULL OR t.healed_at > r.now)
