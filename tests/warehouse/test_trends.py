from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from weeks import MAYOR, MINISTER, PREFECT, week

from parsers.errors import ConfigError
from warehouse import charts, runs, trends
from warehouse.connection import Connection, writer
from warehouse.load import load
from warehouse.rules import Rule
from warehouse.words import words


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """The week of ``weeks.py``, loaded."""
    with writer(tmp_path_factory.mktemp("week")) as connection:
        for now, batches in week():
            run = runs.begin(connection, kind="run", now=now, outlets=[b.outlet.id for b in batches])
            for one in batches:
                load(connection, run, one)
            runs.finish(connection, run, [Rule("all")])
        trends.install(connection)
        yield connection


def ask(con: Connection, name: str, columns: str, **params: Any) -> list[tuple[Any, ...]]:
    answer = trends.run(con, name, **params)
    places = [answer.columns.index(c) for c in columns.split()]
    return [tuple(row[i] for i in places) for row in answer.rows]


@pytest.mark.parametrize("name", trends.names())
def test_each_trend_says_what_it_answers_and_is_a_macro_too(con: Connection, name: str) -> None:
    trend = trends.get(name)
    assert trend.about.endswith(".")
    assert all(p.help for p in trend.params)
    answer = trends.run(con, name)
    assert trends.table(con, f"FROM {name}()") == answer
    assert answer.rows, "the week of this test gives every trend something to show"


def test_claims_per_day_counts_by_what_is_asked(con: Connection) -> None:
    the8th = {"since": "2026-09-08", "until": "2026-09-08"}
    assert ask(con, "claims_per_day", "told_by tellings new_claims", **the8th) == [
        ("Le Matin", 4, 4),
        ("The Globe", 1, 0),
    ]
    assert ask(con, "claims_per_day", "told_by tellings new_claims", by="speaker", **the8th) == [
        (MAYOR, 2, 2),
        (PREFECT, 2, 1),
        (MINISTER, 1, 1),
    ]
    assert ask(con, "claims_per_day", "tellings", by="all", speaker="Prefecture de LORNE") == [(2,), (1,)]
    assert ("disaster", 5) in ask(con, "claims_per_day", "told_by tellings", by="topic", since="2026-09-10")


def test_a_zone_moves_the_days(con: Connection) -> None:
    honolulu = ask(con, "claims_per_day", "day tellings new_claims", by="all", tz="Pacific/Honolulu")
    assert honolulu[:2] == [(dt.date(2026, 9, 6), 2, 0), (dt.date(2026, 9, 7), 4, 4)]
    by_topic = {tz: ask(con, "claims_per_day", "told_by tellings", by="topic", tz=tz) for tz in (None, "Europe/Paris")}
    assert by_topic[None] == by_topic["Europe/Paris"]


def test_first_seen_shows_what_is_new(con: Connection) -> None:
    assert ask(con, "first_seen", "claim told_by first_outlet", until="2026-09-08", words="crue") == [
        ("La crue de la Lorne a fait 12 morts", PREFECT, "Le Matin")
    ]
    assert ask(con, "first_seen", "claim", words="MARCHE") == []
    assert ask(con, "first_seen", "claim new", words="MARCHE", all_of_them=True) == [("Le marché ouvre lundi", False)]


def test_the_figures_of_a_series_are_a_curve(con: Connection) -> None:
    assert ask(con, "series_figures", "low unit told_by told_in", words="crue") == [
        (12.0, "morts", PREFECT, "Le Matin"),
        (12.0, "morts", PREFECT, "The Globe"),
        (15.0, "morts", PREFECT, "Le Matin"),
        (19.0, "morts", MAYOR, "The Globe"),
    ]


def test_changes_tell_figures_additions_and_withdrawals(con: Connection) -> None:
    assert ask(con, "changes", "kind silent told_by before after") == [
        ("added", True, MAYOR, None, "Un gymnase accueille les familles sinistrées"),
        (
            "figure",
            True,
            MINISTER,
            "Le port de Lorne a supprimé 200 emplois cette année",
            "Le port de Lorne a supprimé 300 emplois cette année",
        ),
        ("withdrawn", True, MAYOR, "L'eau du robinet de Lorne est contaminée", None),
    ]
    assert ask(con, "changes", "kind", kind="figure", silent=False) == []
    assert con.execute("SELECT content[1], withdrawn_at FROM withdrawn_statements ORDER BY 1").fetchall() == [
        ("L'eau du robinet de Lorne est contaminée", dt.datetime(2026, 9, 9, 18, tzinfo=dt.UTC)),
        ("Le port de Lorne a supprimé 200 emplois cette année", dt.datetime(2026, 9, 9, 18, tzinfo=dt.UTC)),
    ]


def test_a_dispatch_in_two_outlets_is_one_independent_telling(con: Connection) -> None:
    assert con.execute("SELECT articles, outlets FROM clusters WHERE articles > 1").fetchall() == [(2, 2)]
    (bridges,) = con.execute("SELECT claim_id FROM claims WHERE text LIKE 'Deux ponts%'").fetchall()[0]
    assert ask(con, "spread", "place outlet after independent independent_tellings", claim=bridges) == [
        (1, "Le Matin", dt.timedelta(0), True, 1),
        (2, "The Globe", dt.timedelta(hours=2), False, 1),
    ]


def test_spread_follows_a_claim_from_the_first_to_the_next(con: Connection) -> None:
    (crue,) = con.execute("SELECT claim_id FROM claims WHERE text LIKE '%12 morts'").fetchall()[0]
    assert ask(con, "spread", "outlet after independent_tellings said", claim=crue) == [
        ("Le Matin", dt.timedelta(0), 1, "La crue de la Lorne a fait 12 morts"),
        ("The Globe", dt.timedelta(hours=5), 2, "La crue de la Lorne a fait 12 morts"),
    ]


def test_an_echo_is_a_later_telling_in_other_words_than_a_dispatch(con: Connection) -> None:
    assert ask(con, "echoes", "first echo claims median_delay") == [("Le Matin", "The Globe", 1, dt.timedelta(hours=5))]


def test_figures_that_differ_within_a_day_disagree(con: Connection) -> None:
    assert ask(con, "disagreements", "day unit lowest highest") == [(dt.date(2026, 9, 9), "morts", 15.0, 19.0)]
    assert ask(con, "disagreements", "lowest highest", days=30, words="CRUE") == [(12.0, 19.0)]


def test_a_dispute_names_both_sides(con: Connection) -> None:
    assert ask(con, "disputes", "claim told_by denial denied_by after") == [
        (
            "Le barrage de Lorne menace de céder",
            [MAYOR],
            "Le barrage de Lorne ne menace pas de céder",
            ["EauLorne"],
            dt.timedelta(days=2),
        )
    ]
    assert ask(con, "disputes", "day", speaker="eaulorne") == [(dt.date(2026, 9, 10),)]
    assert ask(con, "disputes", "day", speaker=PREFECT) == []


def test_a_spike_stands_out_from_the_days_before(con: Connection) -> None:
    assert ask(con, "spikes", "day who tellings") == [(dt.date(2026, 9, 10), MINISTER, 5)]
    assert ask(con, "spikes", "who", times=1000) == []


def test_speakers_move_from_week_to_week(con: Connection) -> None:
    assert ask(con, "top_speakers", "told_by tellings week_before")[0] == (MINISTER, 7, 0)
    later = ask(con, "top_speakers", "told_by tellings week_before moved", until="2026-09-16", movers=True)
    assert later[0][:3] == (MINISTER, 5, 2)


def test_a_claim_that_nobody_else_tells(con: Connection) -> None:
    assert ask(con, "alone", "claim outlet", figures=True, until="2026-09-09")[0] == (
        "Le port de Lorne a supprimé 300 emplois cette année",
        "Le Matin",
    )
    assert "La crue de la Lorne a fait 12 morts" not in [claim for (claim,) in ask(con, "alone", "claim")]


def test_today_ranks_what_is_worth_checking_and_says_why(con: Connection) -> None:
    ranked = ask(con, "today", "points claim reasons", day="2026-09-08")
    assert ranked[0] == (
        9,
        "La crue de la Lorne a fait 12 morts",
        ["figure", "asserted as a fact", "named speaker", "speaker with a role", "told independently 2 times",
         "figure of a series that has others"],
    )  # fmt: skip
    assert [row[0] for row in ranked] == sorted((row[0] for row in ranked), reverse=True)
    assert len(ask(con, "today", "claim", most=2)) == 2


def test_today_writes_figures_as_people_do(con: Connection) -> None:
    ranked = ask(con, "today", "claim figures", day="2026-09-09")
    assert ("La crue de la Lorne a fait 15 morts", ["15 morts"]) in ranked
    assert ("Le port de Lorne a supprimé 300 emplois cette année", ["300 emplois"]) in ranked


def test_coverage_counts_every_outlet_of_every_day(con: Connection) -> None:
    assert ask(con, "coverage_daily", "outlet discovered fetched loaded", since="2026-09-09", until="2026-09-09") == [
        ("Le Matin", 2, 2, 1),
        ("The Globe", 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("claims_a_day", {}, "there are .*claims_per_day"),
        ("claims_per_day", {"sence": "2026-09-08"}, "no parameter 'sence'; it has by, since"),
        ("claims_per_day", {"since": "lundi"}, "since: 'lundi' is no DATE; it is the first day"),
    ],
)
def test_what_is_asked_wrongly_is_told_how(con: Connection, name: str, params: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        trends.run(con, name, **params)


@pytest.mark.parametrize(("suffix", "begins"), [(".png", b"\x89PNG"), (".svg", b"<svg")])
def test_a_series_is_drawn(con: Connection, tmp_path: Path, suffix: str, begins: bytes) -> None:
    series = charts.liveliest(con)
    assert series is not None
    assert charts.series_png(con, series, tmp_path / f"curve{suffix}").read_bytes().startswith(begins)


def test_a_chart_holds_each_figure_with_who_and_where(con: Connection) -> None:
    series = charts.liveliest(con)
    assert series is not None
    spec = charts.series_chart(con, series, language="en")
    (values,) = spec["datasets"].values()
    assert [(v["low"], v["who"], v["where"]) for v in values][-1] == (19.0, MAYOR, "The Globe")


def test_a_series_is_titled_by_its_latest_telling_in_a_language_else_by_its_first(con: Connection) -> None:
    series = charts.liveliest(con)
    assert series

    def titles(lang: str) -> list[tuple[Any, ...]]:
        return ask(con, "series_titles", "title language unit", series=[series], lang=lang)

    assert titles("en") == [("La crue de la Lorne a fait 12 morts", "fr", None)]
    con.execute("BEGIN")
    try:
        con.execute("UPDATE articles SET language = 'en' WHERE outlet_id = 'globe'")
        assert titles("en") == [("La crue de la Lorne a fait 19 morts", "en", "morts")]
        assert titles("fr") == [("La crue de la Lorne a fait 15 morts", "fr", "morts")]
        assert charts.series_chart(con, series, language="fr")["title"]["text"] == [titles("fr")[0][0]]
        assert charts.series_chart(con, series, language="en")["title"]["text"] == [titles("en")[0][0]]
    finally:
        con.execute("ROLLBACK")


def test_a_series_without_figures_has_no_chart(con: Connection, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has no figures"):
        charts.series_png(con, "nowhere", tmp_path / "x.png")


@pytest.mark.parametrize(("told", "shown"), [([9, 11], [9, 10, 11]), ([9], [9])])
def test_a_day_without_anything_keeps_its_place_in_a_chart(told: list[int], shown: list[int]) -> None:
    rows = [{"day": dt.date(2026, 9, n), "told_by": "Luc Brand", "new_claims": n} for n in told]
    look = charts.Look(words("fr"))
    drawn = charts.svg(charts.chart("claims_per_day", rows, look), look.words)
    assert re.findall(r">(\d+) sept\.<", drawn) == [str(n) for n in shown]
