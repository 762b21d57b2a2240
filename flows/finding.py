"""From a publisher's home page to its outlet file: which feeds it names, and what they list."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from flows.discovery import Listed, read_feed
from flows.exchange import Policy, Unfetched
from flows.net import Network
from flows.settings import Settings
from flows.visit import FEED_TYPES
from parsers.errors import PermanentError

TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
GUESSES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
"""Where feeds stand on sites that name none in their page."""
ZONES = {"fr": "Europe/Paris", "be": "Europe/Brussels", "ch": "Europe/Zurich", "uk": "Europe/London"}
"""The time zone that a top-level domain suggests; UTC for the rest, for a person to mend."""
COUNTRIES = {"fr": "FR", "be": "BE", "ch": "CH", "uk": "GB"}
MOST = 3
"""Feeds that are taken: a site names the one for all first, and then one for each section."""


@dataclass(frozen=True, slots=True)
class Found:
    """An outlet file's content, and the newest articles its feeds list."""

    file: dict[str, Any]
    newest: tuple[Listed, ...]


def find(settings: Settings, url: str, *, allow_private: bool = False) -> Found:
    """Ask a home page and the feeds it names; raises ``PermanentError`` where it names none."""

    async def once() -> Found:
        async with Network(settings) as network:
            return await _find(network, Policy(settings.delay, allow_private), url)

    return asyncio.run(once())


async def _find(network: Network, policy: Policy, url: str) -> Found:
    page = await network.get(url, policy, accept="text/html")
    tree = lxml_html.fromstring(page.body or b"<html></html>")
    feeds: list[dict[str, str]] = []
    listed: dict[str, Listed] = {}
    named = list(dict.fromkeys(_named(tree, page.url)))
    for address in named or [urljoin(page.url, path) for path in GUESSES]:
        try:
            response = await network.get(address, policy, accept=FEED_TYPES)
            listing = read_feed(response.body, response.url)
        except (Unfetched, PermanentError):
            continue
        feeds.append({"url": response.url, "kind": listing.kind})
        listed |= {item.url: item for item in listing.items}
        if len(feeds) == MOST:
            break
    if not feeds:
        raise PermanentError("names no feed that can be read; look for one on the site, and write the file", url=url)
    newest = sorted(listed.values(), key=lambda i: i.changed.timestamp() if i.changed else 0, reverse=True)
    return Found({**_about(tree, page.url), "feeds": feeds}, tuple(newest))


def _named(tree: Any, base: str) -> Iterator[str]:
    for link in tree.iterfind(".//link"):
        if "alternate" in (link.get("rel") or "").lower().split() and link.get("type", "").lower() in TYPES:
            yield urljoin(base, link.get("href", ""))


def _about(tree: Any, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    host = (parts.hostname or "outlet").removeprefix("www.")
    domain = host.rsplit(".", 1)[-1]
    language = (tree.get("lang") or "")[:2].lower()
    name = tree.find(".//meta[@property='og:site_name']")
    title = (name.get("content") if name is not None else tree.findtext(".//title")) or host
    about = {
        "id": re.sub(r"[^a-z0-9]+", "-", host.rsplit(".", 1)[0].lower()).strip("-") or "outlet",
        "name": " ".join(title.split()),
        "homepage": f"{parts.scheme}://{parts.netloc}/",
        "language": language if re.fullmatch("[a-z]{2}", language) else "fr",
        "timezone": ZONES.get(domain, "UTC"),
    }
    return about | ({"country": COUNTRIES[domain]} if domain in COUNTRIES else {})
