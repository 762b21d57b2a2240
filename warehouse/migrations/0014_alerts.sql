-- Alerts of any kind, what they say as data, and what became of each delivery.
ALTER TABLE alerts ADD COLUMN kind VARCHAR; -- new_claim, denied, figure_changed …, or correction
ALTER TABLE alerts ADD COLUMN subject VARCHAR; -- what it is about: a claim, series, article or speaker; told once in the rule's `quiet` time
ALTER TABLE alerts ADD COLUMN speaker_id VARCHAR; -- whom the telling was attributed to when it was raised
ALTER TABLE alerts ADD COLUMN message_id VARCHAR; -- what is delivered: itself, or the digest it is part of
ALTER TABLE alerts ADD COLUMN due_at TIMESTAMPTZ; -- when the message may go
ALTER TABLE alerts ADD COLUMN points INTEGER; -- its rank in a digest
ALTER TABLE alerts ADD COLUMN among INTEGER; -- how many events of its run met the rule; a digest tells the best
ALTER TABLE alerts ADD COLUMN lang VARCHAR; -- the reader's language
ALTER TABLE alerts ADD COLUMN payload VARCHAR; -- JSON of all that a message may say (docs/alerts.md)
ALTER TABLE alerts ADD COLUMN cites VARCHAR[]; -- mentions and claims that the payload quotes
ALTER TABLE alerts ADD COLUMN corrects VARCHAR; -- the alert that this one takes back or amends
ALTER TABLE alerts ADD COLUMN round INTEGER; -- counts how often somebody asked for it to be sent again
UPDATE alerts SET kind = 'new_claim', subject = claim_id, message_id = alert_id, due_at = raised_at, points = 0, among = 1, lang = 'en',
    cites = [], round = 0;

ALTER TABLE deliveries ADD COLUMN round INTEGER; -- of the alert
ALTER TABLE deliveries ADD COLUMN key VARCHAR; -- the idempotency key that went with it: the same at every try
ALTER TABLE deliveries ADD COLUMN retry_at TIMESTAMPTZ; -- when it may be tried again; null once sent or given up
UPDATE deliveries SET round = 0, retry_at = if(ok, NULL, tried_at);

-- What became of each alert on each channel: its last try, how many there were, and sent, given-up, waiting or held.
CREATE VIEW outbox AS
WITH wanted AS (
    SELECT alert_id, rule_id, message_id, round, due_at, raised_at, unnest(channels) AS channel FROM alerts
), tried AS (
    SELECT alert_id, channel, round, count(*) AS tries, bool_or(ok) AS sent, arg_max_null(retry_at, (tried_at, rowid)) AS retry_at,
        max(tried_at) AS tried_at, arg_max_null(detail, (tried_at, rowid)) AS detail
    FROM deliveries GROUP BY ALL
)
SELECT w.*, coalesce(t.tries, 0) AS tries, t.retry_at, t.tried_at, t.detail,
    CASE WHEN t.sent THEN 'sent' WHEN t.tries > 0 AND t.retry_at IS NULL THEN 'given-up' ELSE 'waiting' END AS state
FROM wanted AS w LEFT JOIN tried AS t USING (alert_id, channel, round);

-- What people thought of alerts; the last word counts.
CREATE VIEW acknowledgements AS
SELECT args ->> 'alert' AS alert_id, args ->> 'as' AS verdict, who, decided_at
FROM decisions WHERE action = 'ack-alert'
QUALIFY row_number() OVER (PARTITION BY args ->> 'alert' ORDER BY decided_at DESC, decision_id DESC) = 1;

-- Rules, or single subjects of a rule, that people do not want to hear of until a moment.
CREATE VIEW mutes AS
SELECT args ->> 'rule' AS rule_id, nullif(args ->> 'subject', '') AS subject, (args ->> 'until')::TIMESTAMPTZ AS until,
    decided_at, who
FROM decisions WHERE action = 'mute-alerts';
