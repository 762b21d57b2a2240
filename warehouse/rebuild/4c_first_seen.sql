INSERT INTO first_seen FROM affected_first;
