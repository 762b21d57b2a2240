-- What follows from the record: near copies, changes between revisions, coverage and topics.

ALTER TABLE articles ADD COLUMN cluster_id VARCHAR; -- the first of the near copies it belongs to; itself if it has none
UPDATE articles SET cluster_id = article_id;
ALTER TABLE tellings ADD COLUMN cluster_id VARCHAR; -- of its article
UPDATE tellings SET cluster_id = article_id;

-- Sketches of the articles of the last days that later ones may be copies of (Broder 1997).
CREATE TABLE cluster_sketches (
    article_id VARCHAR NOT NULL,        -- the first of its cluster
    told_at TIMESTAMPTZ NOT NULL,
    shingles INTEGER NOT NULL,          -- how many different runs of three words it has
    signature UBIGINT[] NOT NULL        -- their smallest hashes under each of 64 functions
);

-- Near copies of one wire story: however many outlets print it, it is told once.
CREATE VIEW clusters AS
SELECT cluster_id, count(*) AS articles, count(DISTINCT outlet_id) AS outlets,
    min(coalesce(published, first_seen)) AS first_told, list(article_id ORDER BY article_id) AS article_ids
FROM articles
GROUP BY cluster_id;

-- What one revision of an article changed in its statements against the revision before.
CREATE TABLE changes (
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,       -- the later revision
    kind VARCHAR NOT NULL,              -- added, withdrawn, reworded or figure
    old_statement_id VARCHAR,           -- null when added
    new_statement_id VARCHAR,           -- null when withdrawn
    score DOUBLE,                       -- how alike the two are, 0 to 1
    silent BOOLEAN NOT NULL,            -- the page's date of modification did not change
    seen_at TIMESTAMPTZ NOT NULL,       -- the run that saw the later revision
    run_id VARCHAR NOT NULL
);

-- What became of each outlet's URLs on a day: the denominator of every rate. A URL counts once, by its best outcome.
CREATE TABLE coverage_daily (
    day DATE NOT NULL,
    outlet_id VARCHAR NOT NULL,
    expected_low INTEGER,               -- articles that are normal, at least; null where the outlet does not say
    expected_high INTEGER,
    discovered BIGINT NOT NULL,
    fetched BIGINT NOT NULL,            -- loaded, revised or unchanged
    loaded BIGINT NOT NULL,             -- articles read for the first time
    paywalled BIGINT NOT NULL,          -- fetched, with only the open part there to read
    truncated BIGINT NOT NULL,          -- given up because they were too large
    skipped BIGINT NOT NULL,            -- by robots.txt, by kind, as duplicates …
    failed BIGINT NOT NULL
);

-- What an article is about, by the words of seeds/topics.
CREATE TABLE article_topics (
    article_id VARCHAR NOT NULL,
    topic VARCHAR NOT NULL,             -- the same name in every language
    evidence VARCHAR[] NOT NULL,        -- the words, section and keywords it rests on
    topics_version VARCHAR NOT NULL,    -- digest of the file that was used
    run_id VARCHAR NOT NULL
);

-- As daily, by topic; an article of two topics counts in both.
CREATE TABLE daily_topics (
    day DATE NOT NULL,
    topic VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    language VARCHAR,
    mentions BIGINT NOT NULL,
    tellings BIGINT NOT NULL,
    new_claims BIGINT NOT NULL
);

-- Lower case, without accents and with one kind of apostrophe: how names and words are compared.
CREATE MACRO fold(words) AS lower(strip_accents(replace(words, '’', '''')));
