"""A visit of an outlet over real HTTP: which URLs are asked, what becomes of each, when they are due again."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from loopback import Answer, Host

from flows.archive import Archive, page_hash
from flows.brought import Visit
from flows.net import Network
from flows.outlets import OutletFile
from flows.revisits import LISTED_AT_LEAST, next_gap
from flows.settings import Settings
from flows.visit import Visitor
from parsers.errors import ConfigError
from warehouse.models import digest

DAY = datetime(2026, 9, 7, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
HTML = {"Content-Type": "text/html"}


def outlet(host: Host, *feeds: str, **more: Any) -> OutletFile:
    return OutletFile.model_validate(
        {
            "id": "here",
            "name": "Here",
            "homepage": host.url,
            "language": "en",
            "timezone": "UTC",
            "feeds": [{"url": host.url + path, "kind": "json"} for path in feeds or ("/feed",)],
            "delay": 0,
            "allow_private": True,
            **more,
        }
    )


def feed(host: Host, *paths: str, changed: datetime | None = None) -> Answer:
    items = [{"id": p, "url": host.url + p, "title": p} for p in paths]
    if changed:
        items = [item | {"date_modified": changed.isoformat()} for item in items]
    return Answer(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}).encode())


def visit(
    host: Host, settings: Settings, before: Visit | None = None, now: datetime = DAY, *feeds: str, **more: Any
) -> Visit:
    """Visit the host's outlet after an earlier visit."""
    urls = {s.url: s for s in (*before.urls, *(g.state for g in before.got))} if before else {}
    states = {s.url: s for s in (*before.feeds, *before.resting)} if before else {}
    alerted, forgotten = frozenset(more.pop("alerted", ())), frozenset(more.pop("forgotten", ()))
    all_feeds, edits = more.pop("all_feeds", False), more.pop("edits", 0.0)

    async def once() -> Visit:
        async with Network(settings) as network:
            here = outlet(host, *feeds, **more)
            visitor = Visitor(network, settings, here, now, urls, states)
            visitor.alerted, visitor.forgotten, visitor.all_feeds, visitor.edits = alerted, forgotten, all_feeds, edits
            return await visitor.visit()

    v = asyncio.run(once())
    return replace(v, urls=tuple((urls | {s.url: s for s in v.urls}).values()))


def outcomes(host: Host, v: Visit) -> dict[str, str]:
    found = {o.url.removeprefix(host.url): o.outcome for o in v.outcomes}
    found |= {g.url.removeprefix(host.url): "got" for g in v.got}
    assert len(found) == len(v.outcomes) + len(v.got)
    return found


def test_every_discovered_url_has_one_outcome(host: Host, settings: Settings) -> None:
    host.pages |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /closed\n"),
        "/feed": feed(host, "/a", "/missing", "/closed", "/broken", "/film", "/a"),
        "/also": feed(host, "/a", "/b"),
        "/a": Answer(b"<p>a</p>", headers=HTML),
        "/b": Answer(b"<p>b</p>", headers=HTML),
        "/broken": Answer(status=500),
        "/film": Answer(b"...", headers={"Content-Type": "video/mp4"}),
    }
    v = visit(host, settings, None, DAY, "/feed", "/also")
    assert outcomes(host, v) == {
        "/a": "got",
        "/b": "got",
        "/missing": "failed:404",
        "/closed": "skipped:robots",
        "/broken": "failed:500",
        "/film": "skipped:content-type",
    }
    assert len({u.url for u in v.urls} | {g.url for g in v.got}) == 6


def test_a_page_is_brought_with_what_came_with_it(host: Host, settings: Settings) -> None:
    body = b"<p>caf\xe9</p>"
    headers = {"Content-Type": "text/html; charset=iso-8859-1", "ETag": '"7"', "Set-Cookie": "a=b"}
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(body, headers=headers)}
    (got,) = visit(host, settings).got
    assert (got.page.hash, got.page.etag, got.page.fetched_at) == (page_hash(body), '"7"', DAY)
    assert got.page.headers["server"] == "loopback"
    assert "set-cookie" not in got.page.headers
    assert (got.body, got.page.archive_path) == (body, Archive.path(got.page.hash))


def test_an_article_that_is_listed_is_asked_again_when_due_and_not_before(host: Host, settings: Settings) -> None:
    host.pages |= {
        "/feed": feed(host, "/a"),
        "/a": lambda h: (
            Answer(status=304) if h.get("if-none-match") == '"1"' else Answer(b"a", headers={"ETag": '"1"'})
        ),
    }
    first = visit(host, settings)
    early = visit(host, settings, first, DAY + 0.5 * HOUR)
    due = visit(host, settings, first, DAY + 1.5 * HOUR)
    assert [outcomes(host, v) for v in (first, early, due)] == [
        {"/a": "got"},
        {"/a": "skipped:not-due"},
        {"/a": "unchanged"},
    ]
    assert host.paths.count("/a") == 2


def test_an_article_that_its_feed_says_has_changed_is_asked_at_once(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)}
    first = visit(host, settings)
    host.pages |= {"/feed": feed(host, "/a", changed=DAY + 0.2 * HOUR), "/a": Answer(b"a2", headers=HTML)}
    assert outcomes(host, visit(host, settings, first, DAY + 0.5 * HOUR)) == {"/a": "got"}


def test_an_article_that_left_the_feed_is_revisited_and_its_end_noticed(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)}
    first = visit(host, settings)
    host.pages |= {"/feed": feed(host), "/a": Answer(status=410)}
    assert outcomes(host, visit(host, settings, first, DAY + 2 * HOUR)) == {"/a": "gone:410"}


def test_what_failed_in_passing_is_tried_in_the_next_run_though_the_feed_is_unchanged(
    host: Host, settings: Settings
) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(status=503)}
    first = visit(host, settings)
    host.pages |= {"/feed": Answer(status=304), "/a": Answer(b"a", headers=HTML)}
    assert outcomes(host, visit(host, settings, first, DAY + HOUR)) == {"/a": "got"}


def test_beyond_the_limit_the_rest_waits_for_the_next_run(host: Host, settings: Settings) -> None:
    few = settings.model_copy(update={"max_pages": 1})
    host.pages |= {"/feed": feed(host, "/a", "/b")} | {p: Answer(b"x", headers=HTML) for p in ("/a", "/b")}
    first = visit(host, few)
    assert outcomes(host, first) == {"/a": "got", "/b": "skipped:limit"}
    host.pages["/feed"] = Answer(status=304)
    assert outcomes(host, visit(host, few, first, DAY + 0.1 * HOUR)) == {"/b": "got"}


def test_a_broken_feed_backs_off_by_steps_and_heals(host: Host, settings: Settings) -> None:
    host.pages["/feed"] = Answer(b"<html>maintenance</html>")
    seen, v, now = [], None, DAY
    for _ in range(3):
        v = visit(host, settings, v, now)
        assert v.feeds[0].next_due
        assert v.feeds[0].failing_since == DAY
        seen.append((v.feeds[0].failures, (v.feeds[0].next_due - now) / timedelta(minutes=10)))
        now = v.feeds[0].next_due
    assert [(failures, 0.7 <= wait / failures <= 0.85) for failures, wait in seen] == [(1, True), (2, True), (3, True)]
    assert v is not None
    assert v.broken[0].startswith(f"{host.url}/feed is no feed that can be read")
    asked = len(host.paths)
    assert visit(host, settings, v, now - timedelta(minutes=1)).feeds == ()
    assert len(host.paths) == asked
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)}
    healed = visit(host, settings, v, now)
    assert (healed.feeds[0].failures, healed.feeds[0].failing_since) == (0, None)
    assert outcomes(host, healed) == {"/a": "got"}


def test_a_sitemap_index_is_followed_to_its_newest_sitemaps(host: Host, settings: Settings) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = "".join(
        f"<sitemap><loc>{host.url}/s{n}.xml</loc><lastmod>2026-09-0{n}</lastmod></sitemap>" for n in range(1, 8)
    )
    host.pages["/feed"] = Answer(f"<sitemapindex {space}>{index}</sitemapindex>".encode())
    for n in range(1, 8):
        urlset = f"<urlset {space}><url><loc>{host.url}/{n}</loc></url></urlset>"
        host.pages |= {f"/s{n}.xml": Answer(urlset.encode()), f"/{n}": Answer(b"x", headers=HTML)}
    assert set(outcomes(host, visit(host, settings))) == {"/7", "/6", "/5", "/4", "/3"}


@pytest.mark.parametrize(
    ("last", "again", "expected"),
    [(0, False, 1), (1, False, 5), (5, False, 18), (5, True, 5), (0, True, 1), (264, False, None)],
)
def test_visits_grow_apart_unless_the_article_changes(
    settings: Settings, last: int, again: bool, expected: int | None
) -> None:
    gap = next_gap(settings.revisit_gaps, last * HOUR, again=again)
    assert gap == (None if expected is None else expected * HOUR)


def test_while_it_is_listed_an_article_is_seen_daily(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)}
    v, now = visit(host, settings), DAY
    for _ in range(8):
        v, now = visit(host, settings, v, now + LISTED_AT_LEAST), now + LISTED_AT_LEAST
        assert outcomes(host, v)["/a"] in ("got", "unchanged")


def test_an_article_that_raised_an_alert_is_seen_weekly(host: Host, settings: Settings) -> None:
    once = settings.model_copy(update={"revisit_hours": ()})
    host.pages |= {"/feed": [feed(host, "/a"), feed(host)], "/a": Answer(b"a", headers=HTML)}
    v, days = visit(host, once), []
    for _ in range(4):
        due = (*(g.state for g in v.got), *v.urls)[0].next_due
        assert due
        v = visit(host, once, v, due, alerted=[f"{host.url}/a"])
        days.append((due - DAY).days)
    assert days == [1, 8, 15, 22]


def test_a_page_that_fails_in_passing_is_tried_soon_then_ever_later_and_given_up(
    host: Host, settings: Settings
) -> None:
    host.pages |= {"/feed": [feed(host, "/a"), feed(host)], "/a": Answer(status=500)}
    v, due, waits = None, DAY, list[float]()
    hasty = settings.model_copy(update={"retries": 0})
    while due:
        v = visit(host, hasty, v, due)
        before, due = due, v.urls[0].next_due
        waits += [(due - before) / timedelta(minutes=7)] if due else []
    assert waits == [2**n for n in range(12)]


def test_a_host_that_asks_to_wait_costs_its_feed_no_failure_and_its_pages_no_turn(
    host: Host, settings: Settings
) -> None:
    held = {"Retry-After": "3600"}
    host.pages |= {"/feed": feed(host, "/a", "/b"), "/a": Answer(status=429, headers=held), "/b": Answer(b"b")}
    v = visit(host, settings)
    assert outcomes(host, v) == {"/a": "failed:429", "/b": "skipped:host-waits"}
    state = next(u for u in v.urls if u.url.endswith("/b"))
    assert state.fetched_at is None
    assert state.next_due is not None
    assert 3590 <= (state.next_due - DAY).total_seconds() <= 3600
    host.pages["/feed"] = Answer(status=503, headers=held)
    (feed_,) = visit(host, settings).feeds
    assert (feed_.failures, feed_.next_due) == (1, DAY + HOUR)


def test_where_an_outlet_edits_much_its_articles_are_asked_again_sooner(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)}
    for edits, hours in ((0.1, 1), (0.2, 0.5)):
        (got,) = visit(host, settings, edits=edits).got
        assert got.state.next_due == DAY + hours * HOUR


def test_now_and_then_a_known_page_is_asked_for_in_full(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers={"ETag": '"1"'})}
    always = settings.model_copy(update={"full_every": 1})
    visit(host, always, visit(host, always), DAY + 2 * HOUR)
    assert [a.headers.get("if-none-match") for a in host.asked if a.path == "/a"] == [None, None]


# What was forgotten -------------------------------------------------------------------------------------------------


def test_what_was_forgotten_is_not_fetched(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/a?utm_source=rss", "/b"), "/b": Answer(b"b", headers=HTML)}
    one = settings.model_copy(update={"max_pages": 1})
    v = visit(host, one, None, DAY, forgotten=[digest("here", f"{host.url}/a")])
    assert outcomes(host, v) == {"/a?utm_source=rss": "skipped:forgotten", "/b": "got"}
    assert host.paths == ["/feed", "/b"]
    assert [g.url for g in v.got] == [f"{host.url}/b"]


def test_a_redirect_to_what_was_forgotten_leaves_nothing(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": feed(host, "/old"), "/old": Answer(status=301, headers={"Location": "/a"})}
    host.pages["/a"] = Answer(b"a", headers=HTML)
    v = visit(host, settings, None, DAY, forgotten=[digest("here", f"{host.url}/a")])
    assert outcomes(host, v) == {"/old": "skipped:forgotten"}
    assert (v.urls, v.got) == ((), ())


# Secrets --------------------------------------------------------------------------------------------------------------


def test_an_outlets_own_headers_go_to_its_own_site_alone(
    host: Host, other_host: Host, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HERE_TOKEN", "hunter2")
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(status=302, headers={"Location": f"{other_host.url}/a"})}
    other_host.pages["/a"] = Answer(b"a", headers=HTML)
    v = visit(host, settings, None, DAY, headers={"Cookie": "token=$HERE_TOKEN"})
    assert {a.headers.get("cookie") for a in host.asked} == {"token=hunter2"}
    assert {a.headers.get("cookie") for a in other_host.asked} == {None}
    assert len(v.got) == 1
    assert "hunter2" not in repr(v)


def test_a_secret_that_is_missing_is_named(host: Host, settings: Settings) -> None:
    with pytest.raises(ConfigError, match="HERE_TOKEN: set it in the environment"):
        visit(host, settings, None, DAY, headers={"Cookie": "token=$HERE_TOKEN"})


# Reservations -------------------------------------------------------------------------------------------------------

RESERVING = {
    "robots.txt shuts GPTBot out": {"/robots.txt": Answer(b"User-agent: GPTBot\nDisallow: /\n")},
    "/.well-known/tdmrep.json reserves it": {
        "/.well-known/tdmrep.json": Answer(b'[{"location": "/", "tdm-reservation": 1}]')
    },
    "the header tdm-reservation reserves it": {"/a": Answer(b"a", headers={**HTML, "TDM-Reservation": "1"})},
}


@pytest.mark.parametrize("words", RESERVING)
def test_a_reserved_page_is_skipped_unless_the_outlet_is_licensed(host: Host, settings: Settings, words: str) -> None:
    host.pages |= {"/feed": feed(host, "/a"), "/a": Answer(b"a", headers=HTML)} | RESERVING[words]
    v = visit(host, settings)
    assert ([(o.outcome, o.detail) for o in v.outcomes], v.got) == ([("skipped:tdm", words)], ())
    for why in ({"licence": "by contract"}, {"exception": "research"}):
        (got,) = visit(host, settings, None, DAY, **why).got
        assert got.reserved == words


def test_what_may_be_mined_is_fetched(host: Host, settings: Settings) -> None:
    host.pages |= {
        "/robots.txt": Answer(b"User-agent: GPTBot\nDisallow: /video\n"),
        "/.well-known/tdmrep.json": Answer(b'[{"location": "/premium/*", "tdm-reservation": 1}]'),
        "/feed": feed(host, "/a"),
        "/a": Answer(b"a", headers={**HTML, "TDM-Reservation": "0"}),
    }
    assert outcomes(host, visit(host, settings)) == {"/a": "got"}
