from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import killed
import pytest

from warehouse import bulk
from warehouse.connection import reader

WALL_CLOCK = {"fetched_at", "archive_path"}


def rows(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the published warehouse but wall-clock times and archive paths."""
    with reader(data) as con:
        tables = [t for (t,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        kept = {t: [f'"{c}"' for c in bulk.columns(con, t) if c not in WALL_CLOCK] for t in tables}
        return {t: con.execute(f"SELECT {', '.join(c)} FROM {t} ORDER BY ALL").fetchall() for t, c in kept.items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    data = tmp_path_factory.mktemp("whole")
    killed.play(data)
    return rows(data)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_and_resumed_gives_the_rows_of_an_undisturbed_run(
    tmp_path: Path, seed: int, undisturbed: dict[str, list[tuple[Any, ...]]]
) -> None:
    chance = random.Random(seed)
    for _ in range(3):
        command = [sys.executable, killed.__file__, str(tmp_path / "broken")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 4)):
                process.stdout.readline()
            time.sleep(chance.random() * 0.1)
            os.kill(process.pid, signal.SIGKILL)
    killed.play(tmp_path / "broken")
    broken = rows(tmp_path / "broken")
    assert {t: [r for r in broken[t] if r not in undisturbed[t]] for t in broken if broken[t] != undisturbed[t]} == {}
