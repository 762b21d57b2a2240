"""Trend queries: one commented ``.sql`` file each, with typed parameters.

A file opens with what the query answers, then its parameters, one a line::

    -- @param since DATE = (SELECT max(d.day) - 7 FROM daily AS d) -- the first day

``$since`` stands for the value in the query; a default may be a query itself. The same query is a table macro in every
snapshot, so that plain SQL can say ``FROM claims_per_day("by" := 'speaker')``.

``@wanted`` stands for the text of ``shared/wanted.sql``: common table expressions that several queries have alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.connection import Connection

FOLDER = Path(__file__).parent

_PARAM = re.compile(r"^-- @param (\w+) ([\w\[\]]+) = (.+?) -- (.+)$")
_SHARED = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Param:
    """A typed parameter: ``default`` is SQL."""

    name: str
    type: str
    default: str
    help: str


@dataclass(frozen=True, slots=True)
class Trend:
    """A query with what it answers and its parameters."""

    name: str
    about: str
    params: tuple[Param, ...]
    sql: str

    def filled(self, values: dict[str, str]) -> str:
        """The query with each ``$name`` replaced by the typed SQL that stands for it."""
        types = {p.name: p.type for p in self.params}
        return re.sub(r"\$(\w+)", lambda m: f"CAST({values[m[1]]} AS {types[m[1]]})", self.sql)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of an answer and the names of their columns."""

    columns: list[str]
    rows: list[tuple[Any, ...]]

    def named(self) -> list[dict[str, Any]]:
        """Each row with its columns' names."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def names() -> list[str]:
    """The trends there are."""
    return sorted(f.stem for f in FOLDER.glob("*.sql"))


@cache
def get(name: str) -> Trend:
    """One trend. Raises ``ConfigError`` naming those there are."""
    if name not in names():
        raise ConfigError(f"there is no trend {name!r}; there are {', '.join(names())}.")
    return read(FOLDER / f"{name}.sql")


def _parts() -> list[Trend]:
    """What several trends ask of the record: table macros too, but no answers of their own."""
    return [read(file) for file in sorted((FOLDER / "parts").glob("*.sql"))]


def read(file: Path) -> Trend:
    """The query of a file, its name that of the file."""
    lines = file.read_text("utf-8").splitlines()
    params = tuple(Param(*found.groups()) for line in lines if (found := _PARAM.match(line)))
    about = [line[3:] for line in lines if line.startswith("-- ") and not line.startswith("-- @param")]
    query = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
    query = _SHARED.sub(lambda found: read(FOLDER / "shared" / f"{found[1]}.sql").sql, query)
    return Trend(file.stem, " ".join(about), params, query)


def run(con: Connection, name: str, **params: Any) -> Table:
    """Answer a trend; parameters that are not given have their defaults, values may be given as text.

    Raises ``ConfigError`` for a parameter that the trend does not have or a value that is not of its type.
    """
    return table(con, written(con, get(name), **params))


def written(con: Connection, trend: Trend, **params: Any) -> str:
    """A trend's SQL with its parameters' values, or defaults, in their places. Raises as ``run`` does."""
    known = {p.name: p for p in trend.params}
    if extra := sorted(set(params) - set(known)):
        raise ConfigError(f"{trend.name} has no parameter {extra[0]!r}; it has {', '.join(known) or 'none'}.")
    given = {key: _typed(con, known[key], value) for key, value in params.items()}
    return trend.filled({p.name: given.get(p.name) or _default(con, p) for p in trend.params})


def table(con: Connection, sql: str, values: Mapping[str, Any] | None = None) -> Table:
    """Any query's rows and column names; ``values`` are those of its parameters."""
    answer = con.execute(sql, values)
    return Table([column[0] for column in answer.description or []], answer.fetchall())


def install(con: Connection, only: Iterable[str] = (), *, temporary: bool = False) -> None:
    """Make each trend, or those named, a table macro of its name, and their parts.

    A ``temporary`` one is this connection's alone.
    """
    kind = "TEMP MACRO" if temporary else "MACRO"
    for trend in (*_parts(), *map(get, only or names())):
        values = {p.name: f'"{p.name}"' for p in trend.params}
        heads = ", ".join(f'"{p.name}" := {_default(con, p)}' for p in trend.params)
        con.execute(f"CREATE OR REPLACE {kind} {trend.name}({heads}) AS TABLE {trend.filled(values)}")


def _typed(con: Connection, param: Param, value: Any) -> str:
    """The value as a literal of its type: the optimiser then knows which days, and so which rows, are meant."""
    if value is None:
        return "NULL"
    if param.type == "VARCHAR" and isinstance(value, str):
        return _literal(value)
    (text,) = con.execute(f"SELECT TRY_CAST($1 AS {param.type})::VARCHAR", [value]).fetchall()[0]
    if text is None:
        raise ConfigError(f"{param.name}: {value!r} is no {param.type}; it is {param.help}.")
    return _literal(text)


def _default(con: Connection, param: Param) -> str:
    """The default as a literal; it may be a query, such as for the latest day there is."""
    if param.default == "NULL":
        return "NULL"
    (text,) = con.execute(f"SELECT CAST({param.default} AS {param.type})::VARCHAR").fetchall()[0]
    return "NULL" if text is None else _literal(text)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
