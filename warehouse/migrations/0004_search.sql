-- Full text: an inverted index of the articles that each run extends, so that new rows are found at once. Statements
-- and claims are searched through the articles they stand in.

-- An article's latest revision, as searched.
CREATE TABLE search_docs (
    doc UINTEGER NOT NULL,              -- counts up
    article_id VARCHAR NOT NULL,
    outlet_id VARCHAR NOT NULL,
    language VARCHAR NOT NULL,          -- whose stemmer it was read with; empty where unknown
    day DATE NOT NULL,
    length UINTEGER NOT NULL            -- in words, those of the title twice
);

-- How often a term stands in a document. Each run's rows are in order of term, so that a query skips most of them.
CREATE TABLE search_postings (
    term UBIGINT NOT NULL,              -- digest of language and stem
    doc UINTEGER NOT NULL,
    times USMALLINT NOT NULL
);

-- The Snowball stemmer of a language.
CREATE MACRO stemmer(lang) AS CASE lang WHEN 'fr' THEN 'french' WHEN 'en' THEN 'english' WHEN 'de' THEN 'german'
    WHEN 'es' THEN 'spanish' WHEN 'it' THEN 'italian' WHEN 'nl' THEN 'dutch' WHEN 'pt' THEN 'portuguese' ELSE 'none' END;

-- The words of a text, folded.
CREATE MACRO search_words(words) AS regexp_extract_all(fold(words), '[\pL\pN]+');

-- Accents go first, so that they do not matter; the stemmer, which leans on them, then needs a second pass, and leaves
-- the plural of words in -oi and -ai alone.
CREATE MACRO search_stem(word, lang) AS
    stem(regexp_replace(stem(word, stemmer(lang)), '(..[^s])[sx]$', '\1'), stemmer(lang));

-- What stands in search_postings for a stem.
CREATE MACRO search_term(stemmed, lang) AS md5_number_lower(lang || ':' || stemmed);
