from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from press import LONDON, PARIS, article, batch, day, reading, said

from parsers.errors import PermanentError
from parsers.models import Article, Statement
from warehouse import bulk, decisions, reread, rows, runs
from warehouse.connection import Connection, writer
from warehouse.load import load
from warehouse.models import Outlet, Reading, digest
from warehouse.reread import Change
from warehouse.rules import Rule

BRIDGE = "Le pont de Lorne a cédé sous la crue"
TOLL = "La crue de la Lorne a fait 12 morts"
MILL = "L'usine de Dravik fermera ses portes en mars"
DENIED = "L'usine de Dravik ne fermera pas ses portes en mars"
SHELTER = "Un gymnase accueille les familles sinistrées de Lorne"
toll = said(TOLL, by="Luc Brand", figures=[(12, "morts")])
more = said(TOLL.replace("12", "15"), by="Luc Brand", figures=[(15, "morts")])


def named(who: str) -> Statement:
    """One statement, whoever the parser finds to be meant by its source."""
    return replace(said(BRIDGE, by=who), source="la préfète")


Pages = Sequence[tuple[int, Outlet, str, Article, Article]]

PAGES: Pages = [  # day, outlet, page, what an old parser reads, what this one reads
    (7, PARIS, "marche", article(said("Le marché ouvre lundi")), article(said("Le marché ouvre lundi"))),
    (7, LONDON, "shops", article(said("Shops open")), article(said("Shops open"))),
    (8, PARIS, "crue", article(said(f"{BRIDGE} et puis", by=None), toll, more="La crue du 8."),
     article(said(BRIDGE), toll, said(MILL, by="Ida Rol"), title="Crue à Lorne", more="La crue du 8.")),
    (8, LONDON, "crue", article(named("Luc Brand"), said(SHELTER)),
     article(named("Jeanne Morel"), published="2026-09-08T07:00:00Z")),
    (9, PARIS, "crue", article(said(f"{BRIDGE} et puis", by=None), more, more="La crue du 9."),
     article(said(BRIDGE), more, title="Crue à Lorne", more="La crue du 9.")),
    (9, PARIS, "barrage", article(said(MILL), said(DENIED, by="EauLorne", polarity="negative")),
     article(said(MILL), said(DENIED, by="EauLorne", polarity="negative"), published="2026-09-08T10:00:00Z")),
    (9, LONDON, "toll", article(said("Douze morts", by=None), toll), article(toll)),
    (10, LONDON, "bridge", article(said(f"{BRIDGE} et puis")), article(said(f"{BRIDGE} et puis"))),
]  # fmt: skip


def read(page: tuple[int, Outlet, str, Article, Article], new: bool) -> Reading:
    """One page, whatever parser reads it."""
    n, outlet, name, old, better = page
    one = reading(f"{outlet.homepage}{name}", old, outlet)
    stored = replace(one.page, hash=digest(n, one.url))
    return replace(one, page=stored, article=better if new else old, published_hint="2026-09-08T11:00:00Z")


def play(con: Connection, pages: Pages, new: bool, rules: Sequence[Rule] = ()) -> None:
    """Load the pages, a run a day, as this parser reads them or as an older one did."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "PARSER_VERSION", rows.PARSER_VERSION - (not new))
        for n in sorted({p[0] for p in pages}):
            run = runs.begin(con, kind="run", now=day(n), outlets=["matin", "globe"])
            for outlet in (PARIS, LONDON):
                today = [read(p, new) for p in pages if p[0] == n and p[1] is outlet]
                load(con, run, batch(*today, outlet=outlet))
            runs.finish(con, run, rules)


def again(
    con: Connection, pages: Pages, *, dry_run: bool = False, rules: Sequence[Rule] = (), hour: int = 18
) -> list[reread.Reread]:
    """Re-read all pages by this parser."""
    run = runs.begin(con, kind="reread", now=day(20, hour), outlets=["matin", "globe"])
    found = []
    for outlet in (PARIS, LONDON):
        ours = batch(*(replace(read(p, True), published_hint=None) for p in pages if p[1] is outlet), outlet=outlet)
        found.append(reread.reread(con, run, ours, dry_run=dry_run))
    runs.finish(con, run, rules)
    return found


BOOKS = {"runs", "run_outlets", "migrations", "outcomes", "decisions", "claim_aliases", "claim_numbers", "claim_keys",
         "search_docs", "search_postings", "cluster_sketches"}  # fmt: skip
FREE = {"run_id", "baseline", "new", "new_claims", "fetched_at"}
BY_CLAIM = "SELECT key, claim_id FROM claim_keys JOIN claim_numbers USING (number) ORDER BY ALL"
BY_ARTICLE = "SELECT article_id, length, term, times FROM search_postings JOIN search_docs USING (doc) ORDER BY ALL"


def record(con: Connection, free: set[str] = FREE) -> dict[str, list[tuple[Any, ...]]]:
    """All rows but for run ids, numbers that only count, the old ids of claims, and what was new when."""
    tables = {
        t for (t,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
    } - BOOKS
    kept = {t: ", ".join(f'"{c}"' for c in bulk.columns(con, t) if c not in free) for t in sorted(tables)}
    kept["speaker_links"] = (
        "article_id, name, speaker_id, role, affiliation, told_at"  # evidence is what was known then
    )
    found = {t: con.execute(f"SELECT {c} FROM {t} ORDER BY ALL").fetchall() for t, c in kept.items()}
    return found | {"keys": con.execute(BY_CLAIM).fetchall(), "search": con.execute(BY_ARTICLE).fetchall()}


def differing(a: Mapping[str, list[Any]], b: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Per table, the rows that only one of two records has."""
    return {t: ([r for r in a[t] if r not in b[t]], [r for r in b[t] if r not in a[t]]) for t in a if a[t] != b[t]}


def test_a_warehouse_that_was_re_read_is_one_that_the_better_parser_loaded(tmp_path: Path) -> None:
    with writer(tmp_path / "old") as con:
        play(con, PAGES, new=False)
        before = record(con, set())
        told = again(con, PAGES, dry_run=True)
        assert differing(record(con, set()), before) == {}
        assert again(con, PAGES, hour=19) == told
        ours = record(con)
        everything = record(con, set())
        assert again(con, PAGES, hour=20) == [reread.Reread(o.id, 0, 0, 0, (), ()) for o in (PARIS, LONDON)]
        assert differing(record(con, set()), everything) == {}
    with writer(tmp_path / "new") as con:
        play(con, PAGES, new=True)
        assert differing(ours, record(con)) == {}
    matin, globe = told
    crue = f"{PARIS.homepage}crue"
    assert (matin.articles, matin.revisions, matin.joined, matin.unknown) == (3, 4, 0, ())
    assert matin.changes == (
        Change("added", crue, None, MILL),
        Change("added", crue, None, BRIDGE),
        Change("withdrawn", crue, f"{BRIDGE} et puis", None),
    )
    assert [globe.count(kind) for kind in ("added", "withdrawn", "speaker")] == [0, 2, 1]


def test_only_a_re_reading_re_reads(con: Connection) -> None:
    run = runs.begin(con, kind="run", now=day(7), outlets=["matin"])
    with pytest.raises(PermanentError, match="kind reread"):
        reread.reread(con, run, batch())


def test_a_page_that_was_never_loaded_is_not_added(con: Connection) -> None:
    (matin, _) = again(con, PAGES[:1])
    assert (matin.articles, matin.unknown) == (0, (f"{PARIS.homepage}marche",))
    assert con.execute("SELECT count(*) FROM articles").fetchall() == [(0,)]


NOISE = [
    (7, PARIS, "marche", article(said("Le marché ouvre lundi")), article(said("Le marché ouvre lundi"))),
    (8, PARIS, "crue", article(toll, more="Mis à jour à 8 h"), article(toll)),
    (9, PARIS, "crue", article(toll, more="Mis à jour à 9 h"), article(toll)),
    (10, PARIS, "crue", article(more, more="Mis à jour à 10 h"), article(more)),
]


def test_revisions_that_say_the_same_become_one(con: Connection) -> None:
    play(con, NOISE, new=False)
    assert again(con, NOISE)[0].joined == 1
    rows = con.execute("SELECT sequence, valid_from, valid_to, silent FROM revisions ORDER BY valid_from").fetchall()
    assert rows == [(1, day(7), None, False), (1, day(8), day(10), False), (2, day(10), None, True)]
    assert con.execute("SELECT kind, silent FROM changes").fetchall() == [("figure", True)]
    assert con.execute("SELECT revisions FROM articles ORDER BY ALL").fetchall() == [(1,), (2,)]


EIGHTH = "2026-09-08T10:00:00Z"
CRUE = [
    (7, PARIS, "marche", article(said("Le marché ouvre lundi")), article(said("Le marché ouvre lundi"))),
    (8, PARIS, "crue", article(said(f"{BRIDGE} et puis", by=None), published=EIGHTH),
     article(said(BRIDGE), said(MILL), published=EIGHTH)),
    (9, PARIS, "pont", article(said(BRIDGE), said(SHELTER), published=EIGHTH), article(said(BRIDGE), published=None)),
]  # fmt: skip


def claim(con: Connection, text: str) -> str:
    """The claim that the first mention with this text tells."""
    rows = con.execute(
        "SELECT claim_id FROM claim_of JOIN mentions AS m USING (mention_id) WHERE text = ? ORDER BY m.told_at", [text]
    )
    return str(rows.fetchall()[0][0])


DATES = "SELECT url, published, published_source FROM articles ORDER BY url"
ALERTS = "FROM alerts ORDER BY ALL"
Before = dict[str, Any]


@pytest.fixture(scope="module")
def crue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, Before]]:
    """A warehouse that was re-read, with what it said before."""
    with writer(tmp_path_factory.mktemp("crue")) as con:
        play(con, CRUE, new=False, rules=[Rule("all")])
        assert claim(con, f"{BRIDGE} et puis") == claim(con, BRIDGE)
        before: Before = {sql: con.execute(sql).fetchall() for sql in (DATES, ALERTS)}
        before |= {text: claim(con, text) for text in (BRIDGE, SHELTER)}
        again(con, CRUE, rules=[Rule("all")])
        yield con, before


def test_what_comes_is_not_new_and_raises_nothing(crue: tuple[Connection, Before]) -> None:
    con, before = crue
    # The mill was not told before, but nothing is new that a re-reading found. The bridge was new, in other words.
    first = con.execute("SELECT claim, new FROM first_seen ORDER BY claim").fetchall()
    assert first == [(MILL, False), ("Le marché ouvre lundi", False), (BRIDGE, True)]
    assert con.execute("SELECT sum(new_claims) FROM daily").fetchall() == [(1,)]
    assert con.execute(ALERTS).fetchall() == before[ALERTS] != []
    aliases = con.execute("SELECT alias_id, claim_id, reason FROM claim_aliases").fetchall()
    assert aliases == [(before[BRIDGE], claim(con, BRIDGE), "reread")]


def test_a_date_that_was_known_is_not_lost(crue: tuple[Connection, Before]) -> None:
    con, before = crue
    assert con.execute(DATES).fetchall() == before[DATES]


def test_a_claim_that_nobody_tells_any_more_is_retired(crue: tuple[Connection, Before]) -> None:
    con, before = crue
    gone = before[SHELTER]
    tables = ("claims", "mention_claims", "first_seen", "tellings", "claim_numbers")
    assert [con.execute(f"FROM {t} WHERE claim_id = ?", [gone]).fetchall() for t in tables] == [[]] * len(tables)
    assert con.execute("SELECT series_id FROM series WHERE series_id = ?", [gone]).fetchall() == []


def test_what_people_decided_survives(tmp_path: Path) -> None:
    def decide(con: Connection, hour: int, action: str, **args: str) -> None:
        decisions.decide(tmp_path, action, args, who="desk", at=day(10, hour))
        assert decisions.apply(con, tmp_path) == 1

    with writer(tmp_path) as con:
        play(con, PAGES, new=False)
        bridge, market = claim(con, f"{BRIDGE} et puis"), claim(con, "Le marché ouvre lundi")
        shops = claim(con, "Shops open")
        (pinned,) = con.execute("SELECT mention_id FROM mentions WHERE text = ? ORDER BY told_at", [MILL]).fetchall()[0]
        decide(con, 1, "merge-claims", old=bridge, into=market)
        decide(con, 2, "pin-mention", mention=pinned, claim=shops)
        where = digest("globe", f"{LONDON.homepage}toll")
        decide(con, 3, "split-speaker", article=where, name=digest("luc brand"))
        other = digest(digest("luc brand"), where)
        again(con, PAGES)
        assert claim(con, BRIDGE) == market
        assert con.execute("SELECT claim_id FROM claim_of WHERE mention_id = ?", [pinned]).fetchall() == [(shops,)]
        speakers = con.execute("SELECT DISTINCT speaker_id FROM statements WHERE article_id = ?", [where])
        assert speakers.fetchall() == [(other,)]
        kept = record(con, set())
        decisions.rebuild(con, [c for (c,) in con.execute("SELECT DISTINCT claim_id FROM claim_of").fetchall()])
        assert differing(record(con, set()), kept) == {}
