"""``veille trends``: the questions that are asked often. Light: imports no Prefect."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import Data, Format, Out, asking, need_file, use_data, write
from parsers.errors import ConfigError

if TYPE_CHECKING:
    from warehouse.connection import Connection


def trends(
    name: Annotated[str | None, typer.Argument(help="A trend; without one they are listed.")] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE", help="Its parameters.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="KEY=VALUE", help="A parameter; the same, as an option.")
    ] = None,
    format_: Format = "table",
    out: Out = None,
    png: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it, if it has a chart.")] = None,
    lang: Annotated[str, typer.Option(metavar="LANG", help="The language of what is drawn: fr or en.")] = "fr",
    show_sql: Annotated[bool, typer.Option("--sql", help="Print the query itself.")] = False,
    data: Data = None,
) -> None:
    """Show how claims appear, spread and change.

    Examples:

      veille trends

      veille trends claims_per_day by=speaker since=2026-09-07

      veille trends series_figures words=morts --format csv --out deaths.csv

      veille trends series_figures --png figures.png --lang en

      veille trends claims_per_day --png new-claims.svg
    """
    from warehouse import trends as known

    if name is None:
        for each in map(known.get, known.names()):
            typer.echo(f"{each.name}: {each.about}")
            for p in each.params:
                typer.echo(f"    {p.name}={p.default.strip(chr(39))}  {p.help}")
        return
    trend = known.get(name)
    if show_sql:
        typer.echo(trend.sql)
        return
    given = dict(_pair(text) for text in [*(parameters or []), *(param or [])])
    with asking(use_data(data)) as con:
        if png is not None:
            _png(con, name, given, png, lang)
            return
        found = known.run(con, name, **given)
        if format_ == "parquet":
            _parquet(con, name, given, need_file(format_, out))
        else:
            write(found, format_, out)


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise ConfigError(f"{text!r} is no parameter; write KEY=VALUE")
    return key, value


def _png(con: Connection, name: str, given: dict[str, str], file: Path, lang: str) -> None:
    from warehouse import charts
    from warehouse import trends as known
    from warehouse.words import words

    if name == "series_figures":
        series = given.get("series") or charts.liveliest(con)
        if series is None:
            raise ConfigError("no series has two figures yet, so there is nothing to draw")
        charts.series_png(con, series, file, language=lang)
        return
    look = charts.Look(words(lang))
    charts.write(charts.chart(name, known.run(con, name, **given).named(), look), file, look.words)


def _parquet(con: Connection, name: str, given: dict[str, str], file: Path) -> None:
    from warehouse import export

    values = ", ".join(f"{key} := '{value.replace(chr(39), chr(39) * 2)}'" for key, value in given.items())
    export.write_parquet(con, f"FROM {name}({values})", file)
