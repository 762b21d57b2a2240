"""What twenty hosts see of one busy run: nobody is crowded, no rule is broken, every wait is kept."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Answer, Host

from flows.outlets import write_outlets
from flows.politeness import MAX_CRAWL_DELAY, Robots, back_off, host_and_port, retry_after

DELAY = 0.1
NOW = datetime(2026, 9, 7, 18, tzinfo=UTC)
ARTICLE = b"<h1>The dam</h1>" + b"<p>The dam will hold, the mayor of Kandra said on Monday.</p>" * 9


class Paper(Host):
    """A host with a feed of four articles and one that robots.txt closes; it counts how its feed answered."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.items = ["/0", "/1", "/2", "/3", "/closed"]
        self.unchanged, self.told = 0, 0
        crawl = "Crawl-delay: 0.2\n" if number % 5 == 2 else ""
        self.pages["/robots.txt"] = Answer(f"User-agent: *\n{crawl}Disallow: /closed\n".encode())
        self.pages["/feed"] = self.feed
        self.delay = 0.2 if crawl else DELAY
        for path in ("/0", "/1", "/2", "/3", "/new"):
            self.pages[path] = Answer(ARTICLE, headers={"Content-Type": "text/html"}, wait=0.01 * (number % 3))
        if number % 5 < 2:  # the one is met again in this run, the other in a later one
            wait = {"Retry-After": "1" if number % 5 == 0 else "900"}
            self.pages["/1"] = [Answer(status=429 if number % 5 == 0 else 503, headers=wait), Answer(ARTICLE)]

    def feed(self, headers: Mapping[str, str]) -> Answer:
        etag = f'"{len(self.items)}"'
        if headers.get("if-none-match") == etag:
            self.unchanged += 1
            return Answer(status=304, headers={"ETag": etag})
        self.told += 1
        items = [{"id": p, "url": self.url + p} for p in self.items]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items})
        return Answer(body.encode(), headers={"ETag": etag})


@pytest.fixture
def papers(tmp_path: Path, prefect: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Paper]]:
    papers = [Paper(n) for n in range(20)]
    outlets = [
        {"id": f"paper-{n}", "name": f"P{n}", "homepage": p.url, "language": "en", "timezone": "UTC", "delay": DELAY,
         "allow_private": True, "feeds": [{"url": f"{p.url}/feed", "kind": "json"}]}
        for n, p in enumerate(papers)
    ]  # fmt: skip
    write_outlets(outlets, tmp_path / "seeds" / "outlets")
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    monkeypatch.setenv("VEILLE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("VEILLE_FULL_EVERY", str(2**32))  # which requests are made in full is a matter of the ports
    yield papers
    for paper in papers:
        paper.close()


def test_in_full_runs_no_host_is_crowded_and_every_rule_and_wait_is_kept(papers: list[Paper]) -> None:
    from flows.ingest import ingest

    names, asked_by = [f"paper-{n}" for n in range(20)], list[list[int]]()
    for number in range(3):
        if number == 2:
            for paper in papers[::4]:
                paper.items.insert(0, "/new")
        assert asyncio.run(ingest(NOW + number * timedelta(minutes=10), names)).failed == {}
        asked_by.append([len(p.asked) for p in papers])
    for number, paper in enumerate(papers):
        assert "/closed" not in paper.paths
        assert paper.paths.count("/robots.txt") <= 1
        pairs = list(zip(paper.asked, paper.asked[1:], strict=False))
        assert min(after.began - before.ended for before, after in pairs) >= paper.delay - 0.01
        assert {"/0", "/1", "/2", "/3"} <= set(paper.paths)
        assert ("/new" in paper.paths) is (number % 4 == 0)
        refused = next(n for n, a in enumerate(paper.asked) if a.path == "/1")
        if number % 5 == 0:
            assert paper.asked[refused + 1].began - paper.asked[refused].ended >= 0.99
        if number % 5 == 1:
            assert asked_by[0][number] == asked_by[1][number] == refused + 1  # 10 minutes later it is left alone
            assert asked_by[2][number] > refused + 1
    told, unchanged = sum(p.told for p in papers), sum(p.unchanged for p in papers)
    assert told == 20 + 5  # the first time and where there was news
    assert unchanged == 3 * 20 - 4 - told


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
