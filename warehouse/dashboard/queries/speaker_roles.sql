-- What articles call a speaker, from when to when.
-- @param speaker VARCHAR = '' -- the id
SELECT r.role, r.affiliation, r.first_told, r.last_told, r.articles, r.outlets
FROM speaker_roles AS r
WHERE r.speaker_id = $speaker
ORDER BY r.first_told, r.articles DESC, r.role, r.affiliation
LIMIT 50;
