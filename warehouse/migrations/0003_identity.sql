-- How claims are found again: a few 64-bit keys each (concepts, names, figures), the same in every language.

-- A claim's short number in claim_keys; rebuilt whenever the identity version changes.
CREATE TABLE claim_numbers (
    number UINTEGER NOT NULL,           -- counts up in the order in which claims were founded
    claim_id VARCHAR NOT NULL,
    told_at TIMESTAMPTZ NOT NULL,       -- of the founding mention: the day that its relative dates start from
    identity_version VARCHAR NOT NULL   -- of the reading that the keys come from
);

-- The keys of each claim's founding mention.
CREATE TABLE claim_keys (
    key UBIGINT NOT NULL,               -- hash of a concept's name, of a name's beginning, or of a figure
    number UINTEGER NOT NULL
);
