"""Times: half-open spans of days, told from the day of the article."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parsers.claims import times
from parsers.claims.clock import Clock, clock

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "times.yaml").read_text("utf-8"))
ANCHOR = dt.date(2026, 9, 10)  # a Thursday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mercredi", "2026-09-09", "2026-09-10"),
        ("Il viendra mercredi", "2026-09-16", "2026-09-17"),
        ("mercredi dernier", "2026-09-09", "2026-09-10"),
        ("jeudi dernier", "2026-09-03", "2026-09-04"),
        ("hier", "2026-09-09", "2026-09-10"),
        ("l’année dernière", "2025-01-01", "2026-01-01"),
        ("la semaine prochaine", "2026-09-14", "2026-09-21"),
        ("Il faudra trois années à venir", "2026-09-10", "2029-09-10"),
        ("d'ici 2030", "2026-09-10", "2031-01-01"),
        ("depuis janvier", "2026-01-01", None),
        ("en 2024", "2024-01-01", "2025-01-01"),
        ("avant 2024", None, "2024-01-01"),
        ("jusqu'en 2027", None, "2028-01-01"),
        ("fin 2025", "2025-09-01", "2026-01-01"),
        ("le 29 février 2024", "2024-02-29", "2024-03-01"),
        ("du 3 au 9 mars", "2026-03-03", "2026-03-10"),
        ("entre le 3 et le 5 janvier", "2026-01-03", "2026-01-06"),
        ("entre 2020 et 2023", "2020-01-01", "2024-01-01"),
        ("de mars à mai 2025", "2025-03-01", "2025-06-01"),
        ("au premier trimestre 2024", "2024-01-01", "2024-04-01"),
        ("les années 1990", "1990-01-01", "2000-01-01"),
        ("il y a trois ans", "2023-01-01", "2024-01-01"),
        ("ces trois dernières années", "2023-09-10", "2026-09-11"),
        ("cet été", "2026-06-01", "2026-09-01"),
    ],
)
def test_french(text: str, start: str | None, end: str | None) -> None:
    assert [(s.time.start, s.time.end) for s in times.find(text, "fr", ANCHOR)] == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("last week", "2026-08-31", "2026-09-07"),
        ("between March and May", "2026-03-01", "2026-06-01"),
        ("on March 3, 2022", "2022-03-03", "2022-03-04"),
        ("by 2030", "2026-09-10", "2031-01-01"),
        ("since January", "2026-01-01", None),
        ("on Tuesday", "2026-09-08", "2026-09-09"),
        ("They will meet on Tuesday", "2026-09-15", "2026-09-16"),
        ("three years ago", "2023-01-01", "2024-01-01"),
        ("the past five years", "2021-09-10", "2026-09-11"),
        ("in the 1990s", "1990-01-01", "2000-01-01"),
    ],
)
def test_english(text: str, start: str | None, end: str | None) -> None:
    assert [(s.time.start, s.time.end) for s in times.find(text, "en", ANCHOR)] == [(start, end)]


@pytest.mark.parametrize(
    ("language", "text", "span"),
    [(lang, text, span) for lang, rows in TABLE.items() for text, *span in rows],
)
def test_forms(language: str, text: str, span: list[dt.date | None]) -> None:
    wanted = [tuple(d and str(d) for d in span)] if span else []
    assert [(s.time.start, s.time.end) for s in times.find(text, language, ANCHOR)] == wanted


FILLED = {"day": "5", "first": "3", "year": "2020", "number": "3"}


def example(parts: tuple[str, ...], c: Clock) -> str:
    """A text that a template fits, with nothing around it."""
    words = [(FILLED.get(p[1:]) or next(iter(c.words[p[1:]]))) if p[0] == "{" else p for p in parts]
    return " ".join(w.capitalize() if w in c.capital else w for w in words).replace("' ", "'")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_template_is_tried_in_a_text_of_its_own(language: str) -> None:
    c = clock(language)
    assert c is not None
    texts = [example(t.parts, c) for templates in c.first.values() for t in templates]
    assert [text for text in texts if not times.find(text, language, ANCHOR)] == []


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("MERCREDI", dt.date.min), ("demain", dt.date.max), ("il y a 9 ans", dt.date.min), ("mars", dt.date.max)],
)
def test_a_time_outside_the_calendar_is_kept_unresolved(text: str, anchor: dt.date) -> None:
    assert [(s.time.start, s.time.end) for s in times.find(text, "fr", anchor)] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "language"),
    [("2 000 euros et 1 950 voix", "fr"), ("He may march with 2000 people", "en"), ("un mars", "xx")],
)
def test_no_time(text: str, language: str) -> None:
    assert times.find(text, language, ANCHOR) == []


def test_without_an_anchor_only_full_dates_are_resolved() -> None:
    said = times.find("Mercredi, il a rappelé la loi du 5 mars 2021.", "fr")
    assert [(s.time.text, s.time.start) for s in said] == [("Mercredi", None), ("du 5 mars 2021", "2021-03-05")]


WORDS = (
    "le 31 février 30 mars 2024 en depuis d'ici entre et à mercredi dernier prochain il y a trois ans 9999 1000 dans "
    "siècles fin mi - début trimestre premier 4e années ces dernières été last week since by 2199 March 31 1990 s ."
).split(" ")


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join), st.sampled_from(["fr", "en"]), st.dates())
def test_any_text_is_read_without_harm(text: str, language: str, anchor: dt.date) -> None:
    for said in times.find(text, language, anchor):
        assert text[said.start : said.end] == said.time.text
        if said.time.start and said.time.end:
            assert said.time.start <= said.time.end
