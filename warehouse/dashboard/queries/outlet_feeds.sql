-- An outlet's feeds and how their last fetches went.
-- @param outlet VARCHAR = '' -- the id
SELECT f.url, f.kind, f.checked_at, f.failures FROM feeds AS f WHERE f.outlet_id = $outlet ORDER BY f.url;
