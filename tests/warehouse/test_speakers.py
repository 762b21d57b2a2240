"""Names across articles: which are one person's. The cases stand in ``speakers.yaml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from press import LONDON, PARIS, article, batch, day, reading

from parsers.models import Mention, SpeakerInfo, Statement
from warehouse import decisions, runs, speakers
from warehouse.connection import Connection, writer
from warehouse.load import load
from warehouse.models import Reading, digest
from warehouse.speakers.names import name, relation
from warehouse.text import fold

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("speakers.yaml").read_text("utf-8"))
OUTLETS = {"matin": PARIS, "globe": LONDON}


def speaks(who: str, text: str, case: Mapping[str, Any]) -> Statement:
    info = SpeakerInfo(case.get("role"), case.get("of"), who, 0.9)
    return Statement("body:0", (text,), "a dit", case.get("by", who), who, "indirect", (Mention(text, text),), (), info)


def page(key: str, case: Mapping[str, Any]) -> Reading:
    """The article of a case, in which somebody speaks and perhaps another."""
    outlet = OUTLETS[case["at"]]
    said = [speaks(case["name"], f"Rien de neuf à {key}", case)]
    said += [speaks(case["with"], f"Tout est dit à {key}", {})] if "with" in case else []
    made = article(*said, title=case.get("text", "Titre"), language=outlet.language or "",
                   published=f"2026-09-{case['day']:02}T09:00:00Z")  # fmt: skip
    return reading(f"{outlet.homepage}{digest(key)}", made, outlet)


def play(con: Connection, n: int, *pages: Reading) -> None:
    run = runs.begin(con, kind="run", now=day(n), outlets=list(OUTLETS))
    for outlet in OUTLETS.values():
        load(con, run, batch(*(p for p in pages if p.outlet_id == outlet.id), outlet=outlet))
    runs.finish(con, run)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """All cases in one warehouse, in three runs."""
    with writer(tmp_path_factory.mktemp("cases")) as con:
        for n in (8, 9, 10):
            every = [(f"{title} {i}", c) for title, cases in CASES.items() for i, c in enumerate(cases)]
            play(con, n, *(page(key, c) for key, c in every if c["day"] == n))
        yield con


@pytest.mark.parametrize("title", CASES)
def test_names_are_linked_to_whom_they_mean(linked: Connection, title: str) -> None:
    found = []
    for i, case in enumerate(CASES[title]):
        url = f"{OUTLETS[case['at']].homepage}{digest(f'{title} {i}')}"
        row = linked.execute(
            "SELECT s.speaker_id, l.score, l.evidence, s.speaker, s.source FROM statements AS s "
            "JOIN articles AS a USING (article_id) "
            "JOIN speaker_of AS l ON l.article_id = s.article_id AND l.name = s.speaker "
            "WHERE a.url = ? AND s.speaker = ? AND l.speaker_id = s.speaker_id",
            [url, case["name"]],
        ).fetchall()
        assert row[0][3:] == (case["name"], case.get("by", case["name"]))
        found.append((case, *row[0]))
    wrong = [
        (a["name"], a["is"], b["name"], b["is"], a_why, b_why)
        for (a, a_id, _, a_why, *_), (b, b_id, _, b_why, *_) in combinations(found, 2)
        if (a["is"] == b["is"]) != (a_id == b_id)
    ]
    assert wrong == []
    assert all(0.667 <= score <= 1 for _, _, score, *_ in found)


def test_roles_names_and_company_are_told_over_time(linked: Connection) -> None:
    ana, paul = digest("ana tessier"), digest("paul quere")
    roles = linked.execute(
        "SELECT role, affiliation, first_told, last_told, articles, outlets FROM speaker_roles WHERE speaker_id = ? "
        "ORDER BY first_told, role",
        [ana],
    ).fetchall()

    def at(n: int) -> dt.datetime:
        return day(n, 9)

    assert roles == [
        ("ministre de la Santé", None, at(8), at(8), 1, 1),
        ("présidente de la région", "Bretagne", at(9), at(9), 1, 1),
        ("chief executive", "Helmar", at(10), at(10), 1, 1),
        ("présidente de la région Bretagne", None, at(10), at(10), 1, 1),
    ]
    names = "SELECT name, articles, outlets FROM speaker_names WHERE speaker_id = ? ORDER BY first_told, name"
    assert linked.execute(names, [ana]).fetchall() == [("Ana Tessier", 3, 2), ("Tessier", 1, 1)]
    company = "SELECT with_id, articles FROM speaker_company WHERE speaker_id = ?"
    assert linked.execute(company, [paul]).fetchall() == [(digest("lise marbeuf"), 2)]


def test_a_speaker_goes_by_the_fullest_name(linked: Connection) -> None:
    assert linked.execute("SELECT name FROM speakers WHERE speaker_id = ?", [digest("ozerov")]).fetchall() == [
        ("Oleg Ozerov",)
    ]


def test_resolving_again_changes_nothing(linked: Connection) -> None:
    before = linked.execute("FROM speaker_links ORDER BY ALL").fetchall()
    assert speakers.resolve(linked, runs.begin(linked, kind="run", now=day(10), outlets=[])) == 0
    assert linked.execute("FROM speaker_links ORDER BY ALL").fetchall() == before


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("Jean-Luc Mélenchon", "J.-L. Mélenchon", "initial"),
        ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón", "shorter"),
        ("Jens Peter Stoltenberg", "Jens Paul Stoltenberg", None),
        ("P. Martin", "Jean Martin", None),
        ("E. Macron", "Emmanuel Macron", "initial"),
        ("Nikita Khrouchtchev", "Nikita Khrushchev", "spelling"),
        ("", "…", None),
        ("", "", "same"),
    ],
)
def test_names_relate(a: str, b: str, how: str | None) -> None:
    assert relation(name(a), name(b)) == relation(name(b), name(a)) == how


# What people decide ---------------------------------------------------------------------------------------------------

MINISTER = {"at": "matin", "name": "Ida Rol", "role": "ministre"}
URL = f"{PARIS.homepage}{digest('first')}"
FIRST = {"article": digest("matin", URL), "name": digest(fold("Ida Rol"))}


def speaker(con: Connection, key: str) -> str:
    """Who speaks in an article, by statement, mention and aggregate alike."""
    rows = con.execute(
        "SELECT DISTINCT s.speaker_id, m.speaker_id, t.speaker_id FROM articles AS a "
        "JOIN statements AS s USING (article_id) JOIN mentions AS m USING (statement_id) "
        "JOIN tellings AS t ON t.article_id = a.article_id WHERE a.url LIKE '%' || ?",
        [digest(key)],
    ).fetchall()
    (who,) = {x for row in rows for x in row}
    return str(who)


def decide(data: Path, con: Connection, action: str, hour: int, **args: str) -> None:
    decisions.decide(data, action, args, who="desk", at=day(9, hour))
    assert decisions.apply(con, data) == 1


def test_a_name_in_an_article_can_be_split_off_and_pinned(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        play(con, 8, page("first", {**MINISTER, "day": 8}), page("second", {**MINISTER, "day": 8}))
        one = speaker(con, "first")
        assert speaker(con, "second") == one == digest("ida rol")
        decide(tmp_path, con, "split-speaker", 10, **FIRST)
        other = speaker(con, "first")
        assert other != speaker(con, "second") == one
        play(con, 10, page("third", {**MINISTER, "day": 10, "name": "Ida ROL"}))
        assert speaker(con, "first") == other
        decide(tmp_path, con, "pin-speaker", 11, **FIRST, speaker=one)
        assert speaker(con, "first") == one


def test_what_was_decided_on_an_article_holds_when_it_is_linked_again(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        play(con, 8, page("first", {**MINISTER, "day": 8}), page("second", {**MINISTER, "day": 8}))
        decide(tmp_path, con, "split-speaker", 10, **FIRST)
        other = speaker(con, "first")
        con.execute("DELETE FROM speaker_links")
        con.execute("DELETE FROM speaker_keys")
        assert speakers.resolve(con, runs.begin(con, kind="run", now=day(8), outlets=[])) == 2
        links = dict(con.execute("SELECT article_id, speaker_id FROM speaker_links").fetchall())
        assert links[FIRST["article"]] == other
        assert set(links.values()) == {other, digest("ida rol")}


def test_a_merge_of_speakers_can_be_undone(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        play(con, 8, page("first", {**MINISTER, "day": 8}), page("second", {**MINISTER, "day": 8, "name": "Eda Mol"}))
        rol, mol = digest("ida rol"), digest("eda mol")
        decide(tmp_path, con, "merge-speakers", 10, old=mol, into=rol)
        assert speaker(con, "second") == rol
        play(con, 10, page("third", {**MINISTER, "day": 10, "name": "Eda Mol", "role": "chanteuse"}))
        assert speaker(con, "third") == rol
        decide(tmp_path, con, "part-speakers", 11, old=mol)
        assert (speaker(con, "first"), speaker(con, "second")) == (rol, mol)
