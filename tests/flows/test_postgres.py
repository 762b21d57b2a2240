"""Prefect's server on a real PostgreSQL by one variable; what is forgotten goes from there too."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from clockwork import VEILLE
from loopback import Answer, Host

from flows import notes
from flows.outlets import write_outlets
from parsers.errors import TransientError

pytestmark = pytest.mark.prefect
PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True)
INITDB = shutil.which("initdb", path=os.pathsep.join([*map(str, PLACES), os.environ["PATH"]]))
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database; PostgreSQL refuses to be run by root."""
    if INITDB is None:
        pytest.skip("no PostgreSQL is installed here")
    other = {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="veille-pg-"))
    if other:
        shutil.chown(folder, other["user"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    make = [INITDB, "-D", str(folder / "db"), "-A", "trust", "-U", "veille", "--no-sync"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, **other)
    serve = [str(Path(INITDB).with_name("postgres")), "-D", str(folder / "db"), "-p", str(port), "-k", str(folder)]
    server = subprocess.Popen([*serve, "-F"], cwd=folder, stderr=subprocess.DEVNULL, **other)
    try:
        deadline = time.monotonic() + 30
        with socket.socket() as sock:
            while sock.connect_ex(("127.0.0.1", port)) and time.monotonic() < deadline:
                time.sleep(0.1)
        yield f"postgresql+asyncpg://veille@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def ask(database: str, query: str) -> list[tuple[Any, ...]]:
    async def rows() -> list[tuple[Any, ...]]:
        con = await asyncpg.connect(database.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await con.fetch(query)]
        finally:
            await con.close()

    return asyncio.run(rows())


def test_a_run_is_kept_in_postgresql_until_it_is_forgotten(
    database: str, host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.pages["/feed"] = Answer(FEED)
    outlet = {"id": "here", "name": "Here", "homepage": host.url, "language": "fr", "timezone": "UTC"}
    outlet |= {"feeds": [{"url": f"{host.url}/feed", "kind": "json"}], "delay": 0, "allow_private": True}
    write_outlets([outlet], tmp_path / "seeds" / "outlets")
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("VEILLE_", "PREFECT_"))}
    places = {"VEILLE_DATA": str(tmp_path / "data"), "VEILLE_SEEDS": str(tmp_path / "seeds")}
    run = subprocess.run(
        [VEILLE, "run", "here"], env={**plain, **places, notes.DATABASE: database}, capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    kept = "SELECT f.name, r.state_name, r.tags FROM flow_run AS r JOIN flow AS f ON f.id = r.flow_id"
    ((flow, state, tags),) = ask(database, kept)
    assert (flow, state, sorted(json.loads(tags))) == ("ingest", "Completed", ["by-hand", "veille"])
    assert {key for (key,) in ask(database, "SELECT key FROM artifact")} == {"progress", "outcomes", "new-claims"}
    assert not (tmp_path / "data" / "prefect" / "prefect.db").exists()
    monkeypatch.setenv(notes.DATABASE, database)
    notes.clear(tmp_path / "data")
    assert ask(database, "SELECT count(*) FROM artifact") == [(0,)]
    assert ask(database, "SELECT count(*) FROM events") == [(0,)]


def test_a_database_that_cannot_be_reached_is_told_without_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(notes.DATABASE, "postgresql+asyncpg://veille:secret@127.0.0.1:9/postgres")
    with pytest.raises(TransientError, match=notes.DATABASE) as error:
        notes.clear(tmp_path)
    assert "secret" not in str(error.value)
