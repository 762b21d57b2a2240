"""What people decide on speakers: names that are one person's, or are not, everywhere or in one article.

A name in a decision is the digest of its folded form: what is forgotten leaves no name in the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.models import digest
from warehouse.text import fold

from .resolving import namesake

if TYPE_CHECKING:
    from warehouse.connection import Connection

FOLLOW = (Path(__file__).parent / "follow.sql").read_text("utf-8")


def merge(con: Connection, args: Mapping[str, str]) -> list[str] | None:
    """``old`` is ``into``. Gives the claims that somebody else tells now; None where a speaker is unknown."""
    old, into = _standing(con, args["old"]), _standing(con, args["into"])
    if old is None or into is None:
        return None
    if old != into:
        con.execute("UPDATE speaker_aliases SET speaker_id = ? WHERE speaker_id = ?", [into, old])
        con.execute("INSERT INTO speaker_aliases VALUES (?, ?)", [old, into])
    return _follow(con, "SELECT DISTINCT article_id FROM speaker_of WHERE speaker_id = ?", into)


def part(con: Connection, args: Mapping[str, str]) -> list[str] | None:
    """``old`` is again whom it was before a merge."""
    if not con.execute("DELETE FROM speaker_aliases WHERE alias_id = ? RETURNING 1", [args["old"]]).fetchall():
        return None
    return _follow(con, "SELECT DISTINCT article_id FROM speaker_links WHERE speaker_id = ?", args["old"])


def pin(con: Connection, args: Mapping[str, str]) -> list[str] | None:
    """The ``name`` in the ``article`` is ``speaker``."""
    who = _standing(con, args["speaker"])
    return None if who is None else _link(con, args["article"], args["name"], who)


def split(con: Connection, args: Mapping[str, str]) -> list[str] | None:
    """The ``name`` in the ``article`` is somebody whom no other article names yet; later ones may."""
    return _link(con, args["article"], args["name"], namesake(args["article"], args["name"]))


def _link(con: Connection, article: str, name_id: str, who: str) -> list[str] | None:
    rows = con.execute("SELECT name, told_at, run_id FROM speaker_links WHERE article_id = ?", [article]).fetchall()
    found = next((row for row in rows if digest(fold(row[0])) == name_id), None)
    if found is None:
        return None
    from warehouse import bulk

    from .resolving import keep_keys

    written, told_at, run_id = found
    bulk.merge(con, "speakers", [(who, written, fold(written), told_at, run_id)], on=["speaker_id"])
    con.execute(
        "UPDATE speaker_links SET speaker_id = ?, score = 1, evidence = '{\"decided\": 1}' "
        "WHERE article_id = ? AND name = ?",
        [who, article, written],
    )
    keep_keys(con, [(who, written)])
    return _follow(con, "SELECT ? AS article_id", article)


def _follow(con: Connection, articles: str, value: str) -> list[str]:
    con.execute(f"CREATE OR REPLACE TEMP TABLE touched AS {articles}", [value])
    return [claim for (claim,) in con.execute(FOLLOW).fetchall()]


def _standing(con: Connection, who: str) -> str | None:
    """The speaker that an id stands for once merges are followed; None for an unknown one."""
    row = con.execute(
        "SELECT coalesce(a.speaker_id, s.speaker_id) FROM speakers AS s "
        "LEFT JOIN speaker_aliases AS a ON a.alias_id = s.speaker_id WHERE s.speaker_id = ?",
        [who],
    ).fetchone()
    return str(row[0]) if row else None
