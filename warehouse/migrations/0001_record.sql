-- The record: what was fetched, read and said. Ids are 128-bit blake2b digests in hex; rows are keyed by the loader
-- (MERGE INTO on the id), not by PRIMARY KEY, whose index makes a bulk load twelve times slower.
-- The runner turns the comment at the end of a column's line into COMMENT ON COLUMN, and the one above a table into
-- COMMENT ON TABLE, so `select * from duckdb_columns()` explains the warehouse.

-- One attempt to bring the warehouse up to date. The id follows from kind and clock, so a killed run is found again.
CREATE TABLE runs (
    run_id VARCHAR NOT NULL,            -- digest of kind and now
    kind VARCHAR NOT NULL,              -- run, backfill or reread; only `run` makes anything new
    now TIMESTAMPTZ NOT NULL,           -- the injected clock: every time in the run's rows
    outlets VARCHAR[] NOT NULL,         -- the outlets the run set out to visit
    state VARCHAR NOT NULL,             -- running or finished
    parser_version VARCHAR NOT NULL,    -- of the code that read the pages
    identity_version VARCHAR,           -- of the code that resolved the claims
    summary VARCHAR                     -- JSON of outcomes by reason, new claims and alerts, once finished
);

-- Which outlets' batches a run has loaded: what an adopted run need not do again.
CREATE TABLE run_outlets (
    run_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    baseline BOOLEAN NOT NULL           -- the outlet's first articles, a backfill or a re-read: nothing in it is new
);

-- A publisher that is watched.
CREATE TABLE outlets (
    outlet_id VARCHAR NOT NULL,         -- the name of its YAML file
    name VARCHAR NOT NULL,
    language VARCHAR,                   -- ISO 639-1
    country VARCHAR,                    -- ISO 3166-1 alpha-2
    timezone VARCHAR NOT NULL,          -- IANA name; a day is a day there
    homepage VARCHAR,
    licence VARCHAR,                    -- what may be done with the text; null allows short attributed excerpts only
    expect_low INTEGER,                 -- articles a day that are normal, at least
    expect_high INTEGER,                -- and at most
    watched_since TIMESTAMPTZ NOT NULL  -- when its first batch was loaded: `new` means new since then
);

-- A feed of an outlet and the state its next fetch starts from.
CREATE TABLE feeds (
    outlet_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,              -- rss, atom, json or sitemap
    etag VARCHAR,
    last_modified VARCHAR,              -- the header, verbatim
    body_hash VARCHAR,                  -- of the last body, for servers that know no validators
    checked_at TIMESTAMPTZ,
    failures INTEGER NOT NULL,          -- in a row
    next_due TIMESTAMPTZ
);

-- A discovered URL and the state its next fetch starts from.
CREATE TABLE urls (
    outlet_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,               -- as discovered
    article_url VARCHAR,                -- canonical URL of the article it led to
    etag VARCHAR,
    last_modified VARCHAR,              -- the header, verbatim
    page_hash VARCHAR,                  -- of the last page it gave
    fetched_at TIMESTAMPTZ,
    next_due TIMESTAMPTZ,               -- null when it need not be fetched again
    status INTEGER                      -- HTTP status of the last fetch
);

-- The bytes that a URL gave, archived under their hash; one row however often it gives the same.
CREATE TABLE pages (
    page_hash VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    fetched_at TIMESTAMPTZ NOT NULL,    -- when it first gave these bytes
    status INTEGER NOT NULL,
    content_type VARCHAR,
    etag VARCHAR,
    last_modified VARCHAR,
    size BIGINT NOT NULL,               -- bytes, uncompressed
    archive_path VARCHAR,               -- below the data directory
    headers VARCHAR,                    -- JSON of the response's headers that are kept
    run_id VARCHAR NOT NULL
);

-- What stands behind one canonical URL of an outlet. Texts are those of its latest revision.
CREATE TABLE articles (
    article_id VARCHAR NOT NULL,        -- digest of outlet and canonical URL
    outlet_id VARCHAR NOT NULL,
    canonical_url VARCHAR NOT NULL,
    url VARCHAR NOT NULL,               -- as first discovered
    feed_url VARCHAR,                   -- where it was first discovered
    kind VARCHAR NOT NULL,              -- article, listing, video, live, wall, empty or other
    language VARCHAR,
    title VARCHAR,
    authors VARCHAR[] NOT NULL,
    section VARCHAR,
    keywords VARCHAR[] NOT NULL,        -- the outlet's own
    published TIMESTAMPTZ,              -- first date of publication it stated; never overwritten
    published_source VARCHAR,           -- where that stood: json-ld, meta, time, line, feed …
    modified TIMESTAMPTZ,               -- last modification the latest revision states
    first_seen TIMESTAMPTZ NOT NULL,    -- the run that first read it; never overwritten
    last_seen TIMESTAMPTZ NOT NULL,     -- the run that last read it
    day DATE NOT NULL,                  -- of published, else of first_seen, in the outlet's zone
    paywalled BOOLEAN,
    translation_of VARCHAR,             -- URL, where the page says so
    tdm_reserved BOOLEAN,               -- text and data mining reserved by the page
    revision_id VARCHAR NOT NULL,       -- the latest revision
    revisions INTEGER NOT NULL,         -- how many there are
    baseline BOOLEAN NOT NULL,          -- came with its outlet's first articles or a backfill
    run_id VARCHAR NOT NULL             -- the run that first read it
);

-- One reading of an article: a new row only when its normalised text changed.
CREATE TABLE revisions (
    revision_id VARCHAR NOT NULL,       -- digest of article, text hash and sequence: A, B, A again are three
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    sequence INTEGER NOT NULL,          -- from 1
    text_hash VARCHAR NOT NULL,         -- of title, standfirst and body
    page_hash VARCHAR NOT NULL,
    valid_from TIMESTAMPTZ NOT NULL,    -- the run that saw it first
    valid_to TIMESTAMPTZ,               -- the run that saw the next one; null for the latest
    title VARCHAR,
    standfirst VARCHAR,
    body VARCHAR[] NOT NULL,            -- paragraphs
    authors VARCHAR[] NOT NULL,
    published TIMESTAMPTZ,              -- as this revision states it
    published_text VARCHAR,             -- verbatim ISO 8601, with or without offset
    modified TIMESTAMPTZ,
    modified_text VARCHAR,
    silent BOOLEAN NOT NULL,            -- text changed and `modified` did not, both read by the same parser version
    removed STRUCT(kind VARCHAR, text VARCHAR)[] NOT NULL, -- every line that normalisation took out, and why
    provenance VARCHAR NOT NULL,        -- JSON: field -> where its value stood
    conflicts VARCHAR NOT NULL,         -- JSON: field -> values that lost
    words INTEGER NOT NULL,             -- of the body
    parser_version VARCHAR NOT NULL,
    lexicon_version VARCHAR,
    run_id VARCHAR NOT NULL
);

-- A picture's caption in a revision, its credit told apart.
CREATE TABLE captions (
    revision_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    caption VARCHAR,
    credit VARCHAR,
    image_url VARCHAR
);

-- One act of reporting. The same statement in five revisions of an article is one row.
CREATE TABLE statements (
    statement_id VARCHAR NOT NULL,      -- digest of article, place kind, content, source and occurrence
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    language VARCHAR,
    place_kind VARCHAR NOT NULL,        -- title, standfirst or body
    occurrence INTEGER NOT NULL,        -- counts equal statements of one revision from 0
    content VARCHAR[] NOT NULL,         -- spans, verbatim
    cue VARCHAR NOT NULL,
    source VARCHAR NOT NULL,            -- the words that name who speaks, verbatim
    kind VARCHAR NOT NULL,              -- direct, indirect or mixed
    speaker VARCHAR,                    -- the source resolved within the article; null when unknown
    speaker_id VARCHAR,                 -- in speakers; null when unknown
    role VARCHAR,                       -- what the article says of the speaker
    affiliation VARCHAR,
    evidence VARCHAR,                   -- the words the link rests on
    confidence DOUBLE NOT NULL,         -- of the link, 0 to 1
    first_seen TIMESTAMPTZ NOT NULL,    -- the run that first read it
    told_at TIMESTAMPTZ NOT NULL,       -- published for the first revision where stated, else first_seen
    day DATE NOT NULL,                  -- of told_at, in the outlet's zone
    parser_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Which revisions hold a statement, and where.
CREATE TABLE statement_revisions (
    statement_id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,          -- in reading order, from 0
    place VARCHAR NOT NULL,             -- title, standfirst or body:N
    spans STRUCT(field VARCHAR, part INTEGER, place VARCHAR, start INTEGER, "end" INTEGER)[] NOT NULL -- code points
);

-- One atomic piece of a statement's content. It belongs to one claim (mention_claims).
CREATE TABLE mentions (
    mention_id VARCHAR NOT NULL,        -- digest of statement, position and text
    statement_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    speaker_id VARCHAR,
    language VARCHAR,
    position INTEGER NOT NULL,          -- within the statement, from 0
    text VARCHAR NOT NULL,              -- verbatim
    resolved VARCHAR NOT NULL,          -- can be read alone
    act VARCHAR NOT NULL,               -- assert, deny, accuse, ask, promise, forecast or judge
    polarity VARCHAR NOT NULL,          -- positive or negative
    hedged BOOLEAN NOT NULL,
    times STRUCT(text VARCHAR, start DATE, "end" DATE)[] NOT NULL, -- half-open intervals said in the text
    first_seen TIMESTAMPTZ NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    day DATE NOT NULL,
    baseline BOOLEAN NOT NULL,          -- loaded by a first run, a backfill or a re-read
    run_id VARCHAR NOT NULL
);

-- A figure in a mention.
CREATE TABLE quantities (
    mention_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,          -- within the mention, from 0
    text VARCHAR NOT NULL,
    low DOUBLE,                         -- null where open
    high DOUBLE,
    unit VARCHAR NOT NULL,              -- what is counted, as written
    modifier VARCHAR                    -- environ, plus de …; does not separate claims
);

-- Whom statements are attributed to. Linked, never written over the source words.
CREATE TABLE speakers (
    speaker_id VARCHAR NOT NULL,        -- digest of the folded name
    name VARCHAR NOT NULL,              -- as first resolved
    folded VARCHAR NOT NULL,            -- lower case, no accents, single spaces
    first_seen TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);

-- What became of a discovered URL in a run: exactly one row.
CREATE TABLE outcomes (
    run_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,           -- loaded, unchanged, revised, skipped:robots, failed:timeout …
    detail VARCHAR,
    article_id VARCHAR,                 -- where it led to one
    paywalled BOOLEAN,
    day DATE NOT NULL                   -- of the run, in the outlet's zone
);

-- The proposition, whatever the words, the language or the speaker. Founded by its first mention, whose id it bears.
CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,          -- the founding mention's id; never reused
    series_id VARCHAR NOT NULL,
    text VARCHAR NOT NULL,              -- the founding mention, resolved
    language VARCHAR,                   -- of that text
    polarity VARCHAR NOT NULL,          -- not-P is another claim, linked `negates`
    identity_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL             -- the run that founded it
);

-- To which claim a mention belongs, and why. Join claim_of to follow merges.
CREATE TABLE mention_claims (
    mention_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,          -- as decided; merged ones resolve through claim_aliases
    score DOUBLE NOT NULL,              -- 0 to 1; 1 for the founding mention
    evidence VARCHAR,                   -- JSON: what was compared and how it came out
    identity_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Merged and split claims: every old id leads to the one that stands. Flat: `claim_id` there is never an alias.
CREATE TABLE claim_aliases (
    alias_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    reason VARCHAR,
    run_id VARCHAR NOT NULL
);

-- Claims that bear on each other.
CREATE TABLE claim_links (
    from_id VARCHAR NOT NULL,           -- the later claim
    to_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,              -- negates
    score DOUBLE NOT NULL,
    evidence VARCHAR,
    identity_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Claims with one predicate, one population and one place that differ only in figure or date: a curve.
CREATE TABLE series (
    series_id VARCHAR NOT NULL,         -- the founding claim's id
    label VARCHAR NOT NULL,             -- the founding claim's text
    unit VARCHAR,                       -- what its figures count, where they count one thing
    identity_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL
);

-- When and where a claim was first told in the watched corpus: one row a claim, written when it is founded.
CREATE TABLE first_seen (
    claim_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,        -- the earliest telling of the founding run
    outlet_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    speaker_id VARCHAR,
    language VARCHAR,
    first_seen TIMESTAMPTZ NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,
    day DATE NOT NULL,
    new BOOLEAN NOT NULL,               -- false where a first run, a backfill or a re-read told it first
    run_id VARCHAR NOT NULL
);

-- A claim in an article by a speaker: what spread and echoes count. Maintained when a run finishes.
CREATE TABLE tellings (
    claim_id VARCHAR NOT NULL,
    series_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    speaker_id VARCHAR,
    language VARCHAR,
    act VARCHAR NOT NULL,               -- of its first mention there
    mention_id VARCHAR NOT NULL,        -- its first mention there
    mentions INTEGER NOT NULL,          -- how often it stands there
    told_at TIMESTAMPTZ NOT NULL,
    day DATE NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Counts by day: what trends are drawn from. Maintained when a run finishes.
CREATE TABLE daily (
    day DATE NOT NULL,
    outlet_id VARCHAR NOT NULL,
    language VARCHAR,
    speaker_id VARCHAR,
    mentions BIGINT NOT NULL,
    tellings BIGINT NOT NULL,           -- distinct claims by article
    new_claims BIGINT NOT NULL          -- first told that day
);

-- The outbox: an alert stands here from the transaction that raised it, once per claim and rule.
CREATE TABLE alerts (
    alert_id VARCHAR NOT NULL,          -- digest of rule and claim
    rule_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    mention_id VARCHAR NOT NULL,        -- the telling that met the rule
    title VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    url VARCHAR NOT NULL,               -- of the article
    channels VARCHAR[] NOT NULL,        -- labels; an address with its secrets stays in the rule's file
    raised_at TIMESTAMPTZ NOT NULL,
    run_id VARCHAR NOT NULL
);

-- Each try to deliver an alert. What has no successful one is tried again in the next run.
CREATE TABLE deliveries (
    alert_id VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,
    ok BOOLEAN NOT NULL,
    detail VARCHAR,
    tried_at TIMESTAMPTZ NOT NULL
);

-- Every mention with the claim it stands for once merges are followed.
CREATE VIEW claim_of AS
SELECT m.mention_id, coalesce(a.claim_id, m.claim_id) AS claim_id, m.score, m.run_id
FROM mention_claims AS m
LEFT JOIN claim_aliases AS a ON a.alias_id = m.claim_id;

-- Every claim as an article tells it, in names: where most questions in SQL begin.
CREATE VIEW told AS
SELECT t.day, t.told_at, c.text AS claim, s.name AS speaker, o.name AS outlet, t.language, t.act, m.text AS words,
    a.title, a.url, t.claim_id, t.series_id, t.mention_id, t.article_id, t.outlet_id, t.speaker_id
FROM tellings AS t
JOIN claims AS c ON c.claim_id = t.claim_id
JOIN mentions AS m ON m.mention_id = t.mention_id
JOIN articles AS a ON a.article_id = t.article_id
JOIN outlets AS o ON o.outlet_id = t.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id;

-- Statements that an earlier revision of their article holds and the latest does not.
CREATE VIEW withdrawn_statements AS
SELECT s.*, gone.withdrawn_at
FROM statements AS s
JOIN (
    SELECT l.statement_id, max(r.valid_to) AS withdrawn_at
    FROM statement_revisions AS l JOIN revisions AS r USING (revision_id)
    GROUP BY l.statement_id
    HAVING bool_and(r.valid_to IS NOT NULL)
) AS gone USING (statement_id);
