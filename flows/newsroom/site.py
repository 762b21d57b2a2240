"""One outlet's site: a request in, a response out. No sockets here, and no clock but the simulated day."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from flows.newsroom import feeds, render
from flows.newsroom.texts import Outlet, Revision, Story

SLOW_SECONDS = 1.5
RETRY_AFTER_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Response:
    """What goes back over the wire, ``delay`` seconds after it was asked for."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class _Made:
    body: bytes
    packed: bytes
    etag: str
    content_type: str
    changed: datetime


class Site:
    """The site of one outlet in the evening of ``day``; ``feed_down`` makes its feed answer 500 until it heals."""

    def __init__(self, outlet: Outlet, stories: list[Story], base: str) -> None:
        self.outlet = outlet
        self.base = base
        self.feed_down = False
        self._newest_first = sorted(stories, key=lambda s: (s.published, s.id), reverse=True)
        self._at = {s.path: s for s in stories}
        self._moved = {s.moved_from: s for s in stories if s.moved_from}
        self._made: dict[tuple[str, int, str], _Made] = {}
        self._tried: set[tuple[int, str]] = set()
        self._lock = threading.Lock()

    def listed(self, day: int) -> feeds.Listed:
        """What the feed lists in the evening of ``day``, newest first."""
        return [(s, r) for s in self._newest_first if (r := s.at(day))]

    def respond(self, path: str, headers: Mapping[str, str], day: int) -> Response:
        """The answer to a GET of ``path``; a query that no story's address has counts for nothing."""
        path = path if path in self._at or path in self._moved else path.split("?")[0]
        if path == "/robots.txt":
            return Response(200, feeds.robots(self.outlet, self.base).encode(), {"Content-Type": "text/plain"})
        if path in self._moved and self._moved[path].at(day):
            return Response(301, b"", {"Location": self.base + self._moved[path].path})
        if path in ("/", self.outlet.site["feed"]["path"]):
            return self._listing(path, headers, day)
        story = self._at.get(path)
        revision = story.at(day) if story else None
        if story is None or revision is None or story.fault == "missing":
            return Response(404, self.outlet.site["not_found"].encode(), {"Content-Type": "text/html; charset=utf-8"})
        return self._article(story, revision, headers, day)

    def _listing(self, path: str, headers: Mapping[str, str], day: int) -> Response:
        if self.feed_down and path != "/":
            return Response(500, b"", {"Content-Type": "text/plain"})
        made = self._cached((path, day, ""), lambda: self._make_listing(path, day))
        return self._conditional(made, headers)

    def _article(self, story: Story, revision: Revision, headers: Mapping[str, str], day: int) -> Response:
        ticker = self.listed(day)[0][1].title if self.outlet.site.get("ticker") else ""
        made = self._cached((story.path, revision.day, ticker), lambda: self._make_page(story, revision, ticker))
        answer = self._conditional(made, headers)
        if answer.status == 304:
            return answer
        if story.fault == "flaky" and self._first_try(day, story.path):
            wait = {"Content-Type": "text/plain", "Retry-After": str(RETRY_AFTER_SECONDS)}
            return Response(503, b"overloaded, come back soon\n", wait)
        return Response(200, answer.body, answer.headers, SLOW_SECONDS if story.fault == "slow" else 0.0)

    def _first_try(self, day: int, path: str) -> bool:
        with self._lock:
            first = (day, path) not in self._tried
            self._tried.add((day, path))
        return first

    def _cached(self, key: tuple[str, int, str], make: Callable[[], _Made]) -> _Made:
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]

    def _make_page(self, story: Story, revision: Revision, ticker: str) -> _Made:
        charset = render.charset(story)
        html = render.page(self.outlet, story, revision, self.base, ticker)
        # The one Latin-1 page declares its charset in its head alone, as old sites do.
        mime = "text/html" if charset != "utf-8" else "text/html; charset=utf-8"
        return self._pack(html.encode(charset, "xmlcharrefreplace"), mime, revision.at)

    def _make_listing(self, path: str, day: int) -> _Made:
        listed = self.listed(day)
        changed = max((r.at for _, r in listed), default=datetime(2026, 9, 7, tzinfo=UTC))
        if path == "/":
            return self._pack(feeds.front(self.outlet, listed, self.base).encode(), "text/html; charset=utf-8", changed)
        text, mime = feeds.feed(self.outlet, listed, self.base)
        return self._pack(text.encode(), mime, changed)

    def _pack(self, body: bytes, mime: str, changed: datetime) -> _Made:
        packed = gzip.compress(body, 5, mtime=0) if self.outlet.site.get("gzip") else b""
        etag = hashlib.blake2b(body, digest_size=8).hexdigest()
        return _Made(body, packed, f'"{etag}"', mime, changed)

    def _conditional(self, made: _Made, headers: Mapping[str, str]) -> Response:
        """RFC 9110, 13.1: If-None-Match counts alone where it is sent, else If-Modified-Since."""
        about = {
            "ETag": made.etag,
            "Last-Modified": format_datetime(made.changed.astimezone(UTC), usegmt=True),
            "Cache-Control": "max-age=0, must-revalidate",
        }
        if _fresh(made, headers):
            return Response(304, b"", about)
        about["Content-Type"] = made.content_type
        if made.packed:
            about["Vary"] = "Accept-Encoding"
            if "gzip" in headers.get("Accept-Encoding", ""):
                return Response(200, made.packed, {**about, "Content-Encoding": "gzip"})
        return Response(200, made.body, about)


def _fresh(made: _Made, headers: Mapping[str, str]) -> bool:
    if (tags := headers.get("If-None-Match")) is not None:
        return "*" in tags or made.etag in [t.strip().removeprefix("W/") for t in tags.split(",")]
    if since := headers.get("If-Modified-Since"):
        try:
            return made.changed.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False
    return False
