"""What Prefect costs a run of 1,000 articles beyond its fixed start, on the made-up press, politeness off.

``make bench-prefect`` runs it: pairs of runs into empty warehouses in one process, with Prefect and with its tasks,
artifacts and events taken out. Prints wall and processor seconds (the latter tell the truth where others use the
machine); shares are those of the fastest runs. The start of the server and the first import are told apart. Exits 1
where the share of the wall clock is above the bar.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
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


def timed(with_prefect: bool, only: list[str]) -> Cost:
    """One run into an empty warehouse."""
    from flows.ingest import ingest

    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        os.environ["VEILLE_DATA"] = folder
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
        os.environ |= {"VEILLE_SEEDS": str(overlay), "VEILLE_MAX_PAGES": str(asked.articles)}
        began = time.monotonic()
        with prefect_server(Path(folder)):
            import flows.ingest  # noqa: F401

            print(f"fixed start: {time.monotonic() - began:.1f} s (the server and the first import)\n")
            report(asked.pairs, only)


def report(pairs: int, only: list[str]) -> None:
    """Run the pairs, in turns."""
    costs: dict[bool, list[Cost]] = {True: [], False: []}
    timed(False, only[:1])  # warms what both use
    print(f"{'':>4} {'wall, s':^15} {'processor, s':^15} {'server':>6}")
    print(f"{'pair':>4} {'with':>7} {'without':>7} {'with':>7} {'without':>7} {'':>6}  articles")
    for pair in range(1, pairs + 1):
        for kind in (True, False) if pair % 2 else (False, True):
            costs[kind].append(timed(kind, only))
        on, off = costs[True][-1], costs[False][-1]
        figures = f"{on.wall:>7.1f} {off.wall:>7.1f} {on.own:>7.1f} {off.own:>7.1f} {on.server:>6.1f}"
        print(f"{pair:>4} {figures}  {on.loaded}, {off.loaded}", flush=True)
    share = {name: _share(name, costs) for name in ("wall", "processor")}
    told = f"{share['wall']:.1%} of the wall clock, {share['processor']:.1%} of the processor time with the server's"
    print(f"\nPrefect's share: {told}")
    sys.exit(share["wall"] > BAR)


def _share(name: str, costs: dict[bool, list[Cost]]) -> float:
    on, off = (min(getattr(cost, name) for cost in costs[kind]) for kind in (True, False))
    return float((on - off) / on)


if __name__ == "__main__":
    main()
