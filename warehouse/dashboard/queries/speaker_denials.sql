-- Who denies what a speaker says, and whom the speaker denies.
-- @param speaker VARCHAR = '' -- the id
WITH own AS (
    SELECT DISTINCT t.claim_id FROM tellings AS t WHERE t.speaker_id = $speaker
), beside AS (
    SELECT 'denied_by' AS side, l.to_id AS own_id, l.from_id AS other_id
    FROM claim_links AS l WHERE l.kind = 'negates' AND l.to_id IN (FROM own)
    UNION ALL
    SELECT 'denies', l.from_id, l.to_id FROM claim_links AS l WHERE l.kind = 'negates' AND l.from_id IN (FROM own)
), tellers AS (
    SELECT t.claim_key, list(DISTINCT s.name ORDER BY s.name) FILTER (s.name IS NOT NULL) AS names, min(t.told_at) AS first_told
    FROM tellings AS t LEFT JOIN speakers AS s ON s.speaker_id = t.speaker_id
    WHERE t.claim_key IN (SELECT ('0x' || b.other_id[1:16])::UBIGINT FROM beside AS b)
    GROUP BY t.claim_key
), texts AS (
    SELECT c.claim_id, c.text, c.language FROM claims AS c
    WHERE c.rowid IN (
        SELECT k.rowid FROM claims AS k
        WHERE k.claim_id IN (SELECT b.own_id FROM beside AS b UNION SELECT b.other_id FROM beside AS b))
)
SELECT b.side, b.own_id, c.text AS own, c.language AS own_language, b.other_id, d.text AS other,
    d.language AS other_language, t.names AS who, t.first_told
FROM beside AS b
JOIN texts AS c ON c.claim_id = b.own_id
JOIN texts AS d ON d.claim_id = b.other_id
JOIN tellers AS t ON t.claim_key = ('0x' || b.other_id[1:16])::UBIGINT
ORDER BY b.side, t.first_told DESC, b.own_id, b.other_id
LIMIT 50;
