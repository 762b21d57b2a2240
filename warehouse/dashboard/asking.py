"""The pages on which readers ask for themselves: the trends, with their SQL and downloads, and SQL of their own."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from parsers.errors import ConfigError
from warehouse import export, trends
from warehouse.dashboard import sandbox
from warehouse.dashboard.ask import Ask, Missing
from warehouse.dashboard.pages import Data
from warehouse.dashboard.texts import excerpt
from warehouse.trends import Table

SHOWN = 200
"""Rows of a trend on its page; a download has them all."""

LINKS = {
    "claim_id": "claims",
    "denial_id": "claims",
    "series_id": "series",
    "speaker_id": "speakers",
    "article_id": "articles",
}
"""Columns whose cells are addresses of the dashboard."""


def list_trends(ask: Ask) -> Data:
    """The trends with what each answers."""
    return {"trends": [{"name": t.name, "about": t.about} for t in map(trends.get, trends.names())]}


def trend(ask: Ask) -> Data:
    """A trend: its parameters, its SQL and the first rows of its answer."""
    sql, given = asked(ask)
    name = ask.path["id"]
    found = shared(ask, trends.table(ask.con, f"SELECT * FROM ({sql}) LIMIT {SHOWN + 1}"))
    about = trends.get(name)
    return {
        "name": name,
        "about": about.about,
        "params": [{"name": p.name, "type": p.type, "default": p.default, "help": p.help, "given": given.get(p.name)}
                   for p in about.params],
        "given": given,
        "sql": about.sql,
        "columns": found.columns,
        "rows": [list(row) for row in found.rows[:SHOWN]],
        "more": len(found.rows) > SHOWN,
    }  # fmt: skip


def asked(ask: Ask) -> tuple[str, dict[str, str]]:
    """The SQL of the trend that an address names, and the parameters it gives."""
    name = ask.path["id"]
    if name not in trends.names():
        raise Missing(name)
    known = trends.get(name)
    given = {p.name: value for p in known.params if (value := ask.get(p.name)) is not None}
    return trends.written(ask.con, known, **given), given


def shared(ask: Ask, found: Table) -> Table:
    """What a reader may have of an answer: strangers get texts as excerpts."""
    if ask.trusted:
        return found
    return Table(found.columns, [tuple(_short(cell) for cell in row) for row in found.rows])


def _short(cell: Any) -> Any:
    return excerpt(cell) if isinstance(cell, str) else cell


def download(ask: Ask, kind: str) -> bytes:
    """A trend's whole answer as CSV or Parquet."""
    sql, _ = asked(ask)
    if kind == "csv":
        out = io.StringIO(newline="")
        export.write_csv(shared(ask, trends.table(ask.con, sql)), out)
        return out.getvalue().encode("utf-8")
    if not ask.trusted:
        sql = _excerpts(ask, sql)
    with tempfile.TemporaryDirectory(prefix="veille-") as folder:
        file = Path(folder) / "answer.parquet"
        export.write_parquet(ask.con, sql, file)
        return file.read_bytes()


def _excerpts(ask: Ask, sql: str) -> str:
    columns = ask.con.execute(f"DESCRIBE {sql}").fetchall()
    cut = [f'excerpt("{name}", 300) AS "{name}"' for name, kind, *_ in columns if kind == "VARCHAR"]
    return f"SELECT * REPLACE ({', '.join(cut)}) FROM ({sql})" if cut else sql


def sql(ask: Ask) -> Data:
    """SQL of the reader's own, asked in a sandbox; for readers on this machine alone."""
    if not ask.trusted:
        raise Missing("sql")
    query = (ask.query.get("q") or "").strip()
    answer: dict[str, Any] = {"columns": [], "rows": [], "more": False, "error": None}
    if query:
        try:
            answer |= sandbox.ask(ask.data, query)
        except ConfigError as error:
            answer["error"] = str(error)
    return {"query": query, "limits": sandbox.LIMITS, "tables": _tables(ask) if not query else [], **answer}


def _tables(ask: Ask) -> Sequence[Any]:
    return ask.rows("tables")
