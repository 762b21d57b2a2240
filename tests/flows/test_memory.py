"""What hosts say holds for later runs too: their rules for a day, the waits they ask for until those are over."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from loopback import Answer, Host

from flows.exchange import Policy, Unfetched
from flows.memory import recall, remember
from flows.net import Network
from flows.settings import Settings
from warehouse.connection import writer

NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)
HERE = Policy(delay=0.0, allow_private=True)
HOUR = timedelta(hours=1)


def run(settings: Settings, now: datetime, *urls: str) -> list[str]:
    """A run that asks for these URLs with what the warehouse remembers, and keeps what it learns; their outcomes."""

    async def ask(network: Network, url: str) -> str:
        try:
            await network.permissions.reserved(url, HERE)
            return (await network.get(url, HERE)).body.decode()
        except Unfetched as error:
            return error.outcome

    async def everything(network: Network) -> list[str]:
        async with network:
            return [await ask(network, url) for url in urls]

    with writer(settings.data) as con:
        network = Network(settings, recall(con, now))
        done = asyncio.run(everything(network))
        remember(con, network.memory)
    return done


def rules_asked(host: Host) -> list[str]:
    return [a.path for a in host.asked if a.path not in host.paths]


def test_the_rules_of_a_site_are_asked_once_a_day(host: Host, settings: Settings) -> None:
    host.pages |= {"/a": Answer(b"a"), "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 0.3\n")}
    for hours in (0, 1, 23):
        assert run(settings, NOW + hours * HOUR, f"{host.url}/a", f"{host.url}/closed") == ["a", "skipped:robots"]
    assert rules_asked(host) == ["/robots.txt", "/.well-known/tdmrep.json"]
    host.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n")
    assert run(settings, NOW + 24 * HOUR, f"{host.url}/a") == ["skipped:robots"]
    assert rules_asked(host) == ["/robots.txt", "/.well-known/tdmrep.json", "/robots.txt"]
    gaps = [after.began - before.ended for before, after in pairwise(host.asked[:3])]  # of the first run
    assert min(gaps) >= 0.2  # the host writes its times down a little later on a busy machine


def test_rules_that_cannot_be_had_are_asked_for_again(host: Host, settings: Settings) -> None:
    host.pages |= {"/a": Answer(b"a"), "/robots.txt": Answer(status=500)}
    assert run(settings, NOW, f"{host.url}/a") == ["skipped:robots-unreachable"]
    host.pages["/robots.txt"] = Answer(status=404)
    assert run(settings, NOW + HOUR / 6, f"{host.url}/a") == ["a"]


@pytest.mark.parametrize("status", [503, 403])
def test_a_host_that_asks_to_be_left_alone_is_so_in_later_runs(host: Host, settings: Settings, status: int) -> None:
    host.pages |= {"/a": Answer(status=status, headers={"Retry-After": "3600"}), "/b": Answer(b"b")}
    assert run(settings, NOW, f"{host.url}/a", f"{host.url}/b") == [f"failed:{status}", "skipped:host-waits"]
    asked = len(host.asked)
    assert run(settings, NOW + 0.9 * HOUR, f"{host.url}/b") == ["skipped:host-waits"]
    assert len(host.asked) == asked
    assert run(settings, NOW + 1.01 * HOUR, f"{host.url}/b") == ["b"]


def test_a_wait_that_is_over_is_not_kept(host: Host, settings: Settings, tmp_path: Path) -> None:
    host.pages["/a"] = [Answer(status=429, headers={"Retry-After": "0"}), Answer(b"a")]
    assert run(settings, NOW, f"{host.url}/a") == ["a"]
    with writer(settings.data) as con:
        assert con.execute("SELECT count(*) FROM host_waits").fetchall() == [(0,)]
