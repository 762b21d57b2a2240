-- A mention that tells, in the article of one that went, the claim which that one told, has taken its place: it is no
-- backlog unless the other was.
UPDATE mentions SET baseline = false
FROM gone_mentions AS g, claim_of AS c
WHERE c.mention_id = mentions.mention_id AND mentions.mention_id IN (SELECT mention_id FROM added_mentions)
    AND g.article_id = mentions.article_id AND g.claim_id = c.claim_id AND NOT g.baseline;
