"""``veille claims``: look at claims, and correct which mentions are one. Light: imports no Prefect."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, use_data

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=(
        "Look at claims, and correct which mentions are one.\n\n"
        "A correction stands in DATA/decisions.jsonl as soon as the command returns, also while a run writes. The next "
        "run applies it, and it holds from then on: in later runs, after a re-read and after a restore.\n\n"
        "Ids are those that `veille search`, `veille trends` and `veille claims show` print; their first characters "
        "will do.\n\n"
        "Examples:\n\n"
        "  veille search ponts détruits --in claims\n\n"
        "  veille claims show 3db64fbe\n\n"
        "  veille claims explain 3db64fbe 35b3564a"
    ),
)

Who = Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who decides; else the user's name.")]
Apply = Annotated[bool, typer.Option("--apply", help="Apply it now, rather than in the next run.")]


@app.command()
def show(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.")],
    data: Data = None,
) -> None:
    """Show a claim with all who tell it: the words, and the id of each mention.

    Example:

      veille claims show 3db64fbe
    """
    from flows.cli.explaining import shown
    from flows.cli.naming import claim as named
    from flows.cli.shared import asking

    with asking(use_data(data)) as con:
        typer.echo(shown(con, named(con, claim)))


@app.command()
def explain(
    a: Annotated[str, typer.Argument(metavar="A", help="A claim's or mention's id, or a text.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    language: Annotated[
        list[str] | None, typer.Option("--language", metavar="LANG", help="Of the texts, in turn; else it is guessed.")
    ] = None,
    data: Data = None,
) -> None:
    """Tell why two claims are one, or are not: what both say, what one says alone, figures, denials, years.

    Texts need no warehouse. Of claims in the record it is told too how they stand there, which a decision of people
    may have changed.

    Examples:

      veille claims explain 3db64fbe 35b3564a

      veille claims explain "La crue a fait 12 morts" "The flood killed twelve people"

      veille claims explain "Le pont rouvrira" "Das Bauwerk öffnet wieder" --language fr --language de
    """
    from flows.cli.explaining import explained

    typer.echo(explained(use_data(data), a, b, language or []))


@app.command()
def merge(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The claim's id, or with --speakers the name.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that stays.")],
    speakers: Annotated[bool, typer.Option("--speakers", help="They are names of one speaker.")] = False,
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say that two claims are one, or that two names are one speaker's.

    The old id goes on leading to the one that stays. To undo a merge of claims, split off the mention whose id is OLD.

    Examples:

      veille claims merge 35b3564a 3db64fbe --who desk

      veille claims merge --speakers "Mme Morel" "Jeanne Morel"
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.merge_speakers if speakers else deciding.merge, (old, into), who, apply)


@app.command()
def split(
    mention: Annotated[str, typer.Argument(metavar="MENTION", help="A mention's id; `veille claims show` has it.")],
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say that a mention tells something else than its claim: it founds a claim of its own, which others may join.

    A mention that founded a claim which was merged takes that claim out again: this undoes the merge.

    Example:

      veille claims split 0de89f83
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.split, (mention,), who, apply)


@app.command()
def pin(
    mention: Annotated[str, typer.Argument(metavar="MENTION", help="A mention's id; `veille claims show` has it.")],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim that it tells.")],
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say which claim a mention tells; it stays there, however the claims are resolved later.

    Example:

      veille claims pin 0de89f83 3db64fbe
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.pin, (mention, claim), who, apply)


@app.command()
def log(data: Data = None) -> None:
    """List what people decided, the oldest first, and whether it is applied yet.

    Example:

      veille claims log
    """
    from flows.cli import deciding

    for line in deciding.journal(use_data(data)):
        typer.echo(line)
