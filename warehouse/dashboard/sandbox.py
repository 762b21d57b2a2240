"""A reader's own SQL, in a process of its own: it can change nothing, reach nothing, and ends when its time is up.

The process reads the newest snapshot as ``veille sql`` does (no file, no network, no setting), with a share of memory
and without a disk to spill to. A query that goes on is killed with its process, which no query can refuse.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from parsers.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one query: seconds, megabytes of DuckDB's memory, rows and characters of an answer."""

    seconds: float = 10.0
    megabytes: int = 512
    rows: int = 1_000
    characters: int = 2_000_000


LIMITS = Limits()
LONGEST = 20_000
"""Characters of a query."""

_one_at_a_time = threading.Semaphore(1)


def ask(data: Path, query: str, limits: Limits = LIMITS) -> dict[str, Any]:
    """The columns and first rows of a query, and whether there are more.

    Raises ``ConfigError`` for a query that is no single SELECT, fails or takes too long.
    """
    if len(query) > LONGEST:
        raise ConfigError(f"the query is longer than {LONGEST:,} characters.")
    if not _one_at_a_time.acquire(timeout=limits.seconds):
        raise ConfigError("another query is still being answered: try again in a moment.")
    try:
        return _in_process(data, query, limits)
    finally:
        _one_at_a_time.release()


def _in_process(data: Path, query: str, limits: Limits) -> dict[str, Any]:
    asked = json.dumps({"data": str(data.resolve()), "query": query, "limits": asdict(limits)})
    command = [sys.executable, "-m", "warehouse.dashboard.sandbox"]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=limits.seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ConfigError(f"the query took more than {limits.seconds:g} seconds and was ended.") from None
    if done.returncode:
        raise ConfigError("the query ended its process: it asked for more memory than there is.")
    told: dict[str, Any] = json.loads(done.stdout)
    if told.get("error"):
        raise ConfigError(str(told["error"]))
    return told


def answer(data: Path, query: str, limits: Limits) -> dict[str, Any]:
    """What ``ask`` gives, in this very process and so without an end to its time."""
    from warehouse.connection import reader

    with reader(data, memory=f"{limits.megabytes}MB") as con:
        statements = con.extract_statements(query)
        if len(statements) != 1 or statements[0].type.name != "SELECT":
            raise ConfigError("ask one SELECT (or FROM) at a time; nothing can be changed here.")
        found = con.execute(statements[0])
        columns = [column[0] for column in found.description or []]
        rows: list[list[str | None]] = []
        left = limits.characters
        while len(rows) <= limits.rows and left > 0 and (row := found.fetchone()) is not None:
            cells = [None if cell is None else str(cell)[:left] for cell in row]
            left -= sum(len(cell or "") for cell in cells)
            rows.append(cells)
    return {"columns": columns, "rows": rows[: limits.rows], "more": len(rows) > limits.rows or left <= 0}


def _main() -> None:
    try:
        asked = json.load(sys.stdin)
        told = answer(Path(asked["data"]), asked["query"], Limits(**asked["limits"]))
    except Exception as error:
        told = {"error": str(error)[:2_000]}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    _main()
