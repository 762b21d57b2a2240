from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import LONDON, PARIS, article, batch, day, reading

from warehouse import runs
from warehouse.clusters import MIN_SHINGLES, SHARED, shared, shingles, signature
from warehouse.connection import Connection
from warehouse.load import load
from warehouse.models import Outlet, Reading

WORDS = [a + b + c for a in "bdfglmnprst" for b in ("a", "e", "i", "o", "ou") for c in ("lin", "ve", "ton", "rac")]


def prose(seed: int, length: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def overlap(a: list[str], b: list[str]) -> float:
    x, y = shingles(" ".join(a)), shingles(" ".join(b))
    return shared(signature(x), len(x), signature(y), len(y))


@given(st.text())
def test_any_text_has_a_sketch(text: str) -> None:
    assert shingles(text).tolist() == sorted(set(shingles(text).tolist()))


def test_case_accents_and_punctuation_do_not_count() -> None:
    assert shingles("La CRUE a fait").tolist() == shingles("« la crue », à fait").tolist()


@pytest.mark.parametrize("kept", [200, 150, 100, 60])
def test_a_dispatch_cut_short_is_recognised(kept: int) -> None:
    assert overlap(prose(1), prose(1)[:kept]) > 0.75


def test_another_story_is_not() -> None:
    assert overlap(prose(1), prose(2)) < 0.1
    assert overlap(prose(1), prose(1)[:40] + prose(2, 160)) < SHARED


def page(outlet: Outlet, name: str, hour: int, text: list[str]) -> Reading:
    made = article(title=name, published=f"2026-09-08T{hour:02}:00:00Z", more=" ".join(text))
    return reading(f"{outlet.homepage}{name}", made, outlet)


def clusters(con: Connection) -> dict[str, str]:
    """The title of each article's first copy."""
    rows = con.execute("SELECT a.title, b.title FROM articles AS a JOIN articles AS b ON b.article_id = a.cluster_id")
    return dict(rows.fetchall())


def play(con: Connection, n: int, matin: list[Reading], globe: list[Reading]) -> None:
    run = runs.begin(con, kind="run", now=day(n), outlets=["matin", "globe"])
    load(con, run, batch(*globe, outlet=LONDON))
    load(con, run, batch(*matin))
    runs.finish(con, run)


def test_copies_join_the_first_printed_over_outlets_and_days(con: Connection) -> None:
    play(con, 8, [page(PARIS, "first", 9, prose(1)), page(PARIS, "other", 8, prose(2))],
         [page(LONDON, "copy", 10, prose(1)[:150])])  # fmt: skip
    play(con, 9, [page(PARIS, "late", 12, prose(1)[:120])], [page(LONDON, "brief", 12, prose(1)[:MIN_SHINGLES])])
    assert clusters(con) == {"first": "first", "other": "other", "copy": "first", "late": "first", "brief": "brief"}


def test_after_a_week_a_text_is_a_story_of_its_own(con: Connection) -> None:
    play(con, 8, [page(PARIS, "first", 9, prose(1))], [])
    play(con, 16, [page(PARIS, "pause", 9, prose(3))], [])
    play(con, 17, [], [page(LONDON, "again", 9, prose(1))])
    assert clusters(con)["again"] == "again"
