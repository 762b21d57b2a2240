-- What goes: statements that no revision holds any more, mentions that their statement no longer has. What is read
-- otherwise: mentions that say something else to whoever compares them.
CREATE OR REPLACE TEMP TABLE gone_statements AS
SELECT s.statement_id
FROM statements AS s
SEMI JOIN touched ON touched.article_id = s.article_id
ANTI JOIN new_statement_revisions AS n ON n.statement_id = s.statement_id
ANTI JOIN (
    SELECT l.statement_id
    FROM statement_revisions AS l
    JOIN revisions AS r ON r.revision_id = l.revision_id
    SEMI JOIN touched ON touched.article_id = r.article_id
    ANTI JOIN superseded AS x ON x.revision_id = l.revision_id
) AS kept ON kept.statement_id = s.statement_id;
CREATE OR REPLACE TEMP TABLE gone_mentions AS
SELECT m.mention_id, m.article_id, m.baseline, c.claim_id
FROM mentions AS m
LEFT JOIN claim_of AS c ON c.mention_id = m.mention_id
WHERE m.statement_id IN (FROM gone_statements)
    OR (m.statement_id IN (SELECT statement_id FROM new_statements)
        AND m.mention_id NOT IN (SELECT mention_id FROM new_mentions));
CREATE OR REPLACE TEMP TABLE other_mentions AS
SELECT m.mention_id, c.claim_id
FROM mentions AS m
JOIN new_mentions AS n ON n.mention_id = m.mention_id
LEFT JOIN claim_of AS c ON c.mention_id = m.mention_id
WHERE (m.resolved, m.polarity, m.language, m.told_at, m.first_seen)
    IS DISTINCT FROM (n.resolved, n.polarity, n.language, n.told_at, n.first_seen);
CREATE OR REPLACE TEMP TABLE added_mentions AS
SELECT mention_id, article_id FROM new_mentions ANTI JOIN mentions USING (mention_id);
