-- What a rule's filters may ask of the candidate events, and the guards that hold for every rule: no event of an outlet's
-- first articles, a backfill or a re-read, none that happened before its outlet was watched, and none of an article that
-- is older than the rule's window.
SELECT c.run_id, c.event, c.subject, c.claim_id, c.mention_id, c.happened_at, coalesce(c.points, 0), coalesce(c.reasons, []),
    c.facts, c.cites, p.name, m.speaker_id, s.affiliation, coalesce(s.confidence, 1), m.language, m.act, m.polarity, o.outlet_id, o.country,
    m.text, concat_ws(' ', m.text, m.resolved),
    concat_ws(' ', '', list_aggregate(list_transform(search_words(concat_ws(' ', m.text, m.resolved)),
        lambda w: search_stem(w, coalesce(m.language, ''))), 'string_agg', ' '), ''),
    coalesce((SELECT list(t.topic) FROM article_topics AS t WHERE t.article_id = m.article_id), []),
    coalesce((SELECT list((q.low, q.high, q.unit) ORDER BY q.position) FROM quantities AS q WHERE q.mention_id = m.mention_id), []),
    (SELECT greatest(1, count(DISTINCT t.cluster_id)) FROM tellings AS t JOIN runs AS e ON e.run_id = t.run_id
        WHERE t.claim_id = c.claim_id AND e.now <= r.now)
FROM ($candidates) AS c
JOIN looked_at AS r ON r.run_id = c.run_id
LEFT JOIN mentions AS m ON m.mention_id = c.mention_id
LEFT JOIN statements AS s ON s.statement_id = m.statement_id
LEFT JOIN articles AS a ON a.article_id = m.article_id
JOIN outlets AS o ON o.outlet_id = coalesce(m.outlet_id, c.subject)
LEFT JOIN speakers AS p ON p.speaker_id = m.speaker_id
ANTI JOIN (FROM run_outlets WHERE baseline) AS b ON b.run_id = c.run_id AND b.outlet_id = o.outlet_id
WHERE c.happened_at >= o.watched_since AND coalesce(a.published, a.first_seen, c.happened_at) >= r.now - $within
ORDER BY r.now, c.event, m.told_at, c.mention_id
