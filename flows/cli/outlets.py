"""``veille outlets``: the publishers that are watched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode="rich", help="List the publishers that are watched, or add one."
)


@app.command("list")
def list_() -> None:
    """List the outlets: id, language, country, feeds.

    Example:

      veille outlets list
    """
    from flows.outlets import load_outlets

    for o in load_outlets():
        typer.echo(f"{o.id:<20} {o.language}  {o.country or '  '}  {', '.join(f.url for f in o.feeds)}")


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
