"""The flow ``backfill``: the articles of a stretch of time that an outlet's sitemaps list, in batches.

Nothing in it counts as new and no alert is raised. It can be killed at any moment: what is loaded is not asked for
again, so that starting it once more goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.archive import Archive
from flows.asking import FEED_TYPES
from flows.brought import Candidate, Visit
from flows.discovery import Listed, read_feed
from flows.memory import recall, remember
from flows.net import Network
from flows.outlets import OutletFile, load_outlets
from flows.reading import read
from flows.settings import Settings
from flows.settings import load as load_settings
from flows.visit import Visitor, policy_of
from flows.watch import current
from parsers.errors import ConfigError
from warehouse import runs, snapshot, state
from warehouse.connection import writer
from warehouse.forget import forgotten, unneeded
from warehouse.load import load

BATCH = 50
"""Pages a transaction and a Prefect task: a kill costs at most so many requests."""
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
    """Load what the outlet's sitemaps list from ``since`` to ``until``, both included; ``now`` is the runs' clock."""
    settings = load_settings()
    (file,) = load_outlets([outlet])
    start, done, watcher = now or datetime.now(UTC), Backfilled(), current()
    with writer(settings.data) as con:
        async with Network(settings, recall(con, start)) as network:
            work = _Work(settings, network, file, since, until, forgotten(con, "article"))
            watcher.stage("reading sitemaps")
            listed = [item async for item in work.listed(sitemap)]
            done.undated = sum(item.changed is None for item in listed)
            wanted = list({i.url: i for i in listed if work.within(i)}.values())
            known = state.urls(con, outlet)
            todo = [item for item in wanted if not (item.url in known and known[item.url].page_hash)]
            done.known = len(wanted) - len(todo)
            watcher.stage(f"{len(todo)} pages to fetch, {done.known} known")
            for count, batch in enumerate(_batches(todo)):
                moment = start + timedelta(microseconds=count)
                run = runs.begin(con, kind="backfill", now=moment, outlets=[outlet])
                visit = task(name="fetch", cache_policy=NO_CACHE)(work.fetch)
                brought = read(await visit(batch, moment))
                outcomes = load(con, run, brought)
                remember(con, network.memory)
                work.archive.drop(unneeded(con, brought))
                runs.finish(con, run)
                done.outcomes.update(o.outcome for o in outcomes)
                watcher.stage(f"{min((count + 1) * BATCH, len(todo))} of {len(todo)} pages")
        snapshot.publish(con, settings.data)
    return done


class _Work:
    """The network's side of a backfill of one outlet."""

    def __init__(
        self,
        settings: Settings,
        network: Network,
        outlet: OutletFile,
        since: date,
        until: date,
        forgotten: frozenset[str],
    ) -> None:
        self.archive = Archive(settings.data)
        self._forgotten = forgotten
        self._settings = settings.model_copy(update={"revisit_hours": ()})  # old articles are not watched for edits
        self._network = network
        self._outlet = outlet
        self._since = since
        self._until = until
        self._policy = policy_of(outlet, settings)

    def within(self, item: Listed) -> bool:
        """Whether an item is dated within the stretch."""
        return item.changed is not None and self._since <= item.changed.date() <= self._until

    async def listed(self, sitemap: str | None) -> AsyncIterator[Listed]:
        """What the sitemap and those below it list; one that was last changed before the stretch is not opened."""
        waiting = [sitemap] if sitemap else [f.url for f in self._outlet.feeds if f.kind == "sitemap"]
        if not waiting:
            raise ConfigError(f"{self._outlet.id} names no sitemap among its feeds: add --sitemap URL")
        seen = set(waiting)
        while waiting:
            response = await self._network.get(waiting.pop(), self._policy, accept=FEED_TYPES)
            listing = read_feed(response.body, response.url)
            for item in listing.items:
                yield item
            below = [s.url for s in listing.sitemaps if s.changed is None or s.changed.date() >= self._since]
            fresh = [url for url in below if url not in seen][: MAX_SITEMAPS - len(seen)]
            seen.update(fresh)
            waiting.extend(fresh)

    async def fetch(self, batch: Sequence[Listed], now: datetime) -> Visit:
        """Fetch and archive a batch of pages."""
        where = (self._network, self.archive, self._settings, self._outlet)
        visitor = Visitor(*where, now, {}, {}, forgotten=self._forgotten)
        return await visitor.fetch([Candidate(item.url, item) for item in batch])


def _batches(items: Sequence[Listed]) -> Iterator[Sequence[Listed]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
