-- Claims are searched by the words of their tellings, stemmed when they are told and not when they are searched.

-- What stands in tellings.terms for a term: half of it, enough to tell the words of a few thousand texts apart.
CREATE MACRO search_mark(term) AS (term & 4294967295)::UINTEGER;

-- The words of a text as tellings.terms has them.
CREATE MACRO search_terms(words, lang) AS
    list_transform(search_words(words), lambda word: search_mark(search_term(search_stem(word, lang), lang)));

ALTER TABLE tellings ADD COLUMN terms UINTEGER[]; -- of the words of its first mention, in their order: search_terms

-- Written anew, in their order of time: an UPDATE would leave the rows in any.
CREATE TEMP TABLE before AS SELECT rowid AS nth, * FROM tellings;
DELETE FROM tellings;
INSERT INTO tellings
SELECT b.* EXCLUDE (nth) REPLACE (search_terms(m.resolved, coalesce(m.language, '')) AS terms)
FROM before AS b LEFT JOIN mentions AS m ON m.mention_id = b.mention_id
ORDER BY b.nth;
DROP TABLE before;
DROP MACRO TABLE IF EXISTS found_mentions; -- which was asked instead
