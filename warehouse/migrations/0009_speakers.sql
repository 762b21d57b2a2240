-- Speakers across articles. A statement's speaker is a name in an article; speaker_links says whose name it is there.

-- A name in an article, and the speaker it was found to be. Within one article a name is one person's.
CREATE TABLE speaker_links (
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,              -- as in statements.speaker
    speaker_id VARCHAR NOT NULL,        -- as found; merged ones resolve through speaker_aliases: join speaker_of
    role VARCHAR,                       -- what the article says of the speaker
    affiliation VARCHAR,
    gender VARCHAR,                     -- f or m, where a title before the name tells
    language VARCHAR,
    told_at TIMESTAMPTZ NOT NULL,       -- of the first statement there
    score DOUBLE NOT NULL,              -- probability of the link, 0 to 1; 1 for who was first told under the name
    evidence VARCHAR NOT NULL,          -- JSON: what spoke for and against it
    speakers_version VARCHAR NOT NULL,  -- of code and seeds/speakers
    run_id VARCHAR NOT NULL
);
INSERT INTO speaker_links
SELECT article_id, any_value(outlet_id), speaker, any_value(speaker_id), arg_max(role, confidence),
    arg_max(affiliation, confidence), NULL, any_value(language), min(told_at), 1, '{"name": "same"}', '', min(run_id)
FROM statements
WHERE speaker_id IS NOT NULL
GROUP BY article_id, speaker;

-- By what a name in an article finds the speakers it may be: the sounds of the names they were told under.
CREATE TABLE speaker_keys (
    key VARCHAR NOT NULL,
    speaker_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    speakers_version VARCHAR NOT NULL   -- of the code that made the key
);

-- Every name in every article with the speaker it stands for once merges are followed.
CREATE VIEW speaker_of AS
SELECT l.* REPLACE (coalesce(a.speaker_id, l.speaker_id) AS speaker_id), l.speaker_id AS found_id
FROM speaker_links AS l
LEFT JOIN speaker_aliases AS a ON a.alias_id = l.speaker_id;

-- What speakers were said to be, over time: a row for each role and affiliation as told.
CREATE VIEW speaker_roles AS
SELECT speaker_id, role, affiliation, min(told_at) AS first_told, max(told_at) AS last_told, count(*) AS articles,
    count(DISTINCT outlet_id) AS outlets
FROM speaker_of
WHERE role IS NOT NULL OR affiliation IS NOT NULL
GROUP BY speaker_id, role, affiliation;

-- Under which names speakers were told, and how sure the least sure of those links is.
CREATE VIEW speaker_names AS
SELECT speaker_id, name, min(told_at) AS first_told, max(told_at) AS last_told, count(*) AS articles,
    count(DISTINCT outlet_id) AS outlets, min(score) AS least_score
FROM speaker_of
GROUP BY speaker_id, name;

-- Who speaks in the same articles.
CREATE VIEW speaker_company AS
SELECT a.speaker_id, b.speaker_id AS with_id, count(DISTINCT a.article_id) AS articles
FROM speaker_of AS a
JOIN speaker_of AS b ON b.article_id = a.article_id AND b.speaker_id <> a.speaker_id
GROUP BY a.speaker_id, b.speaker_id;
