-- What a fetcher must remember from one run to the next, and what it noticed of its outlets.

ALTER TABLE feeds ADD COLUMN rate DOUBLE; -- new items a day, learned from what it brought; null until that is known
ALTER TABLE feeds ADD COLUMN problem VARCHAR; -- what was wrong the last time; null where it could be read
