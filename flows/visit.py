"""One outlet's visit: ask its feeds, decide which URLs are due, fetch them. No parsing, no files, no database."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from flows import polling
from flows.archive import Archive, page_hash
from flows.asking import Feeds
from flows.brought import Candidate, Got, Visit
from flows.canonical import clean
from flows.exchange import Fault, Fetched, Policy, Refusal, Unfetched, Validators
from flows.net import Network
from flows.outlets import OutletFile
from flows.politeness import origin
from flows.reservation import reserved_by_header
from flows.revisits import EDITS_MUCH, SOONER, is_due, planned, retried
from warehouse.models import FeedState, Outcome, Page, UrlState, digest

if TYPE_CHECKING:
    from flows.settings import Settings

PAGE_TYPES = "text/html, application/xhtml+xml, text/plain;q=0.5"
READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")

Progress = Callable[[int, int], None]
Take = Callable[[Got], Awaitable[None]]


@dataclass
class Visitor:
    """Visits one outlet at the moment ``now`` (the run's clock, not the wall's).

    ``forgotten`` are the ids of articles that are not to be taken in again, ``alerted`` URLs that are watched for
    longer, ``edits`` is the share of revisits that found another text; ``all_feeds`` asks those that are not due too.
    Each page goes to ``take`` as it comes, or, without one, stays in ``got``.
    """

    network: Network
    settings: Settings
    outlet: OutletFile
    now: datetime
    known: Mapping[str, UrlState]
    feed_states: Mapping[str, FeedState]
    progress: Progress = lambda _done, _all: None
    alerted: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()
    edits: float = 0.0
    all_feeds: bool = False
    take: Take | None = None
    got: list[Got] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    urls: list[UrlState] = field(default_factory=list)

    @cached_property
    def policy(self) -> Policy:
        """How the outlet wants to be treated."""
        return policy_of(self.outlet, self.settings)

    @cached_property
    def _feeds(self) -> Feeds:
        where = (self.network, self.settings, self.outlet, self.policy)
        return Feeds(*where, self.now, self.known, self.feed_states)

    async def visit(self) -> Visit:
        """Ask the feeds, then each due URL, the newest first; raises ``ConfigError`` where a secret is missing."""
        _ = self.policy
        feeds, listed = await self._feeds.ask(all_feeds=self.all_feeds)
        return await self.fetch(await asyncio.to_thread(self._choose, listed), feeds)

    async def fetch(self, candidates: Sequence[Candidate], feeds: Iterable[FeedState] = ()) -> Visit:
        """Ask for these URLs, one after the other, and nothing else."""
        candidates = self._remembered(candidates)
        for done, candidate in enumerate(candidates):
            self.progress(done, len(candidates))
            await self._page(candidate)
        self.progress(len(candidates), len(candidates))
        brought = (tuple(self.got), tuple(self.outcomes), tuple(feeds), tuple(self.urls))
        return Visit(self.outlet, *brought, tuple(self._feeds.broken), tuple(self._feeds.resting))

    # Discovery ----------------------------------------------------------------------------------------------------

    def _choose(self, listed: Sequence[Candidate]) -> list[Candidate]:
        """What is due, as much as one run may ask for: what the feeds list, newest first, then revisits, longest due
        first. Not on the event loop: a sitemap of 50,000 URLs takes a second."""
        found = {c.url: c for c in listed}
        revisits = sorted((s for s in self.known.values() if is_due(s, self.now)), key=lambda s: (s.next_due, s.url))
        for state in revisits:
            found.setdefault(state.url, Candidate(state.url))
        due = list[Candidate]()
        for c in self._remembered(found.values()):
            if not self._due(c):
                self._skip(c, "skipped:not-due")
            elif len(due) == self.settings.max_pages:
                self._skip(c, "skipped:limit", self.known.get(c.url) or self._fresh(c.url, next_due=self.now))
            else:
                due.append(c)
        return due

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
            usable = polling.usable(c.url, self.now, self.settings.full_every, conditional)
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
            await self._keep(c, before, response, reserved)

    def _remembered(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Those that nobody asked us to forget; of the others nothing but their outcome is left."""
        kept = list[Candidate]()
        for c in candidates:
            if self._is_forgotten(c.url):
                self._skip(c, "skipped:forgotten")
            else:
                kept.append(c)
        return kept

    def _is_forgotten(self, url: str) -> bool:
        marks = (digest(self.outlet.id, each) for each in (url, clean(url)))
        return bool(self.forgotten) and not self.forgotten.isdisjoint(marks)

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

    async def _keep(self, c: Candidate, before: UrlState, response: Fetched, reserved: str | None) -> None:
        mark = page_hash(response.body)
        changed = before.page_hash not in (None, mark)
        state = replace(
            before,
            etag=response.etag,
            last_modified=response.last_modified,
            page_hash=mark,
            status=response.status,
        )
        page = Page(
            mark,
            response.url,
            self.now,
            response.status,
            response.content_type,
            response.etag,
            response.last_modified,
            len(response.body),
            Archive.path(mark),
            response.kept_headers,
        )
        hint = c.listed.published if c.listed else None
        planned = self._planned(state, c, changed=changed)
        got = Got(c.url, response.url, c.feed_url, hint, page, response.body, planned, reserved)
        await self.take(got) if self.take else self.got.append(got)

    def _missed(self, c: Candidate, before: UrlState, error: Unfetched) -> None:
        """A passing fault is tried again soon, later where the host asked for that; what is final, as planned."""
        state = replace(before, status=error.status)
        if error.outcome == "skipped:host-waits":
            planned = replace(before, next_due=self.now + timedelta(seconds=error.wait or 0))
        elif isinstance(error, Fault) and not before.page_hash:
            planned = retried(state, self.now, max(self.settings.revisit_gaps, default=timedelta(days=14)))
        else:
            planned = self._planned(state, c, changed=isinstance(error, Fault))
        gone = error.status in (404, 410) and before.page_hash
        self._skip(c, f"gone:{error.status}" if gone else error.outcome, planned, str(error.args[0]))

    def _skip(self, c: Candidate, outcome: str, state: UrlState | None = None, detail: str | None = None) -> None:
        self.outcomes.append(Outcome(self.outlet.id, c.url, outcome, detail))
        if state:
            self.urls.append(state)

    def _fresh(self, url: str, next_due: datetime | None = None) -> UrlState:
        return UrlState(self.outlet.id, url, next_due=next_due)

    def _planned(self, before: UrlState, c: Candidate, *, changed: bool) -> UrlState:
        gaps, alerted = self.settings.revisit_gaps, c.url in self.alerted
        if self.edits >= EDITS_MUCH:
            gaps = tuple(gap * SOONER for gap in gaps)
        return planned(before, self.now, gaps, changed=changed, listed=bool(c.feed_url), alerted=alerted)


def policy_of(outlet: OutletFile, settings: Settings) -> Policy:
    """How an outlet wants to be treated; raises ``ConfigError`` where a secret it names is missing."""
    delay = settings.delay if outlet.delay is None else outlet.delay
    return Policy(delay, outlet.allow_private, headers=outlet.secret_headers(), homepage=outlet.homepage)


def _readable(response: Fetched) -> bool:
    kind = (response.content_type or "text/html").partition(";")[0].strip().lower()
    return kind in READABLE
