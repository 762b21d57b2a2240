"""What twenty hosts see of one busy run: nobody is crowded, no rule is broken, every wait is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Answer, Host

from flows.exchange import Policy, Unfetched
from flows.net import Network
from flows.politeness import MAX_CRAWL_DELAY, Robots, back_off, host_and_port, retry_after
from flows.settings import Settings

DELAY = 0.1
NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)


@pytest.fixture
def hosts() -> Iterator[list[Host]]:
    hosts = [Host() for _ in range(20)]
    yield hosts
    for host in hosts:
        host.close()


def test_no_host_is_crowded_and_every_rule_and_wait_is_kept(hosts: list[Host], settings: Settings) -> None:
    busy = Answer(status=429, headers={"Retry-After": "1"})
    for number, host in enumerate(hosts):
        host.pages |= {f"/{n}": Answer(b"x", wait=0.01 * (number % 3)) for n in range(4)}
        host.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /closed\n")
        if number % 5 == 0:
            host.pages["/1"] = [busy, Answer(b"x")]

    async def everything() -> None:
        async with Network(settings) as network:
            paths = [*(f"/{n}" for n in range(4)), "/closed"]
            asked = [
                network.get(host.url + path, Policy(DELAY, allow_private=True)) for host in hosts for path in paths
            ]
            done = await asyncio.gather(*asked, return_exceptions=True)
        assert sorted({e.outcome for e in done if isinstance(e, Unfetched)}) == ["skipped:robots"]
        assert sum(isinstance(e, Unfetched) for e in done) == len(hosts)

    asyncio.run(everything())
    for number, host in enumerate(hosts):
        assert "/closed" not in host.paths
        assert len(host.paths) == 4 + (number % 5 == 0)
        pairs = list(zip(host.asked, host.asked[1:], strict=False))
        assert min(after.began - before.ended for before, after in pairs) >= DELAY - 0.01
        if number % 5 == 0:
            refused = host.paths.index("/1") + 1  # robots.txt came first
            assert host.asked[refused + 1].began - host.asked[refused].ended >= 0.99


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("120", 120),
        (" 0 ", 0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0),
        ("Mon, 07 Sep 2026 20:01:30 +0200", 90),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_both_forms_of_retry_after_are_read(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_no_retry_after_breaks_it(value: str) -> None:
    wait = retry_after(value, NOW)
    assert wait is None or wait >= 0


def test_back_off_doubles_and_half_of_it_is_chance() -> None:
    for attempt in range(5):
        waits = {back_off(attempt, 1.0) for _ in range(50)}
        assert 2**attempt / 2 <= min(waits) < max(waits) <= 2**attempt


def test_a_clock_is_kept_for_host_and_port() -> None:
    assert host_and_port("https://example.org/a") == host_and_port("https://example.org:443/b") == "example.org:443"
    assert host_and_port("http://example.org/a") != host_and_port("https://example.org/a")


def test_the_longest_robots_rule_counts_and_a_long_crawl_delay_is_bounded() -> None:
    robots = Robots("User-agent: *\nDisallow: /a\nAllow: /a/b\nCrawl-delay: 0.5\n")
    assert not robots.allows("https://example.org/a/c")
    assert robots.allows("https://example.org/a/b/c")
    assert robots.crawl_delay == 0.5
    assert Robots("User-agent: *\nCrawl-delay: 86400\n").crawl_delay == MAX_CRAWL_DELAY
    assert not Robots(None).allows("https://example.org/")
