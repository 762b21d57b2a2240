"""What a fetch is asked with and what it comes to: policy, validators, response, faults. No network in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.canonical import site
from parsers.errors import PermanentError, TransientError, VeilleError

MAX_REDIRECTS = 5
"""RFC 9309's number for robots.txt; a page behind more of them is behind a wall."""
REDIRECTS = {301, 302, 303, 307, 308}
KEPT_HEADERS = ("content-type", "content-language", "date", "age", "cache-control", "server", "link", "tdm-reservation")


class Unfetched(VeilleError):
    """A URL that gave no page; ``outcome`` is what the run records ("failed:timeout", "skipped:robots" …).

    ``wait`` is how many seconds its host asked to be left alone.
    """

    def __init__(
        self, message: str, *, outcome: str, url: str, status: int | None = None, wait: float | None = None
    ) -> None:
        super().__init__(message, url=url)
        self.outcome = outcome
        self.status = status
        self.wait = wait


class Fault(Unfetched, TransientError):
    """A passing fault: a time-out, a 503, a refused connection."""


class Refusal(Unfetched, PermanentError):
    """Will come out the same again: a 404, a robots rule, a private address."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How one outlet is to be treated."""

    delay: float
    allow_private: bool = False
    obey_robots: bool = True
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    homepage: str | None = None

    def own_headers(self, url: str) -> Mapping[str, str]:
        """The outlet's own headers, which hold secrets: for its own site and never for where a redirect leads."""
        return self.headers if self.homepage and site(url) == site(self.homepage) else {}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request says of the copy that is known."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """As request headers."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response: ``url`` is where it came from at last, ``body`` decoded; empty with status 304."""

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def unchanged(self) -> bool:
        """Whether the known copy still stands."""
        return self.status == 304

    @property
    def content_type(self) -> str | None:
        """The Content-Type header."""
        return self.headers.get("content-type")

    @property
    def etag(self) -> str | None:
        """The ETag header."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The Last-Modified header."""
        return self.headers.get("last-modified")

    @property
    def kept_headers(self) -> dict[str, str]:
        """The headers worth keeping beside the archived page."""
        return {name: self.headers[name] for name in KEPT_HEADERS if name in self.headers}
