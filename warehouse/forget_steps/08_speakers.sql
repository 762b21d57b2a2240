-- Whoever is still told under another name goes by that one.
DELETE FROM speaker_links WHERE article_id IN (FROM purged);
DELETE FROM speaker_keys WHERE (speaker_id, name) NOT IN (SELECT (speaker_id, name) FROM speaker_links);
UPDATE speakers SET name = l.name, folded = fold(l.name)
FROM (SELECT speaker_id, arg_max(name, length(name)) AS name FROM speaker_links GROUP BY speaker_id) AS l
WHERE l.speaker_id = speakers.speaker_id AND speakers.speaker_id IN (FROM purged_speakers);
DELETE FROM purged_speakers WHERE speaker_id IN (SELECT speaker_id FROM speaker_links);
DELETE FROM speaker_aliases WHERE alias_id IN (FROM purged_speakers);
DELETE FROM speakers WHERE speaker_id IN (FROM purged_speakers);
