-- The speaker that one is found to be.
-- @param speaker VARCHAR = '' -- the id
SELECT x.speaker_id FROM speaker_aliases AS x WHERE x.alias_id = $speaker LIMIT 1;
