"""Kill the demo at random moments, resume it, and compare every row with an undisturbed run's.

``make bench-kills`` runs it: twenty SIGKILLs, some eight minutes. Prints a table and exits 1 where any row differs.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from warehouse import bulk
from warehouse.connection import reader

VEILLE = str(Path(sys.executable).with_name("veille"))
LEFT_OUT = {"archive_path", "fetched_at", "until"}
PORT = 9631


def rows(data: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the published warehouse but archive paths and wall-clock times."""
    with reader(data) as con:
        tables = [t for (t,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        kept = {t: [f'"{c}"' for c in bulk.columns(con, t) if c not in LEFT_OUT] for t in tables}
        return {t: con.execute(f"SELECT {', '.join(c)} FROM {t} ORDER BY ALL").fetchall() for t, c in kept.items()}


def play(data: Path, *more: str, kill_after: float | None = None) -> float:
    """Play the demo and wait for its end, or kill it after so many seconds; the seconds it took."""
    began = time.monotonic()
    command = [VEILLE, "demo", "--data", str(data), "--port", str(PORT), *more]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            _, errors = process.communicate(timeout=kill_after or 300)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        else:
            if process.returncode:
                sys.exit(f"veille demo {' '.join(more)} ended with {process.returncode}: {errors.decode()}")
    return time.monotonic() - began


def main() -> None:
    """Play once undisturbed, then with as many kills as asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    chance = random.Random(asked.seed)
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        whole, broken = Path(folder, "whole"), Path(folder, "broken")
        took = play(whole)
        expected = rows(whole)
        print(f"undisturbed: {took:.1f} s, {sum(map(len, expected.values()))} rows in {len(expected)} tables\n")
        print(f"{'kill':>4} {'after':>7} {'resumed in':>11}  rows")
        for number in range(1, asked.kills + 1):
            shutil.rmtree(broken, ignore_errors=True)
            moment = chance.uniform(0.5, took)
            play(broken, kill_after=moment)
            resumed = play(broken, "--resume")
            got = rows(broken)
            wrong = [table for table in expected if expected[table] != got.get(table)]
            differing += bool(wrong)
            print(f"{number:>4} {moment:>6.1f}s {resumed:>10.1f}s  {wrong or 'equal'}", flush=True)
    print(f"\n{asked.kills - differing} of {asked.kills} equal to the undisturbed run")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
