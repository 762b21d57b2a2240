"""What questions cost: every trend as it stands and by what it takes, and two of them on the same rows in SQLite."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corpus import WORDS
from rich.table import Table as Grid

from warehouse import bulk, trends
from warehouse.connection import Connection, writer

REPEATS = 10
BESIDE = 2_000_000
"""Rows that SQLite is given."""
WORD, RARER = WORDS[300], WORDS[1000]
"""They stand in one article of eight and of twenty-five."""
KEY = ["claim_id", "article_id", "speaker_id"]
COLUMNS = "claim_id series_id article_id outlet_id speaker_id language act mention_id mentions told_at day".split()
SAME = {
    "claims per day and outlet": "SELECT day, outlet_id, count(*), sum(mentions) FROM tellings GROUP BY day, outlet_id",
    "speakers week over week": "SELECT speaker_id, sum(day >= '2026-09-01') AS now, count(*) AS n FROM tellings "
    "GROUP BY speaker_id ORDER BY n DESC LIMIT 20",
}


def latencies(ask: Callable[[], Any]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), sorted(taken)[int(0.95 * (REPEATS - 1) + 0.5)]


def questions(con: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each trend with its defaults, search with two words and a filter, and what else is asked of them."""
    (said,) = con.execute("SELECT text FROM claims WHERE language = 'fr' LIMIT 1").fetchall()[0]
    words = {"search": f"{WORD} {RARER}", "search_claims": said, "search_statements": said}
    for name in trends.names():
        yield name, {"words": " ".join(words[name].split()[:2]), "language": "fr"} if name in words else {}
    (claim, series), *_ = con.execute("SELECT claim_id, series_id FROM tellings LIMIT 1").fetchall()
    yield "spread", {"claim": claim}
    yield "series_figures", {"series": series}
    yield "claims_per_day", {"by": "speaker", "speaker": "Speaker 7"}
    yield "claims_per_day", {"tz": "America/Lima"}
    yield "echoes", {"by": "speaker"}
    yield "spikes", {"by": "topic"}


def all_trends(con: Connection) -> Grid:
    """The latency of each question."""
    grid = Grid("trend", "rows", "median ms", "p95 ms")
    for name, params in questions(con):
        rows = len(trends.run(con, name, **params).rows)
        middle, high = latencies(lambda name=name, params=params: trends.run(con, name, **params))  # type: ignore[misc]
        grid.add_row(f"{name} {params or ''}"[:70], f"{rows:,}", f"{middle:,.0f}", f"{high:,.0f}")
    return grid


def beside_sqlite(con: Connection, folder: Path) -> Iterator[str | Grid]:
    """The same rows of ``tellings`` in SQLite: loading them, and two trends."""
    texts = ", ".join(COLUMNS).replace("told_at, day", "told_at::VARCHAR AS told_at, day::VARCHAR AS day")
    rows = con.execute(f"SELECT {texts} FROM tellings LIMIT {BESIDE}").fetchall()
    file = folder / "peer.sqlite"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as peer, writer(folder / "peer") as same:
        peer.execute(f"CREATE TABLE tellings ({', '.join(COLUMNS)}, PRIMARY KEY ({', '.join(KEY)}))")
        same.execute(f"CREATE OR REPLACE TABLE narrow AS SELECT {texts} FROM tellings LIMIT 0")
        held = ", ".join("?" * len(COLUMNS))
        start = time.perf_counter()
        peer.executemany(f"INSERT OR IGNORE INTO tellings VALUES ({held})", rows)
        peer.commit()
        middle = time.perf_counter()
        bulk.merge(same, "narrow", rows, on=KEY)
        end = time.perf_counter()
        yield (f"{len(rows):,} keyed rows: SQLite {len(rows) / (middle - start):,.0f} a second, "
               f"DuckDB {len(rows) / (end - middle):,.0f} a second")  # fmt: skip
        grid = Grid("the same question on the same rows", "SQLite ms", "DuckDB ms", "times")
        for name, sql in SAME.items():
            slow, _ = latencies(lambda sql=sql: peer.execute(sql).fetchall())  # type: ignore[misc]
            fast, _ = latencies(lambda sql=sql: same.execute(sql.replace("tellings", "narrow")).fetchall())  # type: ignore[misc]
            grid.add_row(name, f"{slow:,.0f}", f"{fast:,.0f}", f"{slow / fast:,.0f}")
        yield grid
    peer.close()
    file.unlink()
