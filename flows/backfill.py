"""The flow ``backfill``: the articles of a stretch of time that an outlet's sitemaps list, in batches.

Nothing in it counts as new and no alert is raised. It can be killed at any moment: what is loaded is not asked for
again, so that starting it once more goes on where it stopped.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from prefect import flow
from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact

from flows.archive import Archive
from flows.asking import FEED_TYPES
from flows.brought import Candidate, Visit
from flows.discovery import Listed, read_listing
from flows.memory import recall, remember
from flows.net import Network
from flows.outlets import OutletFile, load_outlets
from flows.reading import read
from flows.settings import Settings
from flows.settings import load as load_settings
from flows.stages import patience, stage
from flows.visit import Visitor, policy_of
from flows.watch import current
from parsers.errors import ConfigError
from warehouse import runs, snapshot, state
from warehouse.connection import writer
from warehouse.forget import forgotten, unneeded
from warehouse.load import load
from warehouse.rule_files import load_rules

if TYPE_CHECKING:
    from warehouse.connection import Connection

BATCH = 50
"""Pages a transaction and a Prefect task: a kill costs at most so many requests."""
TURN = 0.5
"""Seconds between two batches: many times what another writer waits between two looks at the lock."""
MAX_SITEMAPS = 2_000
"""Sitemaps that are read at most; one for each day of five years."""


@dataclass
class Backfilled:
    """What a backfill came to: outcomes by reason, URLs of the stretch that were known, and undated ones left out."""

    outcomes: Counter[str] = field(default_factory=Counter)
    known: int = 0
    undated: int = 0


@flow(name="backfill", validate_parameters=False)
async def backfill(
    outlet: str, since: date, until: date, sitemap: str | None = None, now: datetime | None = None
) -> Backfilled:
    """Load what the outlet's sitemaps list from ``since`` to ``until``, both included; ``now`` is the runs' clock.

    The warehouse is let go after each batch, so that runs by the clock take their turn between two of them. It stays
    held while pages are fetched: what keeps two writers apart also keeps two from asking one host at once.
    """
    settings = load_settings()
    (file,) = load_outlets([outlet])
    start, done, watcher = now or datetime.now(UTC), Backfilled(), current()
    work = _Work(settings, file, since, until)
    progress = await acreate_progress_artifact(0.0, key="backfill", description=f"{outlet}, {since} to {until}")
    watcher.stage("reading sitemaps")
    async with work.turn(start) as (con, network):
        listed = [item async for item in work.listed(network, sitemap)]
        done.undated = sum(item.changed is None for item in listed)
        wanted = list({i.url: i for i in listed if work.within(i)}.values())
        todo = work.unknown(con, wanted)
    done.known = len(wanted) - len(todo)
    watcher.stage(f"{len(todo)} pages to fetch, {done.known} known")
    for count, batch in enumerate(_batches(todo)):
        await asyncio.sleep(TURN if count else 0)
        moment = now + timedelta(microseconds=count) if now else datetime.now(UTC)
        async with work.turn(moment) as (con, network):
            done.outcomes.update(await work.load(con, network, work.unknown(con, batch), moment))
        watcher.stage(f"{min((count + 1) * BATCH, len(todo))} of {len(todo)} pages")
        await aupdate_progress_artifact(progress, min(100.0, 100.0 * (count + 1) * BATCH / len(todo)))
    with writer(settings.data, wait=patience()) as con:
        snapshot.publish(con, settings.data)
    return done


class _Work:
    """A backfill of one outlet."""

    def __init__(self, settings: Settings, outlet: OutletFile, since: date, until: date) -> None:
        self._archive = Archive.of(settings)
        self._settings = settings.model_copy(update={"revisit_hours": ()})  # old articles are not watched for edits
        self._outlet = outlet
        self._since = since
        self._until = until
        self._policy = policy_of(outlet, settings)

    @asynccontextmanager
    async def turn(self, now: datetime) -> AsyncIterator[tuple[Connection, Network]]:
        """The warehouse and the network; the host is left in peace for its delay before and after.

        Another process may have asked it a moment ago, or ask it in a moment, and knows nothing of our clock.
        """
        with writer(self._settings.data, wait=patience()) as con:
            async with Network(self._settings, recall(con, now)) as network:
                await asyncio.sleep(self._policy.delay)
                yield con, network
                remember(con, network.memory)
                await asyncio.sleep(self._policy.delay)

    def within(self, item: Listed) -> bool:
        """Whether an item is dated within the stretch."""
        return item.changed is not None and self._since <= item.changed.date() <= self._until

    async def listed(self, network: Network, sitemap: str | None) -> AsyncIterator[Listed]:
        """What the sitemap and those below it list; one that was last changed before the stretch is not opened."""
        waiting = [sitemap] if sitemap else [f.url for f in self._outlet.feeds if f.kind == "sitemap"]
        if not waiting:
            raise ConfigError(f"{self._outlet.id} names no sitemap among its feeds: add --sitemap URL")
        seen = set(waiting)
        while waiting:
            response = await network.get(waiting.pop(), self._policy, accept=FEED_TYPES)
            listing = await read_listing(response)
            for item in listing.items:
                yield item
            below = [s.url for s in listing.sitemaps if s.changed is None or s.changed.date() >= self._since]
            fresh = [url for url in below if url not in seen][: MAX_SITEMAPS - len(seen)]
            seen.update(fresh)
            waiting.extend(fresh)

    def unknown(self, con: Connection, items: Sequence[Listed]) -> Sequence[Listed]:
        """Those of which no page has been archived."""
        known = state.urls(con, self._outlet.id)
        return [item for item in items if not (item.url in known and known[item.url].page_hash)]

    async def load(self, con: Connection, network: Network, batch: Sequence[Listed], now: datetime) -> list[str]:
        """Fetch, read and load a batch as a run of its own; the outcome of each page."""
        out = forgotten(con, "article")

        async def fetch() -> Visit:
            visitor = Visitor(network, self._settings, self._outlet, now, {}, {}, forgotten=out)
            return await visitor.fetch([Candidate(item.url, item) for item in batch])

        visit = await stage(self._settings, "fetch", fetch)
        brought = read(self._archive, visit)
        run = runs.begin(con, kind="backfill", now=now, outlets=[self._outlet.id])
        outcomes = load(con, run, brought)
        self._archive.drop(unneeded(con, brought))
        # The rules are for runs that were killed and are finished with this one, which raises nothing.
        runs.finish(con, run, load_rules())
        return [o.outcome for o in outcomes]


def _batches(items: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
