"""One outlet's visit: ask its feeds, decide which URLs are due, fetch and archive them. No parsing, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from flows.archive import Archive, page_hash
from flows.brought import Candidate, Got, Visit
from flows.canonical import clean
from flows.discovery import Listed, Listing, read_feed
from flows.exchange import Fault, Fetched, Policy, Refusal, Unfetched, Validators
from flows.net import Network
from flows.outlets import Feed, OutletFile
from flows.politeness import origin
from flows.reservation import reserved_by_header
from flows.revisits import is_due, planned
from parsers.errors import PermanentError
from warehouse.models import FeedState, Outcome, Page, UrlState, digest

if TYPE_CHECKING:
    from flows.settings import Settings

FEED_TYPES = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGE_TYPES = "text/html, application/xhtml+xml, text/plain;q=0.5"
READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
FEED_BACK_OFF = timedelta(minutes=10)
MAX_FEED_BACK_OFF = timedelta(hours=24)
MAX_SITEMAPS = 5
"""Of a sitemap index, the newest so many are read; older articles are a backfill's matter."""

Progress = Callable[[int, int], None]


@dataclass
class Visitor:
    """Visits one outlet at the moment ``now`` (the run's clock, not the wall's).

    ``forgotten`` are the ids of articles that are not to be taken in again, ``alerted`` URLs that raised an alert.
    """

    network: Network
    archive: Archive
    settings: Settings
    outlet: OutletFile
    now: datetime
    known: Mapping[str, UrlState]
    feed_states: Mapping[str, FeedState]
    progress: Progress = lambda _done, _all: None
    alerted: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()
    got: list[Got] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    urls: list[UrlState] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @cached_property
    def policy(self) -> Policy:
        """How the outlet wants to be treated."""
        return policy_of(self.outlet, self.settings)

    async def visit(self) -> Visit:
        """Ask the feeds, then each due URL, the newest first; raises ``ConfigError`` where a secret is missing."""
        _ = self.policy
        feeds, candidates = await self._discover()
        candidates = self._remembered(candidates)
        due = [c for c in candidates if self._due(c)]
        now_due, later = due[: self.settings.max_pages], due[self.settings.max_pages :]
        for c in candidates:
            if not self._due(c):
                self._skip(c, "skipped:not-due")
        for c in later:
            self._skip(c, "skipped:limit", self.known.get(c.url) or self._fresh(c.url, next_due=self.now))
        return await self.fetch(now_due, feeds)

    async def fetch(self, candidates: Sequence[Candidate], feeds: Iterable[FeedState] = ()) -> Visit:
        """Ask for these URLs, one after the other, and nothing else."""
        candidates = self._remembered(candidates)
        for done, candidate in enumerate(candidates):
            self.progress(done, len(candidates))
            await self._page(candidate)
        self.progress(len(candidates), len(candidates))
        brought = (tuple(self.got), tuple(self.outcomes), tuple(feeds), tuple(self.urls))
        return Visit(self.outlet, *brought, tuple(self.broken))

    # Discovery ----------------------------------------------------------------------------------------------------

    async def _discover(self) -> tuple[list[FeedState], list[Candidate]]:
        states, found = [], dict[str, Candidate]()
        for feed in self.outlet.feeds:
            before = self.feed_states.get(feed.url) or FeedState(self.outlet.id, feed.url, feed.kind)
            if before.next_due and before.next_due > self.now:
                continue
            state, items = await self._feed(feed, before)
            states.append(state)
            for item in items:
                found.setdefault(item.url, Candidate(item.url, item, feed.url))
        revisits = sorted((s for s in self.known.values() if is_due(s, self.now)), key=lambda s: (s.next_due, s.url))
        for state_of_url in revisits:
            found.setdefault(state_of_url.url, Candidate(state_of_url.url))
        return states, list(found.values())

    async def _feed(self, feed: Feed, before: FeedState) -> tuple[FeedState, Sequence[Listed]]:
        """A feed that fails backs off by one step more each time, and is never dropped."""
        conditional = Validators(before.etag, before.last_modified)
        try:
            response = await self.network.get(feed.url, self.policy, self._usable(feed.url, conditional), FEED_TYPES)
            listing = Listing(feed.kind) if response.unchanged else read_feed(response.body, response.url)
            items = [*listing.items, *await self._below(listing.sitemaps)]
        except (Unfetched, PermanentError) as error:
            self.broken.append(f"{feed.url} {error.args[0]}")
            failures = before.failures + 1
            wait = min(FEED_BACK_OFF * failures, MAX_FEED_BACK_OFF)
            return replace(before, checked_at=self.now, failures=failures, next_due=self.now + wait), ()
        state = replace(before, checked_at=self.now, failures=0, next_due=None)
        if response.unchanged:
            return state, ()
        state = replace(state, kind=listing.kind, etag=response.etag, last_modified=response.last_modified)
        return replace(state, body_hash=page_hash(response.body)), items

    async def _below(self, sitemaps: Iterable[Listed]) -> list[Listed]:
        found: list[Listed] = []
        for sitemap in list(sitemaps)[:MAX_SITEMAPS]:
            response = await self.network.get(sitemap.url, self.policy, accept=FEED_TYPES)
            found += read_feed(response.body, response.url).items
        return found

    def _due(self, c: Candidate) -> bool:
        """New, due for a revisit, or changed since the last visit by the feed's word."""
        state = self.known.get(c.url)
        if state is None or state.fetched_at is None or is_due(state, self.now):
            return True
        return bool(c.listed and c.listed.changed and state.fetched_at < c.listed.changed <= self.now)

    # Pages --------------------------------------------------------------------------------------------------------

    async def _page(self, c: Candidate) -> None:
        before = self.known.get(c.url) or self._fresh(c.url)
        conditional = Validators(before.etag, before.last_modified) if before.page_hash else Validators()
        try:
            usable = self._usable(c.url, conditional)
            response, reserved = await self._ask(c.url, usable)
        except Unfetched as error:
            self._missed(c, before, error)
            return
        if self._is_forgotten(response.url):
            self._skip(c, "skipped:forgotten")
        elif response.unchanged:
            state = replace(before, status=304)
            self._skip(c, "unchanged", self._planned(state, c, changed=False))
        elif not _readable(response):
            state = replace(before, status=response.status)
            detail = response.content_type
            self._skip(c, "skipped:content-type", self._planned(state, c, changed=False), detail)
        else:
            self._keep(c, before, response, reserved)

    def _remembered(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those that nobody asked us to forget; of the others nothing but their outcome is left."""
        gone = [c for c in candidates if self._is_forgotten(c.url)] if self.forgotten else []
        for c in gone:
            self._skip(c, "skipped:forgotten")
        return [c for c in candidates if c not in gone]

    def _is_forgotten(self, url: str) -> bool:
        return not self.forgotten.isdisjoint(digest(self.outlet.id, each) for each in (url, clean(url)))

    async def _ask(self, url: str, known: Validators | None) -> tuple[Fetched, str | None]:
        """A page, and by which words it is reserved against mining; raises ``Refusal`` where that binds us."""
        reserved = self._heeded(url, await self.network.permissions.reserved(url, self.policy))
        response = await self.network.get(url, self.policy, known, PAGE_TYPES)
        if origin(url) != origin(response.url):
            reserved = reserved or self._heeded(url, await self.network.permissions.reserved(response.url, self.policy))
        if reserved_by_header(response.headers):
            reserved = self._heeded(url, "the header tdm-reservation reserves it")
        return response, reserved

    def _heeded(self, url: str, reserved: str | None) -> str | None:
        if reserved and not self.outlet.may_mine:
            raise Refusal(reserved, outcome="skipped:tdm", url=url)
        return reserved

    def _keep(self, c: Candidate, before: UrlState, response: Fetched, reserved: str | None) -> None:
        digest_, path = self.archive.put(response.body)
        changed = before.page_hash not in (None, digest_)
        state = replace(
            before,
            etag=response.etag,
            last_modified=response.last_modified,
            page_hash=digest_,
            status=response.status,
        )
        page = Page(
            digest_,
            response.url,
            self.now,
            response.status,
            response.content_type,
            response.etag,
            response.last_modified,
            len(response.body),
            path,
            response.kept_headers,
        )
        hint = c.listed.published if c.listed else None
        planned = self._planned(state, c, changed=changed)
        self.got.append(Got(c.url, response.url, c.feed_url, hint, page, response.body, planned, reserved))

    def _missed(self, c: Candidate, before: UrlState, error: Unfetched) -> None:
        """A passing fault is tried again after the same wait; what is final, after a growing one."""
        state = replace(before, status=error.status)
        planned = self._planned(state, c, changed=isinstance(error, Fault))
        gone = error.status in (404, 410) and before.page_hash
        self._skip(c, f"gone:{error.status}" if gone else error.outcome, planned, str(error.args[0]))

    def _skip(self, c: Candidate, outcome: str, state: UrlState | None = None, detail: str | None = None) -> None:
        self.outcomes.append(Outcome(self.outlet.id, c.url, outcome, detail))
        if state:
            self.urls.append(state)

    def _fresh(self, url: str, next_due: datetime | None = None) -> UrlState:
        return UrlState(self.outlet.id, url, next_due=next_due)

    def _usable(self, url: str, validators: Validators) -> Validators | None:
        """None now and then, for a full answer; which time is a matter of the URL and the run's clock alone."""
        full = int(digest(url, self.now.isoformat())[:8], 16) % self.settings.full_every == 0
        return None if full else validators

    def _planned(self, before: UrlState, c: Candidate, *, changed: bool) -> UrlState:
        gaps, alerted = self.settings.revisit_gaps, c.url in self.alerted
        return planned(before, self.now, gaps, changed=changed, listed=bool(c.feed_url), alerted=alerted)


def policy_of(outlet: OutletFile, settings: Settings) -> Policy:
    """How an outlet wants to be treated; raises ``ConfigError`` where a secret it names is missing."""
    delay = settings.delay if outlet.delay is None else outlet.delay
    return Policy(delay, outlet.allow_private, headers=outlet.secret_headers(), homepage=outlet.homepage)


def _readable(response: Fetched) -> bool:
    kind = (response.content_type or "text/html").partition(";")[0].strip().lower()
    return kind in READABLE
