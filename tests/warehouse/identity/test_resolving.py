from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from typing import Any

import pytest
import yaml

import seeds
from warehouse import bulk, identity
from warehouse.connection import Connection
from warehouse.identity import index, resolving
from warehouse.models import Run, digest

START = dt.datetime(2026, 9, 7, 18, tzinfo=dt.UTC)
FRENCH = ("le-quai", "depeche-rivage", "horizon-presse")
TRUTH: dict[str, Any] = yaml.safe_load(seeds.path("newsroom/truth.yaml").read_text("utf-8"))


def row(
    text: str, language: str = "fr", *, day: int = 1, name: str = "", polarity: str = "positive"
) -> tuple[Any, ...]:
    at = START + dt.timedelta(days=day - 1)
    said = ("s", "a", "o", None, language, 0, text, text, "assert", polarity, False, [])
    return (digest(name, text, day), *said, at, at, at.date(), False, "run")


def resolve(con: Connection, *rows: tuple[Any, ...]) -> dict[str, str]:
    """Load mentions, resolve them, and give the claim of each."""
    bulk.insert(con, "mentions", list(rows))
    identity.resolve(con, Run("run", "run", START))
    return dict(con.execute("SELECT mention_id, claim_id FROM mention_claims").fetchall())


def press() -> tuple[list[tuple[Any, ...]], dict[str, list[str]]]:
    """The mentions planted in the demo press, and those of each planted claim."""
    rows: dict[str, tuple[Any, ...]] = {}
    planted = defaultdict(list)
    for name, claim in TRUTH["claims"].items():
        for told in claim["told"]:
            language = "fr" if told["in"].split("/")[0] in FRENCH else "en"
            one = row(told["claim"], language, day=told["day"], name=f"{told['in']} {told.get('where')}")
            rows[one[0]] = one
            planted[name].append(one[0])
    return list(rows.values()), planted


def test_the_demo_press_has_the_claims_that_were_planted(con: Connection) -> None:
    rows, planted = press()
    claims = resolve(con, *rows)
    found = {name: {claims[m] for m in mentions} for name, mentions in planted.items()}
    assert {name: len(ids) for name, ids in found.items() if len(ids) > 1} == {}
    for pair in TRUTH["different"]:
        assert not found[pair["a"]] & found[pair["b"]], pair
    links = set(con.execute("SELECT from_id, to_id FROM claim_links WHERE kind = 'negates'").fetchall())
    for denial in TRUTH["denials"]:
        assert (*found[denial["denied"]], *found[denial["claim"]]) in links, denial


def test_copies_are_one_claim_however_many_others_hold_their_words(con: Connection) -> None:
    """More claims than one mention is compared with say more than a fragment does, and were told before it."""
    others = ("la presse", "la région", "la banque", "la police", "la justice")
    rows = [row(f"tout triomphalisme à l'égard de {who}") for who in others]
    copies = [row("tout triomphalisme", day=day, name=name) for day in (2, 3) for name in ("a", "b")]
    claims = resolve(con, *rows, *copies[:2])
    claims |= resolve(con, *copies[2:])  # of a later run
    assert len({claims[r[0]] for r in rows}) == len(rows) > index.CANDIDATES
    assert len({claims[c[0]] for c in copies}) == 1


def test_series_of_the_demo_press(con: Connection) -> None:
    rows, planted = press()
    claims = resolve(con, *rows)
    series = dict(con.execute("SELECT claim_id, series_id FROM claims").fetchall())
    held = defaultdict(set)
    for name, mentions in planted.items():
        held[TRUTH["claims"][name].get("series", name)] |= {series[claims[m]] for m in mentions}
    assert {name: len(ids) for name, ids in held.items() if len(ids) > 1} == {}
    assert not held["dead-isvar"] & (held["injured-isvar"] | held["missing-isvar"] | held["fever-dead"])


def test_the_order_of_loading_does_not_matter(con: Connection) -> None:
    rows, _ = press()
    shuffled = random.Random(4).sample(rows, len(rows))
    claims = resolve(con, *shuffled)
    firsts = {r[0]: r[13] for r in rows}
    assert all(firsts[c] <= firsts[m] for m, c in claims.items())
    con.execute("DELETE FROM mention_claims; DELETE FROM claims; DELETE FROM claim_keys; DELETE FROM claim_numbers")
    con.execute("DELETE FROM mentions")
    assert resolve(con, *rows) == claims


def test_what_a_chunk_founds_the_next_finds(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = press()
    whole = resolve(con, *rows)
    con.execute("DELETE FROM mention_claims; DELETE FROM claims; DELETE FROM claim_keys; DELETE FROM claim_numbers")
    con.execute("DELETE FROM mentions")
    monkeypatch.setattr(resolving, "CHUNK", 7)
    assert resolve(con, *rows) == whole


def test_a_common_key_finds_nobody_and_keeps_no_more_claims(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "COMMON", 3)
    monkeypatch.setattr(index, "RARE", 1)
    names = "Brunoy Corvane Delmas Estrel Folgat Garlin Hauban Istrane".split()
    for day, name in enumerate(names, 1):
        resolve(con, row(f"Le préfet a interdit la baignade à {name}", day=day))
    held = con.execute("SELECT count(*) FROM claim_keys GROUP BY key ORDER BY count(*) DESC").fetchall()
    assert held[0] == (4,)
    again = row("Le préfet interdit la baignade à Corvane", day=20)
    claims = resolve(con, again)
    assert claims[again[0]] == row("Le préfet a interdit la baignade à Corvane", day=2)[0]


def test_twice_is_once(con: Connection) -> None:
    resolve(con, row("Le préfet a interdit la baignade à Morlanne"))
    assert identity.resolve(con, Run("run", "run", START)) == 0
    assert con.execute("SELECT count(*) FROM claims").fetchall() == [(1,)]


def test_later_runs_find_earlier_claims(con: Connection) -> None:
    first = row("Le préfet a interdit la baignade à Morlanne", day=1)
    resolve(con, first)
    again = row("The prefect has banned swimming in Morlanne", "en", day=3)
    assert resolve(con, again)[again[0]] == first[0]
    score, evidence, version = con.execute(
        "SELECT score, evidence, identity_version FROM mention_claims WHERE mention_id = ?", [again[0]]
    ).fetchall()[0]
    assert 0.5 <= score <= 1
    assert "cover_low" in evidence
    assert version == identity.VERSION


def test_fragments_are_not_glued_to_each_other(con: Connection) -> None:
    claims = resolve(con, row("la structure"), row("cette structure"), row("le maire", day=2))
    assert len(set(claims.values())) == 3


def test_claims_read_by_another_version_are_read_again(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    first = row("Le préfet a interdit la baignade à Morlanne")
    with monkeypatch.context() as old:
        old.setattr(resolving, "VERSION", "0-older")
        resolve(con, first)
    con.execute("UPDATE claim_keys SET key = 1")
    again = row("Le préfet interdit la baignade à Morlanne", day=2)
    assert resolve(con, again)[again[0]] == first[0]
    assert con.execute("SELECT DISTINCT identity_version FROM claim_numbers").fetchall() == [(identity.VERSION,)]
