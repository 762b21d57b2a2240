-- Claims that an article first tells with all the words (those of three letters may be missing), whatever their accents and inflection, out of the articles that fit them best, ranked by BM25; without words, those of the latest articles.
-- @param words VARCHAR = '' -- what to look for
-- @param speaker VARCHAR = NULL -- only claims of this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 250 -- out of so many articles that fit best
-- @param most INTEGER = 20 -- at most so many
WITH matched AS MATERIALIZED (
    FROM found_tellings(words := $words, language := $language, outlet := $outlet, since := $since, until := $until,
        articles := $articles)
), found AS (
    SELECT t.claim_id, t.claim_key, max(x.score) AS score, sum(t.mentions)::BIGINT AS mentions,
        count(DISTINCT t.outlet_id) AS outlets
    FROM matched AS x JOIN tellings AS t ON t.rowid = x.nth
    WHERE $speaker IS NULL OR t.speaker_id IN (SELECT p.speaker_id FROM speakers AS p WHERE p.folded = fold($speaker))
    GROUP BY t.claim_id, t.claim_key
), best AS MATERIALIZED (
    SELECT x.* FROM (SELECT y.*, rank() OVER (ORDER BY y.score DESC) AS rank FROM found AS y) AS x WHERE x.rank <= $most
), founded AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f WHERE f.claim_key IN (SELECT b.claim_key FROM best AS b)
), firsts AS MATERIALIZED (
    SELECT f.claim_id, f.day, f.claim, f.outlet_id, f.new FROM founded AS h JOIN first_seen AS f ON f.rowid = h.nth
)
SELECT round(b.score, 3) AS score, f.day AS first_day, f.claim, b.mentions, b.outlets, o.name AS first_outlet, f.new, b.claim_id
FROM best AS b
JOIN firsts AS f ON f.claim_id = b.claim_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
ORDER BY b.score DESC, f.day DESC, b.claim_id
LIMIT $most;
