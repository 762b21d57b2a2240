"""Delivers alerts from the outbox: the console, and whatever Apprise knows. Each try is recorded in the warehouse."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from flows.watch import Watcher
from warehouse import alerts
from warehouse.models import Alert
from warehouse.rules import Rule

if TYPE_CHECKING:
    from warehouse.connection import Connection

log = logging.getLogger(__name__)


@dataclass
class Delivered:
    """How the deliveries went; what failed stays in the outbox for the next run."""

    sent: int = 0
    failed: int = 0


def deliver(con: Connection, rules: Sequence[Rule], now: datetime, watcher: Watcher) -> Delivered:
    """Try everything that is pending, once. A confirmed success is written down before the next one is sent."""
    addresses = {channel.label: channel.url for rule in rules for channel in rule.channels}
    count = Delivered()
    for delivery in alerts.pending(con):
        address = addresses.get(delivery.channel)
        if address is None:
            log.warning("no rule names the channel %s any more; its alerts wait", delivery.channel)
            continue
        detail = _send(address, delivery.alert, watcher)
        alerts.record(con, delivery.alert.alert_id, delivery.channel, detail is None, detail, now)
        if detail is None:
            count.sent += 1
        else:
            count.failed += 1
    return count


def _send(address: str, alert: Alert, watcher: Watcher) -> str | None:
    """None where the channel took the alert, else what is known of why not (never the address: it holds secrets)."""
    if address == "console":
        watcher.alert(alert)
        return None
    import apprise

    channel = apprise.Apprise()
    if not channel.add(address):
        return "Apprise does not know this kind of address; see the rule's channels"
    try:
        taken = channel.notify(title=alert.title, body=f"{alert.body}\n{alert.url}")
    except Exception as error:
        return f"{type(error).__name__} while sending"
    return None if taken else "the channel refused it or could not be reached"
