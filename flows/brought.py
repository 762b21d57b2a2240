"""What a visit asks for and what it brings: candidates, pages, and all of it together."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.discovery import Listed
from flows.outlets import OutletFile
from warehouse.models import FeedState, Outcome, Page, UrlState


@dataclass(frozen=True, slots=True)
class Got:
    """A page that was fetched, waiting to be archived and read."""

    url: str
    final_url: str
    feed_url: str | None
    published_hint: str | None
    page: Page
    body: bytes = field(repr=False)
    state: UrlState
    reserved: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit of an outlet brought. Each discovered URL is in ``got`` or ``outcomes``.

    ``broken`` has a sentence for each feed that could not be read, ``resting`` the feeds that were not due.
    """

    outlet: OutletFile
    got: tuple[Got, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    feeds: tuple[FeedState, ...] = ()
    urls: tuple[UrlState, ...] = ()
    broken: tuple[str, ...] = ()
    resting: tuple[FeedState, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL to decide about: from a feed, or due for a revisit (then ``listed`` is None)."""

    url: str
    listed: Listed | None = None
    feed_url: str | None = None
