"""The outbox: what waits to be delivered, each try written down, and what people say of alerts.

A message is an alert, or a digest of several. Its idempotency key is the same at every try on one channel, so that a
receiver that took it and could not say so knows it again; asked for again by a person, it gets another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.models import Alert, digest

if TYPE_CHECKING:
    from warehouse.connection import Connection

VERDICTS = ("useful", "known", "wrong-speaker", "not-a-claim")
WAITING = """
SELECT b.message_id, b.channel, b.round, b.tries, a.alert_id, a.rule_id, a.kind, a.lang, a.title, a.body, a.url,
    a.payload, a.among, a.raised_at
FROM outbox AS b JOIN alerts AS a USING (alert_id)
WHERE b.state = 'waiting' AND b.due_at <= $now AND (b.retry_at IS NULL OR b.retry_at <= $now)
ORDER BY min(a.raised_at) OVER (PARTITION BY b.message_id, b.channel, b.round), b.message_id, b.channel, b.round,
    a.points DESC, a.raised_at, a.alert_id
"""
SENT = "SELECT 1 FROM deliveries AS d WHERE d.alert_id = alerts.alert_id AND d.ok"


@dataclass(frozen=True, slots=True)
class Message:
    """What one channel (by its label) is to receive: one alert, or a digest of them; ``tries`` have failed."""

    message_id: str
    channel: str
    round: int
    tries: int
    alerts: tuple[Alert, ...]

    @property
    def key(self) -> str:
        """The idempotency key."""
        return digest(self.message_id, self.channel, self.round)


def waiting(con: Connection, now: dt.datetime) -> list[Message]:
    """What may be delivered at a moment, oldest first."""
    rows = con.execute(WAITING, {"now": now}).fetchall()
    return [
        Message(message_id, channel, number, max(row[3] for row in part), tuple(Alert(*row[4:]) for row in part))
        for (message_id, channel, number), group in groupby(rows, key=lambda row: row[:3])
        for part in [list(group)]
    ]


def record(con: Connection, message: Message, at: dt.datetime, fault: str | None, retry_at: dt.datetime | None) -> None:
    """Write down a try: taken where ``fault`` is None; without a ``retry_at`` a failure is the last."""
    rows = [
        (a.alert_id, message.channel, fault is None, fault, at, message.round, message.key, retry_at)
        for a in message.alerts
    ]
    bulk.insert(con, "deliveries", rows)


def acknowledge(con: Connection, args: Mapping[str, str]) -> bool:
    """What a person thinks of an alert stands in the decision itself (the view ``acknowledgements``)."""
    return _known(con, args["alert"])


def resend(con: Connection, args: Mapping[str, str]) -> bool:
    """Send an alert again, by itself: what was tried before no longer counts."""
    con.execute("UPDATE alerts SET round = round + 1, due_at = raised_at WHERE alert_id = ?", [args["alert"]])
    return _known(con, args["alert"])


def mute(con: Connection, args: Mapping[str, str]) -> bool:
    """What a rule (or a rule on one subject) has raised and nobody has got yet goes nowhere; see the view ``mutes``."""
    con.execute(
        f"UPDATE alerts SET channels = [] WHERE rule_id = ? AND ? IN ('', subject) AND NOT EXISTS ({SENT})",
        [args["rule"], args["subject"]],
    )
    return True


def _known(con: Connection, alert: str) -> bool:
    return con.execute("SELECT 1 FROM alerts WHERE alert_id = ?", [alert]).fetchone() is not None
