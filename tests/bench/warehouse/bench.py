"""How the warehouse holds up: load rate, size, publishing, the latency of every trend and of search, beside SQLite.

    python tests/bench/warehouse/bench.py [--statements 10000000] [--data DIR] [--keep]

A million statements of a made-up press go through ``load`` (and again, which must change nothing); then as many as
asked for are generated inside DuckDB, the aggregates of a run made from them, and every trend is asked ten times. What
``--keep`` has left in DIR is not made again. Takes two cores a quarter of an hour, 8 GB of memory and 30 GB of disk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asking
import corpus
from rich.console import Console

from warehouse import runs
from warehouse.connection import Connection, reader, warehouse_file, writer
from warehouse.load import load
from warehouse.snapshot import publish

IDENTITY = Path(__file__).parents[1] / "identity" / "speed.py"
THROUGH_LOAD = 1_000_000
"""Statements that go through ``load``."""
RECORD = "pages articles revisions statements statement_revisions mentions quantities speakers".split()
out = Console()


@contextmanager
def timed(spent: list[float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    spent.append(time.perf_counter() - start)


def memory() -> str:
    """The most that this process has held so far."""
    return f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB"


def through_load(data: Path, articles: int) -> None:
    """Rows a second through ``load``, first and again, in batches as an outlet's archive brings them."""
    pool = corpus.sentences()
    rows, seconds = [], []
    with writer(data) as con:
        for again in range(2):
            run = runs.begin(con, kind="run", now=corpus.NOW + dt.timedelta(hours=again), outlets=[])
            spent: list[float] = []
            for batch in corpus.batches(articles, pool):
                with timed(spent):
                    load(con, run, batch)
            seconds.append(sum(spent))
            rows.append(sum(count(con, table) for table in RECORD))
    out.print(f"{articles * 10:,} statements through load(): {rows[0] / seconds[0]:,.0f} rows a second; {memory()}")
    out.print(f"again: {articles / seconds[1]:,.0f} articles a second, {rows[1] - rows[0]} rows changed")


def generate(con: Connection, data: Path, statements: int) -> None:
    """Make the warehouse of so many statements where it is not there yet."""
    if count(con, "statements") != statements:
        con.execute("SET memory_limit = '8GB'")
        start = time.perf_counter()
        for made in corpus.generate(con, statements):
            out.print(f"  {made:,} statements after {time.perf_counter() - start:,.0f} s", highlight=False)
        con.execute("CHECKPOINT")
        out.print(f"generated with their aggregates in {time.perf_counter() - start:,.0f} s; {memory()}")
    size = warehouse_file(data).stat().st_size / 1e9
    out.print(f"{statements:,} statements, {count(con, 'mentions'):,} mentions, {count(con, 'articles'):,} articles: "
              f"{size:.2f} GB on disk")  # fmt: skip


def published(con: Connection, data: Path) -> str:
    """How long publishing takes, and how much is on disk meanwhile."""
    size, most, spent, done = warehouse_file(data).stat().st_size, [0], list[float](), threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            most.append(on_disk(data))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with timed(spent):
        publish(con, data)
    done.set()
    watcher.join()
    return f"published in {spent[0]:.1f} s, with {max(most) / size:.2f} times its size on disk at the peak"


def on_disk(data: Path) -> int:
    """Bytes of the warehouse, its log and its snapshots."""
    found = 0
    for file in (*data.glob("veille.*"), *data.glob("snapshots/*")):
        try:
            found += file.stat().st_size
        except FileNotFoundError:  # it has just been renamed: the next look finds it
            continue
    return found


def count(con: Connection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def bench(data: Path, statements: int) -> None:
    through_load(data / "load", min(THROUGH_LOAD, statements) // 10)
    shutil.rmtree(data / "load")
    out.print("claims found again among known ones:")
    subprocess.run([sys.executable, IDENTITY, "--known", "0", "1000000"], check=True)
    with writer(data) as con:
        generate(con, data, statements)
        out.print(published(con, data))
        out.print(f"again, beside that snapshot: {published(con, data)}; {memory()}")
    with reader(data) as con:
        out.print(asking.all_trends(con))
        out.print(*asking.beside_sqlite(con, data), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--statements", type=int, default=10_000_000)
    parser.add_argument("--data", type=Path, help="where to work; a new directory below the system's temporary one")
    parser.add_argument("--keep", action="store_true", help="leave the files there")
    given = parser.parse_args()
    data = given.data or Path(tempfile.mkdtemp(prefix="veille-bench-"))
    try:
        bench(data, given.statements)
    finally:
        if not given.keep:
            shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
