-- The new reading takes the place of the old one. Mentions keep whether they came as a backlog; those that come with
-- the re-reading count as one.
UPDATE new_mentions SET baseline = m.baseline FROM mentions AS m WHERE m.mention_id = new_mentions.mention_id;
CREATE OR REPLACE TEMP TABLE days_before AS
SELECT DISTINCT day FROM mentions SEMI JOIN touched USING (article_id);
CREATE OR REPLACE TEMP TABLE names_before AS
SELECT DISTINCT speaker AS name FROM statements SEMI JOIN touched USING (article_id) WHERE speaker IS NOT NULL;

DELETE FROM quantities WHERE mention_id IN (SELECT mention_id FROM gone_mentions UNION SELECT mention_id FROM new_mentions);
DELETE FROM figures WHERE mention_id IN (SELECT mention_id FROM gone_mentions UNION SELECT mention_id FROM new_mentions);
DELETE FROM mentions WHERE mention_id IN (SELECT mention_id FROM gone_mentions UNION SELECT mention_id FROM new_mentions);
DELETE FROM statements WHERE statement_id IN (FROM gone_statements UNION SELECT statement_id FROM new_statements);
DELETE FROM statement_revisions WHERE revision_id IN (FROM superseded);
DELETE FROM captions WHERE revision_id IN (FROM superseded);
DELETE FROM revisions WHERE revision_id IN (FROM superseded);
INSERT INTO revisions FROM new_revisions;
INSERT INTO captions FROM new_captions;
INSERT INTO statements FROM new_statements;
INSERT INTO statement_revisions FROM new_statement_revisions;
INSERT INTO mentions FROM new_mentions;
INSERT INTO quantities FROM new_quantities;

UPDATE revisions SET valid_to = n.valid_to
FROM (
    SELECT revision_id, lead(valid_from) OVER (PARTITION BY article_id ORDER BY sequence) AS valid_to
    FROM revisions SEMI JOIN touched USING (article_id)
) AS n
WHERE n.revision_id = revisions.revision_id AND n.valid_to IS DISTINCT FROM revisions.valid_to;

-- A date of publication is not lost because the new reading misses it.
UPDATE articles SET kind = n.kind, language = n.language, section = n.section, keywords = n.keywords,
    published_source = CASE WHEN n.published_source = 'feed' OR n.published IS NULL THEN articles.published_source
        ELSE n.published_source END,
    published = coalesce(n.published, articles.published), day = n.day, paywalled = n.paywalled,
    translation_of = n.translation_of, tdm_reserved = n.tdm_reserved
FROM new_articles AS n WHERE n.article_id = articles.article_id;
UPDATE articles SET revision_id = r.revision_id, revisions = r.sequence, title = r.title, authors = r.authors,
    modified = r.modified
FROM revisions AS r
WHERE r.article_id = articles.article_id AND r.valid_to IS NULL AND r.article_id IN (FROM touched);

CREATE OR REPLACE TEMP TABLE fresh_revisions AS
SELECT revision_id, article_id FROM revisions SEMI JOIN touched USING (article_id);
DELETE FROM changes WHERE article_id IN (FROM touched);
DELETE FROM speaker_links WHERE article_id IN (FROM touched);
DELETE FROM speaker_keys WHERE (speaker_id, name) NOT IN (SELECT (speaker_id, name) FROM speaker_links)
    AND name IN (FROM names_before);

-- What people decided on a mention holds; whatever else the reading changed is resolved anew.
DELETE FROM mention_claims WHERE mention_id IN (SELECT mention_id FROM gone_mentions);
DELETE FROM mention_claims
WHERE mention_id IN (SELECT mention_id FROM other_mentions) AND evidence IS DISTINCT FROM '{"decided": 1}';
CREATE OR REPLACE TEMP TABLE open_mentions AS
SELECT mention_id FROM mentions SEMI JOIN touched USING (article_id) ANTI JOIN mention_claims USING (mention_id);
CREATE OR REPLACE TEMP TABLE former (mention_id VARCHAR, claim_id VARCHAR);
CREATE OR REPLACE TEMP TABLE dissolved (claim_id VARCHAR);
