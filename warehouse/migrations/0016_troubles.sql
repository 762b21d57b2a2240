-- What is wrong with an outlet as data, so that messages tell it in any language.
ALTER TABLE troubles ADD COLUMN facts VARCHAR; -- JSON: what is wrong, with the numbers; null in what earlier versions saw
