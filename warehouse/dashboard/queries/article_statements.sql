-- The statements of a revision in reading order, each with where it stands and the claims it tells.
-- @param revision VARCHAR = '' -- the revision's id
-- @param article VARCHAR = '' -- the article's id
WITH held AS (
    SELECT l.statement_id, l.position, l.place, l.spans FROM statement_revisions AS l WHERE l.revision_id = $revision
), told AS (
    SELECT m.statement_id, list({'claim_id': mc.claim_id, 'text': m.text, 'act': m.act} ORDER BY m.position) AS claims
    FROM mentions AS m JOIN claim_of AS mc ON mc.mention_id = m.mention_id
    WHERE m.article_id = $article
    GROUP BY m.statement_id
)
SELECT h.position, h.place, h.spans, s.statement_id, s.content, s.cue, s.source, s.kind, s.confidence, s.role, s.language,
    s.speaker_id, p.name AS told_by, t.claims
FROM statements AS s
JOIN held AS h ON h.statement_id = s.statement_id
LEFT JOIN speakers AS p ON p.speaker_id = s.speaker_id
LEFT JOIN told AS t ON t.statement_id = s.statement_id
WHERE s.article_id = $article
ORDER BY h.position;
