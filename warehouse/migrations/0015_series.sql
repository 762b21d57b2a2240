-- Found by number, as first_seen.claim_key is.
ALTER TABLE series ADD COLUMN series_key UBIGINT; -- the first half of series_id
UPDATE series SET series_key = half(series_id);
