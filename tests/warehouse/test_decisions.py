from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from press import article, batch, day, reading, said

from parsers.errors import PermanentError
from parsers.models import Statement
from warehouse import decisions, runs, trends
from warehouse.connection import Connection, reader, writer
from warehouse.load import load
from warehouse.models import digest
from warehouse.snapshot import publish

AGGREGATES = ("tellings", "first_seen", "figures", "daily", "daily_topics")

BRIDGE = "Le pont de Lorne a cédé sous la crue"
OTHER = "Un ouvrage d'art s'est effondré dans le chef-lieu"


def play(con: Connection, n: int, name: str, *statements: Statement) -> None:
    run = runs.begin(con, kind="run", now=day(n), outlets=["matin"])
    made = article(*statements, title=name, published=f"2026-09-{n:02}T09:00:00Z")
    load(con, run, batch(reading(f"http://matin.test/{name}", made)))
    runs.finish(con, run)


def fill(data: Path) -> None:
    with writer(data) as con:
        play(con, 7, "a", said("Le marché ouvre lundi"))
        play(con, 8, "b", said(BRIDGE), said("La crue a fait 12 morts à Lorne", figures=[(12, "morts")]))
        play(con, 9, "c", said(OTHER, by="Mme Morel"), said(BRIDGE, by="Luc Brand"))


def ids(con: Connection, text: str) -> tuple[str, str]:
    """The first mention with this text, and its claim."""
    found = con.execute(
        "SELECT m.mention_id, c.claim_id FROM mentions AS m JOIN claim_of AS c USING (mention_id) WHERE m.text = ? "
        "ORDER BY m.told_at DESC",
        [text],
    ).fetchall()
    return str(found[0][0]), str(found[0][1])


def told(con: Connection) -> list[tuple[Any, ...]]:
    return con.execute("SELECT claim, speaker, day FROM told WHERE day > DATE '2026-09-07' ORDER BY ALL").fetchall()


def rebuilt(con: Connection) -> None:
    """The aggregates hold just what the record gives when all of it is made anew."""
    before = {t: con.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in AGGREGATES}
    decisions.rebuild(con, [c for (c,) in con.execute("SELECT DISTINCT claim_id FROM claim_of").fetchall()])
    assert {t: con.execute(f"FROM {t} ORDER BY ALL").fetchall() for t in AGGREGATES} == before


def test_rebuilding_gives_what_runs_maintain(tmp_path: Path) -> None:
    fill(tmp_path)
    with writer(tmp_path) as con:
        rebuilt(con)


def test_merged_claims_are_one_in_every_answer_and_in_later_runs(tmp_path: Path) -> None:
    fill(tmp_path)
    with writer(tmp_path) as con:
        (_, into), (_, old) = ids(con, BRIDGE), ids(con, OTHER)
        decisions.decide(tmp_path, "merge-claims", {"old": old, "into": into}, who="desk", at=day(9))
        assert len({claim for claim, *_ in told(con)}) == 3
    with writer(tmp_path) as con:
        assert {claim for claim, *_ in told(con)} == {BRIDGE, "La crue a fait 12 morts à Lorne"}
        assert con.execute("SELECT count(*) FROM first_seen WHERE claim_id = ?", [old]).fetchall() == [(0,)]
        rebuilt(con)
        play(con, 10, "d", said(OTHER))
        assert len(trends.run(con, "spread", claim=old).rows) == 4
        assert decisions.apply(con, tmp_path) == 0


def test_a_split_mention_founds_a_claim_that_others_join(tmp_path: Path) -> None:
    fill(tmp_path)
    with writer(tmp_path) as con:
        mention, before = ids(con, BRIDGE)
        decisions.decide(tmp_path, "split-mention", {"mention": mention}, who="desk", at=day(9))
        decisions.apply(con, tmp_path)
        assert ids(con, BRIDGE)[1] == mention != before
        assert con.execute("SELECT count(*) FROM tellings WHERE claim_id IN (?, ?)", [mention, before]).fetchall() == [
            (2,)
        ]
        rebuilt(con)
        decisions.decide(tmp_path, "pin-mention", {"mention": mention, "claim": before}, who="desk", at=day(9))
        decisions.apply(con, tmp_path)
        assert ids(con, BRIDGE)[1] == before
        rebuilt(con)


def test_splitting_off_what_founded_a_merged_claim_undoes_the_merge(tmp_path: Path) -> None:
    fill(tmp_path)
    with writer(tmp_path) as con:
        before = told(con)
        (_, into), (_, old) = ids(con, BRIDGE), ids(con, OTHER)
        decisions.decide(tmp_path, "merge-claims", {"old": old, "into": into}, who="desk", at=day(9))
        decisions.decide(tmp_path, "split-mention", {"mention": old}, who="desk", at=day(9, 19))
        assert decisions.apply(con, tmp_path) == 2
        assert told(con) == before
        rebuilt(con)
        decisions.decide(tmp_path, "merge-claims", {"old": old, "into": into}, who="desk", at=day(9, 20))
        decisions.apply(con, tmp_path)
        assert len({claim for claim, *_ in told(con)}) == 2
        rebuilt(con)


def test_merged_speakers_are_one_in_later_runs_too(tmp_path: Path) -> None:
    fill(tmp_path)
    args = {"old": digest("mme morel"), "into": digest("jeanne morel")}
    decisions.decide(tmp_path, "merge-speakers", args, who="desk", at=day(9))
    with writer(tmp_path) as con:
        play(con, 10, "d", said("Une digue tient encore", by="Mme Morel"))
        assert {speaker for _, speaker, _ in told(con)} == {"Jeanne Morel", "Luc Brand"}
        assert con.execute("SELECT DISTINCT source FROM statements WHERE source LIKE 'Mme%'").fetchall() == [
            ("Mme Morel",)
        ]
        rebuilt(con)


def test_what_is_not_known_yet_waits(tmp_path: Path) -> None:
    decisions.decide(tmp_path, "merge-claims", {"old": "x", "into": "y"}, who="desk", at=day(7))
    fill(tmp_path)
    with writer(tmp_path) as con:
        assert con.execute("FROM decisions").fetchall() == []


def test_a_decision_is_taken_while_another_process_writes_and_survives_a_crash(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        publish(con, tmp_path)
        first = decisions.decide(tmp_path, "split-mention", {"mention": "x"}, who="desk", at=day(7))
        with decisions.journal(tmp_path).open("ab") as file:
            file.write(b'{"at": "2026-')
        second = decisions.decide(tmp_path, "split-mention", {"mention": "é"}, who="desk", at=day(8))
    assert [d.id for d in decisions.read(tmp_path)] == [first.id, second.id]
    with reader(tmp_path) as con:
        assert con.execute("FROM decisions").fetchall() == []


@pytest.mark.parametrize(("action", "args"), [("forgive", {}), ("merge-claims", {"old": "x"}), ("split-mention", {})])
def test_what_is_no_decision_is_told_so(tmp_path: Path, action: str, args: dict[str, str]) -> None:
    with pytest.raises(PermanentError, match="there are merge-claims"):
        decisions.decide(tmp_path, action, args, who="desk", at=day(7))
    assert decisions.read(tmp_path) == []
