-- Who else speaks in a speaker's articles, those they share most with first.
-- @param speaker VARCHAR = '' -- the id
-- @param most INTEGER = 12 -- at most so many
SELECT c.with_id, s.name, c.articles
FROM speaker_company AS c
JOIN speakers AS s ON s.speaker_id = c.with_id
WHERE c.speaker_id = $speaker
ORDER BY c.articles DESC, s.name, c.with_id
LIMIT $most;
