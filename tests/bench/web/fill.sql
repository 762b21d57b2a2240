-- What pages show and trends do not ask: whose name stands in each article, and the alerts of a rule, twenty a day.
INSERT INTO speaker_links
SELECT s.article_id, any_value(s.outlet_id), s.speaker, any_value(s.speaker_id),
    ['ministre', 'maire', 'porte-parole'][1 + (hash(s.speaker, any_value(s.day)) % 3)::INTEGER], NULL, NULL, any_value(s.language),
    min(s.told_at), 1, '{"name": "same"}', '1', any_value(s.run_id)
FROM statements AS s
GROUP BY s.article_id, s.speaker
ORDER BY min(s.told_at);

INSERT INTO alerts BY NAME
WITH chosen AS (
    SELECT f.* FROM first_seen AS f WHERE f.new
    QUALIFY row_number() OVER (PARTITION BY f.day ORDER BY f.told_at DESC, f.claim_key) <= 20
)
SELECT md5(f.claim_id) AS alert_id, 'bench' AS rule_id, f.claim_id, f.mention_id, s.name AS title, f.claim AS body, a.url,
    []::VARCHAR[] AS channels, f.told_at AS raised_at, f.run_id, 'new_claim' AS kind, f.claim_id AS subject, f.speaker_id,
    md5(f.claim_id) AS message_id, f.told_at AS due_at, 3 AS points, 20 AS among, 'fr' AS lang, []::VARCHAR[] AS cites, 0 AS round,
    to_json({
        'schema': 'veille.alert/1', 'id': md5(f.claim_id), 'kind': 'new_claim', 'rule': 'bench', 'lang': 'fr',
        'raised_at': strftime(f.told_at, '%Y-%m-%dT%H:%M:%S+00:00'), 'told_at': strftime(f.told_at, '%Y-%m-%dT%H:%M:%S+00:00'),
        'claim': {'id': f.claim_id, 'text': f.claim, 'series': f.claim_id, 'first_told':
            {'outlet': o.name, 'at': strftime(f.told_at, '%Y-%m-%dT%H:%M:%S+00:00'), 'mention': f.mention_id}},
        'speaker': {'name': s.name, 'source': s.name, 'role': 'ministre', 'affiliation': NULL, 'confidence': 0.9},
        'words': f.claim, 'context': f.claim || ' ' || f.claim, 'act': 'assert', 'polarity': 'positive', 'hedged': false,
        'language': f.language, 'figures': []::JSON[], 'outlet': {'id': f.outlet_id, 'name': o.name, 'country': 'FR'},
        'independent': 1, 'watched_since': '2025-09-14T00:00:00+00:00', 'article': {'title': a.title, 'url': a.url},
        'page': {'hash': md5(f.article_id)}, 'nearest': []::JSON[], 'facts': {'told': f.claim}, 'points': 3,
        'reasons': ['asserted as a fact', 'named speaker']
    })::VARCHAR AS payload
FROM chosen AS f
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY f.told_at, f.claim_id;
