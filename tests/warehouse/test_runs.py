from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from press import LONDON, article, batch, day, reading, said

from parsers.errors import PermanentError
from warehouse import runs
from warehouse.connection import Connection
from warehouse.load import load
from warehouse.models import OutletBatch, Summary
from warehouse.rules import Channel, Rule

A, B, G = "http://matin.test/a", "http://matin.test/b", "http://globe.test/a"
FRESH = "2026-09-08T09:00:00+02:00"
TOLL = "Le séisme de Kandra a fait 12 morts"


def play(
    con: Connection, now: dt.datetime, *batches: OutletBatch, rules: Sequence[Rule] = (), kind: str = "run"
) -> Summary:
    run = runs.begin(con, kind=kind, now=now, outlets=[b.outlet.id for b in batches])
    for one in batches:
        load(con, run, one)
    return runs.finish(con, run, rules)


def column(con: Connection, sql: str) -> list[Any]:
    return [row[0] for row in con.execute(sql).fetchall()]


def watched(con: Connection) -> None:
    """Both outlets' first run, so that what comes next may be new."""
    first = [reading(A, article(said("Le marché ouvre lundi"))), reading(G, article(said("Shops open")), LONDON)]
    play(con, day(7), batch(first[0]), batch(first[1], outlet=LONDON))


def test_a_run_is_known_by_its_kind_and_clock(con: Connection) -> None:
    one = runs.begin(con, kind="run", now=day(7), outlets=["matin"])
    elsewhere = day(7).astimezone(dt.timezone(dt.timedelta(hours=5)))
    assert runs.begin(con, kind="run", now=elsewhere, outlets=["matin"]) == one
    assert runs.begin(con, kind="backfill", now=day(7), outlets=["matin"]).run_id != one.run_id
    with pytest.raises(PermanentError, match="run, backfill, reread"):
        runs.begin(con, kind="walk", now=day(7), outlets=[])


def test_a_killed_run_knows_what_is_done(con: Connection) -> None:
    load(con, runs.begin(con, kind="run", now=day(7), outlets=["matin", "globe"]), batch())
    again = runs.begin(con, kind="run", now=day(7), outlets=["matin", "globe"])
    assert (again.done, again.finished) == (frozenset({"matin"}), False)
    runs.finish(con, again)
    assert runs.begin(con, kind="run", now=day(7), outlets=["matin", "globe"]).finished


def test_an_outlet_s_first_run_makes_nothing_new_and_the_second_does(con: Connection) -> None:
    assert play(con, day(7), batch(reading(A, article(said(TOLL))))).new_claims == 0
    second = play(con, day(8), batch(reading(B, article(said("Le pont de Lorne a cédé"), said(TOLL)))))
    assert second == Summary({"loaded": 1}, new_claims=1, alerts=0)
    assert con.execute("SELECT text, new FROM first_seen JOIN claims USING (claim_id) ORDER BY new").fetchall() == [
        (TOLL, False),
        ("Le pont de Lorne a cédé", True),
    ]


def test_what_a_newly_watched_outlet_told_earlier_is_not_new(con: Connection) -> None:
    play(con, day(7), batch(reading(A, article(said("Le marché ouvre lundi")))))
    here = reading(B, article(said(TOLL), published="2026-09-08T10:00:00Z"))
    there = reading(G, article(said(TOLL), published="2026-09-08T09:00:00Z"), LONDON)
    assert play(con, day(8), batch(here), batch(there, outlet=LONDON)).new_claims == 0
    assert column(con, "SELECT outlet_id FROM first_seen JOIN claims USING (claim_id) WHERE text LIKE '%Kandra%'") == [
        "globe"
    ]


def test_a_backfill_makes_nothing_new(con: Connection) -> None:
    watched(con)
    assert play(con, day(8), batch(reading(B, article(said(TOLL)))), kind="backfill").new_claims == 0


def test_finishing_twice_is_finishing_once(con: Connection) -> None:
    watched(con)
    run = runs.begin(con, kind="run", now=day(8), outlets=["matin"])
    load(con, run, batch(reading(B, article(said(TOLL)))))
    first = runs.finish(con, run)
    daily = con.execute("FROM daily ORDER BY ALL").fetchall()
    assert runs.finish(con, run) == first
    assert con.execute("FROM daily ORDER BY ALL").fetchall() == daily


def test_a_later_run_finishes_an_abandoned_one(con: Connection) -> None:
    watched(con)
    abandoned = runs.begin(con, kind="run", now=day(8), outlets=["matin"])
    load(con, abandoned, batch(reading(B, article(said(TOLL), published=FRESH))))
    later = reading(B + "2", article(said("Le pont de Lorne tient bon"), published="2026-09-09T09:00:00Z"))
    summary = play(con, day(9), batch(later), rules=[Rule("all")])
    assert (summary.new_claims, summary.alerts) == (1, 1)
    assert runs.unfinished(con) == []
    later_id = runs.begin(con, kind="run", now=day(9), outlets=[]).run_id
    raised = "SELECT body LIKE '%Kandra%', run_id FROM alerts ORDER BY raised_at"
    assert con.execute(raised).fetchall() == [(True, abandoned.run_id), (False, later_id)]


def test_aggregates_follow_the_mentions(con: Connection) -> None:
    watched(con)
    twice = article(said(TOLL), said(TOLL, where="title"), published="2026-09-08T09:00:00Z")
    other = article(said(TOLL, by="Luc Brand"), published="2026-09-08T10:00:00Z")
    play(con, day(8), batch(reading(B, twice), reading(B + "2", other)))
    rows = con.execute(
        "SELECT s.name, mentions, tellings, new_claims FROM daily JOIN speakers AS s USING (speaker_id) "
        "WHERE day = DATE '2026-09-08' ORDER BY 1"
    ).fetchall()
    assert rows == [("Jeanne Morel", 2, 1, 1), ("Luc Brand", 1, 1, 0)]
    assert column(con, "SELECT mentions FROM tellings JOIN claims USING (claim_id) WHERE text = ? ORDER BY 1".replace(
        "?", f"'{TOLL}'")) == [1, 2]  # fmt: skip


def test_a_statement_in_five_revisions_counts_once(con: Connection) -> None:
    watched(con)
    for n in range(8, 13):
        play(con, day(n), batch(reading(B, article(said(TOLL), more=f"Mise à jour {n}"))))
    assert column(con, "SELECT count(*) FROM statements WHERE content[1] LIKE '%Kandra%'") == [1]
    assert column(
        con, "SELECT sum(mentions) FROM tellings JOIN claims USING (claim_id) WHERE text LIKE '%Kandra%'"
    ) == [1]


ALL = Rule("all", channels=(Channel("console"), Channel("json://user:secret@desk.test/hook")))


def test_an_alert_is_raised_once_per_claim_and_rule(con: Connection) -> None:
    watched(con)
    other = Rule("figures", figures_min=10, figures_unit=("mort*",))
    found = batch(reading(B, article(said(TOLL, figures=[(12, "morts")]), said("Le pont tient"), published=FRESH)))
    assert play(con, day(8), found, rules=[ALL, other]).alerts == 3
    again = batch(reading(B + "2", article(said(TOLL, figures=[(12, "morts")]), published=FRESH)))
    assert play(con, day(9), again, rules=[ALL, other]).alerts == 0
    assert column(con, "SELECT rule_id FROM alerts ORDER BY 1") == ["all", "all", "figures"]


def test_a_first_run_raises_no_alert(con: Connection) -> None:
    assert play(con, day(7), batch(reading(A, article(said(TOLL)))), rules=[ALL]).alerts == 0


def test_a_channel_s_secrets_stay_out_of_the_warehouse(con: Connection) -> None:
    watched(con)
    play(con, day(8), batch(reading(B, article(said(TOLL), published=FRESH))), rules=[ALL])
    assert column(con, "SELECT count(*) FROM alerts") == [1]
    assert "secret" not in str(con.execute("FROM alerts").fetchall())
