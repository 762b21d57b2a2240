-- As maintain/2_tellings.sql, for the affected claims.
INSERT INTO tellings
SELECT c.claim_id, c.series_id, m.article_id, any_value(m.outlet_id), m.speaker_id, any_value(m.language),
    arg_min(m.act, (m.told_at, m.mention_id)), arg_min(m.mention_id, (m.told_at, m.mention_id)), count(*)::INTEGER,
    min(m.told_at), min(m.day), arg_min(m.run_id, (m.first_seen, m.mention_id)), any_value(a.cluster_id),
    half(c.claim_id), search_terms(arg_min(m.resolved, (m.told_at, m.mention_id)), coalesce(any_value(m.language), ''))
FROM mentions AS m
JOIN claim_of AS mc USING (mention_id)
JOIN claims AS c USING (claim_id)
JOIN articles AS a ON a.article_id = m.article_id
WHERE c.claim_id IN (FROM affected_claims)
GROUP BY c.claim_id, c.series_id, m.article_id, m.speaker_id;
