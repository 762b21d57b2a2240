"""Feeds and sitemaps of all kinds to URLs, newest first."""

from __future__ import annotations

import gzip

import pytest

from flows.discovery import Listing, read_feed
from parsers.errors import PermanentError

BASE = "https://example.org/feeds/all"
RSS = """<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>Une</title>
<item><title>Ancien</title><link>/a?id=1#top</link><pubDate>Mon, 07 Sep 2026 08:00:00 +0200</pubDate></item>
<item><title>R\xe9cent</title><link>/b</link><pubDate>Tue, 08 Sep 2026 08:00:00 +0200</pubDate></item>
<item><title>Sans date</title><guid isPermaLink="true">https://example.org/c</guid></item>
<item><title>Courriel</title><link>mailto:x@example.org</link></item></channel></rss>""".encode("latin-1")
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><title>old, edited today</title><link href="/a"/><published>2026-09-07T08:00:00+02:00</published>
<updated>2026-09-09T08:00:00+02:00</updated></entry>
<entry><title>new</title><link href="/b"/><published>2026-09-08T08:00:00Z</published></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
{"id": "1", "url": "https://example.org/a", "title": "A", "date_published": "2026-09-07T08:00:00+02:00"}]}"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://example.org/a </loc><news:news><news:publication_date>2026-09-07</news:publication_date>
<news:title>A</news:title></news:news></url>
<url><loc>https://example.org/b</loc><lastmod>2026-09-08T10:00:00+02:00</lastmod></url><url/></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/s1.xml.gz</loc><lastmod>2026-09-01</lastmod></sitemap>
<sitemap><loc>https://example.org/s2.xml.gz</loc><lastmod>2026-09-07</lastmod></sitemap></sitemapindex>"""


def urls(listing: Listing) -> list[str]:
    return [item.url.removeprefix("https://example.org/") for item in listing.items]


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (RSS, "rss", ["b", "a?id=1", "c"]),
        (ATOM, "atom", ["a", "b"]),
        (JSON, "json", ["a"]),
        (NEWS, "sitemap", ["b", "a"]),
    ],
)
def test_each_kind_gives_its_urls_newest_first(body: bytes, kind: str, expected: list[str]) -> None:
    listing = read_feed(body, BASE)
    assert (listing.kind, urls(listing)) == (kind, expected)


def test_dates_are_kept_as_stated_and_the_later_one_counts() -> None:
    edited = read_feed(ATOM, BASE).items[0]
    assert edited.published == "2026-09-07T06:00:00+00:00"
    assert edited.changed is not None
    assert edited.changed.isoformat() == "2026-09-09T06:00:00+00:00"
    assert read_feed(NEWS, BASE).items[1].published == "2026-09-07"


def test_an_index_gives_sitemaps_and_a_packed_one_is_unpacked() -> None:
    assert [s.url[-9:] for s in read_feed(INDEX, BASE).sitemaps] == ["s2.xml.gz", "s1.xml.gz"]
    assert urls(read_feed(gzip.compress(NEWS), BASE)) == ["b", "a"]


def test_an_entity_reaches_no_file() -> None:
    bomb = b"""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://example.org/&x;</loc></url></urlset>"""
    assert all("root:" not in item.url for item in read_feed(bomb, BASE).items)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Not found</body></html>", b'{"error": 1}', b"\x1f\x8bjunk", b"\x00" * 9]
)
def test_what_is_no_feed_is_a_sentence(body: bytes) -> None:
    with pytest.raises(PermanentError, match="is no feed that can be read"):
        read_feed(body, BASE)
