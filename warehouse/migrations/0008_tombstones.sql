-- What was forgotten on request and is not to be loaded again. Digests only: what was forgotten is not kept here either.
CREATE TABLE tombstones (
    kind VARCHAR NOT NULL,              -- article or speaker
    id VARCHAR NOT NULL,                -- the article's or speaker's id, a digest of URL or name
    forgotten_at TIMESTAMPTZ NOT NULL
);
