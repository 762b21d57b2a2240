-- The outlets by name.
SELECT o.outlet_id, o.name FROM outlets AS o ORDER BY o.name;
