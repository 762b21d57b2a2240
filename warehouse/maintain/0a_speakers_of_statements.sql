-- This run's statements are their speakers', as the names in their articles were found to be.
UPDATE statements SET speaker_id = l.speaker_id
FROM speaker_of AS l
WHERE l.article_id = statements.article_id AND l.name = statements.speaker AND statements.run_id = $run_id
    AND statements.speaker_id <> l.speaker_id;
