-- One part of a made-up press, in the warehouse's own tables: $n statements from number $from on, of one run.
-- A tenth as many articles of 40 outlets over $days days; one mention and a half to a statement, a figure in one of
-- four. Speakers and outlets are skewed as the press is. Of a hundred mentions 45 found a claim, 45 tell one of the last
-- days again, mostly of the last hours, and 10 one of those that everybody tells all year; a claim in ten belongs to a
-- series that others of its hours belong to too.
CREATE OR REPLACE TEMP MACRO u(kind, i) AS hash(kind, i) / 18446744073709551616.0;
CREATE OR REPLACE TEMP MACRO skew(kind, i, size, power) AS floor(size * pow(u(kind, i), power))::BIGINT;
CREATE OR REPLACE TEMP MACRO sentence(i) AS getvariable('pool')[1 + skew('pool', i, len(getvariable('pool')), 1)];
CREATE OR REPLACE TEMP MACRO day_of(a) AS DATE '2025-09-14' + (a * getvariable('days') // getvariable('articles'))::INTEGER;
CREATE OR REPLACE TEMP MACRO claim(i) AS CASE WHEN u('way', i) < 0.45 THEN i
    WHEN u('way', i) < 0.9 THEN i - skew('ago', i, least(i, 1000000), 6) ELSE skew('famous', i, least(i, 20000), 2) END;
CREATE OR REPLACE TEMP MACRO series(c) AS if(u('series', c) < 0.1, 'e' || c // 200, 'c' || c);

CREATE OR REPLACE TEMP TABLE part_articles AS
SELECT a, md5('a' || a) AS article_id, md5('r' || a) AS revision_id, 'o' || skew('outlet', a, 40, 2) AS outlet_id,
    if(u('language', a) < 0.7, 'fr', 'en') AS language, day_of(a) AS day,
    (day_of(a) + to_seconds((86400 * u('time', a))::INTEGER))::TIMESTAMPTZ AS told_at,
    if(u('copy', a) < 0.15, md5('a' || (a - 1 - skew('first', a, 20, 1))), md5('a' || a)) AS cluster_id
FROM range($from // 10, ($from + $n) // 10) AS t(a);

CREATE OR REPLACE TEMP TABLE part_statements AS
SELECT s, md5('s' || s) AS statement_id, p.*, skew('speaker', s, 20000, 3) AS speaker,
    md5('p' || skew('speaker', s, 20000, 3)) AS speaker_id, sentence(s) || ' ' || s % 1000 AS content
FROM range($from, $from + $n) AS t(s) JOIN part_articles AS p ON p.a = s // 10;

CREATE OR REPLACE TEMP TABLE part_mentions AS
SELECT md5('m' || s.s || '-' || k) AS mention_id, s.*, k, md5('c' || claim(s.s * 2 + k)) AS claim_id,
    md5(series(claim(s.s * 2 + k))) AS series_id
FROM part_statements AS s, range(2) AS t(k)
WHERE k = 0 OR s.s % 2 = 0;
