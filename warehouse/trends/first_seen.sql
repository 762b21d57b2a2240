-- Claims by when they were first told in the watched corpus, the latest first, with when the outlet began to be watched.
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day; 30 days back when left out
-- @param until DATE = NULL -- the last day
-- @param outlet VARCHAR = NULL -- only claims first told by this outlet, by id
-- @param speaker VARCHAR = NULL -- only claims first told by this speaker, by name
-- @param words VARCHAR = NULL -- only claims whose text holds these letters, accents and case aside
-- @param all_of_them BOOLEAN = false -- those of an outlet's first run and of backfills too, which are not new
-- @param most INTEGER = 100 -- at most so many
WITH latest AS MATERIALIZED (
    SELECT f.rowid AS nth FROM first_seen AS f
    WHERE (f.new OR $all_of_them)
        AND ($since IS NULL OR f.day >= $since) AND ($until IS NULL OR f.day <= $until)
        AND ($outlet IS NULL OR f.outlet_id = $outlet)
        AND ($speaker IS NULL OR f.speaker_id IN (SELECT s.speaker_id FROM speakers AS s WHERE s.folded = fold($speaker)))
        AND ($words IS NULL OR contains(fold(f.claim), fold($words)))
    ORDER BY f.told_at DESC, f.claim_key
    LIMIT $most
)
SELECT f.day, f.told_at, f.claim, s.name AS told_by, o.name AS first_outlet, f.new, o.watched_since, a.url,
    f.claim_id
FROM latest AS h
JOIN first_seen AS f ON f.rowid = h.nth
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN speakers AS s ON s.speaker_id = f.speaker_id
ORDER BY f.told_at DESC, f.claim_id;
