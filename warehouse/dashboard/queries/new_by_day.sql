-- New claims by day and outlet, up to a day.
-- @param until DATE = (SELECT max(d.day) FROM daily AS d) -- the last day
-- @param days INTEGER = 14 -- how many
-- @param speaker VARCHAR = NULL -- only this speaker's, by id
SELECT d.day, o.name AS outlet, sum(d.new_claims)::BIGINT AS new_claims, sum(d.tellings)::BIGINT AS tellings
FROM daily AS d JOIN outlets AS o ON o.outlet_id = d.outlet_id
WHERE d.day > $until - $days AND d.day <= $until AND ($speaker IS NULL OR d.speaker_id = $speaker)
GROUP BY d.day, o.name
ORDER BY d.day, o.name;
