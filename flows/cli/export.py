"""``veille export``: the record as files, a day each. Light: imports no Prefect."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.shared import Data, asking, use_data

Day = typer.Option(formats=["%Y-%m-%d"], metavar="DATE")


def export(
    what: Annotated[
        list[str] | None, typer.Argument(metavar="WHAT", help="statements, claims, figures, articles; else all.")
    ] = None,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where the files go.")] = Path("export"),
    format_: Annotated[
        Literal["parquet", "csv", "jsonl"], typer.Option("--format", help="How to write them.")
    ] = "parquet",
    since: Annotated[datetime | None, Day] = None,
    until: Annotated[datetime | None, Day] = None,
    data: Data = None,
) -> None:
    """Write the record to DIR/WHAT/day=DATE/, a file for each day.

    A day that is there already is written anew, whole, so the same command may be repeated. CSV is safe for
    spreadsheets: a text that one would run as a formula is led by an apostrophe. Articles leave as short attributed
    excerpts, unless the outlet's file names an open licence.

    Examples:

      veille export --to /srv/record

      veille export claims figures --since 2026-09-07 --format csv

      duckdb -c "select speaker, count(*) from 'export/statements/*/*.parquet' group by all"
    """
    from parsers.errors import ConfigError
    from warehouse import export as exporting

    wanted = what or exporting.kinds()
    if unknown := [name for name in wanted if name not in exporting.kinds()]:
        raise ConfigError(f"{unknown[0]!r} is not exported; there are {', '.join(exporting.kinds())}")
    first, last = since and since.date(), until and until.date()
    with asking(use_data(data)) as con:
        for name in wanted:
            rows = exporting.export(con, to, name, format=format_, since=first, until=last)
            typer.echo(f"{rows:>9,} {name}  {to / name if rows else 'nothing to write'}")
