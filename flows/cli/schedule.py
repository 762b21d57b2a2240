"""``veille schedule``: runs by the clock."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.shared import Data, use_data


def schedule(
    outlets: Annotated[list[str] | None, typer.Argument(metavar="OUTLET", help="Only these; else all.")] = None,
    cron: Annotated[str, typer.Option(help="When to run: minute, hour, day, month, weekday.")] = "*/10 * * * *",
    revisits: Annotated[
        str | None, typer.Option(help="When to look for edits besides, as --cron; for a sparse --cron.")
    ] = None,
    timezone: Annotated[str, typer.Option(help="The zone of the clock, an IANA name.")] = "Europe/Paris",
    port: Annotated[int, typer.Option(help="Of Prefect's interface, on this machine only.")] = 4200,
    data: Data = None,
) -> None:
    """Run by the clock, until Ctrl-C: every ten minutes, unless --cron says otherwise.

    One process holds Prefect's server, its interface and the schedule. Two runs never overlap; a late one that another
    has made unnecessary ends at once. `revisit`, `publish`, `backfill` and `reread` can be started from the interface.
    Prefect forgets its runs after VEILLE_HISTORY_DAYS, the warehouse does not. After each run that missed no outlet the
    URL in VEILLE_HEARTBEAT is asked, if there is one; `veille doctor --offline` tells whether the data are fresh.

    Examples:

      veille schedule

      veille schedule --cron "0 6-22 * * *" --revisits "30 * * * *" --data /srv/veille
    """
    import signal

    where = use_data(data)
    from flows.outlets import load_outlets
    from flows.prefect_server import prefect_server
    from flows.settings import load

    settings, only = load(), [outlet.id for outlet in load_outlets(outlets or ())]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # until the runner is up
    days = settings.history_days
    with prefect_server(settings.data, settings.prefect_timeout, stays=True, port=port, history_days=days) as url:
        from flows.schedule import serve_forever

        typer.echo(f"{len(only)} outlets, cron {cron} ({timezone}), data in {where}")
        typer.echo(f"Prefect's interface: {url.removesuffix('/api')}   Ctrl-C ends it.")
        crons = {"ingest": cron} | ({"revisit": revisits} if revisits else {})
        serve_forever(crons, timezone, only if outlets else ())
