-- Claims that an article first tells with all the words (those of three letters may be missing), whatever their accents and inflection, out of the articles that fit them best, ranked by BM25; without words, those of the latest articles.
-- @param words VARCHAR = '' -- what to look for
-- @param speaker VARCHAR = NULL -- only claims of this speaker, by name
-- @param language VARCHAR = NULL -- only this language, ISO 639-1
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = NULL -- the first day of the article
-- @param until DATE = NULL -- the last day of the article
-- @param articles INTEGER = 500 -- out of so many articles that fit best
-- @param most INTEGER = 20 -- at most so many
WITH wanted AS (
    SELECT q.word, q.long OR NOT bool_or(q.long) OVER () AS needed
    FROM (
        SELECT DISTINCT w.word, len(w.word) > 3 OR regexp_matches(w.word, '[0-9]') AS long
        FROM (SELECT unnest(search_words($words)) AS word) AS w
    ) AS q
), near AS MATERIALIZED (
    SELECT h.article_id
    FROM search(words := $words, language := $language, outlet := $outlet, since := $since, until := $until, most := $articles) AS h
), tellers AS MATERIALIZED (
    SELECT t.rowid AS place FROM tellings AS t WHERE t.article_id IN (SELECT n.article_id FROM near AS n)
), told AS MATERIALIZED (
    SELECT t.claim_id, t.claim_key, t.mention_id, t.mentions, t.outlet_id, coalesce(t.language, '') AS language
    FROM tellers AS x JOIN tellings AS t ON t.rowid = x.place
    WHERE ($speaker IS NULL OR t.speaker_id IN (SELECT p.speaker_id FROM speakers AS p WHERE p.folded = fold($speaker)))
), held AS MATERIALIZED (
    SELECT m.rowid AS place FROM mentions AS m WHERE m.article_id IN (SELECT n.article_id FROM near AS n)
), said AS MATERIALIZED (
    SELECT t.*, search_words(m.resolved) AS words
    FROM held AS h JOIN mentions AS m ON m.rowid = h.place JOIN told AS t ON t.mention_id = m.mention_id
), stems AS (
    SELECT DISTINCT x.language, x.word, search_stem(x.word, x.language) AS stemmed
    FROM (SELECT DISTINCT s.language, unnest(s.words) AS word FROM said AS s) AS x
), hits AS (
    SELECT u.mention_id, w.word, w.needed, count(*) AS times, any_value(u.length) AS length
    FROM (SELECT s.mention_id, s.language, len(s.words) AS length, unnest(s.words) AS word FROM said AS s) AS u
    JOIN stems AS t ON t.language = u.language AND t.word = u.word
    JOIN wanted AS w ON search_stem(w.word, u.language) = t.stemmed
    GROUP BY u.mention_id, w.word, w.needed
), rare AS (
    SELECT h.word, ln(1 + ((SELECT count(*) FROM said) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hits AS h GROUP BY h.word
), scored AS (
    SELECT h.mention_id,
        sum(r.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.length / (SELECT avg(len(s.words)) FROM said AS s)))) AS score
    FROM hits AS h JOIN rare AS r ON r.word = h.word
    GROUP BY h.mention_id
    HAVING count(DISTINCT h.word) FILTER (h.needed) = (SELECT count(*) FROM wanted AS w WHERE w.needed)
    UNION ALL
    SELECT s.mention_id, 0 FROM said AS s WHERE len(search_words($words)) = 0
), found AS (
    SELECT s.claim_id, s.claim_key, max(b.score) AS score, sum(s.mentions)::BIGINT AS mentions,
        count(DISTINCT s.outlet_id) AS outlets
    FROM scored AS b JOIN said AS s ON s.mention_id = b.mention_id
    GROUP BY s.claim_id, s.claim_key
), best AS (
    SELECT x.*, rank() OVER (ORDER BY x.score DESC) AS place FROM found AS x
)
SELECT round(b.score, 3) AS score, f.day AS first_day, f.claim, b.mentions, b.outlets, o.name AS first_outlet, f.new, b.claim_id
FROM best AS b
JOIN first_seen AS f ON f.claim_key = b.claim_key AND f.claim_id = b.claim_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
WHERE b.place <= $most
ORDER BY b.score DESC, f.day DESC, b.claim_id
LIMIT $most;
