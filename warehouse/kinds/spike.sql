-- A speaker, an outlet or a topic is told far more than the days before, as the trend `spikes` counts.
-- @param within INTERVAL = INTERVAL 3 DAY -- how old the article may be
-- @param by VARCHAR = 'speaker' -- speaker, outlet or topic
-- @param window_days INTEGER = 14 -- how many days before make the baseline
-- @param at_least INTEGER = 5 -- tellings that a day must have to count
-- @param times DOUBLE = 3 -- how many times the baseline it must reach
WITH high AS (
    SELECT k.*
    FROM spikes("by" := $by, window_days := $window_days, at_least := $at_least, times := $times, "since" := (
            SELECT min(m.day) FROM mentions AS m SEMI JOIN looked_at AS x ON x.run_id = m.run_id),
        "until" := (SELECT max(m.day) FROM mentions AS m SEMI JOIN looked_at AS x ON x.run_id = m.run_id)) AS k
)
SELECT m.run_id, h.who || h.day AS event, h.who AS subject, c.claim_id, m.mention_id, m.told_at AS happened_at,
    0 AS points, []::VARCHAR[] AS reasons,
    to_json({'who': h.who, 'by': $by, 'day': h.day::VARCHAR, 'tellings': h.tellings, 'times_baseline': h.times_baseline})::VARCHAR AS facts,
    []::VARCHAR[] AS cites
FROM looked_at AS r
JOIN mentions AS m ON m.run_id = r.run_id AND NOT m.baseline
JOIN claim_of AS c ON c.mention_id = m.mention_id
JOIN outlets AS o ON o.outlet_id = m.outlet_id
LEFT JOIN speakers AS s ON s.speaker_id = m.speaker_id
JOIN high AS h ON h.day = m.day AND CASE $by WHEN 'speaker' THEN s.name = h.who WHEN 'outlet' THEN o.name = h.who
    ELSE EXISTS (FROM article_topics AS p WHERE p.article_id = m.article_id AND p.topic = h.who) END
