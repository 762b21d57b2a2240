"""``veille sql``: any question, read-only. Light: imports no Prefect."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, Format, Out, asking, need_file, use_data, write


def sql(
    query: Annotated[str, typer.Argument(help="One SQL query; - reads it from standard input.")],
    format_: Format = "table",
    out: Out = None,
    data: Data = None,
) -> None:
    """Ask the record in SQL (DuckDB's), on the newest snapshot: nothing can be changed and no file be read.

    Tables: articles, revisions, statements, mentions, quantities, claims, series, speakers, first_seen, tellings,
    daily, outcomes, runs, alerts. Each trend is a table function too: FROM claims_per_day(by := 'speaker').

    Examples:

      veille sql "select speaker, count(*) from statements group by all order by 2 desc limit 10"

      veille sql "select table_name, column_name, comment from duckdb_columns() where not internal"

      veille sql "from tellings" --format parquet --out tellings.parquet
    """
    import sys

    from warehouse import export
    from warehouse.trends import table

    text = sys.stdin.read() if query == "-" else query
    with asking(use_data(data)) as con:
        if format_ == "parquet":
            export.write_parquet(con, text, need_file(format_, out))
        else:
            write(table(con, text), format_, out)
