"""Each kind of rule over the week of ``weeks.py``: what it raises, and what it does not."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from press import PARIS, article, batch, day, reading, said
from weeks import DISPATCH, MAYOR, PREFECT, WIRE, told, week

from warehouse import alerts, runs
from warehouse.connection import Connection, reader, warehouse_file, writer
from warehouse.load import load
from warehouse.models import OutletBatch
from warehouse.rules import Event, Rule
from warehouse.snapshot import publish


def play(con: Connection, now: dt.datetime, batches: list[OutletBatch], kind: str = "run") -> str:
    run = runs.begin(con, kind=kind, now=now, outlets=[b.outlet.id for b in batches])
    for one in batches:
        load(con, run, one)
    runs.finish(con, run)
    return run.run_id


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("week")
    with writer(data) as con:
        for now, batches in week():
            play(con, now, batches)
        publish(con, data)
    return data


@pytest.fixture(scope="module")
def seen(data: Path) -> Iterator[Connection]:
    """A snapshot is enough to ask what rules would have raised."""
    with reader(data) as seen:
        yield seen


def raised(con: Connection, kind: str, **options: Any) -> list[tuple[int, Event]]:
    filters = {name: options.pop(name) for name in list(options) if name in ("words", "quiet", "independent")}
    rule = Rule("r", kind, options, **filters)
    return [(now.day, event) for now, event in alerts.would_raise(con, rule, day(1))]


def said_on(con: Connection, kind: str, **options: Any) -> list[tuple[int, str]]:
    return sorted((n, e.said) for n, e in raised(con, kind, **options))


def facts(event: Event) -> Any:
    return json.loads(event.facts or "{}")


def test_new_claims_are_ranked_with_their_reasons(seen: Connection) -> None:
    found = [e for n, e in raised(seen, "new_claim") if n == 8]
    assert {e.said for e in found} == {
        "La crue de la Lorne a fait 12 morts",
        "Le barrage de Lorne menace de céder",
        "Le port de Lorne a supprimé 200 emplois cette année",
        "L'eau du robinet de Lorne est contaminée",
    }
    assert [e.points for e in found] == sorted((e.points for e in found), reverse=True)
    assert found[0].said == "La crue de la Lorne a fait 12 morts"
    assert "told independently 2 times" in found[0].reasons


def test_a_figure_that_moves_further_than_the_threshold(seen: Connection) -> None:
    moved = raised(seen, "figure_changed")
    assert [(n, e.said) for n, e in moved] == [
        (9, "La crue de la Lorne a fait 15 morts"),
        (9, "La crue de la Lorne a fait 19 morts"),
        (9, "Le port de Lorne a supprimé 300 emplois cette année"),
    ]
    assert facts(moved[0][1])["before"]["value"] == 12
    assert facts(moved[0][1])["change"] == 0.25
    assert [e.said for _, e in raised(seen, "figure_changed", threshold="0.3")] == [
        "Le port de Lorne a supprimé 300 emplois cette année"
    ]


def test_figures_that_disagree(seen: Connection) -> None:
    [(n, event)] = raised(seen, "disagreement")
    assert (n, event.said, event.speaker) == (9, "La crue de la Lorne a fait 19 morts", MAYOR)
    assert [(o["said"], o["told_by"]) for o in facts(event)["others"]] == [
        ("La crue de la Lorne a fait 15 morts", PREFECT)
    ]


def test_a_denial(seen: Connection) -> None:
    [(n, event)] = raised(seen, "denied")
    assert (n, event.said) == (10, "Le barrage de Lorne ne menace pas de céder")
    assert facts(event)["denies"]["text"] == "Le barrage de Lorne menace de céder"
    assert facts(event)["denies"]["told_by"] == MAYOR


def test_a_silent_edit_tells_all_that_it_changed(seen: Connection) -> None:
    [(n, event)] = raised(seen, "silent_edit")
    assert n == 9
    assert [(c["kind"], c["before"], c["after"]) for c in facts(event)["changes"]] == [
        (
            "figure",
            "Le port de Lorne a supprimé 200 emplois cette année",
            "Le port de Lorne a supprimé 300 emplois cette année",
        ),
        ("withdrawn", "L'eau du robinet de Lorne est contaminée", None),
    ]
    assert raised(seen, "silent_edit", changes="['reworded']") == []


def test_what_is_withdrawn(seen: Connection) -> None:
    assert said_on(seen, "withdrawn") == [(9, "L'eau du robinet de Lorne est contaminée")]


def test_a_spread_counts_near_copies_once(seen: Connection) -> None:
    assert said_on(seen, "spread", independent=2) == [(8, "La crue de la Lorne a fait 12 morts")]
    assert said_on(seen, "spread", independent=2, time="INTERVAL 4 HOUR") == []
    assert said_on(seen, "spread") == []


def test_a_spike(seen: Connection) -> None:
    found = raised(seen, "spike", at_least="3", times="2")
    assert {(n, facts(e)["who"]) for n, e in found} == {(10, "Luc Brand")}
    assert raised(seen, "spike", by="'outlet'", at_least="50") == []


def test_somebody_new_says_a_known_claim(seen: Connection) -> None:
    assert raised(seen, "new_speaker") == []


def test_a_new_speaker_is_told_with_those_before(tmp_path: Path, data: Path) -> None:
    shutil.copy(warehouse_file(data), warehouse_file(tmp_path))
    with writer(tmp_path) as con:
        again = said("Le barrage de Lorne menace de céder", by="Paul Vidal")
        play(con, day(11), [batch(told(PARIS, "encore", 11, 9, again))])
        [(n, event)] = raised(con, "new_speaker")
        assert (n, event.speaker, facts(event)) == (11, "Paul Vidal", {"said_before_by": [MAYOR]})
        play(con, day(12), [batch(told(PARIS, "toujours", 12, 9, again))])
        assert len(raised(con, "new_speaker")) == 1


def test_words_are_found_whatever_their_inflection(seen: Connection) -> None:
    assert said_on(seen, "new_claim", words=("emploi supprimé",)) == []
    assert {s for _, s in said_on(seen, "new_claim", words=("supprimés 200 emploi",))} == {
        "Le port de Lorne a supprimé 200 emplois cette année"
    }
    assert {s for _, s in said_on(seen, "new_claim", words=("contamin*",))} == {
        "L'eau du robinet de Lorne est contaminée"
    }


def test_quiet_keeps_a_subject_from_coming_again(seen: Connection) -> None:
    tolls = raised(seen, "figure_changed", words=("crue",))
    assert len(tolls) == 2
    assert len(raised(seen, "figure_changed", words=("crue",), quiet=dt.timedelta(1))) == 1


BRIDGE = said("Le pont de Lorne a cédé", by=MAYOR)


def first_day(con: Connection) -> None:
    play(con, day(7), [batch(told(PARIS, "marche", 7, 9, said("Le marché ouvre lundi")))])


@pytest.mark.parametrize(
    ("published", "kind", "told_of"),
    [
        ("2026-09-08T09:00:00+02:00", "run", 1),
        ("2026-09-08T09:00:00+02:00", "backfill", 0),
        ("2026-09-08T09:00:00+02:00", "reread", 0),
        ("2026-09-06T09:00:00+02:00", "run", 0),  # before the outlet was watched
    ],
)
def test_what_was_there_before_raises_nothing(con: Connection, published: str, kind: str, told_of: int) -> None:
    first_day(con)
    late = reading("http://matin.test/pont", article(BRIDGE, published=published))
    play(con, day(8), [batch(late)], kind)
    assert len(raised(con, "new_claim")) == told_of


def test_the_first_run_of_an_outlet_raises_nothing_and_a_later_outlet_neither(con: Connection) -> None:
    first_day(con)
    assert raised(con, "new_claim") == []


def test_a_denial_of_several_claims_is_told_once_of_the_one_told_most(con: Connection) -> None:
    dam, old_dam = (
        said(f"Le {dam} menace de céder", by=MAYOR)
        for dam in ("barrage de Lorne", "vieux barrage de Lorne, construit en 1953,")
    )
    first_day(con)
    play(
        con,
        day(8),
        [
            batch(
                told(PARIS, "barrage", 8, 9, old_dam),
                told(PARIS, "alerte", 8, 10, dam),
                told(PARIS, "peur", 8, 11, dam),
            )
        ],
    )
    denial = said("Le barrage de Lorne ne menace pas de céder", by=PREFECT, polarity="negative")
    play(con, day(9), [batch(told(PARIS, "calme", 9, 9, denial))])
    assert con.execute("SELECT count(*) FROM claim_links WHERE kind = 'negates'").fetchall() == [(2,)]
    [(_, event)] = raised(con, "denied")
    assert facts(event)["denies"]["text"] == "Le barrage de Lorne menace de céder"


def test_an_article_older_than_the_window_raises_nothing(con: Connection) -> None:
    first_day(con)
    late = reading("http://matin.test/pont", article(BRIDGE, published="2026-09-08T09:00:00+02:00"))
    play(con, day(13), [batch(late)])
    assert raised(con, "new_claim") == []
    assert len(raised(con, "new_claim", within="INTERVAL 7 DAY")) == 1


def test_a_better_parser_makes_no_edit(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    first_day(con)
    play(con, day(8), [batch(told(PARIS, "ponts", 8, 10, *WIRE, more=DISPATCH))])
    monkeypatch.setattr("warehouse.rows.PARSER_VERSION", "better")
    play(con, day(9), [batch(told(PARIS, "ponts", 8, 10, *WIRE[:1], more=DISPATCH))])
    assert con.execute("SELECT count(*) FROM changes WHERE kind = 'withdrawn'").fetchall() == [(2,)]
    assert raised(con, "withdrawn") == []
