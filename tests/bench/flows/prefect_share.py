"""What Prefect costs a run of 1,000 articles beyond its fixed start, on the made-up press, politeness off.

``make bench-prefect`` runs it: pairs of runs into empty warehouses in one process, with Prefect and with its tasks,
artifacts and events taken out. Prints a table; the share is that of the medians. The start of the server and the first
import are told apart. Exits 1 where the share is above the bar.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
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


def timed(with_prefect: bool, only: list[str]) -> tuple[float, int]:
    """Seconds of one run into an empty warehouse, and its articles."""
    from flows.ingest import ingest

    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        os.environ["VEILLE_DATA"] = folder
        if not with_prefect:
            stack.enter_context(without_prefect())
        began = time.monotonic()
        result = asyncio.run((ingest if with_prefect else ingest.fn)(demo.moment(7), only))
        took = time.monotonic() - began
        return took, result.summary.outcomes.get("loaded", 0)


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
        demo.hush(overlay)
        only = [outlet["id"] for outlet in press.outlets()]
        os.environ |= {"VEILLE_SEEDS": str(overlay), "VEILLE_MAX_PAGES": str(asked.articles)}
        began = time.monotonic()
        with prefect_server(Path(folder)):
            import flows.ingest  # noqa: F401

            print(f"fixed start: {time.monotonic() - began:.1f} s (the server and the first import)\n")
            report(asked.pairs, only)


def report(pairs: int, only: list[str]) -> None:
    """Run the pairs, in turns."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    timed(False, only)  # warms what both use
    print(f"{'pair':>4} {'with':>7} {'without':>8}  articles")
    for pair in range(1, pairs + 1):
        for kind in (True, False) if pair % 2 else (False, True):
            took, loaded = timed(kind, only)
            seconds[kind].append(took)
        print(f"{pair:>4} {seconds[True][-1]:>6.1f}s {seconds[False][-1]:>7.1f}s  {loaded}", flush=True)
    on, off = (statistics.median(seconds[kind]) for kind in (True, False))
    share = (on - off) / on
    print(f"\nPrefect's share: {share:.1%} of {on:.1f} s")
    sys.exit(share > BAR)


if __name__ == "__main__":
    main()
