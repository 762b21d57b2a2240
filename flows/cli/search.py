"""``veille search``: find articles, statements or claims by their words. Light: imports no Prefect."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from flows.cli.shared import Data, Out, asking, use_data, write

if TYPE_CHECKING:
    from warehouse.trends import Table

Day = typer.Option(formats=["%Y-%m-%d"], metavar="DATE")
TRENDS = {"articles": "search", "statements": "search_statements", "claims": "search_claims"}


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="What to look for.")],
    in_: Annotated[
        Literal["statements", "claims", "articles"], typer.Option("--in", help="What to find.")
    ] = "statements",
    speaker: Annotated[str | None, typer.Option(help="Only what this speaker says, by name.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="ID", help="Only this outlet.")] = None,
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Only this language: fr, en …")] = None,
    since: Annotated[datetime | None, Day] = None,
    until: Annotated[datetime | None, Day] = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    format_: Annotated[
        Literal["text", "table", "csv", "json"], typer.Option("--format", help="How to write them.")
    ] = "text",
    out: Out = None,
    data: Data = None,
) -> None:
    """Find statements, claims or articles that hold all the words, the best first.

    Accents, case and inflection do not matter, in French and English each by its own grammar; words of up to three
    letters may be missing.

    Examples:

      veille search hôpital évacué

      veille search budget 2027 --in claims --speaker "Luc Brand" --since 2026-09-01

      veille search grève --in articles --outlet le-monde --format csv --out strikes.csv
    """
    from parsers.errors import ConfigError
    from warehouse import trends

    given: dict[str, Any] = {
        "words": " ".join(words),
        "speaker": speaker,
        "outlet": outlet,
        "language": language,
        "most": most,
    }
    given |= {"since": since and since.date(), "until": until and until.date()}
    if in_ == "articles" and speaker:
        raise ConfigError("articles have no speaker: search --in statements or --in claims, or leave --speaker out")
    with asking(use_data(data)) as con:
        found = trends.run(con, TRENDS[in_], **{name: value for name, value in given.items() if value is not None})
    if format_ == "text":
        text = _text(found)
        if out:
            out.write_text(text, "utf-8")
        else:
            typer.echo(text, nl=False)
    else:
        write(found, format_, out)


def _text(found: Table) -> str:
    """Each find in a few lines: what it says, who says it when and where, and the id to go on with."""
    if not found.rows:
        return "Nothing in the record holds all these words.\n"
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return "\n".join(_lines(row) for row in rows)


def _lines(row: dict[str, object]) -> str:
    if "claim" in row:
        by = f"{row['first_day']}, first in {row['first_outlet']}; {row['mentions']} mentions, {row['outlets']} outlets"
        return f"{row['claim']}\n  {by}\n  {str(row['claim_id'])[:12]}\n"
    if "content" in row:
        who = row["speaker"] or row["source"] or "nobody named"
        return f"{row['content']}\n  {row['day']}, {who} in {row['outlet']}\n  {row['url']}\n"
    return f"{row['title']}\n  {row['day']}, {row['outlet']}\n  {row['url']}\n"
