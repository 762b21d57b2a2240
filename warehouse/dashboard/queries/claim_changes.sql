-- What newer revisions changed in the statements that tell a claim.
-- @param claim VARCHAR = '' -- the id
WITH near AS (
    SELECT h.* FROM changes AS h
    WHERE h.article_id IN (
        SELECT t.article_id FROM tellings AS t WHERE t.claim_key = ('0x' || $claim[1:16])::UBIGINT AND t.claim_id = $claim)
), said AS (
    SELECT m.statement_id
    FROM mentions AS m JOIN claim_of AS mc ON mc.mention_id = m.mention_id
    WHERE m.statement_id IN (SELECT unnest([n.old_statement_id, n.new_statement_id]) FROM near AS n) AND mc.claim_id = $claim
)
SELECT h.seen_at, h.kind, h.silent, h.told_by, h.before, h.after, h.article_id, a.title, a.language, o.name AS outlet
FROM near AS h
JOIN articles AS a ON a.article_id = h.article_id
JOIN outlets AS o ON o.outlet_id = h.outlet_id
WHERE h.old_statement_id IN (FROM said) OR h.new_statement_id IN (FROM said)
ORDER BY h.seen_at DESC, h.article_id, h.kind
LIMIT 50;
