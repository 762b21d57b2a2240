-- What articles call a speaker, from when to when.
-- @param speaker VARCHAR = '' -- the id
SELECT s.role, s.affiliation, any_value(s.language) AS language, min(s.day) AS first_day, max(s.day) AS last_day,
    count(*) AS statements, count(DISTINCT s.outlet_id) AS outlets
FROM statements AS s
WHERE s.speaker_id = $speaker AND (s.role IS NOT NULL OR s.affiliation IS NOT NULL)
GROUP BY s.role, s.affiliation
ORDER BY first_day, statements DESC, s.role, s.affiliation
LIMIT 50;
