-- The part's rows, in the tables of the record, as resolved by a run.
INSERT INTO runs VALUES ($run_id, 'run', (SELECT max(told_at) FROM part_articles), [], 'finished', '1', '1', NULL);
INSERT INTO run_outlets SELECT $run_id, 'o' || i, false FROM range(40) AS t(i);
INSERT INTO articles
SELECT article_id, outlet_id, 'http://x.test/' || a, 'http://x.test/' || a, NULL, 'article', language, sentence(a), [],
    NULL, [], told_at, 'json-ld', NULL, told_at, told_at, day, false, NULL, false, revision_id, 1, false, $run_id, cluster_id
FROM part_articles;
INSERT INTO revisions
SELECT revision_id, article_id, outlet_id, 1, md5('t' || a), md5('g' || a), told_at, NULL, sentence(a), NULL,
    list_transform(range(20), lambda k: sentence(a * 10 + k)), [], told_at, NULL, NULL, NULL, false, [], '{}', '{}', 300,
    '1', '1', $run_id, NULL, []
FROM part_articles;
INSERT INTO statements
SELECT statement_id, article_id, outlet_id, language, 'body', 0, [content], 'a dit', 'Speaker ' || speaker, 'indirect',
    'Speaker ' || speaker, speaker_id, NULL, NULL, NULL, 0.9, told_at, told_at, day, '1', $run_id
FROM part_statements;
INSERT INTO statement_revisions
SELECT statement_id, revision_id, s % 10, 'body:' || s % 10,
    [{'field': 'content', 'part': 0, 'place': 'body:' || s % 10, 'start': 0, 'end': 80}]
FROM part_statements;
INSERT INTO mentions
SELECT mention_id, statement_id, article_id, outlet_id, speaker_id, language, k, content, content, 'assert', 'positive', false,
    [], told_at, told_at, day, false, $run_id
FROM part_mentions;
INSERT INTO quantities
SELECT mention_id, 0, s % 997 || ' morts', s % 997, s % 997, ['morts', 'euros', '%', 'hommes'][1 + (hash(series_id) % 4)::INTEGER], NULL
FROM part_mentions WHERE hash('figure', s, k) % 4 = 0;
INSERT INTO mention_claims SELECT mention_id, claim_id, 0.9, NULL, '1', $run_id FROM part_mentions;
INSERT INTO claims
SELECT DISTINCT ON (claim_id) claim_id, series_id, content, language, 'positive', '1', $run_id
FROM part_mentions ANTI JOIN claims AS known USING (claim_id) ORDER BY claim_id, told_at;
INSERT INTO series
SELECT DISTINCT ON (series_id) series_id, content, NULL, '1', $run_id, half(series_id)
FROM part_mentions ANTI JOIN series AS known USING (series_id) ORDER BY series_id, told_at;
INSERT INTO claim_links
SELECT claim_id, lag(claim_id) OVER (ORDER BY claim_id), 'negates', 0.9, NULL, '1', $run_id
FROM (SELECT claim_id FROM claims WHERE run_id = $run_id ORDER BY hash(claim_id) LIMIT 1000)
QUALIFY lag(claim_id) OVER (ORDER BY claim_id) IS NOT NULL;
INSERT INTO outcomes
SELECT $run_id, outlet_id, 'http://x.test/' || a, 'loaded', NULL, article_id, false, day FROM part_articles;
INSERT INTO article_topics
SELECT article_id, ['health', 'war', 'politics', 'economy', 'work', 'justice'][1 + skew('topic', a, 6, 2)], ['x'], '1', $run_id
FROM part_articles;
INSERT INTO changes
SELECT article_id, outlet_id, revision_id, ['figure', 'reworded', 'added', 'withdrawn'][1 + s % 4], statement_id,
    statement_id, 0.8, s % 3 = 0, told_at, $run_id, 'Speaker ' || speaker, content, content
FROM part_statements WHERE s % 100 = 0;
INSERT INTO coverage_daily
SELECT day, outlet_id, 10, 500, count(*), count(*), count(*), 0, 0, 0, 0 FROM part_articles GROUP BY day, outlet_id;
