-- Speakers whom people found to be one stay one.
UPDATE mentions SET speaker_id = a.speaker_id
FROM speaker_aliases AS a WHERE mentions.speaker_id = a.alias_id AND mentions.run_id = $run_id;
