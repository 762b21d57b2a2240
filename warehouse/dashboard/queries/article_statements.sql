-- The statements of a revision in reading order, each with where it stands and the claims it tells.
-- @param revision VARCHAR = '' -- the revision's id
-- @param article VARCHAR = '' -- the article's id
WITH held AS MATERIALIZED (
    SELECT l.statement_id, l.position, l.place, l.spans FROM statement_revisions AS l WHERE l.revision_id = $revision
), places AS MATERIALIZED (
    SELECT s.rowid AS nth FROM statements AS s WHERE s.article_id = $article
), said AS MATERIALIZED (
    SELECT s.* FROM places AS p JOIN statements AS s ON s.rowid = p.nth
), tellers AS MATERIALIZED (
    SELECT t.rowid AS nth FROM tellings AS t WHERE t.article_id = $article
), first AS MATERIALIZED ( -- what a speaker tells once in an article, as nearly all, is found here
    SELECT t.mention_id, t.claim_id FROM tellers AS h JOIN tellings AS t ON t.rowid = h.nth
), mentioned AS MATERIALIZED (
    SELECT m.mention_id, m.statement_id, m.position, m.text, m.act, f.claim_id
    FROM mentions AS m LEFT JOIN first AS f ON f.mention_id = m.mention_id
    WHERE m.article_id = $article
), again AS (
    SELECT c.mention_id, c.claim_id FROM claim_of AS c
    WHERE c.mention_id IN (SELECT m.mention_id FROM mentioned AS m WHERE m.claim_id IS NULL)
), told AS (
    SELECT m.statement_id,
        list({'claim_id': coalesce(m.claim_id, a.claim_id), 'text': m.text, 'act': m.act} ORDER BY m.position) AS claims
    FROM mentioned AS m LEFT JOIN again AS a ON a.mention_id = m.mention_id
    WHERE m.claim_id IS NOT NULL OR a.claim_id IS NOT NULL
    GROUP BY m.statement_id
)
SELECT h.position, h.place, h.spans, s.statement_id, s.content, s.cue, s.source, s.kind, s.confidence, s.role, s.language,
    s.speaker_id, p.name AS told_by, t.claims
FROM said AS s
JOIN held AS h ON h.statement_id = s.statement_id
LEFT JOIN speakers AS p ON p.speaker_id = s.speaker_id
LEFT JOIN told AS t ON t.statement_id = s.statement_id
ORDER BY h.position;
