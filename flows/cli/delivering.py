"""Deliveries between runs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows import atom
from flows.cli.screen import Screen, show_alert, watching
from flows.delivery import Delivered, deliver
from flows.net import Network
from flows.settings import load
from warehouse.connection import writer
from warehouse.rule_files import load_rules
from warehouse.snapshot import publish

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.rules import Rule


def deliver_now(data: Path) -> str:
    """Deliver what waits, publish, and say how it went."""
    rules, now = load_rules(), datetime.now(UTC)
    with writer(data) as con, watching("Delivery") as screen:
        done = asyncio.run(_deliver(con, rules, now, screen))
        atom.publish(con, data, now)
        publish(con, data)
    for message in screen.alerts:
        show_alert(message)
    return f"{done.sent} sent, {done.failed} to be tried again, {done.given_up} given up"


async def _deliver(con: Connection, rules: Sequence[Rule], now: datetime, screen: Screen) -> Delivered:
    settings = load()
    async with Network(settings) as network:
        return await deliver(con, network, settings, rules, now, screen)
