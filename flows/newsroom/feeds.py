"""What a site publishes beside its pages: its feed in one of four formats, its front page, its robots.txt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from flows.newsroom.texts import Outlet, Revision, Story

Listed = Sequence[tuple[Story, Revision]]


def address(base: str, story: Story) -> str:
    """The address a feed gives for a story: the old one where the story has moved."""
    return base + (story.moved_from or story.path)


def feed(outlet: Outlet, listed: Listed, base: str) -> tuple[str, str]:
    """The outlet's feed as (text, content type), newest first as ``listed``."""
    return {"rss": _rss, "atom": _atom, "json": _json, "sitemap": _sitemap}[outlet.site["feed"]["kind"]](
        outlet, listed, base
    )


def _rss(outlet: Outlet, listed: Listed, base: str) -> tuple[str, str]:
    items = "".join(
        f"<item><title>{escape(r.title, quote=False)}</title><link>{address(base, s)}</link>"
        f'<guid isPermaLink="true">{address(base, s)}</guid><pubDate>{format_datetime(s.published)}</pubDate>'
        f"<category>{escape(s.section)}</category>"
        f"<description>{escape(r.standfirst, quote=False)}</description></item>\n"
        for s, r in listed
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(outlet.file['name'])}</title><link>{base}/</link><language>{outlet.language}</language>"
        f"<description>{escape(outlet.site['motto'])}</description><ttl>15</ttl>\n{items}</channel></rss>\n"
    )
    return text, "application/rss+xml; charset=utf-8"


def _atom(outlet: Outlet, listed: Listed, base: str) -> tuple[str, str]:
    entries = "".join(
        f'<entry><title type="html">{escape(escape(r.title, quote=False))}</title><link href="{address(base, s)}"/>'
        f"<id>{address(base, s)}</id><published>{s.published.isoformat()}</published>"
        f"<updated>{r.modified.isoformat()}</updated>"
        + "".join(f"<author><name>{escape(a)}</name></author>" for a in s.authors)
        + f"<summary>{escape(r.standfirst, quote=False)}</summary></entry>\n"
        for s, r in listed
    )
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{outlet.language}"><title>{escape(outlet.file["name"])}</title><id>{base}/</id>'
        f'<link href="{base}/"/><link rel="self" href="{base}{outlet.site["feed"]["path"]}"/>'
        f"<updated>{_newest(listed)}</updated>\n{entries}</feed>\n"
    )
    return text, "application/atom+xml; charset=utf-8"


def _json(outlet: Outlet, listed: Listed, base: str) -> tuple[str, str]:
    items = [
        {
            "id": address(base, s),
            "url": address(base, s),
            "title": r.title,
            "summary": r.standfirst,
            "date_published": s.published.isoformat(),
            "date_modified": r.modified.isoformat(),
            "authors": [{"name": a} for a in s.authors],
            "tags": list(s.keywords),
        }
        for s, r in listed
    ]
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.file["name"],
        "home_page_url": base + "/",
        "feed_url": base + outlet.site["feed"]["path"],
        "language": outlet.language,
    }
    return json.dumps({**head, "items": items}, ensure_ascii=False, indent=1), "application/feed+json; charset=utf-8"


def _sitemap(outlet: Outlet, listed: Listed, base: str) -> tuple[str, str]:
    urls = "".join(
        f"<url><loc>{address(base, s)}</loc><lastmod>{r.modified.isoformat()}</lastmod><news:news><news:publication>"
        f"<news:name>{escape(outlet.file['name'])}</news:name><news:language>{outlet.language}</news:language>"
        f"</news:publication><news:publication_date>{s.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(r.title, quote=False)}</news:title></news:news></url>\n"
        for s, r in listed
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>\n'
    )
    return text, "application/xml; charset=utf-8"


def front(outlet: Outlet, listed: Listed, base: str) -> str:
    """The site's front page, which links its feed and its articles."""
    kind, path = outlet.site["feed"]["kind"], outlet.site["feed"]["path"]
    mime = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}.get(kind)
    link = f'<link rel="alternate" type="{mime}" href="{path}">' if mime else ""
    items = "".join(f'<li><a href="{s.path}">{escape(r.title, quote=False)}</a></li>\n' for s, r in listed)
    return (
        f'<!DOCTYPE html>\n<html lang="{outlet.language}"><head><meta charset="utf-8">{link}'
        f"<title>{escape(outlet.file['name'])} – {escape(outlet.site['motto'])}</title></head>\n"
        f"<body><h1>{escape(outlet.file['name'])}</h1><ul>\n{items}</ul></body></html>\n"
    )


def robots(outlet: Outlet, base: str) -> str:
    """The site's robots.txt."""
    path = outlet.site["feed"]["path"]
    sitemap = f"\nSitemap: {base}{path}\n" if outlet.site["feed"]["kind"] == "sitemap" else ""
    return str(outlet.site["robots"]) + sitemap


def _newest(listed: Listed) -> str:
    newest: datetime | None = max((r.modified for _, r in listed), default=None)
    return newest.isoformat() if newest else "2026-09-07T00:00:00+00:00"
