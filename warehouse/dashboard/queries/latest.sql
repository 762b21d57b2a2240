-- The last day that something was told on.
SELECT max(d.day) AS day FROM daily AS d;
