DELETE FROM daily_topics WHERE day IN (FROM affected_days);
