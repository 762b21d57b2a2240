-- Since when a feed fails, for whoever looks at what is wrong.
ALTER TABLE feeds ADD COLUMN failing_since TIMESTAMPTZ; -- the first of its failures in a row; null where it could be read

UPDATE feeds SET failing_since = checked_at WHERE failures > 0; -- the first is not known: the last look is
