"""How to treat a host: one clock for each, waits that servers ask for, and robots.txt (RFC 9309)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

MAX_CRAWL_DELAY = 60.0
"""A Crawl-delay above this would make a run endless; hosts that ask for more get one request a minute."""
ROBOTS_BYTES = 500 * 1024
"""RFC 9309 asks crawlers to read at least this much of a robots.txt."""
ROBOTS_TOKEN = "Veille"


def origin(url: str) -> str:
    """Scheme, host and port of an address, the port always told."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def host_and_port(url: str) -> str:
    """What a clock is kept for."""
    return origin(url).partition("://")[2]


class HostClock:
    """One request at a time, and none before the delay since the last one's end, or a wait the host asked for."""

    def __init__(self) -> None:
        self.floor = 0.0
        self._free_at = 0.0
        self._turn = asyncio.Lock()

    def hold(self, seconds: float) -> None:
        """Leave the whole host alone for that long."""
        self._free_at = max(self._free_at, asyncio.get_running_loop().time() + seconds)

    @property
    def wait(self) -> float:
        """Seconds until the host may be asked again."""
        return max(0.0, self._free_at - asyncio.get_running_loop().time())

    @asynccontextmanager
    async def turn(self, delay: float) -> AsyncIterator[None]:
        """Wait for one's turn, and keep it."""
        async with self._turn:
            while self.wait > 0:
                await asyncio.sleep(self.wait)
            try:
                yield
            finally:
                self.hold(max(delay, self.floor))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for, in either of its forms; None where it has none that can be read."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def back_off(attempt: int, base: float) -> float:
    """Seconds to wait after an attempt (from 0): doubling, half of it by chance so that clients spread."""
    half = base * 2.0**attempt / 2
    return half + random.uniform(0, half)


class Robots:
    """What a host's robots.txt allows. ``Robots(None)`` allows nothing: a host that cannot say may mean no."""

    def __init__(self, text: str | None) -> None:
        self._rules = None if text is None else Protego.parse(text)

    def allows(self, url: str) -> bool:
        """Whether a URL may be fetched."""
        return self._rules is not None and bool(self._rules.can_fetch(url, ROBOTS_TOKEN))

    def shuts_out(self, url: str, crawlers: Iterable[str]) -> str | None:
        """The first of these crawlers that may not fetch a URL which we may fetch."""
        if self._rules is None or not self.allows(url):
            return None
        return next((name for name in crawlers if not self._rules.can_fetch(url, name)), None)

    @property
    def reachable(self) -> bool:
        """Whether the rules could be read at all."""
        return self._rules is not None

    @property
    def sitemaps(self) -> list[str]:
        """The addresses of the sitemaps that it names."""
        return list(self._rules.sitemaps) if self._rules else []

    @property
    def crawl_delay(self) -> float:
        """Seconds that the host asks for between requests, bounded; 0 where it asks for none."""
        asked = self._rules.crawl_delay(ROBOTS_TOKEN) if self._rules else None
        return min(float(asked or 0), MAX_CRAWL_DELAY)
