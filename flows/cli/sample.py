"""``veille sample``: statements to code by hand, and the precision that the codes show. Light: imports no Prefect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.shared import Data, asking, use_data

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=(
        "Measure by hand how right the record is: draw statements, code them in a spreadsheet, score the codes.\n\n"
        "Examples:\n\n"
        "  veille sample draw --size 200 --out sample.csv\n\n"
        "  veille sample score sample.csv"
    ),
)


@app.command()
def draw(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The CSV file to write.")],
    size: Annotated[int, typer.Option("--size", min=1, help="About how many statements.")] = 200,
    by: Annotated[
        Literal["outlet", "language", "kind"], typer.Option("--by", help="What each gets an equal share of them.")
    ] = "outlet",
    seed: Annotated[int, typer.Option("--seed", help="Another seed draws other statements.")] = 1,
    data: Data = None,
) -> None:
    """Draw statements for coding by hand: as many from each outlet, language or kind, for a spreadsheet.

    The same seed draws the same statements from the same record. Fill in the columns is_statement, speaker_right and
    claims_right with yes or no, or leave them empty where it cannot be told. A file that is there is not overwritten.

    Examples:

      veille sample draw --out sample.csv

      veille sample draw --size 400 --by language --seed 2 --out second.csv
    """
    from parsers.errors import ConfigError
    from warehouse import sample

    if out.exists():
        raise ConfigError(f"{out} is there already and may hold somebody's codes; name another file")
    with asking(use_data(data)) as con:
        drawn = sample.draw(con, size, seed=seed, by=by)
    if not drawn.rows:
        raise ConfigError("the record holds no statement yet, so none can be drawn; run `veille run` first")
    sample.write(drawn, out)
    typer.echo(f"{len(drawn.rows)} statements in {out}. Code them with {', '.join(sample.CODES)}: yes or no.")


@app.command()
def score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A sample that was coded, as CSV.")],
    format_: Annotated[Literal["table", "csv", "json"], typer.Option("--format", help="How to write it.")] = "table",
) -> None:
    """Tell the precision that a coded sample shows, with 95 % intervals: over all, weighted, and for each stratum.

    Examples:

      veille sample score sample.csv

      veille sample score sample.csv --format json
    """
    from flows.cli.shared import write
    from parsers.errors import ConfigError
    from warehouse import sample
    from warehouse.trends import Table

    try:
        found = sample.precision(file)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{file} cannot be read ({error}); name the CSV file that was coded, saved as UTF-8"
        ) from error
    if not found:
        raise ConfigError(f"{file} holds no code yet; write yes or no below {', '.join(sample.CODES)}")
    rows = [(p.code, p.stratum, p.coded, round(p.rate, 3), round(p.low, 3), round(p.high, 3)) for p in found]
    write(Table(["code", "stratum", "coded", "precision", "low", "high"], rows), format_, None)
