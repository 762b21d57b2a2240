-- What articles make of a speaker: what they call them, the names they write (with how sure the least sure of those links
-- is), and who else speaks in the same articles, those they share most with first.
-- @param speaker VARCHAR = '' -- the id
-- @param most INTEGER = 50 -- at most so many roles and names
-- @param others INTEGER = 12 -- at most so many others
WITH told AS MATERIALIZED (
    SELECT l.article_id, l.outlet_id, l.name, l.role, l.affiliation, l.told_at, l.score
    FROM speaker_links AS l WHERE l.speaker_id = $speaker
    UNION ALL
    SELECT l.article_id, l.outlet_id, l.name, l.role, l.affiliation, l.told_at, l.score
    FROM speaker_links AS l WHERE l.speaker_id IN (SELECT x.alias_id FROM speaker_aliases AS x WHERE x.speaker_id = $speaker)
), roles AS (
    SELECT t.role, t.affiliation, min(t.told_at) AS first_told, max(t.told_at) AS last_told, count(*) AS articles,
        count(DISTINCT t.outlet_id) AS outlets
    FROM told AS t
    WHERE t.role IS NOT NULL OR t.affiliation IS NOT NULL
    GROUP BY t.role, t.affiliation
    ORDER BY first_told, articles DESC, t.role, t.affiliation
    LIMIT $most
), names AS (
    SELECT t.name, min(t.told_at) AS first_told, max(t.told_at) AS last_told, count(*) AS articles,
        count(DISTINCT t.outlet_id) AS outlets, min(t.score) AS least_score
    FROM told AS t
    GROUP BY t.name
    ORDER BY articles DESC, t.name
    LIMIT $most
), others AS (
    SELECT coalesce(x.speaker_id, l.speaker_id) AS with_id, count(DISTINCT l.article_id) AS articles
    FROM speaker_links AS l LEFT JOIN speaker_aliases AS x ON x.alias_id = l.speaker_id
    WHERE l.article_id IN (SELECT t.article_id FROM told AS t) AND coalesce(x.speaker_id, l.speaker_id) <> $speaker
    GROUP BY with_id
), company AS (
    SELECT c.with_id, s.name, c.articles
    FROM others AS c JOIN speakers AS s ON s.speaker_id = c.with_id
    ORDER BY c.articles DESC, s.name, c.with_id
    LIMIT $others
)
SELECT coalesce((SELECT list(r ORDER BY r.first_told, r.articles DESC, r.role, r.affiliation) FROM roles AS r), []) AS roles,
    coalesce((SELECT list(n ORDER BY n.articles DESC, n.name) FROM names AS n), []) AS names,
    coalesce((SELECT list(c ORDER BY c.articles DESC, c.name, c.with_id) FROM company AS c), []) AS company;
