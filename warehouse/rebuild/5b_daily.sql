DELETE FROM daily WHERE day IN (FROM affected_days);
