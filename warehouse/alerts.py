"""Alerts: raised inside a run's transaction, once per rule and claim or trouble of an outlet, kept until delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.models import Alert, Run, digest
from warehouse.rules import Rule, Telling

if TYPE_CHECKING:
    from warehouse.connection import Connection

TELLINGS = """
SELECT mc.claim_id, m.mention_id, m.text, m.resolved, coalesce(p.name, s.speaker), m.language, m.outlet_id,
    coalesce((SELECT list((q.low, q.high, q.unit) ORDER BY q.position) FROM quantities AS q
        WHERE q.mention_id = m.mention_id), []),
    o.name, a.url, m.told_at AT TIME ZONE o.timezone
FROM first_seen AS f
JOIN claim_of AS mc USING (claim_id)
JOIN mentions AS m ON m.mention_id = mc.mention_id AND m.run_id = $run_id AND NOT m.baseline
JOIN statements AS s USING (statement_id)
LEFT JOIN speakers AS p ON p.speaker_id = m.speaker_id
JOIN articles AS a ON a.article_id = m.article_id
JOIN outlets AS o ON o.outlet_id = m.outlet_id
WHERE f.run_id = $run_id AND f.new
ORDER BY mc.claim_id, m.told_at, m.mention_id
"""


TROUBLES = """
SELECT t.kind, t.outlet_id, t.what, t.since, o.name, t.told, coalesce(o.homepage, '')
FROM troubles AS t JOIN outlets AS o USING (outlet_id) WHERE t.healed_at IS NULL ORDER BY ALL
"""
SAID = {"outlet_silent": "is silent", "outlet_drift": "has changed"}


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert that a channel (by its label) has not received yet."""

    alert: Alert
    channel: str


def raise_all(con: Connection, run: Run, rules: Sequence[Rule]) -> int:
    """Put alerts in the outbox for new claims of the run and for open troubles, by each rule met; returns how many."""
    raised = {row[0]: row for row in _of_troubles(con, run, rules)}
    on_claims = [rule for rule in rules if rule.kind == "new_claim"]
    for row in con.execute(TELLINGS, {"run_id": run.run_id}).fetchall() if on_claims else []:
        t = Telling(*row[:8])
        for rule in on_claims:
            alert_id = digest(rule.id, t.claim_id)
            if alert_id not in raised and rule.matches(t):
                raised[alert_id] = _alert(run, rule, t, *row[8:])
    before = con.execute("SELECT count(*) FROM alerts").fetchall()[0][0]
    bulk.merge(con, "alerts", list(raised.values()), on=["alert_id"])
    return int(con.execute("SELECT count(*) FROM alerts").fetchall()[0][0] - before)


def _of_troubles(con: Connection, run: Run, rules: Sequence[Rule]) -> Iterator[bulk.Row]:
    """One for each trouble from its beginning to its end, however many runs see it."""
    for kind, outlet, what, since, name, told, url in con.execute(TROUBLES).fetchall():
        for rule in rules:
            if rule.kind == kind and (not rule.outlet or outlet in rule.outlet):
                alert_id = digest(rule.id, kind, outlet, what, since.astimezone(dt.UTC).isoformat())
                body = f"{told}\n{run.now:%Y-%m-%d %H:%M} UTC, rule {rule.id}"
                title = f"{name} {SAID[kind]}"
                yield alert_id, rule.id, None, None, title, body, url, _labels(rule), run.now, run.run_id


def _labels(rule: Rule) -> list[str]:
    return list(dict.fromkeys(c.label for c in rule.channels))


def _alert(run: Run, rule: Rule, t: Telling, outlet: str, url: str, told_at: dt.datetime) -> bulk.Row:
    title = f"New claim: {t.speaker or 'unnamed source'}, {outlet}"
    body = f"{t.resolved}\n{told_at:%Y-%m-%d %H:%M}, rule {rule.id}"
    ids = (digest(rule.id, t.claim_id), rule.id, t.claim_id, t.mention_id)
    return (*ids, title, body, url, _labels(rule), run.now, run.run_id)


def pending(con: Connection) -> list[Delivery]:
    """What is still to be delivered, oldest first: each alert and channel with no successful try."""
    rows = con.execute(
        "SELECT alert_id, rule_id, claim_id, title, body, url, channels, raised_at, channel "
        "FROM (SELECT *, unnest(channels) AS channel FROM alerts) AS a "
        "ANTI JOIN (FROM deliveries WHERE ok) AS d USING (alert_id, channel) ORDER BY raised_at, alert_id, channel"
    ).fetchall()
    return [Delivery(Alert(*row[:8]), row[8]) for row in rows]


def record(con: Connection, alert_id: str, channel: str, ok: bool, detail: str | None, at: dt.datetime) -> None:
    """Write down one try to deliver an alert over a channel (its label)."""
    con.execute("INSERT INTO deliveries VALUES (?, ?, ?, ?, ?)", [alert_id, channel, ok, detail, at])
