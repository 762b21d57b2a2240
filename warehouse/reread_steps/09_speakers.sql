-- Names that nobody is told under any more go; the others are known since they were first told.
CREATE OR REPLACE TEMP TABLE names_told AS
SELECT fold(s.speaker) AS folded, min(s.first_seen) AS first_seen
FROM statements AS s
SEMI JOIN (
    SELECT name FROM names_before UNION SELECT name FROM new_speakers
) AS n ON n.name = s.speaker
GROUP BY ALL;
UPDATE speakers SET first_seen = t.first_seen
FROM names_told AS t WHERE t.folded = speakers.folded AND t.first_seen <> speakers.first_seen;
UPDATE speakers SET first_seen = l.first_seen
FROM (
    SELECT l.speaker_id, min(s.first_seen) AS first_seen
    FROM speaker_links AS l
    SEMI JOIN (SELECT speaker_id FROM speaker_links SEMI JOIN names_before USING (name)) AS w ON w.speaker_id = l.speaker_id
    JOIN statements AS s ON s.article_id = l.article_id AND s.speaker = l.name
    GROUP BY l.speaker_id
) AS l
WHERE l.speaker_id = speakers.speaker_id;
DELETE FROM speakers
WHERE folded IN (SELECT fold(name) FROM names_before) AND folded NOT IN (SELECT folded FROM names_told)
    AND speaker_id NOT IN (SELECT speaker_id FROM speaker_links)
    AND speaker_id NOT IN (SELECT alias_id FROM speaker_aliases UNION SELECT speaker_id FROM speaker_aliases);
