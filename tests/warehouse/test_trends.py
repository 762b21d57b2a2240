from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from weeks import MAYOR, PREFECT, week

from parsers.errors import ConfigError
from warehouse import charts, runs, trends
from warehouse.connection import Connection, writer
from warehouse.load import load


@pytest.fixture(scope="module")
def week_con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with writer(tmp_path_factory.mktemp("week")) as con:
        for now, batches in week():
            run = runs.begin(con, kind="run", now=now, outlets=[b.outlet.id for b in batches])
            for one in batches:
                load(con, run, one)
            runs.finish(con, run)
        trends.install(con)
        yield con


def rows(con: Connection, name: str, columns: str, **params: Any) -> list[tuple[Any, ...]]:
    answer = trends.run(con, name, **params)
    places = [answer.columns.index(c) for c in columns.split()]
    return [tuple(row[i] for i in places) for row in answer.rows]


@pytest.mark.parametrize("name", trends.names())
def test_each_trend_says_what_it_answers_and_is_a_macro_too(week_con: Connection, name: str) -> None:
    trend = trends.get(name)
    assert trend.about.endswith(".")
    assert all(p.help for p in trend.params)
    answer = trends.run(week_con, name)
    assert trends.table(week_con, f"FROM {name}()") == answer
    assert answer.rows, "the week of this test gives every trend something to show"


def test_claims_per_day_counts_by_what_is_asked(week_con: Connection) -> None:
    september8 = {"since": "2026-09-08", "until": "2026-09-08"}
    assert rows(week_con, "claims_per_day", "told_by tellings new_claims", **september8) == [
        ("Le Matin", 2, 2),
        ("The Globe", 1, 0),
    ]
    assert rows(week_con, "claims_per_day", "told_by tellings new_claims", by="speaker", **september8) == [
        (PREFECT, 2, 1),
        (MAYOR, 1, 1),
    ]
    assert rows(week_con, "claims_per_day", "tellings", by="all", speaker="Prefecture de LORNE") == [(2,), (1,)]


def test_a_zone_moves_the_days(week_con: Connection) -> None:
    honolulu = rows(week_con, "claims_per_day", "day tellings new_claims", by="all", tz="Pacific/Honolulu")
    assert honolulu[:2] == [(dt.date(2026, 9, 6), 2, 0), (dt.date(2026, 9, 7), 2, 2)]


def test_first_seen_shows_what_is_new(week_con: Connection) -> None:
    assert sorted(rows(week_con, "first_seen", "claim told_by first_outlet", until="2026-09-08")) == [
        ("La crue de la Lorne a fait 12 morts", PREFECT, "Le Matin"),
        ("Le barrage de Lorne a cédé", MAYOR, "Le Matin"),
    ]
    assert rows(week_con, "first_seen", "claim", words="MARCHE") == []
    assert rows(week_con, "first_seen", "claim new", words="MARCHE", all_of_them=True) == [
        ("Le marché ouvre lundi", False)
    ]


def test_the_figures_of_a_series_are_a_curve(week_con: Connection) -> None:
    assert rows(week_con, "series_figures", "low unit told_by told_in", words="crue") == [
        (12.0, "morts", PREFECT, "Le Matin"),
        (12.0, "morts", PREFECT, "The Globe"),
        (15.0, "morts", PREFECT, "Le Matin"),
        (19.0, "morts", MAYOR, "The Globe"),
    ]


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("claims_a_day", {}, "there are .*claims_per_day"),
        ("claims_per_day", {"sence": "2026-09-08"}, "no parameter 'sence'; it has by, since"),
        ("claims_per_day", {"since": "lundi"}, r"since is the first day \(DATE\); 'lundi' is not"),
    ],
)
def test_what_is_asked_wrongly_is_told_how(week_con: Connection, name: str, params: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        trends.run(week_con, name, **params)


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg")])
def test_a_series_is_drawn(week_con: Connection, tmp_path: Path, suffix: str, begins: bytes) -> None:
    series = charts.liveliest(week_con)
    assert series is not None
    drawn = charts.series_png(week_con, series, tmp_path / f"curve{suffix}").read_bytes()
    assert drawn.startswith(begins)


def test_a_chart_holds_each_figure_with_who_and_where(week_con: Connection) -> None:
    series = charts.liveliest(week_con)
    assert series is not None
    spec = charts.series_chart(week_con, series, language="en")
    (values,) = spec["datasets"].values() if "datasets" in spec else [spec["data"]["values"]]
    assert [(v["low"], v["who"], v["where"]) for v in values][-1] == (19.0, MAYOR, "The Globe")


def test_a_series_without_figures_has_no_chart(week_con: Connection, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has no figures"):
        charts.series_png(week_con, "nowhere", tmp_path / "x.png")
