"""``veille backfill``: what an outlet published before it was watched."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from flows.cli.shared import Data, use_data

Day = typer.Option(formats=["%Y-%m-%d"], metavar="DATE")


def backfill(
    outlet: Annotated[str, typer.Argument(help="The outlet's id.")],
    since: Annotated[datetime, Day],
    until: Annotated[datetime | None, Day] = None,
    sitemap: Annotated[str | None, typer.Option(metavar="URL", help="Else the outlet's own.")] = None,
    data: Data = None,
) -> None:
    """Load the articles that an outlet's sitemaps list from --since to --until (today, if not given).

    They count as known from then on, not as new, and raise no alert. As polite as a run, so a year takes days; kill it
    when you like, the same command goes on where it stopped.

    Examples:

      veille backfill le-monde --since 2026-09-01 --until 2026-09-07

      veille backfill rfi --sitemap https://www.rfi.fr/fr/sitemap.xml --since 2026-09-01
    """
    use_data(data)
    from flows.cli.screen import play_backfill

    play_backfill(outlet, since.date(), (until or datetime.now().astimezone()).date(), sitemap)
