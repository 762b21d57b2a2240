-- What the fresh revisions (those that this run saw) changed in the statements of their articles. A statement that went and one that
-- came are one that changed when each is most like the other: they tell the same claim or series, or half their words
-- are the same. It is a change of figure when the figures differ, else of words.
INSERT INTO changes
WITH steps AS MATERIALIZED (
    SELECT new.article_id, new.outlet_id, new.revision_id, old.revision_id AS before, new.silent, new.valid_from, new.run_id
    FROM revisions AS new
    JOIN revisions AS old ON old.article_id = new.article_id AND old.sequence = new.sequence - 1
    SEMI JOIN fresh_revisions AS f ON f.revision_id = new.revision_id
), links AS MATERIALIZED (
    SELECT l.revision_id, l.statement_id
    FROM statement_revisions AS l
    WHERE l.revision_id IN (SELECT s.revision_id FROM steps AS s UNION ALL SELECT s.before FROM steps AS s)
), gone AS MATERIALIZED (
    SELECT s.revision_id, l.statement_id
    FROM steps AS s JOIN links AS l ON l.revision_id = s.before
    ANTI JOIN links AS kept ON kept.revision_id = s.revision_id AND kept.statement_id = l.statement_id
), come AS MATERIALIZED (
    SELECT s.revision_id, l.statement_id
    FROM steps AS s JOIN links AS l ON l.revision_id = s.revision_id
    ANTI JOIN links AS kept ON kept.revision_id = s.before AND kept.statement_id = l.statement_id
), texts AS MATERIALIZED (
    SELECT s.statement_id, s.place_kind, s.speaker, s.content
    FROM statements AS s
    WHERE s.article_id IN (SELECT x.article_id FROM steps AS x)
), stories AS (
    SELECT p.statement_id, list(DISTINCT c.series_id) AS told
    FROM revised_mentions AS p JOIN claim_of AS mc USING (mention_id) JOIN claims AS c USING (claim_id)
    GROUP BY p.statement_id
), counts AS (
    SELECT p.statement_id, list_sort(list((q.low, q.high, lower(q.unit)))) AS figures
    FROM revised_mentions AS p JOIN quantities AS q USING (mention_id)
    GROUP BY p.statement_id
), said AS MATERIALIZED (
    SELECT t.statement_id, t.place_kind, e.told, n.figures,
        list_distinct(string_split_regex(lower(strip_accents(array_to_string(t.content, ' '))), '[^a-z]+')) AS words
    FROM texts AS t
    SEMI JOIN (FROM gone UNION FROM come) AS x ON x.statement_id = t.statement_id
    LEFT JOIN stories AS e USING (statement_id)
    LEFT JOIN counts AS n USING (statement_id)
), pairs AS (
    SELECT g.revision_id, g.statement_id AS old, c.statement_id AS new,
        len(list_intersect(a.words, b.words)) / len(list_distinct(a.words || b.words)) AS alike,
        list_has_any(coalesce(a.told, []), coalesce(b.told, [])) AS same_series,
        a.figures IS DISTINCT FROM b.figures AS figures_differ
    FROM gone AS g
    JOIN come AS c USING (revision_id)
    JOIN said AS a ON a.statement_id = g.statement_id
    JOIN said AS b ON b.statement_id = c.statement_id AND b.place_kind = a.place_kind
), ranked AS (
    SELECT *, alike + same_series::INTEGER AS score,
        row_number() OVER (PARTITION BY revision_id, old ORDER BY score DESC, new) AS from_old,
        row_number() OVER (PARTITION BY revision_id, new ORDER BY score DESC, old) AS from_new
    FROM pairs
    WHERE same_series OR alike >= 0.5
), matched AS (
    FROM ranked WHERE from_old = 1 AND from_new = 1
), found AS (
    SELECT revision_id, if(figures_differ, 'figure', 'reworded') AS kind, old, new, alike FROM matched
    UNION ALL
    SELECT revision_id, 'withdrawn', g.statement_id, NULL, NULL
    FROM gone AS g ANTI JOIN matched AS m ON m.revision_id = g.revision_id AND m.old = g.statement_id
    UNION ALL
    SELECT revision_id, 'added', NULL, c.statement_id, NULL
    FROM come AS c ANTI JOIN matched AS m ON m.revision_id = c.revision_id AND m.new = c.statement_id
)
SELECT s.article_id, s.outlet_id, s.revision_id, f.kind, f.old, f.new, f.alike, s.silent, s.valid_from, s.run_id,
    coalesce(old.speaker, new.speaker), array_to_string(old.content, ' […] '), array_to_string(new.content, ' […] ')
FROM found AS f
JOIN steps AS s USING (revision_id)
LEFT JOIN texts AS old ON old.statement_id = f.old
LEFT JOIN texts AS new ON new.statement_id = f.new;
