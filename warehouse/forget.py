"""Forgets articles and people on request: their rows, their archived pages and the blocks that held them.

A URL is forgotten with its article; a person with every article whose text or statements hold the name. What is left
is a tombstone, a digest by which the loader knows not to take it in again: an article by its URL, a person as speaker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import bulk, decisions
from warehouse.connection import rewrite, transaction, writer
from warehouse.models import digest
from warehouse.snapshot import publish
from warehouse.text import fold

if TYPE_CHECKING:
    from warehouse.connection import Connection

STEPS = sorted((Path(__file__).parent / "forget_steps").glob("*.sql"))

HOLDING = """
SELECT DISTINCT article_id FROM revisions
WHERE contains(fold(concat_ws(' ', title, standfirst, array_to_string(body || authors, ' '))), $name)
    OR revision_id IN (SELECT revision_id FROM captions WHERE contains(fold(concat_ws(' ', caption, credit)), $name))
UNION
SELECT article_id FROM statements WHERE contains(fold(coalesce(speaker, '') || ' ' || source), $name)
"""


def forget_url(data: Path, url: str, *, at: dt.datetime) -> int:
    """Forget the article that a URL (discovered or canonical) leads to; returns how many articles went."""

    def named(con: Connection) -> list[str]:
        rows = con.execute(
            "SELECT article_id FROM articles WHERE $url IN (url, canonical_url)", {"url": url}
        ).fetchall()
        outlets = con.execute("SELECT outlet_id FROM outlets").fetchall()
        return [a for (a,) in rows] + [digest(outlet, url) for (outlet,) in outlets]

    return _forget(data, at, named, None)


def forget_person(data: Path, name: str, *, at: dt.datetime) -> int:
    """Forget every article that holds a name, accents and case aside, and the speaker; returns how many went."""

    def named(con: Connection) -> list[str]:
        return [a for (a,) in con.execute(HOLDING, {"name": fold(name)}).fetchall()]

    return _forget(data, at, named, digest(fold(name)))


def forgotten(con: Connection, kind: str) -> frozenset[str]:
    """The ids of the articles or speakers that are not to be loaded again."""
    return frozenset(i for (i,) in con.execute("SELECT id FROM tombstones WHERE kind = ?", [kind]).fetchall())


def _forget(data: Path, at: dt.datetime, named: Callable[[Connection], list[str]], speaker: str | None) -> int:
    with writer(data) as con:
        with transaction(con):
            wanted = named(con)
            before = _count(con)
            files = _purge(con, wanted, speaker)
            stones = [("article", a, at) for a in wanted] + ([("speaker", speaker, at)] if speaker else [])
            bulk.merge(con, "tombstones", stones, on=["kind", "id"])
            gone = before - _count(con)
        for file in files:
            (data / file).unlink(missing_ok=True)
    rewrite(data)
    with writer(data) as con:
        publish(con, data)
    return gone


def _purge(con: Connection, articles: Iterable[str], speaker: str | None) -> list[str]:
    """Delete the articles' rows and the speaker's; returns the archived files that nothing needs any more."""
    bulk.keys(con, "wanted", articles)
    con.execute("CREATE OR REPLACE TEMP TABLE purged AS SELECT DISTINCT key AS article_id FROM wanted")
    con.unregister("wanted")
    con.execute("CREATE OR REPLACE TEMP TABLE purged_speakers AS SELECT $1::VARCHAR AS speaker_id", [speaker])
    claims = con.execute("SELECT DISTINCT claim_id FROM tellings SEMI JOIN purged USING (article_id)").fetchall()
    for step in STEPS:
        con.execute(step.read_text("utf-8"))
    decisions.rebuild(con, [claim for (claim,) in claims])
    return [path for (path,) in con.execute("SELECT archive_path FROM purged_files").fetchall()]


def _count(con: Connection) -> int:
    return int(con.execute("SELECT count(*) FROM articles").fetchall()[0][0])
