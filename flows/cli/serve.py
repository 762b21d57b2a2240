"""``veille serve``: the dashboard, on a socket. Imports no Prefect."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.shared import Data, use_data


def serve(
    host: Annotated[
        str, typer.Option(help="The address to listen at; others than this machine's own need a secret.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8480,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="A name that readers call it by, as behind a proxy; may be repeated."),
    ] = None,
    secret_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Holds the secret; else VEILLE_SERVE_SECRET.")
    ] = None,
    tz: Annotated[str, typer.Option(metavar="ZONE", help="The zone that times are shown in.")] = "Europe/Paris",
    data: Data = None,
) -> None:
    """Show the record in a browser: new claims, how they spread, figures over time, speakers, outlets, articles.

    It reads the newest snapshot, also while a run writes. Each page is JSON too: add ?format=json, or send Accept:
    application/json. French or English by the browser's language, or ?lang=fr.

    It answers this machine alone. Given another --host, or a --name, it asks everyone for a secret of 16 characters or
    more (as the password, any user; or as a bearer token), and shows texts as short attributed excerpts unless the
    outlet's licence opens them.

    Examples:

      veille serve

      veille serve --data data/demo --port 8480

      VEILLE_SERVE_SECRET=… veille serve --host 0.0.0.0 --name veille.example.org
    """
    import os
    import socket
    from zoneinfo import ZoneInfo

    import uvicorn

    from parsers.errors import ConfigError
    from warehouse.dashboard.access import access
    from warehouse.dashboard.app import application

    try:
        ZoneInfo(tz)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigError(f"there is no time zone {tz!r}; write one such as Europe/Paris.") from error
    secret = secret_file.read_text("utf-8").strip() if secret_file else os.environ.get("VEILLE_SERVE_SECRET")
    allowed = access(host, name or (), secret or None)
    app = application(use_data(data), allowed, tz=tz)
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ConfigError(
            f"{host}:{port} cannot be listened at ({error.strerror}); choose another with --port."
        ) from error
    typer.echo(
        f"Veille is at http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/ (Ctrl-C ends it)"
    )
    config = uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False, server_header=False,
                            timeout_keep_alive=20, limit_concurrency=100, lifespan="off")  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])
