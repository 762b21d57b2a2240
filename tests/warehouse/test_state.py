"""What the next fetches start from: which articles are watched for longer, who edits much, what is gone."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from press import article, batch, day, reading, said

from warehouse import runs, state
from warehouse.connection import Connection
from warehouse.load import load
from warehouse.models import Outcome, UrlState
from warehouse.rules import Rule

A, B, C = (f"http://matin.test/{name}" for name in "abc")


def visit(con: Connection, now: dt.datetime, *readings: object, outcomes: tuple[Outcome, ...] = ()) -> None:
    run = runs.begin(con, kind="run", now=now, outlets=["matin"])
    urls = tuple(UrlState("matin", r.url, r.canonical_url) for r in readings)  # type: ignore[attr-defined]
    load(con, run, batch(*readings, outcomes=outcomes, urls=urls))  # type: ignore[arg-type]
    runs.finish(con, run, [Rule("toll", words=("morts",))])


def test_articles_that_tell_an_alerted_or_a_pinned_claim_are_watched(con: Connection) -> None:
    """B raises the alert, A tells the same claim later; C tells one that somebody pinned a mention to."""
    toll, calm = said("Le séisme a fait 12 morts", figures=[(12, "morts")]), said("La digue de Kandra tiendra")
    visit(con, day(7), reading("http://matin.test/0", article(said("Rien de neuf"))))
    visit(con, day(8), reading(B, article(toll, title="Séisme", published="2026-09-08T10:00:00Z")))
    visit(con, day(9), reading(A, article(toll, title="Le bilan")), reading(C, article(calm, title="La digue")))
    assert state.watched(con, "matin", day(1)) == {A, B}
    assert state.watched(con, "matin", day(9)) == {A}
    mention = con.execute("SELECT mention_id FROM mentions WHERE text LIKE 'La digue%'").fetchall()[0][0]
    args = json.dumps({"mention": mention, "claim": mention})
    con.execute("INSERT INTO decisions VALUES ('d', ?, 'me', 'pin-mention', ?)", [day(9), args])
    assert state.watched(con, "matin", day(1)) == {A, B, C}
    assert state.watched(con, "globe", day(1)) == frozenset()


@pytest.mark.parametrize(("revised", "of", "share"), [(5, 20, 0.25), (19, 19, 0.0), (0, 40, 0.0)])
def test_the_share_of_revisits_that_found_another_text(con: Connection, revised: int, of: int, share: float) -> None:
    run = runs.begin(con, kind="run", now=day(7), outlets=["matin"])
    said_of = ["revised"] * revised + ["unchanged"] * (of - revised) + ["loaded"] * 50
    load(con, run, batch(outcomes=[Outcome("matin", f"u{n}", o) for n, o in enumerate(said_of)]))
    assert state.edits(con, "matin", day(6)) == share
    assert state.edits(con, "matin", day(8)) == 0


def test_an_article_whose_page_is_gone_is_marked_until_it_comes_back(con: Connection) -> None:
    visit(con, day(7), reading(A, article()), reading(B, article()))
    for n in (8, 9):
        visit(con, day(n), outcomes=(Outcome("matin", A, "gone:410"), Outcome("matin", B, "failed:404")))
    gone = "SELECT canonical_url, status, gone_at FROM gone JOIN articles USING (article_id)"
    assert con.execute(gone).fetchall() == [(A, 410, day(8))]
    visit(con, day(10), reading(A, article()))
    assert con.execute(gone).fetchall() == []
