"""What hosts said that outlives a run: their rules for a day, the waits they asked for until those are over."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from warehouse import state
from warehouse.models import SiteRule

if TYPE_CHECKING:
    from warehouse.connection import Connection

RULES_LAST = timedelta(hours=24)
"""RFC 9309, 2.4: a robots.txt is not to be used longer."""


@dataclass
class Memory:
    """Rules by site and kind (body, when asked for) and waits by host; ``began`` is the run's clock at its start."""

    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    rules: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)
    waits: dict[str, datetime] = field(default_factory=dict)
    _started: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> datetime:
        """The run's clock, going on."""
        return self.began + timedelta(seconds=time.monotonic() - self._started)

    def rule(self, site: str, kind: str) -> str | None:
        """A site's rules of a kind, where they were asked for within the last day; '' where it has none."""
        body, asked = self.rules.get((site, kind), ("", None))
        return body if asked and self.now - RULES_LAST < asked else None

    def learn(self, site: str, kind: str, body: str) -> None:
        """Keep what a site says."""
        self.rules[site, kind] = (body, self.began)

    def wait(self, host: str) -> float:
        """Seconds that a host still asks to be left alone."""
        until = self.waits.get(host)
        return max(0.0, (until - self.now).total_seconds()) if until else 0.0

    def hold(self, host: str, seconds: float) -> None:
        """Keep that a host asks to be left alone for so long."""
        until = self.now + timedelta(seconds=seconds)
        self.waits[host] = max(until, self.waits.get(host, until))

    def lasting(self) -> dict[str, datetime]:
        """The waits that are not over."""
        return {host: until for host, until in self.waits.items() if until > self.now}


def recall(con: Connection, now: datetime) -> Memory:
    """What the warehouse keeps, for a run at that moment."""
    rules = {(rule.site, rule.kind): (rule.body, rule.asked_at) for rule in state.rules(con, now - RULES_LAST)}
    return Memory(now, rules, state.waits(con, now))


def remember(con: Connection, memory: Memory) -> None:
    """Keep what is new in the warehouse."""
    fresh = [SiteRule(*key, *value) for key, value in memory.rules.items() if value[1] == memory.began]
    state.keep(con, fresh, memory.lasting())
