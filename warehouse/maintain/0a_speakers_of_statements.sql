-- Speakers whom people found to be one stay one.
UPDATE statements SET speaker_id = a.speaker_id
FROM speaker_aliases AS a WHERE statements.speaker_id = a.alias_id AND statements.run_id = $run_id;
