-- What newer revisions of articles changed in their statements: added, withdrawn, reworded or with another figure, with both texts and whether the page owned up to it.
-- @param kind VARCHAR = NULL -- only added, withdrawn, reworded or figure
-- @param silent BOOLEAN = NULL -- only changes that the page's date of modification does (false) or does not (true) show
-- @param outlet VARCHAR = NULL -- only this outlet, by id
-- @param since DATE = (SELECT max(d.day) - 30 FROM daily AS d) -- the first day on which the change was seen; 30 days back when left out
-- @param most INTEGER = 200 -- at most so many, the latest
WITH latest AS (
    SELECT h.*
    FROM changes AS h
    JOIN outlets AS o ON o.outlet_id = h.outlet_id
    WHERE ($kind IS NULL OR h.kind = $kind) AND ($silent IS NULL OR h.silent = $silent)
        AND ($outlet IS NULL OR h.outlet_id = $outlet)
        AND ($since IS NULL OR (h.seen_at >= $since - 1 AND (h.seen_at AT TIME ZONE o.timezone)::DATE >= $since))
    ORDER BY h.seen_at DESC, h.article_id, h.kind, h.before, h.after
    LIMIT $most
)
SELECT h.seen_at, h.kind, h.silent, o.name AS outlet, a.title, h.told_by, h.before, h.after, a.url, h.article_id,
    h.revision_id
FROM latest AS h
JOIN articles AS a ON a.article_id = h.article_id
JOIN outlets AS o ON o.outlet_id = h.outlet_id
ORDER BY h.seen_at DESC, h.article_id, h.kind, h.before, h.after;
