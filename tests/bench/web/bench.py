"""Time to first byte of every page of the dashboard on a large record: median and p95, each address asked once.

    python tests/bench/web/bench.py [--statements 1000000] [--data DIR] [--keep]

The record is that of ``tests/bench/warehouse`` (a directory made before with --keep is used as it stands). ``veille
serve`` runs as a process of its own and is asked over one kept connection, as a browser asks; no answer comes from what
it keeps, but for the last column, in which the same address is asked again.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

sys.path.insert(0, str(Path(__file__).parents[1] / "warehouse"))

from corpus import WORDS, generate

from warehouse.connection import reader, snapshots, writer
from warehouse.snapshot import publish

ROOT = Path(__file__).parents[3]
FILL = (Path(__file__).parent / "fill.sql").read_text("utf-8")
ASKED = 20
"""Different addresses of each page."""

IDS = {
    "/claims/{}": "SELECT claim_id FROM tellings",
    "/series/{}": "SELECT series_id FROM figures",
    "/speakers/{}": "SELECT speaker_id FROM tellings",
    "/outlets/{}": "SELECT outlet_id FROM tellings",
    "/articles/{}": "SELECT article_id FROM articles",
    "/?day={}": "SELECT DISTINCT day FROM daily",
    "/claims?until={}": "SELECT DISTINCT day FROM daily WHERE day > (SELECT max(day) - 60 FROM daily)",
}
"""Address -> the query whose sampled rows fill it: what is told often is asked often."""

PLAIN = ["/claims", "/alerts", "/series", "/speakers", "/outlets", "/runs", "/runs/{run}", "/trends",
         "/trends/claims_per_day", "/trends/today", "/trends/first_seen"]  # fmt: skip


def addresses(data: Path) -> dict[str, list[str]]:
    """The addresses of each page; ``cold`` makes one that was never asked before."""
    with reader(data) as con:
        asked = {
            path: [
                path.format(row[0])
                for row in con.execute(f"FROM ({sql}) USING SAMPLE {ASKED} (reservoir, 7)").fetchall()
            ]
            for path, sql in IDS.items()
        }
        (run,) = con.execute("SELECT run_id FROM runs LIMIT 1").fetchall()[0]
    asked |= {path: [f"{path.format(run=run)}?cold={n}" for n in range(ASKED)] for path in PLAIN}
    pairs = [(WORDS[40 + n], WORDS[90 + 2 * n]) for n in range(ASKED)]
    return asked | {"/claims?words=": [f"/claims?words={a}+{b}" for a, b in pairs]}


@contextmanager
def served(data: Path) -> Iterator[http.client.HTTPConnection]:
    command = [ROOT / ".venv/bin/veille", "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            host = server.stdout.readline().split()[3].split("/")[2]
            connection = http.client.HTTPConnection(host, timeout=120)
            first_byte(connection, "/runs")
            yield connection
        finally:
            server.terminate()


def first_byte(connection: http.client.HTTPConnection, path: str) -> float:
    """Milliseconds from the request to the first byte of its answer."""
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Language": "fr", "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    taken = 1000 * (time.perf_counter() - start)
    answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: status {answer.status}")
    return taken


def measure(data: Path, out: Console) -> None:
    grid = Grid("page", "median ms", "p95 ms", "again ms")
    medians = []
    with served(data) as connection:
        for page, paths in addresses(data).items():
            taken = sorted(first_byte(connection, path) for path in paths)
            again = statistics.median(first_byte(connection, path) for path in paths)
            medians.append(statistics.median(taken))
            p95 = taken[min(len(taken) - 1, int(0.95 * len(taken)))]
            grid.add_row(page, f"{medians[-1]:,.0f}", f"{p95:,.0f}", f"{again:,.1f}")
    out.print(grid)
    over = sum(m > 100 for m in medians)
    out.print(
        f"median over the pages {statistics.median(medians):,.0f} ms; {over} of {len(medians)} pages above 100 ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="where the record is made, or was made before")
    parser.add_argument("--keep", action="store_true", help="leave it there")
    given = parser.parse_args()
    data, out = given.data or Path(tempfile.mkdtemp(prefix="veille-bench-")), Console()
    try:
        if not snapshots(data):
            with writer(data) as con:
                for _ in generate(con, given.statements):
                    pass
                con.execute(FILL)
                publish(con, data)
        measure(data, out)
    finally:
        if not given.keep and not given.data:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
