"""The flows ``ingest``, which visits every outlet and loads what it brought, and ``revisit``, which asks again for
known pages alone.

Parameters are plain values, so that it can be deployed; everything else comes from the settings and the seeds.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from prefect import flow
from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact
from prefect.runtime import flow_run

from flows.archive import Archive
from flows.brought import Visit
from flows.closing import beat, close, tell
from flows.delivery import Delivered
from flows.memory import recall, remember
from flows.net import Network
from flows.outlets import OutletFile, load_outlets
from flows.readers import Line, Readers
from flows.reading import Read, batch, read_pages
from flows.settings import Settings
from flows.settings import load as load_settings
from flows.stages import beside, patience, stage
from flows.visit import Take, Visitor
from flows.watch import current
from warehouse import runs, state
from warehouse.connection import settle, writer
from warehouse.forget import forgotten, unneeded
from warehouse.load import load
from warehouse.models import Outcome, OutletBatch, Run, Summary
from warehouse.rule_files import load_rules
from warehouse.rules import Rule

if TYPE_CHECKING:
    from warehouse.connection import Connection

log = logging.getLogger("prefect.flow_runs.veille")


WATCHED = timedelta(days=365)
"""How long an alerted or pinned claim keeps its articles under watch."""
EDITS = timedelta(days=7)
"""The revisits of so long tell whether an outlet edits much."""


@dataclass
class Result:
    """What a run came to; ``failed`` outlets could not be visited, ``broken`` are sentences about feeds.

    ``resting`` are when the feeds that were not due are due again.
    """

    run: Run
    summary: Summary
    delivered: Delivered
    failed: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    resting: list[datetime] = field(default_factory=list)


class Ingest:
    """One run over the outlets, with all it works on in one place."""

    def __init__(
        self, settings: Settings, con: Connection, network: Network, readers: Readers, run: Run, all_feeds: bool
    ) -> None:
        self.settings = settings
        self.con = con
        self.network = network
        self.run = run
        self.watcher = current()
        self.failed: dict[str, str] = {}
        self.broken: list[str] = []
        self.resting: list[datetime] = []
        self._all_feeds = all_feeds
        self._archive = Archive.of(settings)
        self._readers = readers
        self._places = asyncio.Semaphore(settings.outlets_at_once)
        self._desk = asyncio.Lock()
        """Whoever uses the warehouse: one at a time, for it is loaded beside the event loop."""

    async def outlets(self, todo: Sequence[OutletFile]) -> None:
        """Visit the outlets side by side and load them in their order, so that the same run gives the same rows.

        An outlet that fails costs the others nothing.
        """
        progress = await acreate_progress_artifact(0.0, key="progress", description="outlets that are loaded")
        visits = deque(asyncio.ensure_future(self._read(outlet, place)) for place, outlet in enumerate(todo))
        try:
            for count, outlet in enumerate(todo, 1):
                try:  # what is loaded is let go: the batches of all outlets would fill the memory
                    self.watcher.loaded(outlet.id, await self._load(await visits.popleft()))
                except Exception as error:
                    log.exception("%s could not be visited", outlet.id)
                    self.failed[outlet.id] = f"{type(error).__name__}: {error}"
                    self.watcher.failed(outlet.id, error)
                await aupdate_progress_artifact(progress, 100.0 * count / len(todo))
        finally:
            for visit in visits:
                visit.cancel()
            await asyncio.gather(*visits, return_exceptions=True)

    async def _read(self, outlet: OutletFile, place: int) -> OutletBatch:
        """Visit an outlet, its pages being read as they come; the earlier its place, the sooner they are."""

        async def read() -> tuple[Visit, list[Read]]:
            line = Line(self._readers, partial(read_pages, self._archive, outlet), place)
            async with self._desk:
                visitor = self._visitor(outlet, line.take)
            return await visitor.visit(), await line.all()

        async with self._places:
            brought, pages = await stage(self.settings, f"visit {outlet.id}", read)
        self.broken += [f"{outlet.id}: {sentence}" for sentence in brought.broken]
        self.resting += [feed.next_due for feed in brought.resting if feed.next_due]
        return batch(brought, pages)

    def _visitor(self, outlet: OutletFile, take: Take) -> Visitor:
        return Visitor(
            self.network,
            self.settings,
            outlet,
            self.run.now,
            state.urls(self.con, outlet.id),
            state.feeds(self.con, outlet.id),
            lambda done, of: self.watcher.asked(outlet.id, done, of),
            state.watched(self.con, outlet.id, self.run.now - WATCHED),
            forgotten(self.con, "article"),
            state.edits(self.con, outlet.id, self.run.now - EDITS),
            self._all_feeds,
            take,
        )

    async def _load(self, brought: OutletBatch) -> list[Outcome]:
        """Load a batch while others are fetched and read."""
        async with self._desk:
            outcomes = await beside(lambda: load(self.con, self.run, brought))
            await beside(lambda: settle(self.con))
            remember(self.con, self.network.memory)
            self._archive.drop(unneeded(self.con, brought))
        return outcomes


@flow(name="ingest", validate_parameters=False)
async def ingest(
    now: datetime | None = None, only: Sequence[str] = (), unless_fresh: bool = False, all_feeds: bool = False
) -> Result:
    """Bring the warehouse up to date with every outlet, or those named. ``now`` is the run's clock.

    Each feed is asked when it is due; ``all_feeds`` asks the others too.

    ``unless_fresh`` is for schedules: where a run over these outlets has finished since this one was due, that one's
    closing steps are repeated (they change nothing but deliver what waits), so that late runs do not pile up.
    """
    settings, outlets = load_settings(), load_outlets(only)
    rules = load_rules()
    names = [o.id for o in outlets]
    with writer(settings.data, wait=patience()) as con:
        moment = now or (unless_fresh and _covered(con, names)) or datetime.now(UTC)
        run = runs.begin(con, kind="run", now=moment, outlets=names)
        todo = [] if run.finished else [o for o in outlets if o.id not in run.done]
        return await _make(con, settings, run, todo, rules, now or datetime.now(UTC), all_feeds)


@flow(name="revisit", validate_parameters=False)
async def revisit(now: datetime | None = None, only: Sequence[str] = ()) -> Result | None:
    """Ask again for the known pages that are due for another look, and for no feed; None where nothing is due.

    Its run sets out to visit no outlet, which tells it from one of ``ingest`` in the ledger.
    """
    settings, outlets = load_settings(), load_outlets(only)
    rules = load_rules()
    with writer(settings.data, wait=patience()) as con:
        moment = now or datetime.now(UTC)
        due = _due(con, moment)
        todo = [o.model_copy(update={"feeds": ()}) for o in outlets if o.id in due]
        if not todo:
            return None
        run = runs.begin(con, kind="run", now=moment, outlets=())
        return await _make(con, settings, run, todo, rules, moment)


async def _make(
    con: Connection,
    settings: Settings,
    run: Run,
    todo: Sequence[OutletFile],
    rules: Sequence[Rule],
    clock: datetime,
    all_feeds: bool = False,
) -> Result:
    """Visit what is to be visited and close the run; ``clock`` says which deliveries may be tried again."""
    current().begun([o.id for o in todo])
    async with Network(settings, recall(con, run.now)) as network:
        with Readers() as readers, _frozen():
            work = Ingest(settings, con, network, readers, run, all_feeds)
            if todo:
                await work.outlets(todo)
        summary, delivered = await close(con, network, settings, run, rules, clock)
        if not run.finished:
            await tell(con, run, summary, work.failed)
        if settings.heartbeat and not work.failed:
            await beat(network, settings.heartbeat)
    return Result(run, summary, delivered, work.failed, work.broken, work.resting)


@contextmanager
def _frozen() -> Iterator[None]:
    """Garbage is not looked for among what was there before: all that Prefect brings takes 0.1 s each time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _due(con: Connection, moment: datetime) -> frozenset[str]:
    """The outlets of which a known page is due."""
    rows = con.execute("SELECT DISTINCT outlet_id FROM urls WHERE next_due <= ?", [moment]).fetchall()
    return frozenset(outlet for (outlet,) in rows)


def _covered(con: Connection, outlets: Sequence[str]) -> datetime | None:
    """The clock of the last finished run over these outlets, where that is later than this run was due."""
    (last,) = con.execute(
        "SELECT max(now) FROM runs WHERE kind = 'run' AND state = 'finished' AND list_has_all(outlets, $wanted)",
        {"wanted": list(outlets)},
    ).fetchall()[0]
    due = flow_run.scheduled_start_time
    return last if last and due and last >= due else None
