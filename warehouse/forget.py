"""Forgets articles and people on request: their rows, their archived pages and the blocks that held them.

A URL is forgotten with its article; a person with every article whose text or statements hold the name. What is left
is a tombstone, a digest by which the loader knows not to take it in again: an article by the URLs that lead
to it, a person as speaker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import bulk, decisions
from warehouse.connection import rewrite, transaction, writer
from warehouse.files import Files, LocalFiles
from warehouse.models import digest
from warehouse.snapshot import publish
from warehouse.text import fold

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import OutletBatch

STEPS = sorted((Path(__file__).parent / "forget_steps").glob("*.sql"))

HOLDING = """
SELECT DISTINCT article_id FROM revisions
WHERE contains(fold(concat_ws(' ', title, standfirst, array_to_string(body || authors, ' '),
        array_to_string(list_transform(removed, lambda r: r.text), ' '),
        array_to_string(list_transform(repairs, lambda r: r.original), ' '))), $name)
    OR revision_id IN (SELECT revision_id FROM captions WHERE contains(fold(concat_ws(' ', caption, credit)), $name))
UNION
SELECT article_id FROM statements WHERE contains(fold(coalesce(speaker, '') || ' ' || source), $name)
"""


LEADING = """
SELECT DISTINCT a.article_id
FROM articles AS a LEFT JOIN urls AS u ON u.outlet_id = a.outlet_id AND u.article_url = a.canonical_url
WHERE a.url IN (SELECT unnest($urls)) OR a.canonical_url IN (SELECT unnest($urls)) OR u.url IN (SELECT unnest($urls))
"""

WAYS = """
SELECT DISTINCT a.outlet_id, unnest([a.url, a.canonical_url, u.url]) AS url
FROM articles AS a LEFT JOIN urls AS u ON u.outlet_id = a.outlet_id AND u.article_url = a.canonical_url
WHERE a.article_id IN (SELECT unnest($articles))
"""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many rows and archived pages went."""

    articles: int
    statements: int
    claims: int
    speakers: int
    pages: int


def articles_at(con: Connection, urls: Collection[str]) -> list[str]:
    """The ids of the articles that any of the URLs (discovered or canonical) leads to."""
    return [a for (a,) in con.execute(LEADING, {"urls": list(urls)}).fetchall()]


def articles_holding(con: Connection, name: str) -> list[str]:
    """The ids of the articles whose text, captions, statements or removed lines hold a name, accents and case aside."""
    return [a for (a,) in con.execute(HOLDING, {"name": fold(name)}).fetchall()]


def forget_url(data: Path, *urls: str, at: dt.datetime, files: Files | None = None) -> Purged:
    """Forget the article that a URL, in any of these spellings, leads to.

    ``files`` are the archived pages', by default those below ``data``.
    """

    def named(con: Connection) -> list[str]:
        outlets = con.execute("SELECT outlet_id FROM outlets").fetchall()
        return articles_at(con, urls) + [digest(outlet, url) for (outlet,) in outlets for url in urls]

    return _forget(data, at, named, None, files or LocalFiles(data))


def forget_person(data: Path, name: str, *, at: dt.datetime, files: Files | None = None) -> Purged:
    """Forget every article that holds a name, accents and case aside, and the speaker; ``files`` as for a URL."""
    return _forget(data, at, lambda con: articles_holding(con, name), fold(name), files or LocalFiles(data))


def forgotten(con: Connection, kind: str) -> frozenset[str]:
    """The ids of the articles or speakers that are not to be loaded again."""
    return frozenset(i for (i,) in con.execute("SELECT id FROM tombstones WHERE kind = ?", [kind]).fetchall())


def unneeded(con: Connection, batch: OutletBatch) -> list[str]:
    """The archived files of a batch, once loaded, that no page needs: what they say was not to be taken in."""
    needed = {
        p
        for (p,) in con.execute(
            "SELECT archive_path FROM pages WHERE page_hash IN (SELECT unnest($hashes))",
            {"hashes": [r.page.hash for r in batch.readings]},
        ).fetchall()
    }
    return sorted({p for r in batch.readings if (p := r.page.archive_path) and p not in needed})


def _forget(
    data: Path, at: dt.datetime, named: Callable[[Connection], list[str]], speaker: str | None, files: Files
) -> Purged:
    with writer(data) as con:
        with transaction(con):
            wanted = named(con)
            before = _count(con)
            stones = _stones(con, wanted)
            pages = _purge(con, wanted, speaker)
            rows = [("article", a, at) for a in stones] + ([("speaker", digest(speaker), at)] if speaker else [])
            bulk.merge(con, "tombstones", rows, on=["kind", "id"])
            articles, statements, claims, speakers = (a - b for a, b in zip(before, _count(con), strict=True))
        for page in pages:
            files.drop(page)
    rewrite(data)
    with writer(data) as con:
        publish(con, data)
    return Purged(articles, statements, claims, speakers, len(pages))


def _stones(con: Connection, articles: Collection[str]) -> list[str]:
    """The ids that must not come back: the articles', and those of every URL that is known to lead to one."""
    ways = con.execute(WAYS, {"articles": list(articles)}).fetchall()
    return sorted({*articles, *(digest(outlet, url) for outlet, url in ways)})


def _purge(con: Connection, articles: Iterable[str], speaker: str | None) -> list[str]:
    """Delete the rows of the articles and of a speaker (a folded name); returns the archived files nothing needs."""
    bulk.distinct(con, "purged", "article_id", articles)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE purged_speakers AS SELECT $1::VARCHAR AS speaker_id "
        "UNION SELECT speaker_id FROM speakers WHERE fold(name) = $2",
        [speaker and digest(speaker), speaker],
    )
    claims = con.execute("SELECT DISTINCT claim_id FROM tellings SEMI JOIN purged USING (article_id)").fetchall()
    for step in STEPS:
        con.execute(step.read_text("utf-8"))
    decisions.rebuild(con, [claim for (claim,) in claims])
    return [path for (path,) in con.execute("SELECT archive_path FROM purged_files").fetchall()]


def _count(con: Connection) -> list[int]:
    """How many rows there are of what ``Purged`` counts."""
    tables = ("articles", "statements", "claims", "speakers")
    return [int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]) for table in tables]
