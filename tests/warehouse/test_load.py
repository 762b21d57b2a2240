from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from press import LONDON, article, batch, day, reading, said

from parsers.models import Article
from warehouse import runs
from warehouse.connection import Connection, transaction
from warehouse.load import load
from warehouse.models import FeedState, Outcome, OutletBatch, UrlState
from warehouse.state import feeds, urls

A = "http://matin.test/a"


def visit(con: Connection, now: dt.datetime, *batches: OutletBatch, kind: str = "run") -> list[Outcome]:
    run = runs.begin(con, kind=kind, now=now, outlets=[b.outlet.id for b in batches])
    return [outcome for b in batches for outcome in load(con, run, b)]


def said_as(outcomes: Sequence[Outcome]) -> dict[str, str]:
    return {o.url: o.outcome for o in outcomes}


def count(con: Connection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def column(con: Connection, sql: str) -> list[Any]:
    return [row[0] for row in con.execute(sql).fetchall()]


def test_an_article_becomes_rows(con: Connection) -> None:
    toll = said("Le séisme a fait 12 morts", figures=[(12, "morts")])
    assert said_as(visit(con, day(7), batch(reading(A, article(toll))))) == {A: "loaded"}
    assert con.execute("SELECT content, source, speaker, day FROM statements").fetchall() == [
        (["Le séisme a fait 12 morts"], "Jeanne Morel", "Jeanne Morel", dt.date(2026, 9, 7))
    ]
    assert con.execute("SELECT low, unit FROM quantities").fetchall() == [(12.0, "morts")]
    assert con.execute("SELECT published, published_source, first_seen FROM articles").fetchall() == [
        (day(7, 7), "json-ld", day(7))
    ]


def test_the_same_again_changes_nothing(con: Connection) -> None:
    again = batch(reading(A, article(said("Rien ne change"))))
    visit(con, day(7), again)
    before = {t: count(con, t) for t in ("pages", "articles", "revisions", "statements", "mentions", "speakers")}
    assert said_as(visit(con, day(8), again)) == {A: "unchanged"}
    assert {t: count(con, t) for t in before} == before
    assert column(con, "SELECT last_seen FROM articles") == [day(8)]


def test_a_batch_is_loaded_once_in_a_run(con: Connection) -> None:
    once = batch(reading(A, article(said("Une fois"))), outcomes=[Outcome("matin", A + "2", "failed:timeout", "30 s")])
    assert visit(con, day(7), once) == visit(con, day(7), once)
    assert count(con, "outcomes") == 2


def test_a_text_that_goes_and_comes_back_is_three_revisions(con: Connection) -> None:
    first, second = said("12 morts", figures=[(12, "morts")]), said("15 morts", figures=[(15, "morts")])
    stays = said("Les secours sont sur place")
    for n, text in enumerate([first, second, first]):
        visit(con, day(7 + n), batch(reading(A, article(text, stays, modified=f"2026-09-0{7 + n}T10:00:00Z"))))
    assert con.execute("SELECT sequence, valid_from, valid_to, silent FROM revisions ORDER BY sequence").fetchall() == [
        (1, day(7), day(8), False),
        (2, day(8), day(9), False),
        (3, day(9), None, False),
    ]
    assert column(con, "SELECT content[1] FROM statements ORDER BY first_seen, content") == [
        "12 morts", "Les secours sont sur place", "15 morts",
    ]  # fmt: skip
    assert count(con, "statement_revisions") == 6
    assert count(con, "mentions") == 3
    assert con.execute("SELECT revisions FROM articles").fetchall() == [(3,)]


def test_a_change_that_the_page_does_not_own_up_to_is_silent(con: Connection) -> None:
    for n, text in enumerate(["12 morts", "15 morts"]):
        visit(con, day(7 + n), batch(reading(A, article(said(text), modified="2026-09-07T10:00:00Z"))))
    assert column(con, "SELECT silent FROM revisions ORDER BY sequence") == [False, True]


def test_what_a_revision_adds_is_told_when_we_saw_it(con: Connection) -> None:
    visit(con, day(7), batch(reading(A, article(said("Avant")))))
    visit(con, day(9), batch(reading(A, article(said("Avant"), said("Après")))))
    assert con.execute("SELECT content[1], told_at, day FROM statements ORDER BY told_at").fetchall() == [
        ("Avant", day(7, 7), dt.date(2026, 9, 7)),
        ("Après", day(9), dt.date(2026, 9, 9)),
    ]


def test_equal_statements_of_one_page_are_told_apart(con: Connection) -> None:
    same = said("Il faut agir")
    visit(con, day(7), batch(reading(A, article(same, same, said("Il faut agir", where="title")))))
    rows = con.execute("SELECT place_kind, occurrence FROM statements ORDER BY ALL").fetchall()
    assert rows == [("body", 0), ("body", 1), ("title", 0)]
    assert count(con, "mentions") == len(set(column(con, "SELECT mention_id FROM mentions"))) == 3


def test_a_day_is_the_outlet_s_day(con: Connection) -> None:
    late = article(said("Tard"), published="2026-09-07T23:30:00Z")
    undated = article(said("Sans date"), published=None)
    visit(con, day(8, 20), batch(reading(A, late), reading(A + "2", undated, published_hint=None)))
    rows = con.execute("SELECT content[1], day FROM statements ORDER BY 1 DESC").fetchall()
    assert rows == [("Tard", dt.date(2026, 9, 8)), ("Sans date", dt.date(2026, 9, 8))]


def test_a_date_without_offset_is_local_and_the_feed_s_date_is_the_second_choice(con: Connection) -> None:
    naive = article(said("Naïf"), published="2026-09-07T09:00")
    visit(con, day(8), batch(reading(A, naive), reading(A + "2", article(published=None), published_hint="2026-09-06")))
    rows = con.execute("SELECT published, published_source FROM articles ORDER BY url").fetchall()
    assert rows == [(day(7, 7), "json-ld"), (dt.datetime(2026, 9, 5, 22, tzinfo=dt.UTC), "feed")]


@pytest.mark.parametrize(
    ("published", "hint", "told_at"),
    [
        ("2026-09-06", None, dt.datetime(2026, 9, 6, 21, 59, tzinfo=dt.UTC)),
        ("2026-09-06", "2026-09-06T11:00:00Z", day(6, 11)),
        ("2026-09-06", "2026-09-07T11:00:00Z", dt.datetime(2026, 9, 6, 21, 59, tzinfo=dt.UTC)),
        ("2026-09-07", None, day(7)),
        (None, "2026-09-06", dt.datetime(2026, 9, 6, 21, 59, tzinfo=dt.UTC)),
        ("2026-09-06T10:00:00Z", "2026-09-06T11:00:00Z", day(6, 10)),
    ],
)
def test_nobody_is_first_without_a_time_that_says_so(
    con: Connection, published: str | None, hint: str | None, told_at: dt.datetime
) -> None:
    visit(con, day(7), batch(reading(A, article(said("Quand"), published=published), published_hint=hint)))
    assert column(con, "SELECT told_at FROM statements") == [told_at]


def test_nothing_is_told_after_it_was_read(con: Connection) -> None:
    visit(con, day(7), batch(reading(A, article(said("Demain"), published="2031-01-01T00:00:00Z"))))
    assert column(con, "SELECT told_at FROM statements") == [day(7)]


def test_of_two_urls_of_one_article_the_canonical_counts(con: Connection) -> None:
    amp, made = A + "/amp", article(said("Deux adresses"))
    outcomes = visit(con, day(7), batch(reading(amp, article(said("AMP")), canonical=A), reading(A, made)))
    assert said_as(outcomes) == {A: "loaded", amp: "skipped:duplicate"}
    assert column(con, "SELECT content[1] FROM statements") == ["Deux adresses"]


def test_each_url_has_one_outcome(con: Connection) -> None:
    told = [Outcome("matin", A, "failed:timeout"), Outcome("matin", A + "2", "skipped:robots"),
            Outcome("matin", A + "2", "failed:404")]  # fmt: skip
    outcomes = visit(con, day(7), batch(reading(A, article(said("Lu"))), outcomes=told))
    assert said_as(outcomes) == {A: "loaded", A + "2": "skipped:robots"}


def test_an_unfetched_page_is_seen_through_its_url_s_state(con: Connection) -> None:
    state = UrlState("matin", A, article_url=A, etag='"x"', fetched_at=day(7), status=200)
    visit(con, day(7), batch(reading(A, article(said("Stable"))), urls=[state]))
    visit(con, day(8), batch(outcomes=[Outcome("matin", A, "unchanged", "304")]))
    assert column(con, "SELECT last_seen FROM articles") == [day(8)]
    assert urls(con, "matin") == {A: state}


def test_fetch_state_is_overwritten(con: Connection) -> None:
    feed = "http://matin.test/rss"
    for n in (7, 8):
        visit(con, day(n), batch(feeds=[FeedState("matin", feed, "rss", etag=str(n), checked_at=day(n))]))
    assert feeds(con, "matin") == {feed: FeedState("matin", feed, "rss", etag="8", checked_at=day(8))}


def test_only_the_first_articles_of_an_outlet_are_its_baseline(con: Connection) -> None:
    visit(con, day(7), batch())  # its feeds failed: nothing is known of it yet
    visit(con, day(8), batch(reading(A, article(said("Un")))))
    visit(con, day(9), batch(reading(A + "2", article(said("Deux")))))
    visit(con, day(10), batch(reading(A + "3", article(said("Trois")))), kind="backfill")
    assert column(con, "SELECT baseline FROM articles ORDER BY url") == [True, False, True]


def test_outlets_do_not_share_articles(con: Connection) -> None:
    there = batch(reading(A, article(said("Ici")), outlet=LONDON), outlet=LONDON)
    visit(con, day(7), batch(reading(A, article(said("Ici")))), there)
    assert count(con, "articles") == count(con, "statements") == 2
    assert count(con, "speakers") == 1


WRITTEN = ("runs", "run_outlets", "outlets", "pages", "articles", "revisions", "captions", "statements", "mentions",
           "statement_revisions", "quantities", "speakers", "outcomes")  # fmt: skip

texts = st.text(st.characters(), max_size=12)


@st.composite
def wild_articles(draw: st.DrawFn) -> Article:
    statements = [
        said(draw(texts), by=draw(st.none() | texts), figures=draw(st.lists(st.tuples(st.floats(), texts), max_size=2)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    dates = st.none() | st.datetimes().map(dt.datetime.isoformat) | st.dates().map(str) | texts
    return article(*statements, title=draw(texts), published=draw(dates), modified=draw(dates), more=draw(texts))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(wild_articles(), max_size=3))
def test_whatever_a_page_holds_it_loads_once(con: Connection, articles: list[Article]) -> None:
    wild = batch(*(reading(f"{A}{n}", made) for n, made in enumerate(articles)))
    try:
        first, second = visit(con, day(7), wild), visit(con, day(8), wild)
        assert {o.outcome for o in first} <= {"loaded"}
        assert {o.outcome for o in second} <= {"unchanged"}
        for table, key in (("articles", "article_id"), ("statements", "statement_id"), ("mentions", "mention_id")):
            assert column(con, f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1") == []
    finally:
        with transaction(con):
            for table in WRITTEN:
                con.execute(f"DELETE FROM {table}")
