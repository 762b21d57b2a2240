-- This run's mentions are their statements' speakers'.
UPDATE mentions SET speaker_id = s.speaker_id
FROM statements AS s
WHERE s.statement_id = mentions.statement_id AND mentions.run_id = $run_id AND mentions.speaker_id <> s.speaker_id;
