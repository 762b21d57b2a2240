"""Lets go what is past an outlet's retention, and gives the space back.

The bytes of pages go first: without them a better parser can't read an article again. Its text goes second: it is no
longer found by its words. What stays is what was said: titles, statements, claims and their figures.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from warehouse.connection import rewrite, script, transaction, warehouse_file, writer
from warehouse.files import Files, LocalFiles
from warehouse.snapshot import publish

if TYPE_CHECKING:
    from warehouse.connection import Connection

DUE, DROP = (f.read_text("utf-8") for f in sorted((Path(__file__).parent / "tidy_steps").glob("*.sql")))
COUNTED = """
SELECT outlet_id, (SELECT count(*) FROM due_pages AS p WHERE p.outlet_id = o.outlet_id),
    (SELECT count(*) FROM due_texts AS t WHERE t.outlet_id = o.outlet_id)
FROM limits AS o ORDER BY outlet_id
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long an outlet's pages and texts are kept; None for ever."""

    pages: dt.timedelta | None = None
    text: dt.timedelta | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What is past an outlet's retention: archived ``pages``, whose files hold so many ``bytes``, and ``texts``."""

    outlet_id: str
    pages: int
    bytes: int
    texts: int


@dataclass(frozen=True, slots=True)
class Tidied:
    """What went, and the bytes of the warehouse's file before and after."""

    due: list[Due]
    before: int
    after: int


def due(con: Connection, files: Files, limits: Mapping[str, Limits], now: dt.datetime) -> list[Due]:
    """What would go at this moment, by outlet."""
    _lay(con, limits, now)
    sizes: Counter[str] = Counter()
    for path, outlet in con.execute("FROM due_files").fetchall():
        sizes[outlet] += files.size(path) or 0
    found = [Due(outlet, pages, sizes[outlet], texts) for outlet, pages, texts in con.execute(COUNTED).fetchall()]
    con.unregister("limits")
    return found


def tidy(data: Path, limits: Mapping[str, Limits], now: dt.datetime, files: Files | None = None) -> Tidied:
    """Let go what is due, write the warehouse anew without the freed space, and publish it.

    ``files`` are the archived pages', by default those below ``data``.

    Files go before their rows say so: what is killed in between is finished by the next call.
    """
    files = files or LocalFiles(data)
    with writer(data) as con:
        found = due(con, files, limits, now)
        for (path,) in con.execute("SELECT archive_path FROM due_files").fetchall():
            files.drop(path)
        with transaction(con):
            script(con, DROP, now=now)
        con.execute("CHECKPOINT")
        before = warehouse_file(data).stat().st_size
    rewrite(data)
    with writer(data) as con:
        publish(con, data)
    return Tidied(found, before, warehouse_file(data).stat().st_size)


def _lay(con: Connection, limits: Mapping[str, Limits], now: dt.datetime) -> None:
    """Lay beside the record, as temporary tables, what is past these limits."""
    moments = [(o, now - x.pages if x.pages else None, now - x.text if x.text else None) for o, x in limits.items()]
    at = pa.timestamp("us", "UTC")
    columns = [pa.array([m[i] for m in moments], kind) for i, kind in enumerate((pa.string(), at, at))]
    con.register("limits", pa.table(columns, ["outlet_id", "pages_before", "text_before"]))
    con.execute(DUE)
