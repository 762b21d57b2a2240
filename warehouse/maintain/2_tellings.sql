-- The claims that this run tells, by article and speaker: those of its own articles in order of time, as first_seen, and
-- what its revisions add to articles known before.
CREATE OR REPLACE TEMP TABLE told AS
SELECT c.claim_id, c.series_id, m.article_id, any_value(m.outlet_id) AS outlet_id, m.speaker_id,
    any_value(m.language) AS language, arg_min(m.act, (m.told_at, m.mention_id)) AS act,
    arg_min(m.mention_id, (m.told_at, m.mention_id)) AS mention_id, count(*)::INTEGER AS mentions,
    min(m.told_at) AS told_at, min(m.day) AS day, $run_id AS run_id, any_value(a.cluster_id) AS cluster_id,
    half(c.claim_id) AS claim_key,
    search_terms(arg_min(m.resolved, (m.told_at, m.mention_id)), coalesce(any_value(m.language), '')) AS terms,
    any_value(a.run_id) = $run_id AS fresh
FROM mentions AS m
JOIN claim_of AS mc USING (mention_id)
JOIN claims AS c USING (claim_id)
JOIN articles AS a ON a.article_id = m.article_id
WHERE m.run_id = $run_id
GROUP BY c.claim_id, c.series_id, m.article_id, m.speaker_id;

INSERT INTO tellings
SELECT * EXCLUDE (fresh) FROM told WHERE fresh ORDER BY told_at, mention_id;

MERGE INTO tellings AS t
USING (SELECT * EXCLUDE (fresh) FROM told WHERE NOT fresh) AS d
ON t.article_id = d.article_id AND t.claim_id = d.claim_id AND t.speaker_id IS NOT DISTINCT FROM d.speaker_id
WHEN MATCHED THEN UPDATE SET mentions = t.mentions + d.mentions
WHEN NOT MATCHED THEN INSERT;

DROP TABLE told;
