-- What series are about, said in a language: in the words of the latest telling in it, with the unit of its figure, else in those of
-- the founding claim, without one.
-- @param series VARCHAR[] = NULL -- the series' ids; the latest when left out
-- @param lang VARCHAR = NULL -- the language, ISO 639-1
-- @param most INTEGER = 100 -- at most so many
WITH places AS MATERIALIZED (
    SELECT e.rowid AS nth FROM series AS e
    WHERE $series IS NULL OR e.series_key IN (SELECT half(x.id) FROM (SELECT unnest($series) AS id) AS x)
    ORDER BY e.rowid DESC
    LIMIT $most
), wanted AS MATERIALIZED (
    SELECT e.series_id, e.label FROM places AS h JOIN series AS e ON e.rowid = h.nth
), points AS MATERIALIZED (
    SELECT f.rowid AS nth, f.series_id FROM figures AS f WHERE f.series_id IN (SELECT w.series_id FROM wanted AS w)
), dated AS MATERIALIZED (
    SELECT p.nth, p.series_id, f.told_at = max(f.told_at) OVER (PARTITION BY p.series_id) AS last
    FROM points AS p
    JOIN figures AS f ON f.rowid = p.nth
    WHERE f.article_id IN (SELECT a.article_id FROM articles AS a WHERE a.language = $lang)
), told AS MATERIALIZED ( -- ids are slow to read: those of the last moment alone
    SELECT d.series_id, arg_max({'mention_id': f.mention_id, 'article_id': f.article_id, 'unit': f.unit}, (f.mention_id, -f.position)) AS last
    FROM dated AS d JOIN figures AS f ON f.rowid = d.nth
    WHERE d.last
    GROUP BY d.series_id
), held AS MATERIALIZED (
    SELECT m.rowid AS nth FROM mentions AS m WHERE m.article_id IN (SELECT t.last.article_id FROM told AS t)
), words AS MATERIALIZED (
    SELECT m.mention_id, m.resolved FROM held AS h JOIN mentions AS m ON m.rowid = h.nth
), said AS MATERIALIZED (
    SELECT t.series_id, m.resolved, t.last.unit AS unit FROM told AS t JOIN words AS m ON m.mention_id = t.last.mention_id
), founding AS MATERIALIZED (
    SELECT c.rowid AS nth FROM claims AS c
    WHERE c.claim_id IN (SELECT w.series_id FROM wanted AS w WHERE w.series_id NOT IN (SELECT s.series_id FROM said AS s))
), founded AS MATERIALIZED (
    SELECT c.claim_id, c.language FROM founding AS h JOIN claims AS c ON c.rowid = h.nth
)
SELECT w.series_id, coalesce(s.resolved, w.label) AS title, if(s.resolved IS NULL, c.language, $lang) AS language, s.unit
FROM wanted AS w
LEFT JOIN said AS s ON s.series_id = w.series_id
LEFT JOIN founded AS c ON c.claim_id = w.series_id
ORDER BY w.series_id;
