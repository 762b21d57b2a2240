"""``veille forget``: take a person or an article out of the record for good. Light: imports no Prefect."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, asking, use_data

SHOWN = 10
"""Articles that are named before it is asked whether they may go."""


def forget(
    what: Annotated[
        str, typer.Argument(metavar="PERSON|URL", help="A name as articles write it, or an article's URL.")
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    data: Data = None,
) -> None:
    """Purge a person or an article from the record, the archive and the snapshots, and keep them out from then on.

    A URL is forgotten with its article; a person with every article whose text, captions or statements, or whatever
    was removed from its page, hold the name, accents and case aside. Only a digest is left, by which later runs skip
    them (skipped:forgotten). Prefect's notes on past runs are cleared with them. It cannot be undone.

    Not reached: files that you exported, alerts that went out, backups, a Prefect server other than Veille's own.

    Examples:

      veille forget https://www.example.org/2026/09/an-article

      veille forget "Jeanne Morel" --yes
    """
    from datetime import UTC, datetime

    from parsers.errors import ConfigError
    from warehouse import forget as forgetting

    name = " ".join(what.split())
    is_url = name.startswith(("http://", "https://"))
    if not is_url and len(name) < 4:
        raise ConfigError(f"{what!r} is too short for a name: it would stand in every article; write it in full")
    spellings = _spellings(name) if is_url else []
    folder = use_data(data)
    with asking(folder) as con:
        ids = forgetting.articles_at(con, spellings) if is_url else forgetting.articles_holding(con, name)
        rows = con.execute(
            "SELECT a.day, o.name, a.title, a.url FROM articles AS a JOIN outlets AS o USING (outlet_id) "
            "WHERE a.article_id IN (SELECT unnest($ids)) ORDER BY a.day DESC, a.url",
            {"ids": ids},
        ).fetchall()
    for day, outlet, title, url in rows[:SHOWN]:
        typer.echo(f"{day}  {outlet}: {title or 'without a title'}\n  {url}")
    if len(rows) > SHOWN:
        typer.echo(f"… and {len(rows) - SHOWN} more")
    asked = f"Forget {name} for good, articles: {len(rows)}?" if rows else f"No article holds {name}. Keep it out?"
    if not yes:
        typer.confirm(asked, abort=True)
    from flows import notes
    from flows.archive import files_of
    from flows.atom import file_of
    from flows.settings import load

    notes.clear(folder)
    file_of(folder).unlink(missing_ok=True)  # the next run writes it anew
    now, files = datetime.now(UTC), files_of(load())
    if is_url:
        gone = forgetting.forget_url(folder, *spellings, at=now, files=files)
    else:
        gone = forgetting.forget_person(folder, name, at=now, files=files)
    typer.echo(
        f"Purged: articles {gone.articles}, statements {gone.statements}, claims that nobody else tells {gone.claims}, "
        f"speakers {gone.speakers}, archived pages {gone.pages}. Later runs skip what comes again."
    )


def _spellings(url: str) -> list[str]:
    """The URL as it was typed and as articles are kept under it."""
    from flows.canonical import clean

    return sorted({url, clean(url)})
