"""The demo: a week of the made-up press through the same flow, on one Prefect server; it can be killed and resumed.

All of it stands in one directory: the data, and in ``seeds/`` the outlet files with the ports of this newsroom. The
warehouse's ledger tells which days are done.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import seeds
from flows.newsroom import Newsroom
from flows.outlets import load_outlet, write_outlets
from parsers.errors import ConfigError

DAYS = range(1, 8)
PORT = 8431


@contextmanager
def stage(folder: Path, *, resume: bool, port: int = PORT) -> Iterator[Newsroom]:
    """The newsroom of the demo in ``folder``, with the environment pointing to its data and outlets.

    A fresh one deletes what an earlier demo left; a resumed one serves at the ports that the earlier one wrote down.
    """
    overlay = folder / "seeds"
    files = sorted((overlay / "outlets").glob("*.yaml"))
    if resume and files:
        port = min(_port(load_outlet(file).homepage) for file in files)
    elif not resume:
        _clear(folder)
    with Newsroom(port=port) as newsroom, _environment(VEILLE_DATA=str(folder), VEILLE_SEEDS=str(overlay)):
        outlets = newsroom.outlets()
        if resume and files and _port(outlets[0]["homepage"]) != port:
            raise ConfigError(f"the demo of {folder} was served from port {port} on, and those ports are taken now; "
                              "free them, or start afresh with `veille demo`")  # fmt: skip
        write_outlets(outlets, overlay / "outlets")
        rule(overlay)
        yield newsroom


def moment(day: int) -> datetime:
    """The evening of a day of the demo's week."""
    return Newsroom.moment(day)


def _port(url: str) -> int:
    return urlsplit(url).port or 0


def _clear(folder: Path) -> None:
    """Delete an earlier demo, but no directory that is something else."""
    if not folder.exists():
        return
    if any(folder.iterdir()) and not (folder / "seeds" / "outlets").is_dir():
        raise ConfigError(f"{folder} is not empty and holds no demo; name another directory with --data")
    for child in folder.iterdir():
        if child.name != "prefect":  # making Prefect's database again costs six seconds
            shutil.rmtree(child) if child.is_dir() else child.unlink()


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def rule(overlay: Path) -> None:
    """Lay empty files over the shipped rules, and the demo's own beside them."""
    folder = overlay / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    for file in (seeds.SHIPPED / "rules").glob("*.yaml"):
        (folder / file.name).write_text("rules: []\n", "utf-8")
    shutil.copy(seeds.SHIPPED / "newsroom" / "rules.yaml", folder / "demo.yaml")
