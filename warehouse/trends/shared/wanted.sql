-- The words that are looked for; those that are `needed` may not be missing.
wanted AS (
    SELECT q.word, q.long OR NOT bool_or(q.long) OVER () AS needed
    FROM (
        SELECT DISTINCT w.word, len(w.word) > 3 OR regexp_matches(w.word, '[0-9]') AS long
        FROM (SELECT unnest(search_words($words)) AS word) AS w
    ) AS q
)
