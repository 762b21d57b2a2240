-- Claims with a telling that meets all filters, the one last told first; with words, those that hold them, out of
-- the articles that fit best.
-- @param words VARCHAR = NULL -- what to look for
-- @param speaker VARCHAR = NULL -- only told by speakers whose name holds these letters
-- @param outlet VARCHAR = NULL -- only told in this outlet, by id
-- @param topic VARCHAR = NULL -- only told in articles of this topic
-- @param language VARCHAR = NULL -- only told in this language, ISO 639-1
-- @param act VARCHAR = NULL -- only told with this act: assert, deny, accuse, ask, promise, forecast or judge
-- @param since DATE = NULL -- the first day
-- @param until DATE = NULL -- the last day
-- @param new BOOLEAN = false -- only claims that were new in this time
-- @param articles INTEGER = 250 -- words are looked for in so many articles that fit best
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 25 -- at most so many
WITH named AS (
    SELECT s.speaker_id FROM speakers AS s WHERE $speaker IS NOT NULL AND contains(s.folded, fold($speaker))
), worded AS MATERIALIZED (
    SELECT DISTINCT h.claim_key
    FROM found_tellings(words := coalesce($words, ''), language := $language, outlet := $outlet, since := $since,
        until := $until, articles := $articles) AS h
    WHERE $words IS NOT NULL
), about AS (
    SELECT p.article_id FROM article_topics AS p WHERE $topic IS NOT NULL AND p.topic = $topic
), fresh AS (
    SELECT f.claim_key FROM first_seen AS f
    WHERE $new AND f.new AND ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
), worded_tellings AS MATERIALIZED (
    SELECT t.rowid AS nth, t.claim_key FROM tellings AS t WHERE t.claim_key IN (SELECT w.claim_key FROM worded AS w)
), held AS (
    SELECT t.* FROM worded_tellings AS h JOIN tellings AS t ON t.rowid = h.nth
    UNION ALL
    SELECT t.* FROM tellings AS t WHERE $words IS NULL
), told AS (
    SELECT t.claim_key, max(t.told_at) AS last_told
    FROM held AS t
    WHERE ($since IS NULL OR t.day >= $since) AND ($until IS NULL OR t.day <= $until)
        AND ($outlet IS NULL OR t.outlet_id = $outlet) AND ($language IS NULL OR t.language = $language)
        AND ($act IS NULL OR t.act = $act)
        AND ($speaker IS NULL OR t.speaker_id IN (SELECT n.speaker_id FROM named AS n))
        AND ($topic IS NULL OR t.article_id IN (SELECT b.article_id FROM about AS b))
        AND (NOT $new OR t.claim_key IN (SELECT f.claim_key FROM fresh AS f))
    GROUP BY t.claim_key
), shown AS MATERIALIZED (
    SELECT t.*, count(*) OVER () AS total
    FROM told AS t
    ORDER BY t.last_told DESC, t.claim_key
    LIMIT $most OFFSET $skip
), tellers AS MATERIALIZED (
    SELECT h.nth FROM worded_tellings AS h WHERE h.claim_key IN (SELECT w.claim_key FROM shown AS w)
    UNION ALL
    SELECT t.rowid FROM tellings AS t WHERE $words IS NULL AND t.claim_key IN (SELECT w.claim_key FROM shown AS w)
), gone AS MATERIALIZED (
    SELECT t.claim_key, count(*) AS tellings, count(DISTINCT t.outlet_id) AS outlets, count(DISTINCT t.cluster_id) AS independent
    FROM tellers AS h JOIN tellings AS t ON t.rowid = h.nth
    GROUP BY t.claim_key
), places AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f WHERE f.claim_key IN (SELECT w.claim_key FROM shown AS w)
), founded AS MATERIALIZED (
    SELECT f.claim_key, f.claim_id, f.claim, f.language, f.new, f.told_at, f.speaker_id, f.outlet_id
    FROM places AS p JOIN first_seen AS f ON f.rowid = p.nth
)
SELECT f.claim_id, f.claim, f.language, f.new, f.told_at AS first_told, t.last_told, s.name AS told_by, f.speaker_id,
    o.name AS first_outlet, g.tellings, g.outlets, g.independent, t.total
FROM shown AS t
JOIN gone AS g ON g.claim_key = t.claim_key
JOIN founded AS f ON f.claim_key = t.claim_key
JOIN outlets AS o ON o.outlet_id = f.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY t.last_told DESC, t.claim_key;
