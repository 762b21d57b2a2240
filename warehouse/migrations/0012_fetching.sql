-- What a fetcher must remember from one run to the next, and what it noticed of its outlets.

ALTER TABLE feeds ADD COLUMN rate DOUBLE; -- new items a day, learned from what it brought; null until that is known
ALTER TABLE feeds ADD COLUMN problem VARCHAR; -- what was wrong the last time; null where it could be read
ALTER TABLE outlets ADD COLUMN expect_fields VARCHAR; -- JSON: field -> share of articles that have it, at least

-- An outlet that is silent, or no longer what it was, from when that was seen to when it was over.
CREATE TABLE troubles (
    outlet_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,              -- outlet_silent or outlet_drift
    what VARCHAR NOT NULL,              -- a field, articles a day, pages read, a feed's URL; '' for silence
    since TIMESTAMPTZ NOT NULL,         -- the run that saw it first
    seen_at TIMESTAMPTZ NOT NULL,       -- the run that saw it last
    healed_at TIMESTAMPTZ,              -- null while it lasts
    told VARCHAR NOT NULL               -- what is wrong, with the numbers
);

ALTER TABLE alerts ALTER claim_id DROP NOT NULL; -- null where a rule watches outlets
ALTER TABLE alerts ALTER mention_id DROP NOT NULL;

-- What a site says of who may fetch and mine its pages; good for a day (RFC 9309).
CREATE TABLE site_rules (
    site VARCHAR NOT NULL,              -- scheme, host and port
    kind VARCHAR NOT NULL,              -- robots or mining (tdmrep.json)
    body VARCHAR NOT NULL,              -- '' where it has none
    asked_at TIMESTAMPTZ NOT NULL
);

-- Hosts that asked to be left alone (Retry-After), whatever run and outlet would ask them next.
CREATE TABLE host_waits (
    host VARCHAR NOT NULL,              -- with its port
    until TIMESTAMPTZ NOT NULL
);

-- Articles whose page answers 404 or 410 now; one that comes back is gone from here.
CREATE TABLE gone (
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    status INTEGER NOT NULL,            -- of HTTP
    gone_at TIMESTAMPTZ NOT NULL,       -- the run that saw it first
    run_id VARCHAR NOT NULL
);
