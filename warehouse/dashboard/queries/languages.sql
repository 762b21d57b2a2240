-- The languages of what was told.
SELECT d.language FROM daily AS d WHERE d.language IS NOT NULL GROUP BY d.language ORDER BY d.language;
