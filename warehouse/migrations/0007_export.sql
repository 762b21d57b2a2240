-- What may leave the warehouse. A licence that opens the text is one of Creative Commons, or says `full-text`.
CREATE MACRO open_licence(licence) AS regexp_matches(coalesce(licence, ''), '^(cc|full-text)', 'i');

-- The first words of a text, whole, at most so many characters.
CREATE MACRO excerpt(words, most) AS
    if(length(words) <= most, words, regexp_replace(words[1:most - 1], '\s+\S*$', '') || '…');
