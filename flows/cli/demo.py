"""``veille demo``: a week of a made-up press, from feeds to an alert."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

FOLDER = Path("data/demo")


def demo(
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what is there, even after a kill.")] = False,
    data: Annotated[Path, typer.Option(metavar="DIR", help="Where the demo's data go.")] = FOLDER,
    port: Annotated[int, typer.Option(help="First of the newsroom's five ports, or the next free block.")] = 8431,
) -> None:
    """Play seven days of a small made-up press through the whole pipeline, on this machine alone.

    Five outlets are served over HTTP on loopback; each evening one run fetches what is new, reads it, finds who claims
    what and loads it into DuckDB. It ends with the new claims of the last day, the alert that was raised, a trend and a
    chart of a series' figures. Starts afresh each time, unless told to --resume.

    Examples:

      veille demo

      veille demo --resume

      veille sql "select text from claims limit 5" --data data/demo

      veille serve --data data/demo
    """
    from flows.cli.week import play_week

    if not play_week(data, resume=resume, port=port):
        raise typer.Exit(1)
