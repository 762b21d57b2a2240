"""``veille run``: one run over the outlets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from flows.cli.shared import Data, use_data


def run(
    outlets: Annotated[list[str] | None, typer.Argument(metavar="OUTLET", help="Only these; else all.")] = None,
    now: Annotated[str | None, typer.Option(metavar="MOMENT", help="The run's clock, to repeat one.")] = None,
    all_feeds: Annotated[bool, typer.Option("--all-feeds", help="Ask the feeds that are not due yet too.")] = False,
    data: Data = None,
) -> None:
    """Visit the outlets, read what is new, find the claims, raise alerts and publish the snapshot.

    Outlets are the YAML files in the seeds and in the directory that VEILLE_SEEDS names. A feed is asked when it is
    due: every ten minutes where much is published, every hour where little is, later where it is broken. Nothing is
    loaded twice; a run that was killed is finished by the next one. Prefect's server is started for the run
    and ended with it, unless PREFECT_API_URL names one.

    Examples:

      veille run

      veille run franceinfo le-monde --data /srv/veille
    """
    use_data(data)
    from flows.cli.screen import play
    from flows.outlets import load_outlets

    only = [outlet.id for outlet in load_outlets(outlets or ())]
    failed = play(only, _moment(now), all_feeds)
    if failed:
        raise typer.Exit(1)


def _moment(text: str | None) -> datetime | None:
    from datetime import UTC

    from parsers.errors import ConfigError

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--now {text!r} is no moment; write 2026-09-07T20:00+02:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
