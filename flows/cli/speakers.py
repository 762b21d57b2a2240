"""``veille speakers``: who speaks in the record, and which names are one person's. Light: imports no Prefect."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.claims import Apply, Who
from flows.cli.shared import Data, asking, use_data

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode="rich",
    help=(
        "List who speaks in the record, those told most first; show one of them; correct whose name is whose.\n\n"
        "A speaker is named by any of the names in the articles, or where two share it by the first characters of the "
        "id. A correction holds from then on, as those of `veille claims` do; the words of articles never change. "
        "SQL has the same in speaker_roles, speaker_names, speaker_company and speaker_of.\n\n"
        "Examples:\n\n"
        "  veille speakers --most 50\n\n"
        "  veille speakers show Stoltenberg\n\n"
        "  veille speakers merge 'Mme Morel' 'Jeanne Morel'"
    ),
)

Article = Annotated[str, typer.Option("--in", metavar="ARTICLE", help="The article's URL, or its id.")]


@app.callback()
def speakers(
    context: typer.Context,
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 20,
    data: Data = None,
) -> None:
    """List who is told most."""
    if context.invoked_subcommand:
        return
    from flows.cli.people import listed

    with asking(use_data(data)) as con:
        for line in listed(con, most):
            typer.echo(line)


@app.command()
def show(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="A name, or an id.")],
    data: Data = None,
) -> None:
    """Show the names of a speaker, the roles over time, whose company is kept, and who shares a name.

    Example:

      veille speakers show "Jens Stoltenberg"
    """
    from flows.cli.naming import speaker as named
    from flows.cli.people import shown

    with asking(use_data(data)) as con:
        typer.echo(shown(con, named(con, speaker)))


@app.command()
def explain(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="A name, or an id.")],
    data: Data = None,
) -> None:
    """Tell, for each article, how sure it is that the speaker is meant, and what speaks for and against it.

    Example:

      veille speakers explain Stoltenberg
    """
    from flows.cli.naming import speaker as named
    from flows.cli.people import explained

    with asking(use_data(data)) as con:
        for line in explained(con, named(con, speaker)):
            typer.echo(line)


@app.command()
def merge(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A speaker.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that OLD is.")],
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say that two speakers are one. `veille speakers part` undoes it.

    Example:

      veille speakers merge "Mme Morel" "Jeanne Morel"
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.merge_speakers, (old, into), who, apply)


@app.command()
def part(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A name or id that was merged.")],
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Undo a merge: OLD is again whom it was before.

    Example:

      veille speakers part "Mme Morel"
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.part_speakers, (old,), who, apply)


@app.command()
def split(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as the article writes it.")],
    article: Article,
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say that in an article a name is somebody else's, who only shares it. Later articles may name that one too.

    Example:

      veille speakers split "Paul Martin" --in https://example.org/football
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.split_speaker, (name, article), who, apply)


@app.command()
def pin(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as the article writes it.")],
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", help="Whom it means: a name, or an id.")],
    article: Article,
    who: Who = None,
    apply: Apply = False,
    data: Data = None,
) -> None:
    """Say whom a name means in an article.

    Example:

      veille speakers pin Stoltenberg "Jens Stoltenberg" --in https://example.org/summit
    """
    from flows.cli import deciding

    deciding.decide(use_data(data), deciding.pin_speaker, (name, article, speaker), who, apply)
