-- Speakers whose name holds some letters, those told most first.
-- @param words VARCHAR = '' -- the letters, accents and case aside
-- @param most INTEGER = 50 -- at most so many
WITH named AS (
    SELECT s.speaker_id, s.name FROM speakers AS s WHERE contains(s.folded, fold($words))
)
SELECT n.name AS told_by, coalesce(sum(d.tellings), 0)::BIGINT AS tellings, coalesce(sum(d.new_claims), 0)::BIGINT AS new_claims,
    n.speaker_id
FROM named AS n LEFT JOIN daily AS d ON d.speaker_id = n.speaker_id
GROUP BY n.speaker_id, n.name
ORDER BY tellings DESC, told_by
LIMIT $most;
