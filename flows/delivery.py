"""Delivers what waits in the outbox: at least once, each try written down before the next, given up after some."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flows.channels import Fault, send
from warehouse import outbox
from warehouse.outbox import Message

if TYPE_CHECKING:
    from flows.net import Network
    from flows.settings import Settings
    from flows.watch import Watcher
    from warehouse.connection import Connection
    from warehouse.rules import Channel, Rule

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=12)
PATIENCE = 2
"""Failures in a row after which a channel is left alone until the next run: one may be the message's fault."""


@dataclass
class Delivered:
    """How the deliveries went, in messages. What failed is tried again by a later run; what was given up is not."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


@dataclass
class _Courier:
    """Who goes to the channels of some rules, in one run."""

    con: Connection
    network: Network
    settings: Settings
    channels: dict[str, Channel]
    now: datetime
    watcher: Watcher
    count: Delivered = field(default_factory=Delivered)
    failures: Counter[str] = field(default_factory=Counter)
    shut: dict[str, Fault] = field(default_factory=dict)

    async def take(self, message: Message) -> None:
        channel = self.channels.get(message.channel)
        if channel is None:
            fault: Fault | None = Fault("no rule names this channel any more")
        elif channel.address == "console":
            fault = None
            self.watcher.alert(message)
        elif message.channel in self.shut:
            fault = self.shut[message.channel]
        else:
            fault = await send(self.network, channel, message, self.settings.alert_timeout)
            self._judge(message.channel, fault)
        self._note(message, fault)

    def _judge(self, channel: str, fault: Fault | None) -> None:
        """Leave a channel alone that asks for it, or that fails again and again."""
        self.failures[channel] = self.failures[channel] + 1 if fault else 0
        if fault and (fault.wait is not None or self.failures[channel] >= PATIENCE):
            self.shut[channel] = Fault(f"left alone in this run, for it {fault.why}", fault.wait)

    def _note(self, message: Message, fault: Fault | None) -> None:
        if fault is None:
            outbox.record(self.con, message, self.now, None, None)
            self.count.sent += 1
            return
        tries = message.tries + 1
        wait = min(timedelta(seconds=self.settings.alert_wait * 2.0 ** min(tries - 1, 20)), LONGEST_WAIT)
        wait = max(wait, timedelta(seconds=min(fault.wait or 0.0, LONGEST_WAIT.total_seconds())))
        last = tries >= self.settings.alert_tries
        outbox.record(self.con, message, self.now, fault.why, None if last else self.now + wait)
        self.count.failed += not last
        self.count.given_up += last
        if last:
            log.error(
                "alert %s is given up on %s after %d tries: %s", message.message_id, message.channel, tries, fault.why
            )


async def deliver(
    con: Connection, network: Network, settings: Settings, rules: Sequence[Rule], now: datetime, watcher: Watcher
) -> Delivered:
    """Try everything that may go now, once. A confirmed success is written down before the next one is sent."""
    channels = {channel.label: channel for rule in rules for channel in rule.channels}
    courier = _Courier(con, network, settings, channels, now, watcher)
    for message in outbox.waiting(con, now):
        await courier.take(message)
    return courier.count
