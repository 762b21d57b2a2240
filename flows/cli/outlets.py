"""``veille outlets``: the publishers that are watched."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.shared import Data, use_data

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="List the publishers that are watched, or add one."
)


@app.command("list")
def list_(
    troubled: Annotated[bool, typer.Option("--troubled", help="Those alone of which something is wrong.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON array, moments in UTC.")] = False,
    data: Data = None,
) -> None:
    """List the outlets with their feeds: when each is asked next, which fail since when, which outlets are silent.

    It tells what the last run found, in this machine's time zone.

    Examples:

      veille outlets list --troubled

      veille outlets list --json | jq '.[].feeds[] | select(.failures > 0)'
    """
    folder = use_data(data)
    from datetime import datetime

    from flows.cli.standing import counts, lines, standings
    from flows.outlets import load_outlets

    found = standings(folder, load_outlets())
    shown = [s for s in found if not troubled or not s.is_well]
    if json_:
        typer.echo(json.dumps([s.row() for s in shown], ensure_ascii=False, indent=1))
        return
    now = datetime.now().astimezone()
    for line in [*lines(shown, now), counts(found, now)]:
        typer.echo(line)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="The publisher's home page.")],
    name: Annotated[str | None, typer.Option("--id", help="The outlet's id; else made from its address.")] = None,
    seeds: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write; else VEILLE_SEEDS.")] = None,
) -> None:
    """Find a publisher's feeds, write its YAML file, and show what it would bring.

    The file goes into DIR/outlets, laid over the shipped ones when VEILLE_SEEDS names DIR. Look at its language, time
    zone and feeds before the first run: what a page does not say is guessed.

    Example:

      veille outlets add https://www.example.org/ --seeds my-seeds
    """
    from flows.finding import find
    from flows.net import is_local
    from flows.outlets import load_outlet, write_outlets
    from flows.settings import load
    from parsers.errors import ConfigError

    folder = seeds or (Path(os.environ["VEILLE_SEEDS"]) if os.environ.get("VEILLE_SEEDS") else None)
    if folder is None:
        raise ConfigError("say where the file goes: --seeds DIR, or set VEILLE_SEEDS to a directory of your own")
    local = is_local(url)
    found = find(load(), url, allow_private=local)
    outlet = {**found.file, **({"id": name} if name else {}), **({"allow_private": True} if local else {})}
    file = folder / "outlets" / f"{outlet['id']}.yaml"
    if file.exists():
        raise ConfigError(f"{file} is there already; choose another --id, or mend that file")
    write_outlets([outlet], folder / "outlets")
    load_outlet(file)
    typer.echo(f"{file}\n\n{file.read_text('utf-8')}")
    for item in found.newest[:5]:
        typer.echo(f"  {item.published or '':<25}  {item.title or item.url}")
    if os.environ.get("VEILLE_SEEDS") != str(folder):
        typer.echo(f"\nVEILLE_SEEDS={folder} veille run {outlet['id']}")
