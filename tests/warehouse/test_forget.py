from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from press import PARIS, article, batch, day, reading, said

from parsers.models import Removed, Repair, Statement
from warehouse import decisions, forget, runs, trends
from warehouse.connection import Connection, reader, writer
from warehouse.load import load
from warehouse.models import Outcome, Page, Reading, UrlState, digest
from warehouse.rules import Rule
from warehouse.snapshot import publish

BRIDGE = "Le pont de Lorne a cédé sous la crue"
SECRET = "Aurèle Quintefeuille"


def page(data: Path, name: str, n: int, *statements: Statement, more: str = "", **fields: Any) -> Reading:
    """A reading whose bytes stand in the archive."""
    made = article(*statements, title=f"Article {name}", published=f"2026-09-{n:02}T09:00:00Z", more=more, **fields)
    one = reading(f"{PARIS.homepage}{name}", made)
    path = f"archive/{one.page.hash}.gz"
    (data / "archive").mkdir(parents=True, exist_ok=True)
    (data / path).write_bytes(b"page")
    stored = Page(one.page.hash, one.url, one.page.fetched_at, size=4, archive_path=path)
    return Reading(one.outlet_id, one.url, one.canonical_url, None, stored, made)


def visit(data: Path, n: int, *readings: Reading) -> list[Outcome]:
    with writer(data) as con:
        run = runs.begin(con, kind="run", now=day(n), outlets=["matin"])
        states = [UrlState("matin", r.url, article_url=r.canonical_url) for r in readings]
        outcomes = load(con, run, batch(*readings, urls=tuple(states)))
        runs.finish(con, run, [Rule("all"), Rule("who", "new_speaker")])
        publish(con, data)
    return outcomes


def press(data: Path) -> None:
    visit(data, 7, page(data, "a", 7, said("Le marché ouvre lundi")))
    visit(data, 8, page(data, "b", 8, said(BRIDGE, by=SECRET), said("Il y a 12 morts", figures=[(12, "morts")])))
    visit(
        data, 9, page(data, "c", 9, said(BRIDGE, by="Luc Brand")), page(data, "d", 9, more=f"Chez {SECRET}, on dort.")
    )


def everything(con: Connection) -> str:
    """All that the warehouse says, as one text."""
    tables = [t for (t,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
    return "\n".join(str(con.execute(f"FROM {t}").fetchall()) for t in tables)


def archived(data: Path) -> int:
    return len(list((data / "archive").iterdir()))


def test_a_person_is_forgotten_wherever_the_name_stands(tmp_path: Path) -> None:
    press(tmp_path)
    with reader(tmp_path) as con:
        assert SECRET in str(con.execute("SELECT payload FROM alerts WHERE rule_id = 'who'").fetchall())
    assert forget.forget_person(tmp_path, "aurele QUINTEFEUILLE", at=day(10)) == forget.Purged(2, 2, 1, 1, 2)
    with reader(tmp_path) as con:
        left = everything(con)
        assert trends.run(con, "search", words="quintefeuille").rows == []
        assert [row[0] for row in con.execute("SELECT title FROM articles ORDER BY 1").fetchall()] == [
            "Article a",
            "Article c",
        ]
    assert "quintefeuille" not in left.lower()
    assert archived(tmp_path) == 2
    assert b"Quintefeuille" not in b"".join(f.read_bytes() for f in tmp_path.rglob("*.duckdb*"))


def test_a_name_that_stands_only_in_what_was_removed_or_repaired_goes_too(tmp_path: Path) -> None:
    credit, glued = Removed("credit", f"Photo {SECRET}"), Repair("body:0", 0, 0, SECRET)
    visit(tmp_path, 7, page(tmp_path, "a", 7, said("Oui"), removed=(credit,)),
          page(tmp_path, "b", 7, said("Non"), repairs=(glued,)), page(tmp_path, "c", 7, said("Peut-être")))  # fmt: skip
    assert forget.forget_person(tmp_path, SECRET, at=day(10)).articles == 2
    with reader(tmp_path) as con:
        assert "quintefeuille" not in everything(con).lower()


def test_a_claim_that_others_tell_stays_with_their_words(tmp_path: Path) -> None:
    press(tmp_path)
    assert forget.forget_url(tmp_path, f"{PARIS.homepage}b", at=day(10)).articles == 1
    with writer(tmp_path) as con:
        told = con.execute("SELECT claim, speaker, day FROM told ORDER BY day").fetchall()
        assert told[1:] == [(BRIDGE, "Luc Brand", dt.date(2026, 9, 9))]
        assert con.execute("SELECT count(*) FROM figures").fetchall() == [(0,)]
        claims = con.execute("SELECT claim_id, claim FROM first_seen ORDER BY day").fetchall()
        assert [claim for _, claim in claims] == ["Le marché ouvre lundi", BRIDGE]
        before = con.execute("FROM daily ORDER BY ALL").fetchall()
        decisions.rebuild(con, [claim for claim, _ in claims])
        assert con.execute("FROM daily ORDER BY ALL").fetchall() == before


def test_what_was_forgotten_is_not_taken_in_again(tmp_path: Path) -> None:
    press(tmp_path)
    forget.forget_url(tmp_path, f"{PARIS.homepage}c", at=day(10))
    forget.forget_person(tmp_path, SECRET, at=day(10))
    again = visit(tmp_path, 11, page(tmp_path, "c", 9, said(BRIDGE)), page(tmp_path, "e", 11, said("Non", by=SECRET)),
                  page(tmp_path, "f", 11, said("Oui")))  # fmt: skip
    assert sorted(o.outcome for o in again) == ["loaded", "skipped:forgotten", "skipped:forgotten"]
    with reader(tmp_path) as con:
        assert "quintefeuille" not in everything(con).lower()
        assert f"{PARIS.homepage}c" not in everything(con)
        assert digest("matin", f"{PARIS.homepage}e") in forget.forgotten(con, "article")


def test_the_bytes_of_what_is_not_taken_in_are_told(tmp_path: Path) -> None:
    press(tmp_path)
    forget.forget_person(tmp_path, SECRET, at=day(10))
    no, yes = page(tmp_path, "e", 11, said("Non", by=SECRET)), page(tmp_path, "f", 11, said("Oui"))
    visit(tmp_path, 11, no, yes)
    with reader(tmp_path) as con:
        assert forget.unneeded(con, batch(no, yes)) == [no.page.archive_path]


def test_every_way_to_an_article_is_forgotten_with_it(tmp_path: Path) -> None:
    made = article(said("Tard"))
    urls = [f"{PARIS.homepage}{name}" for name in ("feed?id=7", "short", "tard")]
    for n, url in enumerate(urls, 7):
        visit(tmp_path, n, reading(url, made, canonical=urls[-1]))
    assert forget.forget_url(tmp_path, "http://elsewhere.test/", urls[1], at=day(10)).articles == 1
    with reader(tmp_path) as con:
        assert {digest("matin", url) for url in urls} <= forget.forgotten(con, "article")


def test_forgetting_what_is_not_there_leaves_its_tombstone(tmp_path: Path) -> None:
    press(tmp_path)
    assert forget.forget_url(tmp_path, f"{PARIS.homepage}z", at=day(10)) == forget.Purged(0, 0, 0, 0, 0)
    assert [o.outcome for o in visit(tmp_path, 11, page(tmp_path, "z", 11, said("Tard")))] == ["skipped:forgotten"]


def test_rewriting_keeps_rows_comments_and_answers(tmp_path: Path) -> None:
    from warehouse.connection import rewrite

    press(tmp_path)
    with reader(tmp_path) as con:
        before = everything(con)
    rewrite(tmp_path)
    with writer(tmp_path) as con:
        assert everything(con) == before
        assert con.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL").fetchall()[0][0] > 100
        assert trends.run(con, "search", words="ponts").rows
        publish(con, tmp_path)
    with reader(tmp_path) as con:
        assert all(trends.run(con, name).columns for name in trends.names())
