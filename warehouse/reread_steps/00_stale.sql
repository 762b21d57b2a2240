-- The archived pages of articles of which a stale revision can be read again: one that an older parser read, or this one
-- with another lexicon. Articles are read whole, so the pages of their other revisions come too.
WITH stale AS (
    SELECT DISTINCT r.article_id
    FROM revisions AS r
    JOIN articles AS a ON a.article_id = r.article_id
    SEMI JOIN pages AS p ON p.page_hash = r.page_hash AND p.outlet_id = r.outlet_id AND p.archive_path IS NOT NULL
    WHERE a.day BETWEEN $since AND $until AND (
        r.parser_version::INTEGER < $parser OR r.parser_version::INTEGER = $parser AND (
            list_contains($languages, a.language) AND r.lexicon_version IS NULL
            OR NOT list_contains($lexicons, r.lexicon_version)
        )
    )
)
SELECT r.outlet_id, r.article_id, a.day, min(r.sequence) AS sequence, r.page_hash, a.canonical_url, a.url, a.tdm_reserved,
    -- The same bytes may have come from several addresses.
    arg_min(struct_pack(url := p.url, fetched_at := p.fetched_at, content_type := p.content_type),
        (p.url <> a.canonical_url, p.url <> a.url, p.url)) AS page
FROM revisions AS r
SEMI JOIN stale AS s ON s.article_id = r.article_id
JOIN articles AS a ON a.article_id = r.article_id
JOIN pages AS p ON p.page_hash = r.page_hash AND p.outlet_id = r.outlet_id AND p.archive_path IS NOT NULL
GROUP BY ALL
