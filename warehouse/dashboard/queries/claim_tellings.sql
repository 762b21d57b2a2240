-- Every telling of a claim, the first first: who says it where, in which words, and the paragraph they stand in.
-- @param claim VARCHAR = '' -- the id
-- @param skip INTEGER = 0 -- leave out so many
-- @param most INTEGER = 25 -- at most so many
WITH told AS (
    SELECT t.*, row_number() OVER (PARTITION BY t.cluster_id ORDER BY t.told_at, t.mention_id) > 1 AS copy
    FROM tellings AS t
    WHERE t.claim_key = ('0x' || $claim[1:16])::UBIGINT AND t.claim_id = $claim
    ORDER BY t.told_at, t.mention_id
    LIMIT $most OFFSET $skip
), said AS (
    SELECT t.*, m.text, m.statement_id, m.polarity, m.hedged
    FROM told AS t JOIN mentions AS m ON m.mention_id = t.mention_id AND m.day = t.day
)
SELECT t.told_at, t.act, t.polarity, t.hedged, t.language, t.text AS words, t.mentions, t.mention_id, t.statement_id,
    t.article_id, a.title, a.url, t.outlet_id, o.name AS outlet, open_licence(o.licence) AS open,
    st.speaker_id, p.name AS told_by, st.source, st.cue, st.confidence, st.role, st.content,
    t.copy
FROM said AS t
JOIN statements AS st ON st.statement_id = t.statement_id AND st.day = t.day
JOIN articles AS a ON a.article_id = t.article_id
JOIN outlets AS o ON o.outlet_id = t.outlet_id
LEFT JOIN speakers AS p ON p.speaker_id = st.speaker_id
ORDER BY t.told_at, t.mention_id;
