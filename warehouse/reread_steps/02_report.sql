-- What the new reading says otherwise: kind, URL, before, after.
SELECT f.kind, a.canonical_url, f.before, f.after
FROM (
    SELECT 'added' AS kind, n.article_id, NULL AS before, array_to_string(n.content, ' […] ') AS after
    FROM new_statements AS n ANTI JOIN statements AS s ON s.statement_id = n.statement_id
    UNION ALL
    SELECT 'withdrawn', s.article_id, array_to_string(s.content, ' […] '), NULL
    FROM statements AS s SEMI JOIN gone_statements AS g ON g.statement_id = s.statement_id
    UNION ALL
    SELECT 'speaker', s.article_id, s.speaker, n.speaker
    FROM statements AS s JOIN new_statements AS n ON n.statement_id = s.statement_id
    WHERE s.speaker IS DISTINCT FROM n.speaker
) AS f
JOIN articles AS a ON a.article_id = f.article_id
ORDER BY ALL
