"""How the warehouse holds up: load rate, size, publishing, the latency of every trend and of search, beside SQLite.

    python tests/bench/warehouse/bench.py [--statements 10000000] [--data DIR] [--keep]

Readings of a made-up press go through ``load`` (and again, which must change nothing); then as many rows as asked for
are generated inside DuckDB, the aggregates of a run are made from them, and every trend is asked ten times.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from parsers.models import Article, Mention, Quantity, Span, SpeakerInfo, Statement
from warehouse import bulk, runs, trends
from warehouse.connection import Connection, reader, warehouse_file, writer
from warehouse.load import load
from warehouse.models import Outlet, OutletBatch, Page, Reading, digest
from warehouse.snapshot import publish

HERE = Path(__file__).parent
DAYS, OUTLETS, PART = 365, 40, 1_000_000
REPEATS = 10

rng = random.Random(20260914)
WORDS = [
    a + b + c for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "ou", "an") for c in ("lin", "ve", "ton", "r")
]
out = Console()


def sentence(words: int = 14) -> str:
    """Words as skewed as those of a language."""
    return " ".join(WORDS[int(len(WORDS) * rng.random() ** 2.5)] for _ in range(words))


@contextmanager
def timed(spent: dict[str, float], what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    spent[what] = time.perf_counter() - start


def article(n: int, pool: list[str]) -> Article:
    """Ten statements of one or two mentions, a figure in some."""
    said = []
    for k in range(10):
        text = f"{rng.choice(pool)} {n * 10 + k}"
        mentions = [Mention(text[:50], text[:50])]
        if k % 2:
            mentions.append(Mention(text[50:], text[50:], quantities=(Quantity(f"{k} morts", k, k, "morts"),)))
        speaker = WORDS[int(len(WORDS) * rng.random() ** 3)].title()
        spans = tuple(Span(field, 0, f"body:{k}", 0, len(text)) for field in ("content", "cue", "source"))  # type: ignore[arg-type]
        said.append(Statement(f"body:{k}", (text,), "a dit", speaker, speaker, "indirect", tuple(mentions), spans,
                              SpeakerInfo("ministre", None, speaker, 0.9)))  # fmt: skip
    made = Article(language="fr", title=rng.choice(pool), published="2026-09-13T09:00:00Z",
                   body=(*(s.content[0] for s in said), sentence(200)))  # fmt: skip
    vars(made)["statements"] = tuple(said)
    return made


def through_load(con: Connection, articles: int) -> dict[str, Any]:
    """Rows a second through ``load``, first and again, in batches as an outlet brings them."""
    import datetime as dt

    pool = [sentence() for _ in range(20_000)]
    outlet = Outlet("bench", "Bench", "fr", "FR", "Europe/Paris")
    now = dt.datetime(2026, 9, 14, tzinfo=dt.UTC)
    batches = []
    for first in range(0, articles, 5_000):
        readings = []
        for n in range(first, min(first + 5_000, articles)):
            made = article(n, pool)
            url = f"http://bench.test/{n}"
            page = Page(digest(url), url, now, size=1, archive_path="x")
            readings.append(Reading(f"bench{first}", url, url, None, page, made))
        batches.append(OutletBatch(Outlet(f"bench{first}", "B", "fr", "FR", outlet.timezone), tuple(readings)))
    spent: dict[str, float] = {}
    counts = []
    for again in range(2):
        run = runs.begin(con, kind="run", now=now + dt.timedelta(hours=again), outlets=[b.outlet.id for b in batches])
        with timed(spent, f"load {again}"):
            for one in batches:
                load(con, run, one)
        counts.append(record_rows(con))
    return {
        "statements through load()": f"{articles * 10:,}",
        "rows a second, first load": f"{counts[0] / spent['load 0']:,.0f}",
        "articles a second, loaded again": f"{articles / spent['load 1']:,.0f}",
        "rows that the repeat changed": counts[1] - counts[0],
    }


def record_rows(con: Connection) -> int:
    """Rows of the record: what the same pages may not change."""
    tables = (
        "pages",
        "articles",
        "revisions",
        "statements",
        "statement_revisions",
        "mentions",
        "quantities",
        "speakers",
    )
    return sum(int(con.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0]) for t in tables)


def generate(con: Connection, statements: int) -> None:
    """Fill the tables with a made-up press, a run for each million statements."""
    con.execute("SELECT setseed(0.5)")
    con.execute("CREATE OR REPLACE TEMP TABLE pool (words VARCHAR)")
    pool = [sentence() for _ in range(20_000)]
    con.execute("SET VARIABLE pool = ?", [pool])
    for name, value in (("days", DAYS), ("articles", statements // 10), ("claims", int(statements * 0.8))):
        con.execute(f"SET VARIABLE {name} = {value}")
    fixed(con)
    for first in range(0, statements, PART):
        fill(con, first, min(PART, statements - first), f"run{first // PART:04}")


def fixed(con: Connection) -> None:
    con.execute(
        "INSERT INTO outlets SELECT 'o' || i, 'Outlet ' || i, if(i % 3 = 0, 'en', 'fr'), 'FR', 'Europe/Paris', NULL, "
        f"NULL, 10, 500, TIMESTAMPTZ '2025-09-14 00:00:00+00', NULL FROM range({OUTLETS}) AS t(i)"
    )
    con.execute(
        "INSERT INTO speakers SELECT md5('p' || i), 'Speaker ' || i, 'speaker ' || i, "
        "TIMESTAMPTZ '2025-09-14 00:00:00+00', 'run0000' FROM range(20000) AS t(i)"
    )


def fill(con: Connection, first: int, n: int, run_id: str) -> None:
    """One run's rows, then its aggregates as ``runs.finish`` makes them."""
    sql = (HERE / "generate.sql").read_text("utf-8").replace("$from", str(first)).replace("$n", str(n))
    con.execute(sql)
    con.execute((HERE / "fill.sql").read_text("utf-8").replace("$run_id", f"'{run_id}'"))
    runs.maintain(con, run_id)


def latencies(ask: Callable[[], Any]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    taken = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken), sorted(taken)[int(0.95 * (REPEATS - 1) + 0.5)]


QUESTIONS: dict[str, dict[str, Any]] = {
    "search": {"words": f"{WORDS[40]} {WORDS[90]}", "language": "fr"},
    "search_statements": {"words": f"{WORDS[40]} {WORDS[90]}", "language": "fr"},
    "search_claims": {"words": f"{WORDS[40]} {WORDS[90]}", "language": "fr"},
}


def ask_all(con: Connection) -> None:
    """Every trend as it stands, and by claim, series or speaker where it takes one."""
    grid = Grid("trend", "rows", "median ms", "p95 ms")
    (claim, series), *_ = con.execute("SELECT claim_id, series_id FROM tellings LIMIT 1").fetchall()
    asked = [(name, QUESTIONS.get(name, {})) for name in trends.names()]
    asked += [
        ("spread", {"claim": claim}),
        ("series_figures", {"series": series}),
        ("claims_per_day", {"by": "speaker", "speaker": "Speaker 7"}),
        ("claims_per_day", {"tz": "America/Lima"}),
    ]
    for name, params in asked:
        rows = len(trends.run(con, name, **params).rows)
        middle, high = latencies(lambda name=name, params=params: trends.run(con, name, **params))  # type: ignore[misc]
        grid.add_row(f"{name} {params or ''}"[:70], f"{rows:,}", f"{middle:,.0f}", f"{high:,.0f}")
    out.print(grid)


SAME = {
    "claims per day and outlet": "SELECT day, outlet_id, count(*), sum(mentions) FROM tellings GROUP BY day, outlet_id",
    "speakers week over week": "SELECT speaker_id, sum(day >= '2026-09-01') AS now, count(*) AS n FROM tellings "
    "GROUP BY speaker_id ORDER BY n DESC LIMIT 20",
}


def beside_sqlite(con: Connection, folder: Path) -> None:
    """The same rows of ``tellings`` in SQLite: loading them, and two trends."""
    names = "claim_id series_id article_id outlet_id speaker_id language act mention_id mentions told_at day".split()
    texts = ", ".join(names).replace("told_at, day", "told_at::VARCHAR AS told_at, day::VARCHAR AS day")
    rows = con.execute(f"SELECT {texts} FROM tellings LIMIT 2000000").fetchall()
    spent: dict[str, float] = {}
    with sqlite3.connect(folder / "peer.sqlite") as peer, writer(folder / "same") as same:
        with timed(spent, "SQLite"):
            key = "PRIMARY KEY (claim_id, article_id, speaker_id)"
            peer.execute(f"CREATE TABLE tellings ({', '.join(names)}, {key})")
            peer.executemany(f"INSERT OR IGNORE INTO tellings VALUES ({', '.join('?' * len(names))})", rows)
            peer.commit()
        with timed(spent, "DuckDB"):
            same.execute(f"CREATE TABLE narrow AS SELECT {texts} FROM tellings LIMIT 0")
            bulk.merge(same, "narrow", rows, on=["claim_id", "article_id", "speaker_id"])
        out.print(f"{len(rows):,} rows: SQLite {len(rows) / spent['SQLite']:,.0f} a second, "
                  f"DuckDB {len(rows) / spent['DuckDB']:,.0f} a second")  # fmt: skip
        grid = Grid("the same question on the same rows", "SQLite ms", "DuckDB ms", "times")
        for name, sql in SAME.items():
            slow, _ = latencies(lambda sql=sql: peer.execute(sql).fetchall())  # type: ignore[misc]
            fast, _ = latencies(lambda sql=sql: same.execute(sql.replace("tellings", "narrow")).fetchall())  # type: ignore[misc]
            grid.add_row(name, f"{slow:,.0f}", f"{fast:,.0f}", f"{slow / fast:,.0f}")
        out.print(grid)
    peer.close()


def bench(data: Path, statements: int) -> None:
    spent: dict[str, float] = {}
    with writer(data / "load") as con:
        for what, value in through_load(con, min(100_000, statements) // 10).items():
            out.print(f"{what}: {value}")
    with writer(data) as con:
        with timed(spent, "generate"):
            generate(con, statements)
        con.execute("CHECKPOINT")
        size = warehouse_file(data).stat().st_size
        with timed(spent, "publish"):
            publish(con, data)
        mentions = con.execute("SELECT count(*) FROM mentions").fetchall()[0][0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    out.print(f"{statements:,} statements, {mentions:,} mentions, {statements // 10:,} articles generated with their "
              f"aggregates in {spent['generate']:,.0f} s; {size / 1e9:.2f} GB on disk, published in "
              f"{spent['publish']:.1f} s; peak memory {peak:.1f} GB")  # fmt: skip
    with reader(data) as con:
        ask_all(con)
        beside_sqlite(con, data)


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
