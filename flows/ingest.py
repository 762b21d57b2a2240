"""The flow ``ingest``: visit every outlet, read and load what it brought, resolve, raise, deliver, publish.

Parameters are plain values, so that it can be deployed; everything else comes from the settings and the seeds.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from prefect import flow, task
from prefect.artifacts import (
    acreate_markdown_artifact,
    acreate_progress_artifact,
    acreate_table_artifact,
    aupdate_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

import seeds
from flows import atom, report
from flows.archive import Archive
from flows.brought import Visit
from flows.delivery import Delivered, deliver
from flows.exchange import Policy, Unfetched
from flows.memory import recall, remember
from flows.net import Network
from flows.outlets import OutletFile, load_outlets
from flows.reading import Readers
from flows.settings import Settings
from flows.settings import load as load_settings
from flows.visit import Visitor
from flows.watch import current
from warehouse import runs, snapshot, state
from warehouse.connection import writer
from warehouse.forget import forgotten, unneeded
from warehouse.load import load
from warehouse.models import OutletBatch, Run, Summary
from warehouse.rule_files import load_rules

if TYPE_CHECKING:
    from warehouse.connection import Connection

log = logging.getLogger("prefect.flow_runs.veille")


WATCHED = timedelta(days=365)
"""How long an alerted or pinned claim keeps its articles under watch."""
EDITS = timedelta(days=7)
"""The revisits of so long tell whether an outlet edits much."""
WAIT, SCHEDULED_WAIT = 30.0, 3600.0
"""Seconds to wait for another writer: a person is told soon, a schedule has time."""


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
        self._archive = Archive(settings.data)
        self._readers = readers
        self._places = asyncio.Semaphore(settings.outlets_at_once)
        self._visitors: dict[str, Visitor] = {}

    async def outlets(self, todo: Sequence[OutletFile]) -> None:
        """Visit the outlets side by side and load them in their order, so that the same run gives the same rows.

        An outlet that fails costs the others nothing.
        """
        self._visitors = {outlet.id: self._visitor(outlet) for outlet in todo}
        progress = await acreate_progress_artifact(0.0, key="progress", description="outlets that are loaded")
        visits = [asyncio.ensure_future(self._read(outlet.id)) for outlet in todo]
        for count, (outlet, visit) in enumerate(zip(todo, visits, strict=True), 1):
            try:
                batch = await visit
                self.watcher.loaded(outlet.id, load(self.con, self.run, batch))
                remember(self.con, self.network.memory)
                self._archive.drop(unneeded(self.con, batch))
            except Exception as error:
                log.exception("%s could not be visited", outlet.id)
                self.failed[outlet.id] = f"{type(error).__name__}: {error}"
                self.watcher.failed(outlet.id, error)
            await aupdate_progress_artifact(progress, 100.0 * count / len(todo))

    def _visitor(self, outlet: OutletFile) -> Visitor:
        return Visitor(
            self.network,
            self._archive,
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
        )

    async def _read(self, name: str) -> OutletBatch:
        visit = task(name="visit", task_run_name="visit {name}", cache_policy=NO_CACHE)(self._visit)
        async with self._places:
            brought = await visit(name)
        self.broken += [f"{name}: {sentence}" for sentence in brought.broken]
        self.resting += [feed.next_due for feed in brought.resting if feed.next_due]
        return await self._readers.read(brought)

    async def _visit(self, name: str) -> Visit:
        return await self._visitors[name].visit()


@flow(name="ingest", validate_parameters=False)
async def ingest(
    now: datetime | None = None, only: Sequence[str] = (), unless_fresh: bool = False, all_feeds: bool = False
) -> Result:
    """Bring the warehouse up to date with every outlet, or those named. ``now`` is the run's clock.

    Each feed is asked when it is due; ``all_feeds`` asks the others too.

    ``unless_fresh`` is for schedules: where a run has finished since this one was due, that one's closing steps are
    repeated (they change nothing but deliver what waits), so that late runs do not pile up.
    """
    settings, outlets = load_settings(), load_outlets(only)
    rules = load_rules(seeds.files("rules", ".yaml"))
    watcher = current()
    with writer(settings.data, wait=SCHEDULED_WAIT if unless_fresh else WAIT) as con:
        moment = now or (unless_fresh and _covered(con)) or datetime.now(UTC)
        run = runs.begin(con, kind="run", now=moment, outlets=[o.id for o in outlets])
        todo = [] if run.finished else [o for o in outlets if o.id not in run.done]
        watcher.begun([o.id for o in todo])
        async with Network(settings, recall(con, run.now)) as network:
            with Readers() as readers:
                work = Ingest(settings, con, network, readers, run, all_feeds)
                if todo:
                    await work.outlets(todo)
            watcher.stage("resolving claims")
            summary = runs.finish(con, run, rules)
            watcher.stage("delivering alerts")
            clock = now or datetime.now(UTC)
            delivered = await deliver(con, network, settings, rules, clock, watcher)
            atom.publish(con, settings.data, clock)
            watcher.stage("publishing the snapshot")
            snapshot.publish(con, settings.data)
            await artifacts(con, run, summary)
            if settings.heartbeat and not work.failed:
                await _beat(network, settings.heartbeat)
    return Result(run, summary, delivered, work.failed, work.broken, work.resting)


def _covered(con: Connection) -> datetime | None:
    """The clock of the last finished run, where that is later than this run was due."""
    (last,) = con.execute("SELECT max(now) FROM runs WHERE kind = 'run' AND state = 'finished'").fetchall()[0]
    due = flow_run.scheduled_start_time
    return last if last and due and last >= due else None


async def _beat(network: Network, url: str) -> None:
    """Tell a dead man's switch that a run is complete; that it cannot be reached harms nothing."""
    try:
        await network.get(url, Policy(0.0, allow_private=True, obey_robots=False))
    except Unfetched as error:
        log.warning("the heartbeat was not heard: %s", error)


async def artifacts(con: Connection, run: Run, summary: Summary) -> None:
    """The run's table of outcomes and its new claims, for Prefect's interface."""
    await acreate_table_artifact(
        report.outcome_rows(con, run), key="outcomes", description=f"Run of {run.now:%F %H:%M}"
    )
    text = report.markdown(report.new_claims(con, run.run_id), summary)
    await acreate_markdown_artifact(text, key="new-claims", description=f"Run of {run.now:%F %H:%M}")
