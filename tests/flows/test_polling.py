"""How often a feed is asked: learned from what it brings, between two bounds, and never all of them at one moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import Answer, Host
from test_visit import DAY, HTML, feed, outcomes, visit

from flows import polling
from flows.discovery import Listed
from flows.settings import Settings

MINUTE = timedelta(minutes=1)
LEAST, MOST = 10 * MINUTE, 60 * MINUTE


@pytest.mark.parametrize(
    ("rate", "minutes"), [(None, 10), (1000, 10), (36, 10), (18, 20), (12, 30), (6, 60), (1, 60), (0, 60)]
)
def test_a_feed_is_asked_four_times_for_each_item_it_brings(rate: float | None, minutes: float) -> None:
    assert polling.gap(rate, LEAST, MOST) == minutes * MINUTE


@given(st.integers(0, 500), st.floats(1, 10_000))
def test_a_steady_feed_is_learned_and_a_silent_one_fades(items: int, minutes: float) -> None:
    since, rate = minutes * MINUTE, 36.0
    for _ in range(int(10 * polling.DAY / since) + 1):
        rate = polling.learned(rate, 36.0, items, since)
    assert rate == pytest.approx(items * (polling.DAY / since), rel=0.01, abs=0.01)
    assert polling.learned(rate, 36.0, 0, since) <= rate


def test_a_night_alone_does_not_make_a_feed_slow() -> None:
    after_a_night = polling.learned(60.0, 36.0, 0, timedelta(hours=8))
    assert 40 < after_a_night < 60


def test_a_first_listing_tells_the_rate_by_its_dates() -> None:
    now = datetime(2026, 9, 7, 18, tzinfo=UTC)
    dates = [now - timedelta(hours=h) for h in (1, 2, 23, 25, 400)] + [now + timedelta(hours=2)]
    assert polling.guessed([Listed(f"/{n}", changed=d) for n, d in enumerate(dates)], now) == 3
    assert polling.guessed([Listed("/a")], now) is None


@given(st.text(), st.datetimes(timezones=st.just(UTC), max_value=datetime(9000, 1, 1)))
def test_feeds_fall_due_before_the_run_that_is_to_ask_them_and_not_all_at_once(url: str, now: datetime) -> None:
    assert 0.7 <= (polling.due(url, now, LEAST) - now) / LEAST <= 0.85
    assert polling.due(url, now, LEAST) == polling.due(url, now, LEAST)
    assert polling.due(url, now, LEAST) != polling.due(url + "?", now, LEAST)


def test_a_feed_that_is_not_due_costs_no_request_unless_all_are_wanted(host: Host, settings: Settings) -> None:
    host.pages["/feed"] = feed(host)
    first = visit(host, settings)
    asked = len(host.asked)
    early = visit(host, settings, first, DAY + 5 * MINUTE)
    assert (len(host.asked), early.feeds, [f.url for f in early.resting]) == (asked, (), [f"{host.url}/feed"])
    assert visit(host, settings, first, DAY + 5 * MINUTE, all_feeds=True).feeds
    assert visit(host, settings, first, DAY + 10 * MINUTE).feeds


def test_a_busy_feed_is_asked_in_each_run_and_a_slow_one_seldom(host: Host, settings: Settings) -> None:
    """The slow feed repeats an item of last week; the busy one, which dates nothing, has a new one every 10 minutes."""
    host.pages |= {"/slow": feed(host, "/old", changed=DAY - 7 * polling.DAY), "/old": Answer(b"x", headers=HTML)}
    v = None
    for run in range(13):
        host.pages |= {"/busy": feed(host, "/old", f"/{run}"), f"/{run}": Answer(b"x", headers=HTML)}
        v = visit(host, settings, v, DAY + run * 10 * MINUTE, "/busy", "/slow")
    assert (host.paths.count("/busy"), host.paths.count("/slow")) == (13, 3)
    assert v is not None
    rates = {f.url.removeprefix(host.url): f.rate for f in v.feeds + v.resting}
    assert (rates["/busy"], rates["/slow"]) == (pytest.approx(144 - 108 * 2.718 ** (-120 / 1440), rel=0.01), 0)


def test_the_newest_of_all_feeds_is_asked_first(host: Host, settings: Settings) -> None:
    host.pages |= {p: Answer(b"x", headers=HTML) for p in ("/a", "/b", "/c")}
    host.pages |= {"/one": feed(host, "/a", changed=DAY - 3 * MINUTE), "/two": feed(host, "/b", changed=DAY - MINUTE)}
    host.pages["/three"] = feed(host, "/c")
    one = settings.model_copy(update={"max_pages": 1})
    v = visit(host, one, None, DAY, "/one", "/two", "/three")
    assert outcomes(host, v) == {"/b": "got", "/a": "skipped:limit", "/c": "skipped:limit"}


def test_what_stands_below_a_sitemap_index_is_asked_conditionally(host: Host, settings: Settings) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>{host.url}/below</loc></sitemap></sitemapindex>"
    below = f"<urlset {space}><url><loc>{host.url}/a</loc></url></urlset>".encode()
    host.pages |= {"/feed": Answer(index.encode(), headers={"ETag": '"1"'}), "/a": Answer(b"x", headers=HTML)}
    host.pages["/below"] = lambda headers: (
        Answer(status=304) if headers.get("if-none-match") == '"2"' else Answer(below, headers={"ETag": '"2"'})
    )
    first = visit(host, settings)
    visit(host, settings, first, DAY + 60 * MINUTE)
    told = [(a.path, a.headers.get("if-none-match")) for a in host.asked if a.path in ("/feed", "/below")]
    assert told == [("/feed", None), ("/below", None), ("/feed", None), ("/below", '"2"')]


# Sections ------------------------------------------------------------------------------------------------------------

SECTION = b"""<nav><a href="/menu">Menu</a></nav>
<h2 class="t"><a href="/a">Un  titre</a></h2><h2 class="t"><a href="/a#photo">encore</a></h2>
<h2 class="t">sans lien</h2>
<h2 class="t"><a href="/b">Deux</a> <time datetime="2026-09-07T12:00:00+02:00">midi</time></h2>"""


def test_a_section_lists_the_links_that_its_selector_finds(host: Host, settings: Settings) -> None:
    host.pages |= {"/feed": Answer(SECTION)} | {p: Answer(b"x", headers=HTML) for p in ("/a", "/b")}
    section = [{"url": f"{host.url}/feed", "kind": "section", "selector": "h2.t"}]
    v = visit(host, settings, feeds=section)
    assert outcomes(host, v) == {"/a": "got", "/b": "got"}
    assert [(g.published_hint) for g in v.got] == ["2026-09-07T12:00:00+02:00", None]
    assert (v.feeds[0].kind, v.feeds[0].rate) == ("section", 1)
    section[0]["selector"] = "h3 a"
    assert visit(host, settings, feeds=section).broken == (
        f"{host.url}/feed has no link where 'h3 a' looks; mend the outlet's selector",
    )
