"""What several commands share. Light: typer and the standard library."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.trends import Table

Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="The data directory; else VEILLE_DATA, else ./data.")
]
Format = Annotated[Literal["table", "csv", "json", "parquet"], typer.Option("--format", help="How to write the rows.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to; else standard output.")]


def use_data(data: Path | None) -> Path:
    """The data directory, set for everything that this command starts."""
    if data is not None:
        os.environ["VEILLE_DATA"] = str(data)
    return Path(os.environ.get("VEILLE_DATA") or "data")


@contextmanager
def asking(data: Path) -> Iterator[Connection]:
    """A sandboxed connection to the newest snapshot; DuckDB's complaints about a query become sentences."""
    from warehouse.connection import reader

    con = reader(data)
    try:
        yield con
    except Exception as error:
        if type(error).__module__ not in ("duckdb", "_duckdb"):
            raise
        raise ConfigError(f"the query cannot be answered. {str(error).strip()}") from error
    finally:
        con.close()


def write(table: Table, kind: str, out: Path | None) -> None:
    """Write rows as text table, CSV or JSON to a file or standard output."""
    from warehouse import export

    writers = {"table": export.write_text, "csv": export.write_csv, "json": export.write_json}
    if out is None:
        writers[kind](table, sys.stdout)
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        writers[kind](table, file)


def need_file(kind: str, out: Path | None) -> Path:
    """The file that Parquet needs."""
    if out is None:
        raise ConfigError(f"{kind} is no format for a terminal: add --out FILE.{kind}")
    return out
