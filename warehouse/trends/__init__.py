"""Trend queries: one commented ``.sql`` file each, with typed parameters.

A file opens with what the query answers, then its parameters, one a line::

    -- @param since DATE = NULL -- the first day

``$since`` stands for the value in the query. The same query is a table macro in every snapshot, so that plain SQL can
say ``FROM claims_per_day(by := 'speaker')``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.connection import Connection

FOLDER = Path(__file__).parent

_PARAM = re.compile(r"^-- @param (\w+) ([\w\[\]]+) = (.+?) -- (.+)$")


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


def names() -> list[str]:
    """The trends there are."""
    return sorted(f.stem for f in FOLDER.glob("*.sql"))


@cache
def get(name: str) -> Trend:
    """One trend. Raises ``ConfigError`` naming those there are."""
    file = FOLDER / f"{name}.sql"
    if name not in names():
        raise ConfigError(f"there is no trend {name!r}; there are {', '.join(names())}.")
    lines = file.read_text("utf-8").splitlines()
    params = tuple(Param(*found.groups()) for line in lines if (found := _PARAM.match(line)))
    about = [line[3:] for line in lines if line.startswith("-- ") and not line.startswith("-- @param")]
    query = "\n".join(line for line in lines if not line.startswith("--")).strip().rstrip(";")
    return Trend(name, " ".join(about), params, query)


def run(con: Connection, name: str, **params: Any) -> Table:
    """Answer a trend; parameters that are not given have their defaults, values may be given as text.

    Raises ``ConfigError`` for a parameter that the trend does not have or a value that is not of its type.
    """
    trend = get(name)
    known = {p.name: p for p in trend.params}
    if extra := sorted(set(params) - set(known)):
        raise ConfigError(f"{name} has no parameter {extra[0]!r}; it has {', '.join(known) or 'none'}.")
    given = {key: _typed(con, known[key], value) for key, value in params.items()}
    values = {p.name: f"${p.name}" if p.name in given else p.default for p in trend.params}
    return table(con, trend.filled(values), given)


def table(con: Connection, sql: str, values: dict[str, Any] | None = None) -> Table:
    """Any query's rows and column names."""
    answer = con.execute(sql, values or {})
    return Table([column[0] for column in answer.description or []], answer.fetchall())


def install(con: Connection) -> None:
    """Make each trend a table macro of its name."""
    for trend in map(get, names()):
        values = {p.name: f'"{p.name}"' for p in trend.params}
        heads = ", ".join(f'"{p.name}" := {p.default}' for p in trend.params)
        con.execute(f"CREATE OR REPLACE MACRO {trend.name}({heads}) AS TABLE {trend.filled(values)}")


def _typed(con: Connection, param: Param, value: Any) -> Any:
    row = con.execute(f"SELECT TRY_CAST($1 AS {param.type})", [value]).fetchall()[0]
    if row[0] is None and value is not None:
        raise ConfigError(f"{param.name} is {param.help} ({param.type}); {value!r} is not.")
    return row[0]
