"""From a publisher's home page to its outlet file: which feeds it and its robots.txt name, and what they list."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html

from flows.asking import FEED_TYPES
from flows.discovery import Listed, Listing, read_listing
from flows.exchange import Policy, Unfetched
from flows.net import Network
from flows.settings import Settings
from parsers.errors import PermanentError

TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"}
GUESSES = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
"""Where feeds stand on sites that name none in their page."""
ZONES = {"fr": "Europe/Paris", "be": "Europe/Brussels", "ch": "Europe/Zurich", "uk": "Europe/London"}
"""The time zone that a top-level domain suggests; UTC for the rest, for a person to mend."""
COUNTRIES = {"fr": "FR", "be": "BE", "ch": "CH", "uk": "GB"}
NEWS = re.compile("news|actu|latest|recent", re.IGNORECASE)
"""How the addresses of such sitemaps tell what they hold."""
MOST = 3
"""Feeds that are taken: a site names the one for all first, and then one for each section."""
MOST_SITEMAPS = 10
"""Sitemaps of a robots.txt that are looked at for the one of the news."""


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
    named = list(dict.fromkeys(_named(tree, page.url)))
    found = await _readable(network, policy, named, MOST)
    found = found or await _readable(network, policy, [urljoin(page.url, path) for path in GUESSES], MOST)
    found |= await _news_sitemap(network, policy, page.url)
    if not found:
        raise PermanentError(
            "names no feed that can be read; look for one on the site, or write a file with a feed of kind `section`, "
            "whose selector finds the links to articles on a page",
            url=url,
        )
    feeds = [{"url": address, "kind": listing.kind} for address, listing in found.items()]
    listed = {item.url: item for listing in found.values() for item in listing.items}
    newest = sorted(listed.values(), key=lambda i: i.newness, reverse=True)
    return Found({**_about(tree, page.url), "feeds": feeds}, tuple(newest))


async def _readable(network: Network, policy: Policy, addresses: Iterable[str], most: int) -> dict[str, Listing]:
    """The first of these that are feeds, by the address they came from at last."""
    found = dict[str, Listing]()
    for address in addresses:
        try:
            response = await network.get(address, policy, accept=FEED_TYPES)
            found[response.url] = await read_listing(response)
        except (Unfetched, PermanentError):
            continue
        if len(found) == most:
            break
    return found


async def _news_sitemap(network: Network, policy: Policy, url: str) -> dict[str, Listing]:
    """The sitemap of the last days' news that robots.txt names or an index there; one of all pages is none."""
    named = (await network.permissions.robots_of(url, policy)).sitemaps
    found = await _readable(network, policy, sorted(named, key=_tells_news)[::-1][:MOST_SITEMAPS], MOST_SITEMAPS)
    below = [s.url for listing in found.values() for s in listing.sitemaps if _tells_news(s.url)]
    found |= await _readable(network, policy, below[:MOST_SITEMAPS], MOST_SITEMAPS)
    news = [(a, x) for a, x in found.items() if any(item.published for item in x.items)]
    return dict(news[:1])


def _tells_news(url: str) -> bool:
    return NEWS.search(urlsplit(url).path) is not None


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
