"""Pages on their way through the parsers while others are still being fetched: bounded, each visit's in their order."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from heapq import heappop, heappush
from itertools import count
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Generic, Self, TypeVar

from flows.reading import Read

CHUNK = 25
"""Pages that are read in one go."""
POOL_FROM = 75
"""Pages on their way from which processes pay for their start (a second)."""
AHEAD = 10
"""Chunks on their way at most, so that memory stays flat: whoever brings more waits."""
T = TypeVar("T")


class Readers:
    """Reads pages beside an event loop: in a thread while they are few, else in processes that share the cores.

    A context manager; the processes start with the first backlog.
    """

    def __init__(self) -> None:
        self._at_hand: Executor = ThreadPoolExecutor(1)
        self._pool: Executor | None = None
        self._places = Places(AHEAD)
        self._pages = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for executor in (self._at_hand, self._pool):
            if executor:
                executor.shutdown(cancel_futures=True)

    async def share(self, work: Callable[[Sequence[T]], list[Read]], pages: Iterable[T]) -> list[Read]:
        """What ``work`` gives for the pages; it and they are picklable."""
        line = Line(self, work)
        for page in pages:
            await line.take(page)
        return await line.all()

    async def hand_in(
        self, work: Callable[[Sequence[T]], list[Read]], pages: Sequence[T], rank: int
    ) -> asyncio.Future[list[Read]]:
        """Let pages be read as soon as there is room; where others wait too, those of the lowest rank come first."""
        await self._places.take(rank)
        self._pages += len(pages)
        part = asyncio.get_running_loop().run_in_executor(self._executor(), work, pages)
        part.add_done_callback(lambda _: self._done(len(pages)))
        return part

    def _done(self, pages: int) -> None:
        self._pages -= pages
        self._places.free()

    def _executor(self) -> Executor:
        if self._pool is None and self._pages >= POOL_FROM:
            # Not forked: a fork would copy Prefect's threads and DuckDB's locks half way through what they do.
            self._pool = ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _end_with_parent)
        return self._pool or self._at_hand


def _end_with_parent() -> None:
    """Let a process of the pool end when the run is killed, which it would not notice and wait for ever."""
    parent = parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()


class Line(Generic[T]):
    """The pages of one visit, read while the visit goes on; ``all`` gives what they gave, in their order."""

    def __init__(self, readers: Readers, work: Callable[[Sequence[T]], list[Read]], rank: int = 0) -> None:
        self._readers = readers
        self._work = work
        self._rank = rank
        self._waiting: list[T] = []
        self._parts: list[asyncio.Future[list[Read]]] = []

    async def take(self, page: T) -> None:
        """Take a page; this waits while the readers have more than enough to do."""
        self._waiting.append(page)
        if len(self._waiting) >= CHUNK:
            await self._hand_in()

    async def all(self) -> list[Read]:
        """What each page gave."""
        if self._waiting:
            await self._hand_in()
        return [page for part in await asyncio.gather(*self._parts) for page in part]

    async def _hand_in(self) -> None:
        pages, self._waiting = self._waiting, []
        self._parts.append(await self._readers.hand_in(self._work, pages, self._rank))


class Places:
    """So many places; who waits for one gets it by rank, the lowest first, and among equals in the order they came."""

    def __init__(self, places: int) -> None:
        self.taken = 0
        self._places = places
        self._came = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    async def take(self, rank: int) -> None:
        """Take a place as soon as there is one."""
        if self.taken < self._places:
            self.taken += 1
            return
        turn = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (rank, next(self._came), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.free()
            raise

    def free(self) -> None:
        """Give a place up, to whoever waits for one."""
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self.taken -= 1
