"""Rows in bulk: tuples to Arrow to DuckDB, which is a thousand times faster than row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    from warehouse.connection import Connection

Row = tuple[Any, ...]


def insert(con: Connection, table: str, rows: Sequence[Row]) -> int:
    """Append rows whose values stand in the table's column order; returns how many."""
    if rows:
        con.register("delta", arrow(con, table, rows))
        con.execute(f"INSERT INTO {table} FROM delta")
        con.unregister("delta")
    return len(rows)


def merge(con: Connection, table: str, rows: Sequence[Row], *, on: Sequence[str], update: Sequence[str] = ()) -> None:
    """Insert the rows whose key is new and set the columns of ``update`` where it is known. The last of equals wins."""
    if not rows:
        return
    names = columns(con, table)
    key = itemgetter(*(names.index(column) for column in on))
    unique = {key(row): row for row in rows}
    con.register("delta", arrow(con, table, list(unique.values())))
    match = " AND ".join(f"t.{column} = d.{column}" for column in on)
    matched = "WHEN MATCHED THEN UPDATE SET " + ", ".join(f"{c} = d.{c}" for c in update) if update else ""
    con.execute(f"MERGE INTO {table} AS t USING delta AS d ON ({match}) {matched} WHEN NOT MATCHED THEN INSERT")
    con.unregister("delta")


@contextmanager
def keys(con: Connection, values: Iterable[str], name: str = "wanted") -> Iterator[None]:
    """Lays a one-column relation (``key``) beside the tables, to join with."""
    con.register(name, pa.table({"key": pa.array(list(values), pa.string())}))
    try:
        yield
    finally:
        con.unregister(name)


def distinct(con: Connection, table: str, column: str, values: Iterable[str]) -> None:
    """Lay the values beside the tables for good: a temporary table of one column."""
    with keys(con, values):
        con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT DISTINCT key AS {column} FROM wanted")


def columns(con: Connection, table: str) -> list[str]:
    """The table's column names, in order."""
    return [row[0] for row in con.execute(f"DESCRIBE {table}").fetchall()]


def arrow(con: Connection, table: str, rows: Sequence[Row]) -> pa.Table:
    """The rows as an Arrow table of the DuckDB table's own types."""
    schema = con.execute(f"FROM {table} LIMIT 0").to_arrow_table().schema
    cells = zip(*rows, strict=True)
    arrays = [_array(column, field.type) for field, column in zip(schema, cells, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    if not pa.types.is_nested(kind) and values[0] == values[-1] and 1 < len(values) == values.count(values[0]):
        return pa.repeat(_array(values[:1], kind)[0], len(values))  # as a third of a batch's columns, the dearest ones
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # half a surrogate pair, which broken pages do hold
        return pa.array([_clean(v) for v in values], kind)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [_clean(v) for v in value]
    if isinstance(value, dict):
        return {k: _clean(v) for k, v in value.items()}
    return value
