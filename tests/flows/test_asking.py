"""Feeds are asked and read beside everything else that a run does."""

from __future__ import annotations

import asyncio
import gzip
from datetime import UTC, datetime

import pytest
from loopback import Answer, Host
from test_visit import outlet

from flows.asking import Feeds
from flows.discovery import READER
from flows.exchange import Policy
from flows.net import Network
from flows.settings import Settings

NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)
POLICY = Policy(0.0, allow_private=True, obey_robots=False)
ITEMS = 20_000


def large(host: Host) -> Answer:
    """A packed sitemap that takes a third of a second to read."""
    rows = "".join(f"<url><loc>{host.url}/{n}</loc><lastmod>2026-09-01</lastmod></url>" for n in range(ITEMS))
    return Answer(gzip.compress(f"<urlset>{rows}</urlset>".encode(), 1))


def feeds(network: Network, settings: Settings, host: Host, path: str = "/sitemap") -> Feeds:
    return Feeds(network, settings, outlet(host, path), POLICY, NOW, (), {})


async def answered(host: Host) -> None:
    while not host.asked:
        await asyncio.sleep(0.001)


def test_other_hosts_are_asked_while_a_large_sitemap_is_read(host: Host, other_host: Host, settings: Settings) -> None:
    host.pages["/sitemap"], other_host.pages["/a"] = large(host), Answer(b"a")

    async def both() -> tuple[int, int]:
        async with Network(settings) as network:
            asking = asyncio.ensure_future(feeds(network, settings, host).ask())
            await answered(host)
            pages = 0
            while not asking.done():
                await network.get(f"{other_host.url}/a", POLICY)
                pages += 1
            return pages, len((await asking)[1])

    pages, found = asyncio.run(both())
    assert found == ITEMS
    assert pages >= 3  # on the event loop it was one at most


def test_who_is_cancelled_does_not_wait_for_the_reading_and_the_next_feed_is_read(
    host: Host, settings: Settings
) -> None:
    small = f"<urlset><url><loc>{host.url}/a</loc></url></urlset>".encode()
    host.pages |= {"/sitemap": large(host), "/small": Answer(small)}

    async def cancelled() -> tuple[bool, int]:
        async with Network(settings) as network:
            asking = asyncio.ensure_future(feeds(network, settings, host).ask())
            await answered(host)
            await asyncio.sleep(0.05)
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            waited = READER.submit(len, ()).done()  # its turn is after the sitemap's
            return waited, len((await feeds(network, settings, host, "/small").ask())[1])

    assert asyncio.run(cancelled()) == (False, 1)
