-- What is no longer as it was, or as `expect` says, in the outlets of a run: articles a day, fields of the articles,
-- the outlet's recipe, pages that give an article, feeds.
-- Shares compare the last day (or the last 30 articles, if that is more) with the four weeks before. They differ when
-- the new share is 20 points and three standard errors worse; ten articles say something, of those before thirty.
-- @param run_id VARCHAR -- the run
WITH asked AS (
    SELECT o.*, r.now, (r.now AT TIME ZONE o.timezone)::DATE - 1 AS yesterday
    FROM (SELECT now, unnest(outlets) AS outlet_id FROM runs WHERE run_id = $run_id) AS r
    JOIN outlets AS o USING (outlet_id)
), ran AS (
    SELECT k.outlet_id, (r.now AT TIME ZONE k.timezone)::DATE AS day, count(*) AS runs
    FROM asked AS k JOIN runs AS r ON r.kind = 'run' AND r.now > k.now - INTERVAL 7 DAY AND r.now <= k.now
        AND list_contains(r.outlets, k.outlet_id)
    GROUP BY ALL
), per_day AS (
    SELECT k.outlet_id, k.yesterday, k.expect_low, k.expect_high, count(a.article_id) AS articles
    FROM asked AS k
    JOIN ran AS d ON d.outlet_id = k.outlet_id AND d.day = k.yesterday
    LEFT JOIN articles AS a ON a.outlet_id = k.outlet_id AND a.day = k.yesterday
    -- A day of which we slept through a part says nothing of the outlet.
    WHERE 2 * d.runs >= (SELECT max(runs) FROM ran WHERE ran.outlet_id = k.outlet_id) AND k.expect_low IS NOT NULL
        AND (k.watched_since AT TIME ZONE k.timezone)::DATE < k.yesterday
    GROUP BY ALL
), read AS (
    SELECT a.outlet_id, r.title IS NULL AS title, r.standfirst IS NULL AS standfirst, len(r.authors) = 0 AS authors,
        r.published IS NULL AS published, contains(r.conflicts, '"recipe"') AS recipe,
        a.first_seen > k.now - INTERVAL 1 DAY
            OR row_number() OVER (PARTITION BY a.outlet_id ORDER BY a.first_seen DESC, a.article_id) <= 30 AS recent
    FROM asked AS k
    JOIN articles AS a ON a.outlet_id = k.outlet_id AND a.first_seen > k.now - INTERVAL 28 DAY AND a.first_seen <= k.now
    JOIN revisions AS r ON r.article_id = a.article_id AND r.sequence = 1
), fields AS (
    SELECT outlet_id, field, recent, count(*) AS n, avg(missing::INTEGER) AS share
    FROM (UNPIVOT read ON title, standfirst, authors, published, recipe INTO NAME field VALUE missing)
    GROUP BY ALL
), tried AS (
    SELECT k.outlet_id, o.url, min(o.day) >= k.yesterday AS recent, NOT bool_or(o.outcome = 'loaded') AS missing
    FROM asked AS k
    JOIN outcomes AS o ON o.outlet_id = k.outlet_id AND o.day BETWEEN k.yesterday - 27 AND k.yesterday + 1
    WHERE o.outcome = 'loaded' OR regexp_matches(o.outcome, '^failed:|^skipped:(robots|tdm|empty|.*wall)')
    GROUP BY k.outlet_id, k.yesterday, o.url
), shares AS (
    FROM fields
    UNION ALL
    SELECT outlet_id, 'pages read', recent, count(*), avg(missing::INTEGER) FROM tried GROUP BY ALL
), compared AS (
    SELECT s.outlet_id, s.field, s.n, s.share, if(b.n >= 30, b.share, NULL) AS before,
        CASE WHEN s.field = 'recipe' THEN 0.5
            ELSE 1 - TRY_CAST(regexp_extract(k.expect_fields, '"' || s.field || '": ([0-9.]+)', 1) AS DOUBLE)
        END AS allowed
    FROM shares AS s
    JOIN asked AS k USING (outlet_id)
    LEFT JOIN shares AS b ON b.outlet_id = s.outlet_id AND b.field = s.field AND NOT b.recent
    WHERE s.recent AND s.n >= 10
), drifted AS (
    SELECT outlet_id, 'articles a day' AS what,
        to_json({'trouble': 'articles', 'articles': articles, 'day': yesterday, 'low': expect_low, 'high': expect_high}) AS facts
    FROM per_day WHERE articles NOT BETWEEN expect_low AND expect_high
    UNION ALL
    SELECT outlet_id, field,
        to_json({'trouble': 'missing', 'field': field, 'share': round(share, 2), 'of': n, 'before': round(before, 2),
            'allowed': round(allowed, 2)})
    FROM compared
    WHERE share > allowed OR share - before >= greatest(0.2, 3 * sqrt(greatest(before * (1 - before), 0.02) / n))
    UNION ALL
    SELECT f.outlet_id, f.url, to_json({'trouble': 'feed', 'url': f.url, 'failures': f.failures, 'problem': f.problem})
    FROM feeds AS f JOIN asked AS k USING (outlet_id)
    WHERE f.failures >= 6 AND f.next_due > k.now -- one that the outlet's file names no more is due for ever
)
SELECT outlet_id, what, facts::VARCHAR AS facts FROM drifted ORDER BY outlet_id, what;
