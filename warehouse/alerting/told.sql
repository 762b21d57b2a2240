-- What a message says of a telling: the claim and where it was first told, who says it, the article and its archived page.
-- A statement that was withdrawn stands in the last revision that held it.
SELECT m.mention_id, c.claim_id, c.text AS claim, c.series_id, m.text AS words, m.act, m.polarity, m.hedged, m.language,
    p.name AS speaker, s.source, s.confidence, s.role, s.affiliation,
    o.outlet_id, o.name AS outlet, o.country, o.timezone, m.told_at,
    coalesce(a.title, a.url) AS title, a.url, r.page_hash,
    CASE l.place WHEN 'title' THEN r.title WHEN 'standfirst' THEN r.standfirst
        ELSE r.body[TRY_CAST(l.place[6:] AS INTEGER) + 1] END AS paragraph,
    list_min([x.start FOR x IN l.spans IF x.field = 'content' AND x.place = l.place]) AS span_start,
    list_max([x."end" FOR x IN l.spans IF x.field = 'content' AND x.place = l.place]) AS span_end,
    f.told_at AS first_told_at, fo.name AS first_outlet, fo.timezone AS first_timezone, f.mention_id AS first_mention,
    (SELECT min(w.watched_since) FROM outlets AS w) AS watched_since,
    coalesce((SELECT list({'text': q.text, 'low': q.low, 'high': q.high, 'unit': q.unit} ORDER BY q.position)
        FROM quantities AS q WHERE q.mention_id = m.mention_id), []) AS figures
FROM mentions AS m
JOIN shown AS x ON x.key = m.mention_id
JOIN claim_of AS y ON y.mention_id = m.mention_id
JOIN claims AS c ON c.claim_id = y.claim_id
JOIN statements AS s ON s.statement_id = m.statement_id
JOIN articles AS a ON a.article_id = m.article_id
JOIN outlets AS o ON o.outlet_id = m.outlet_id
JOIN statement_revisions AS l ON l.statement_id = m.statement_id
JOIN revisions AS r ON r.revision_id = l.revision_id
JOIN first_seen AS f ON f.claim_id = c.claim_id
JOIN outlets AS fo ON fo.outlet_id = f.outlet_id
LEFT JOIN speakers AS p ON p.speaker_id = m.speaker_id
QUALIFY row_number() OVER (PARTITION BY m.mention_id ORDER BY r.sequence DESC) = 1
