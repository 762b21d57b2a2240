"""One run of ``ingest`` for ``bench.py``: prints JSON. ``--fill N`` makes a warehouse that knows N claims instead."""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "tests/bench/identity")]
STEP = 0.25
SAMPLE = 200
"""Pages that tell how reading is shared between parsing and extracting."""

LENGTH = """
SELECT median(words), (SELECT count(*) FROM statements SEMI JOIN revisions USING (article_id)) / count(*)
FROM revisions WHERE sequence = 1
"""


class Memory(threading.Thread):
    """Looks at the memory of this process and of those it started, in MB: what several share is shared out among them
    (proportional set sizes), as the sum of resident sets would count it several times."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = {"run": 0.0, "server": 0.0}
        self.done = threading.Event()

    def run(self) -> None:
        while not self.done.wait(STEP):
            now = Counter({"run": proportional(os.getpid())})
            for pid in started(os.getpid()):
                now["server" if is_server(pid) else "run"] += proportional(pid)
            self.peak = {name: max(peak, now[name]) for name, peak in self.peak.items()}


def started(pid: object) -> list[str]:
    """The processes that one started, and those that they did."""
    try:
        lists = [(task / "children").read_text().split() for task in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return []
    return [each for children in lists for child in children for each in (child, *started(child))]


def proportional(pid: object) -> float:
    """A process's share of the pages it holds, in MB."""
    try:
        held = re.search(r"\nPss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0.0
    return int(held[1]) * 1024 / 1e6 if held else 0.0


def is_server(pid: str) -> bool:
    try:
        return b"flows.prefect_server" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


class Clock:
    """Processor seconds of this process by stage."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **more: Any) -> Any:
            began = time.process_time()
            try:
                return work(*args, **more)
            finally:
                self.spent[stage] += time.process_time() - began

        return wrapped


def fill(known: int) -> None:
    """A warehouse that knows so many claims."""
    import speed

    from warehouse.connection import writer

    with writer(Path(os.environ["VEILLE_DATA"])) as con:
        speed.fill(con, speed.Press(known), known)


def shares(data: Path) -> dict[str, float]:
    """How reading a page is shared between parsing and extracting, on some of the pages that were archived."""
    from flows.archive import Archive
    from flows.outlets import load_outlets
    from flows.settings import load
    from parsers import parse_page
    from warehouse.connection import reader

    archive, spent = Archive.of(load()), Counter[str]()
    recipes = {o.id: o.recipe for o in load_outlets()}
    with reader(data) as con:
        rows = con.execute(
            "SELECT page_hash, url, content_type, fetched_at, outlet_id FROM pages ORDER BY page_hash LIMIT ?", [SAMPLE]
        ).fetchall()
    for warm in (True, False):
        for mark, url, kind, when, outlet in rows[: 20 if warm else SAMPLE]:
            body = archive.get(mark)
            began = time.process_time()
            article = parse_page(body, url, content_type=kind, seen_at=when, recipe=recipes[outlet])
            between = time.process_time()
            _ = article.statements
            if not warm:
                spent.update({"parse": between - began, "extract": time.process_time() - between})
    return {stage: seconds / spent.total() for stage, seconds in spent.items()}


def main() -> None:
    from flows import demo
    from flows.newsroom import Newsroom
    from flows.prefect_server import prefect_server
    from warehouse.connection import reader

    data, seeds = Path(os.environ["VEILLE_DATA"]), Path(os.environ["VEILLE_SEEDS"])
    demo.rule(seeds)
    only = sorted(file.stem for file in (seeds / "outlets").glob("*.yaml"))
    clock, memory = Clock(), Memory()
    with prefect_server(data):
        from flows import ingest
        from warehouse import runs, snapshot

        ingest.load = clock.timed("load", ingest.load)
        runs.finish = clock.timed("resolve", runs.finish)
        snapshot.publish = clock.timed("publish", snapshot.publish)
        memory.start()
        began, own = time.monotonic(), time.process_time()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = asyncio.run(ingest.ingest(Newsroom.moment(7), only))
        seconds, own = time.monotonic() - began, time.process_time() - own
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        memory.done.set()
    read = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    stages = {"fetch": own - clock.spent.total()} | {stage: read * share for stage, share in shares(data).items()}
    outcomes = dict(result.summary.outcomes)
    with reader(data) as con:
        (words, statements) = con.execute(LENGTH).fetchall()[0]
    told = {"articles": outcomes.get("loaded", 0), "seconds": seconds, "stages": stages | dict(clock.spent)}
    told |= {"words": words, "statements": statements}
    print(json.dumps({**told, "memory": memory.peak["run"], "server": memory.peak["server"], "outcomes": outcomes}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--fill"]:
        fill(int(sys.argv[2]))
        print("{}")
    else:
        main()
