"""``veille newsroom``: serve the made-up press."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def newsroom(
    port: Annotated[
        int, typer.Option(help="First of the consecutive ports; if one is taken, the next free block.")
    ] = 8431,
    articles: Annotated[int | None, typer.Option(help="Make a press of this many articles, always the same.")] = None,
    words: Annotated[int, typer.Option(help="Lengthen a larger press's articles to so many words.")] = 0,
    day: Annotated[int, typer.Option(min=1, max=7, help="The simulated day, 1 to 7.")] = 1,
    write: Annotated[Path | None, typer.Option(help="Write the outlets' YAML files into this directory.")] = None,
) -> None:
    """Serve a small made-up press over HTTP on loopback, until Ctrl-C.

    Five outlets (three French, two English) publish some forty articles over seven days, with the glitches of real
    pages: feeds of four kinds, edits, a page that fails once, a slow one, a redirect.

        veille newsroom --day 3 --write press/outlets

        VEILLE_SEEDS=press veille run le-quai selin-courier
    """
    import signal

    from flows.newsroom import Newsroom

    with Newsroom(port=port, articles=articles, words=words) as press:
        press.day = day
        for outlet in press.outlets():
            typer.echo(f"{outlet['name']:<28} {outlet['homepage']}")
        if write:
            from flows.outlets import write_outlets

            write_outlets(press.outlets(), write)
            typer.echo(f"Outlet files written to {write}")
        typer.echo(f"Day {day} of 7. Ctrl-C ends it.")
        signal.sigwait({signal.SIGINT, signal.SIGTERM})
