-- A speaker.
-- @param speaker VARCHAR = '' -- the id
SELECT s.speaker_id, s.name, s.first_seen, (SELECT min(o.watched_since) FROM outlets AS o) AS watched_since,
    c.tellings, c.new_claims
FROM speakers AS s
CROSS JOIN (
    SELECT sum(d.tellings)::BIGINT AS tellings, sum(d.new_claims)::BIGINT AS new_claims FROM daily AS d WHERE d.speaker_id = $speaker
) AS c
WHERE s.speaker_id = $speaker;
