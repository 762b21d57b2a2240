"""An outlet's feeds: which are due, what they list, and when each is due again."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from flows import polling
from flows.archive import page_hash
from flows.brought import Candidate
from flows.discovery import Listed, read_listing
from flows.exchange import Policy, Unfetched, Validators
from flows.outlets import Feed, OutletFile
from parsers.errors import PermanentError
from warehouse.models import FeedState

if TYPE_CHECKING:
    from flows.net import Network
    from flows.settings import Settings

FEED_TYPES = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
MAX_SITEMAPS = 5
"""Of a sitemap index, the newest so many are read; older articles are a backfill's matter."""


@dataclass
class Feeds:
    """Asks the feeds of one outlet at the moment ``now``; ``known`` holds the URLs that were discovered before.

    ``broken`` gets a sentence for each feed that could not be read, ``resting`` the feeds that are not due.
    """

    network: Network
    settings: Settings
    outlet: OutletFile
    policy: Policy
    now: datetime
    known: Container[str]
    before: Mapping[str, FeedState]
    broken: list[str] = field(default_factory=list)
    resting: list[FeedState] = field(default_factory=list)

    async def ask(self, *, all_feeds: bool = False) -> tuple[list[FeedState], list[Candidate]]:
        """The new states of the feeds that are due, or of all, and what they list: newest first, undated last."""
        states, brought = list[FeedState](), list[tuple[str, Sequence[Listed]]]()
        for feed in self.outlet.feeds:
            before = self._state(feed.url, feed.kind)
            if before.next_due and before.next_due > self.now and not all_feeds:
                self.resting.append(before)
                continue
            asked, items = await self._ask(feed, before)
            states += asked
            brought.append((feed.url, items))
        return states, await asyncio.to_thread(_newest, brought)

    def _state(self, url: str, kind: str) -> FeedState:
        return self.before.get(url) or FeedState(self.outlet.id, url, kind)

    async def _ask(self, feed: Feed, before: FeedState) -> tuple[list[FeedState], Sequence[Listed]]:
        try:
            state, items, below = await self._read(feed.url, before, feed.selector)
            states = []
            for sitemap in below[:MAX_SITEMAPS]:
                part, more, _ = await self._read(sitemap.url, self._state(sitemap.url, "sitemap"))
                states.append(part)
                items = [*items, *more]
        except (Unfetched, PermanentError) as error:
            self.broken.append(f"{feed.url} {error.args[0]}")
            return [self._failed(before, error)], ()
        return [self._paced(state, before, items), *states], items

    def _failed(self, before: FeedState, error: Unfetched | PermanentError) -> FeedState:
        """The feed backs off by one step more each time; a host that asks to wait is no fault of the feed."""
        wait = timedelta(seconds=error.wait or 0) if isinstance(error, Unfetched) else timedelta(0)
        if isinstance(error, Unfetched) and error.outcome == "skipped:host-waits":
            return replace(before, next_due=self.now + wait)
        failures = before.failures + 1
        due = max(polling.due(before.url, self.now, polling.back_off(failures)), self.now + wait)
        problem = str(error.args[0])
        since = before.failing_since or self.now
        return replace(
            before, checked_at=self.now, failures=failures, next_due=due, problem=problem, failing_since=since
        )

    async def _read(
        self, url: str, before: FeedState, selector: str | None = None
    ) -> tuple[FeedState, Sequence[Listed], Sequence[Listed]]:
        """State, items and sitemaps below; both empty where nothing changed."""
        known = polling.usable(url, self.now, self.settings.full_every, Validators(before.etag, before.last_modified))
        response = await self.network.get(url, self.policy, known, FEED_TYPES)
        state = replace(before, checked_at=self.now, failures=0, problem=None, failing_since=None)
        if response.unchanged:
            return state, (), ()
        listing = await read_listing(response, selector)
        state = replace(state, kind=listing.kind, etag=None, last_modified=None, body_hash=None)
        if listing.sitemaps:  # no validators: what stands below may change while the index does not
            return state, listing.items, listing.sitemaps
        state = replace(state, etag=response.etag, last_modified=response.last_modified)
        return replace(state, body_hash=page_hash(response.body)), listing.items, ()

    def _paced(self, state: FeedState, before: FeedState, items: Iterable[Listed]) -> FeedState:
        """The state with what this look taught of the feed's rate: what another feed brought already is not new."""
        least, most = self.settings.poll_bounds
        if before.checked_at is None:
            rate = polling.guessed(items, self.now)
        else:
            new = sum(item.url not in self.known for item in items)
            rate = polling.learned(before.rate, polling.busiest(least), new, self.now - before.checked_at)
        wait = polling.gap(rate, least, most)
        return replace(state, rate=rate, next_due=polling.due(state.url, self.now, wait))


def _newest(brought: Iterable[tuple[str, Sequence[Listed]]]) -> list[Candidate]:
    """What feeds list, each URL once, by the first feed that has it."""
    found = dict[str, tuple[Listed, str]]()
    for feed_url, items in brought:
        for item in items:
            found.setdefault(item.url, (item, feed_url))
    newest = sorted(found.values(), key=lambda each: each[0].newness, reverse=True)
    return [Candidate(item.url, item, feed_url) for item, feed_url in newest]
