-- What an outlet's retention lets go: first the archived bytes of its pages, then the text of its articles. What was said
-- in them, by whom, stays.
ALTER TABLE pages ADD COLUMN dropped_at TIMESTAMPTZ; -- when its bytes went, past the outlet's retention; null before
ALTER TABLE revisions ADD COLUMN dropped_at TIMESTAMPTZ; -- when its text went, past the outlet's retention; null before
