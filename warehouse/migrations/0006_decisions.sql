-- What people decided, applied from the journal beside the warehouse (decisions.jsonl), in its order.
CREATE TABLE decisions (
    decision_id VARCHAR NOT NULL,       -- digest of the journal's line
    decided_at TIMESTAMPTZ NOT NULL,
    who VARCHAR NOT NULL,
    action VARCHAR NOT NULL,            -- merge-claims, split-claim, merge-speakers
    args VARCHAR NOT NULL               -- JSON
);

-- Speakers that people found to be one: every old id leads to the one that stands. Flat, as claim_aliases.
CREATE TABLE speaker_aliases (
    alias_id VARCHAR NOT NULL,
    speaker_id VARCHAR NOT NULL
);
