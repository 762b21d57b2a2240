"""From a feed's bytes to the URLs it lists, newest first. Feeds are told apart by what they hold, not by their name."""

from __future__ import annotations

import asyncio
import json
import math
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

import fastfeedparser
from lxml import etree

from flows import decode
from flows.exchange import Fetched
from parsers.errors import PermanentError

MAX_ITEMS = 50_000
"""The sitemap protocol's limit; no feed comes near it."""
MAX_BYTES = 50_000_000
"""The sitemap protocol's limit on an unpacked sitemap."""
READER = ThreadPoolExecutor(1, "feeds")
"""One large feed is in memory at a time. A thread, for it lets the event loop in every 5 ms; a process would cost a
second to start, and 60 MB."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a feed. ``published`` is ISO 8601 as the feed states it; ``changed`` the later of its dates."""

    url: str
    published: str | None = None
    changed: datetime | None = None
    title: str | None = None

    @property
    def newness(self) -> float:
        """What items are ordered by: a number, as moments of many zones are slow to compare; undated ones are old."""
        return self.changed.timestamp() if self.changed else -math.inf


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed holds: articles, and for a sitemap index the sitemaps below it."""

    kind: str
    items: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


async def read_listing(response: Fetched, selector: str | None = None) -> Listing:
    """As ``read_feed``, beside the event loop. Who is cancelled need not wait: what is read then is let go."""
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(READER, read_feed, response.body, response.url, selector)


def read_feed(body: bytes, url: str, selector: str | None = None) -> Listing:
    """The listing of an RSS, Atom or JSON feed or a sitemap; raises ``PermanentError`` for anything else.

    With a ``selector`` (CSS) it is that of a section: a page, of which the selector finds the links to articles.
    """
    if selector:
        return Listing("section", _section(body, url, selector))
    try:
        if body[:2] == b"\x1f\x8b":
            body = decode.decode(body, "gzip", MAX_BYTES)
        root = _root_name(body)
        if root in ("urlset", "sitemapindex"):
            return _sitemap(body, url, root)
        return Listing(_kind(body, root), _ordered(_entries(body, url)))
    except (ValueError, etree.XMLSyntaxError, zlib.error) as error:
        raise PermanentError(f"is no feed that can be read ({error}); check the outlet's feeds", url=url) from error


def _section(body: bytes, url: str, selector: str) -> tuple[Listed, ...]:
    """The links in the page's order; each matched element is one or holds it, and may hold the date beside it."""
    from bs4 import BeautifulSoup

    found = dict[str, Listed]()
    for element in BeautifulSoup(body, "lxml").select(selector, limit=MAX_ITEMS):
        anchor = element if element.name == "a" else element.find("a", href=True)
        link = _link(str(anchor["href"]), url) if anchor and anchor.get("href") else None
        if anchor and link:
            time = element.find("time", datetime=True)
            stated = str(time["datetime"]) if time else None
            found.setdefault(link, Listed(link, stated, _moment(stated), " ".join(anchor.get_text(" ").split())))
    if not found:
        raise PermanentError(f"has no link where {selector!r} looks; mend the outlet's selector", url=url)
    return tuple(found.values())


def _root_name(body: bytes) -> str:
    """The local name of the root element; '' where the body is no XML."""
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
    try:
        parser.feed(body[:4096])
        return next((etree.QName(e).localname for _, e in parser.read_events() if isinstance(e, etree._Element)), "")
    except etree.XMLSyntaxError:
        return ""


def _kind(body: bytes, root: str) -> str:
    if body.lstrip()[:1] == b"{":
        return "json"
    return "atom" if root == "feed" else "rss"


def _entries(body: bytes, url: str) -> Iterator[Listed]:
    if body.lstrip()[:1] == b"{" and "items" not in json.loads(body):
        raise ValueError("a JSON object without items")
    feed = fastfeedparser.parse(body)
    for entry in feed.entries[:MAX_ITEMS]:
        link = _link(entry.get("link"), url)
        if link:
            published, updated = entry.get("published"), entry.get("updated")
            dates = [d for d in (_moment(published), _moment(updated)) if d]
            yield Listed(link, published, max(dates, default=None), entry.get("title"))


def _sitemap(body: bytes, url: str, root: str) -> Listing:
    items = _ordered(islice(_located(body, url), MAX_ITEMS))
    return Listing("sitemap", sitemaps=items) if root == "sitemapindex" else Listing("sitemap", items)


def _located(body: bytes, url: str) -> Iterator[Listed]:
    """What a sitemap or an index lists, as it stands there; elements are let go, for they take several bodies."""
    parser = etree.iterparse(
        BytesIO(body), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, remove_comments=True
    )
    for _, node in parser:
        link = _link(node.findtext("{*}loc"), url)
        if link:
            published = _text(node.find(".//{*}publication_date"))
            changed = _moment(_text(node.find("{*}lastmod")) or published)
            yield Listed(link, published, changed, _text(node.find(".//{*}title")))
        node.clear()


def _text(node: etree._Element | None) -> str | None:
    return node.text.strip() if node is not None and node.text else None


def _link(href: str | None, base: str) -> str | None:
    if not href or not href.strip():
        return None
    link = urldefrag(urljoin(base, href.strip())).url
    return link if urlsplit(link).scheme in ("http", "https") else None


def _moment(text: str | None) -> datetime | None:
    """An ISO 8601 moment, or a bare date, as an aware time: in UTC where it states no zone."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _ordered(items: Iterator[Listed]) -> tuple[Listed, ...]:
    """Newest first, undated last, each URL once."""
    once: dict[str, Listed] = {}
    for item in items:
        once.setdefault(item.url, item)
    return tuple(sorted(once.values(), key=lambda i: i.newness, reverse=True))
