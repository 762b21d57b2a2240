"""What travels into the warehouse and out of it: plain frozen values, light to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.models import Article


def digest(*parts: object) -> str:
    """A 128-bit blake2b digest in hex; parts are length-prefixed, so ("ab", "c") and ("a", "bc") differ."""
    joined = "".join([f"{len(text)}:{text}" for text in map(str, parts)])
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher that is watched. ``expect`` is how many articles a day are normal, ``timezone`` an IANA name.

    ``fields`` is which share of its articles has a field (title, standfirst, authors, published), at least.
    """

    id: str
    name: str
    language: str | None = None
    country: str | None = None
    timezone: str = "UTC"
    homepage: str | None = None
    licence: str | None = None
    expect: tuple[int, int] | None = None
    fields: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes a URL gave: their hash, and the path below the data directory where they are archived."""

    hash: str
    url: str
    fetched_at: datetime
    status: int = 200
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    size: int = 0
    archive_path: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """A page that was read as an article. ``url`` is the discovered one; ``published_hint`` is the feed's date."""

    outlet_id: str
    url: str
    canonical_url: str
    feed_url: str | None
    page: Page
    article: Article
    published_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a discovered URL in a run: ``loaded``, ``unchanged``, ``skipped:robots``, ``failed:timeout`` …"""

    outlet_id: str
    url: str
    outcome: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where the next fetch of a feed starts from. ``rate`` is in new items a day, ``problem`` what was wrong last.

    ``failures`` are those in a row, ``failing_since`` the moment of the first of them.
    """

    outlet_id: str
    url: str
    kind: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    checked_at: datetime | None = None
    failures: int = 0
    next_due: datetime | None = None
    rate: float | None = None
    problem: str | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class UrlState:
    """Where the next fetch of a discovered URL starts from."""

    outlet_id: str
    url: str
    article_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    page_hash: str | None = None
    fetched_at: datetime | None = None
    next_due: datetime | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What a site says of who may fetch (``kind`` robots) or mine (``mining``) its pages; '' where it says nothing."""

    site: str
    kind: str
    body: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class OutletBatch:
    """All that one run learnt of one outlet. Each discovered URL is in ``readings`` or ``outcomes``."""

    outlet: Outlet
    readings: tuple[Reading, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    feeds: tuple[FeedState, ...] = ()
    urls: tuple[UrlState, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt to bring the warehouse up to date; ``done`` are the outlets whose batch is in."""

    run_id: str
    kind: str
    now: datetime
    done: frozenset[str] = frozenset()
    finished: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule raised. ``payload`` is the JSON document of all that may be said (docs/alerts.md; None where an
    earlier version raised it), ``lang`` the reader's language, ``among`` how many events of the run met the rule."""

    alert_id: str
    rule_id: str
    kind: str
    lang: str
    title: str
    body: str
    url: str
    payload: str | None
    among: int
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Summary:
    """What a finished run brought: outcomes by reason, claims first told, alerts raised."""

    outcomes: Mapping[str, int]
    new_claims: int
    alerts: int
