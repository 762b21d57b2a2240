"""Prefect's notes on past runs: artifacts, events and logs name articles and people, and go when those are forgotten.

The warehouse keeps the runs themselves, so nothing that Veille needs is lost.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from parsers.errors import TransientError

TABLES = ("artifact", "artifact_collection", "log", "events", "event_resources")
LOGS = ("prefect.log", "server.log")
WAIT = 30.0
"""Seconds to wait for a server that is writing."""


DATABASE = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
"""Prefect's variable that names a PostgreSQL database instead of a file in the data directory."""


def clear(data: Path) -> None:
    """Delete the notes of the Prefect server of a data directory, also while it runs.

    Raises ``TransientError`` where the server does not let go of its database in time, or it cannot be reached.
    """
    if (url := os.environ.get(DATABASE, "")).startswith("postgresql"):
        asyncio.run(_clear_postgres(url.replace("+asyncpg", "", 1)))
    home = data / "prefect"
    for name in LOGS:
        if (home / name).exists():
            os.truncate(home / name, 0)
    if not (home / "prefect.db").exists():
        return
    try:
        with closing(sqlite3.connect(home / "prefect.db", timeout=WAIT, isolation_level=None)) as con:
            known = {name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in known.intersection(TABLES):
                con.execute(f"DELETE FROM {table}")
            con.execute("VACUUM")
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        raise TransientError(
            f"the notes on past runs in {home} could not be cleared ({error}). Try again when no run is going on"
        ) from error


async def _clear_postgres(url: str) -> None:
    import asyncpg

    try:
        con = await asyncpg.connect(url, timeout=WAIT)
        try:
            for table in TABLES:
                await con.execute(f"DELETE FROM {table}", timeout=WAIT)
        finally:
            await con.close()
    except (OSError, TimeoutError, asyncpg.PostgresError) as error:
        raise TransientError(
            f"the notes on past runs in the database that {DATABASE} names could not be cleared "
            f"({type(error).__name__}). Mend what stands in the way and forget once more"
        ) from error
