-- What the queries of warehouse/kinds share, for the runs that stand in looked_at.
CREATE OR REPLACE TEMP VIEW same_reader AS
SELECT new.revision_id
FROM revisions AS new
JOIN looked_at AS r ON r.run_id = new.run_id
JOIN revisions AS old ON old.article_id = new.article_id AND old.sequence = new.sequence - 1
    AND old.parser_version = new.parser_version;

-- Claims of one series whose figures count the same thing: in a language that both are told in they have a unit in
-- common, or they are told in no common language.
CREATE OR REPLACE TEMP VIEW comparable AS
WITH counted AS (
    SELECT q.series_id, q.claim_id, list(DISTINCT m.language) AS languages,
        list(DISTINCT concat(m.language, ' ', q.unit)) AS units
    FROM figures AS q
    JOIN mentions AS m ON m.mention_id = q.mention_id
    SEMI JOIN (FROM figures SEMI JOIN looked_at USING (run_id)) AS x ON x.series_id = q.series_id
    GROUP BY q.series_id, q.claim_id
)
SELECT a.claim_id, b.claim_id AS other
FROM counted AS a
JOIN counted AS b ON b.series_id = a.series_id AND b.claim_id <> a.claim_id
WHERE list_has_any(a.units, b.units) OR NOT list_has_any(a.languages, b.languages);
