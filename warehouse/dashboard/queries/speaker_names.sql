-- The names that articles write for a speaker, and how sure the least sure of those links is.
-- @param speaker VARCHAR = '' -- the id
SELECT n.name, n.first_told, n.last_told, n.articles, n.outlets, n.least_score
FROM speaker_names AS n
WHERE n.speaker_id = $speaker
ORDER BY n.articles DESC, n.name
LIMIT 50;
