-- As maintain/3b_figures.sql, for the mentions that were read or resolved anew.
DELETE FROM figures WHERE mention_id IN (SELECT mention_id FROM former);
INSERT INTO figures
SELECT c.series_id, c.claim_id, m.mention_id, q.position, m.article_id, m.outlet_id, m.speaker_id, m.told_at, m.day,
    q.low, q.high, lower(q.unit), q.modifier, m.text, m.run_id
FROM quantities AS q
JOIN mentions AS m ON m.mention_id = q.mention_id
SEMI JOIN (SELECT mention_id FROM former UNION SELECT mention_id FROM new_mentions) AS x ON x.mention_id = m.mention_id
JOIN claim_of AS mc ON mc.mention_id = m.mention_id
JOIN claims AS c ON c.claim_id = mc.claim_id;
