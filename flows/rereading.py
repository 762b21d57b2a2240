"""Reads the archive again with the current parser: by outlet, in batches, a transaction each. No network, no Prefect.

It can be killed at any moment: what is committed is not read again, so that starting it once more goes on where it
stopped. Between two batches another writer has its turn.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any

from flows.archive import Archive
from flows.brought import Got
from flows.outlets import OutletFile, load_outlets
from flows.readers import Readers
from flows.reading import Read, read_one
from flows.settings import Settings
from flows.watch import current
from parsers.errors import PermanentError
from warehouse import runs, snapshot, stale
from warehouse.connection import writer
from warehouse.models import Outcome, OutletBatch, Run, UrlState
from warehouse.reread import Change, Reread, reread
from warehouse.rule_files import load_rules
from warehouse.stale import ALL_DAYS, Period, StalePage

BATCH = 200
"""Pages a transaction, at least: a kill costs at most so much reading."""
TURN = 0.2
"""Seconds between two batches: several times what another writer waits between two looks at the lock."""
SHOWN = 3
"""Changes of each kind that are shown of an outlet."""
COUNTED = ("added", "withdrawn", "speaker")


@dataclass
class Tally:
    """What re-reading an outlet changes: counts of pages, revisions and changes by kind, and the first changes."""

    pages: int = 0
    articles: int = 0
    revisions: int = 0
    joined: int = 0
    changes: Counter[str] = field(default_factory=Counter)
    shown: list[Change] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)

    def add(self, pages: int, one: Reread, unread: Sequence[Outcome]) -> None:
        """Count one batch; ``unread`` are the pages that give no reading, whose revisions stay as they are."""
        self.pages += pages
        self.articles += one.articles
        self.revisions += one.revisions
        self.joined += one.joined
        self.unread.update(o.outcome for o in unread)
        for change in one.changes:
            self.changes[change.kind] += 1
            if self.changes[change.kind] <= SHOWN:
                self.shown.append(change)

    def row(self) -> dict[str, Any]:
        """As a row of a table."""
        told = {"pages": self.pages, "articles": self.articles, "revisions": self.revisions, "joined": self.joined}
        told |= {kind: self.changes[kind] for kind in COUNTED}
        return {**told, "unread": ", ".join(f"{what}: {n}" for what, n in sorted(self.unread.items()))}


@dataclass
class Reported:
    """Tallies by outlet, and the outlets whose pages cannot be read because they have no file any more."""

    outlets: dict[str, Tally] = field(default_factory=dict)
    without_file: list[str] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """Articles that are read otherwise."""
        return sum(tally.articles for tally in self.outlets.values())


@dataclass
class Rereading:
    """One re-reading of all outlets, or of those named in ``only``. ``dry_run`` tells what would change, no more.

    ``wait`` are seconds for another writer to end, each time; ``tell`` hears of each batch.
    """

    settings: Settings
    only: Sequence[str] = ()
    period: Period = ALL_DAYS
    dry_run: bool = True
    now: datetime | None = None
    wait: float = 30.0
    tell: Callable[[Reread], None] = lambda _: None

    async def all(self) -> Reported:
        """Re-read them, and publish where something was committed."""
        files = {outlet.id: outlet for outlet in load_outlets(self.only)}
        with writer(self.settings.data, wait=self.wait) as con:
            waiting = [name for name in stale.outlets(con, self.period) if name in files or not self.only]
        done = Reported(without_file=[name for name in waiting if name not in files])
        with Readers() as readers:
            for name in waiting:
                if name in files:
                    done.outlets[name] = Tally()
                    await self._outlet(files[name], readers, done.outlets[name])
        if done.articles and not self.dry_run:
            current().stage("publishing the snapshot")
            with writer(self.settings.data, wait=self.wait) as con:
                snapshot.publish(con, self.settings.data)
        return done

    async def _outlet(self, outlet: OutletFile, readers: Readers, tally: Tally) -> None:
        """Re-read one outlet: while one batch is loaded, the next is being read."""
        with writer(self.settings.data, wait=self.wait) as con:
            pages = stale.pages(con, outlet.id, self.period)
        work = partial(read_archived, Archive.of(self.settings), outlet)
        batches = list(_batches(pages))
        ahead = asyncio.ensure_future(readers.share(work, batches[0]))
        for number, batch in enumerate(batches):
            found = await ahead
            if number + 1 < len(batches):
                ahead = asyncio.ensure_future(readers.share(work, batches[number + 1]))
            await asyncio.sleep(TURN)
            one = self._load(outlet, found)
            tally.add(len(batch), one, [outcome for _, outcome, _ in found if outcome])
            self.tell(one)
            current().stage(f"{outlet.id}, {tally.pages} of {len(pages)} pages")

    def _load(self, outlet: OutletFile, found: Sequence[Read]) -> Reread:
        """Supersede what was read in a batch, as a run of its own; or tell what that would change."""
        batch = OutletBatch(outlet.row, tuple(reading for reading, _, _ in found if reading))
        with writer(self.settings.data, wait=self.wait) as con:
            moment = self._moment()
            if self.dry_run:
                return reread(con, Run("", "reread", moment), batch, dry_run=True)
            run = runs.begin(con, kind="reread", now=moment, outlets=[outlet.id])
            one = reread(con, run, batch)
            # The rules are for runs that were killed and are finished with this one, which raises nothing.
            runs.finish(con, run, load_rules())
            return one

    def _moment(self) -> datetime:
        """The clock of the next batch; it counts up, for it names a run."""
        moment = self.now or datetime.now(UTC)
        self.now = self.now and self.now + timedelta(microseconds=1)
        return moment


def read_archived(archive: Archive, outlet: OutletFile, pages: Sequence[StalePage]) -> list[Read]:
    """What each page gives when it is read again."""
    return [_read_again(archive, outlet, page) for page in pages]


def _read_again(archive: Archive, outlet: OutletFile, known: StalePage) -> Read:
    state = UrlState(outlet.id, known.url)
    try:
        body = archive.get(known.page.hash)
    except PermanentError as error:
        return None, Outcome(outlet.id, known.url, "failed:archive", str(error.args[0])), state
    reserved = "it was when it was loaded" if known.tdm_reserved else None
    got = Got(known.url, known.page.url, None, None, known.page, body, state, reserved)
    return read_one(outlet, got)


def _batches(pages: Sequence[StalePage]) -> Iterator[list[StalePage]]:
    """The pages in batches of whole articles."""
    batch: list[StalePage] = []
    for _, same in groupby(pages, key=lambda p: p.article_id):
        batch += same
        if len(batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
