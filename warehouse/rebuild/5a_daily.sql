INSERT INTO affected_days SELECT day FROM affected_first EXCEPT SELECT day FROM affected_days;
