"""What Prefect costs a run of 1,000 articles beyond its fixed start, on the made-up press, politeness off.

``make bench-prefect`` runs it: runs into empty warehouses in one process, with Prefect and with its tasks, artifacts
and events taken out, each of one page an outlet (the fixed start) and of all. Prints wall seconds, and processor
seconds with those of Prefect's server: they tell the truth where others use the machine. Shares are those of the
fastest runs, their starts taken off. Exits 1 where the share of the wall clock is above the bar.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flows import demo
from flows.newsroom import Newsroom
from flows.outlets import write_outlets
from flows.prefect_server import prefect_server

BAR = 0.10


@contextmanager
def without_prefect() -> Iterator[None]:
    """Stages are plain calls, artifacts and events nothing."""

    async def plain(_settings: Any, _name: str, work: Callable[[], Awaitable[Any]]) -> Any:
        return await work()

    async def nothing(*_: Any, **__: Any) -> None: ...

    with ExitStack() as stack:
        for module in ("flows.ingest", "flows.closing"):
            stack.enter_context(patch(f"{module}.stage", plain))
        for name in ("ingest.acreate_progress", "ingest.aupdate_progress", "closing.acreate_table"):
            stack.enter_context(patch(f"flows.{name}_artifact", nothing))
        stack.enter_context(patch("flows.closing.acreate_markdown_artifact", nothing))
        stack.enter_context(patch("flows.closing.emit_event", lambda *_, **__: None))
        yield


@dataclass(frozen=True)
class Cost:
    """Of one run: seconds on the wall, of this process and its readers, and of Prefect's server; articles loaded."""

    wall: float
    own: float
    server: float
    loaded: int

    @property
    def processor(self) -> float:
        """All processor time that the run would not cost without what it uses."""
        return self.own + self.server


def timed(with_prefect: bool, only: list[str], pages: int) -> Cost:
    """One run into an empty warehouse, of so many pages an outlet at most."""
    from flows.ingest import ingest

    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        os.environ |= {"VEILLE_DATA": folder, "VEILLE_MAX_PAGES": str(pages)}
        if not with_prefect:
            stack.enter_context(without_prefect())
        before = time.monotonic(), sum(os.times()[:4]), server_seconds()
        result = asyncio.run((ingest if with_prefect else ingest.fn)(demo.moment(7), only))
        after = time.monotonic(), sum(os.times()[:4]), server_seconds()
        wall, own, server = (b - a for a, b in zip(before, after, strict=True))
        return Cost(wall, own, server if with_prefect else 0.0, result.summary.outcomes.get("loaded", 0))


def server_seconds() -> float:
    """Processor time that Prefect's server has used."""
    for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        if b"flows.prefect_server" in Path(f"/proc/{pid}/cmdline").read_bytes():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def main() -> None:
    """Time the pairs and print the share."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--pairs", type=int, default=3)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, Newsroom(port=None, articles=asked.articles) as press:
        press.day = 7
        overlay = Path(folder, "seeds")
        write_outlets(press.outlets(), overlay / "outlets")
        demo.rule(overlay)
        only = [outlet["id"] for outlet in press.outlets()]
        os.environ["VEILLE_SEEDS"] = str(overlay)
        began = time.monotonic()
        with prefect_server(Path(folder)):
            import flows.ingest  # noqa: F401

            print(f"fixed start: {time.monotonic() - began:.1f} s (the server and the first import)\n")
            report(asked.pairs, only, asked.articles)


def report(pairs: int, only: list[str], articles: int) -> None:
    """Run the pairs, in turns."""
    timed(False, only[:1], articles)  # warms what both use
    print(f"{'':>8} {'wall, s':^15} {'processor, s':^15}")
    print(f"{'articles':>8} {'with':>7} {'without':>7} {'with':>7} {'without':>7}")
    costs: dict[tuple[bool, int], list[Cost]] = defaultdict(list)
    for pair in range(pairs):
        for pages in (1, articles):
            for kind in (True, False) if pair % 2 else (False, True):
                costs[kind, pages].append(timed(kind, only, pages))
            on, off = costs[True, pages][-1], costs[False, pages][-1]
            figures = f"{on.wall:>7.1f} {off.wall:>7.1f} {on.processor:>7.1f} {off.processor:>7.1f}"
            print(f"{on.loaded:>8} {figures}", flush=True)

    def beyond(name: str, kind: bool) -> float:
        start, whole = (min(getattr(cost, name) for cost in costs[kind, pages]) for pages in (1, articles))
        return float(whole - start)

    shares = {name: 1 - beyond(name, False) / beyond(name, True) for name in ("wall", "processor")}
    told = f"{shares['wall']:.1%} of the wall clock, {shares['processor']:.1%} of the processor time"
    print(f"\nPrefect's share beyond its fixed start: {told}")
    sys.exit(shares["wall"] > BAR)


if __name__ == "__main__":
    main()
