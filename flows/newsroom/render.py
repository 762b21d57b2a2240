"""From the texts to the pages of a site: a small markup to HTML, in each outlet's own layout.

The markup: blank lines part paragraphs; ``## `` is a subhead, ``![caption](credit)`` a picture, ``:kind: words`` a box
of that kind (promo, related, newsletter, paywall, code), ``[words](address)`` a link, ``^me^`` small and raised,
``{E}`` a drop cap. The words stand as they will on the page, glitches and all.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import escape
from string import Template
from typing import Any

from flows.newsroom.texts import Outlet, Revision, Story

NARROW, WIDE = "\u202f", "\u00a0"


def page(outlet: Outlet, story: Story, revision: Revision, base: str, ticker: str = "") -> str:
    """The whole HTML page of one revision."""
    modified = revision.modified != story.published
    fields = {
        "lang": outlet.language,
        "base": base,
        "canonical": base + story.path,
        "title": typeset(outlet, escape(revision.title, quote=False)),
        "title_attr": escape(revision.title),
        "standfirst": _inline(outlet, revision.standfirst),
        "standfirst_attr": escape(revision.standfirst),
        "byline": escape(outlet.site["and"].join(story.authors)),
        "section": escape(story.section),
        "published": story.published.isoformat(),
        "modified": revision.modified.isoformat(),
        "date_line": date_line(outlet, "updated" if modified else "published", revision.modified, story.published),
        "body": "\n".join(_block(outlet, b) for b in re.split(r"\n\s*\n", revision.text) if b.strip()),
        "structured": "" if story.plain else structured(outlet, story, revision, base),
        "keywords": escape(", ".join(story.keywords)),
        "charset": charset(story),
        "ticker": escape(ticker),
    }
    return Template(outlet.template).substitute(fields)


def charset(story: Story) -> str:
    """The charset a page is written in, which its head declares."""
    return "iso-8859-1" if story.fault == "latin1" else "utf-8"


def date_line(outlet: Outlet, which: str, at: datetime, first: datetime) -> str:
    """The line on top of an article that says when it was published or updated, as this outlet writes it."""
    return Template(outlet.site["dates"][which]).substitute(
        weekday=outlet.calendar["weekdays"][at.weekday()],
        d=at.day,
        month=outlet.calendar["months"][at.month - 1],
        year=at.year,
        clock=outlet.site["clock"].format(at.hour, at.minute),
        first=f"{first.day} {outlet.calendar['months'][first.month - 1]} {first.year}",
    )


def typeset(outlet: Outlet, text: str) -> str:
    """French spacing as the outlet's desk sets it: narrow, wide or plain spaces round high signs and in numbers."""
    if outlet.site.get("apostrophes") == "curly":
        text = text.replace("'", "’")
    space = {"narrow": NARROW, "wide": WIDE}.get(outlet.site.get("spaces", ""))
    if not space:
        return text
    text = re.sub(r"« ", f"«{space}", re.sub(r" (?=[»;:!?%€])", space, text))
    return re.sub(r"(?<=\d) (?=\d{3}\b)", space, text)


def structured(outlet: Outlet, story: Story, revision: Revision, base: str) -> str:
    """The JSON-LD of a page: one NewsArticle, a graph round it, or nothing, as the outlet does."""
    style = outlet.site["structured"]
    if style == "none":
        return ""
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": revision.title,
        "description": _bare(revision.standfirst),
        "datePublished": story.published.isoformat(),
        "dateModified": revision.modified.isoformat(),
        "inLanguage": outlet.language,
        "author": [{"@type": "Person" if " " in a else "Organization", "name": a} for a in story.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.file["name"]},
        "mainEntityOfPage": base + story.path,
        "articleSection": story.section,
        "keywords": list(story.keywords),
    }
    if style == "full":
        article["articleBody"] = "\n".join(
            _bare(b) for b in re.split(r"\n\s*\n", revision.text) if b.strip() and b[0] not in ":!"
        )
    site = {"@type": "WebSite", "@id": base + "/#website", "url": base + "/", "name": outlet.file["name"]}
    web = {"@type": "WebPage", "@id": base + story.path, "url": base + story.path, "name": revision.title}
    whole: dict[str, Any] = {"@graph": [site, web, article]} if style == "graph" else article
    data = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=story.fault == "latin1")
    data = data.replace("</", "<\\/")
    return f'<script type="application/ld+json">{data}</script>'


def _block(outlet: Outlet, block: str) -> str:
    kind, fields = _read(" ".join(block.split()))
    shape = Template(outlet.site["blocks"][kind])
    return shape.substitute({k: _inline(outlet, v) for k, v in fields.items()})


def _read(line: str) -> tuple[str, dict[str, str]]:
    if m := re.fullmatch(r"!\[(.*)\]\((.*)\)", line):
        return "picture", {"text": m[1], "credit": m[2]}
    if m := re.match(r":(\w+): ?", line):
        return m[1], {"text": line[m.end() :]}
    if line.startswith("## "):
        return "subhead", {"text": line[3:]}
    return "paragraph", {"text": line}


def _inline(outlet: Outlet, text: str) -> str:
    link = outlet.site["blocks"].get("link", '<a href="$href">$text</a>')
    html = typeset(outlet, escape(text, quote=False))
    html = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", lambda m: Template(link).substitute(text=m[1], href=escape(m[2])), html)
    html = re.sub(r"\^(\w+)\^", r"<sup>\1</sup>", html)
    return re.sub(r"\{(\w)\}", r'<span class="lettrine">\1</span>', html)


def _bare(text: str) -> str:
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", " ".join(text.split()))
    return re.sub(r"[{}^]", "", text).removeprefix("## ")
