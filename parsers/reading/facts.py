"""What a page declares beside who and when: section, keywords, access, translation, reservations; and its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from parsers.models import ArticleKind
from parsers.reading import scripts
from parsers.reading.blocks import Block, Box
from parsers.reading.head import Head
from parsers.reading.normalise import Parts

SHORT = 400
"""Characters below which a body may be a caption, a teaser or what a wall lets through."""
FEW = 80
"""Characters below which there is no body to speak of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Declared facts; None or () where the page says nothing."""

    section: str | None
    keywords: tuple[str, ...]
    paywalled: bool | None
    translation_of: str | None
    tdm_reserved: bool | None


def read(head: Head) -> Facts:
    """The declared facts of a page."""
    sections = scripts.texts(head.subject.get("articleSection"))
    return Facts(
        section=sections[0]
        if sections
        else head.first("article:section", "section", "og:section", "cxenseparse:category"),
        keywords=keywords(head),
        paywalled=paywalled(head),
        translation_of=translation(head.subject),
        tdm_reserved=reserved(head),
    )


def keywords(head: Head) -> tuple[str, ...]:
    """JSON-LD keywords, else the meta tags, each once."""
    texts = scripts.texts(head.subject.get("keywords")) or head.meta.get("article:tag") or []
    texts = texts or [t for name in ("news_keywords", "keywords") for t in head.meta.get(name, ())][:1]
    parts = [part.strip() for text in texts for part in text.split(",")] if len(texts) == 1 else texts
    return tuple(dict.fromkeys(p for p in parts if p))


def paywalled(head: Head) -> bool | None:
    """Whether the page must be paid for, from its markup alone (``isAccessibleForFree``, content tier)."""
    free = head.subject.get("isAccessibleForFree")
    parts = head.subject.get("hasPart")
    if free is None and isinstance(parts, dict):
        free = parts.get("isAccessibleForFree")
    if free is not None:
        return str(free).strip().lower() in ("false", "0", "no", "http://schema.org/false")
    tier = (head.first("article:content_tier", "og:article:content_tier") or "").lower()
    return {"free": False, "locked": True, "metered": True, "paid": True}.get(tier)


def translation(subject: dict[str, Any]) -> str | None:
    """The work that the page says it translates: its address, else its name."""
    work = subject.get("translationOfWork") or subject.get("translationOf")
    if isinstance(work, dict):
        return scripts.text(work.get("url") or work.get("@id") or work.get("name"))
    return scripts.text(work)


def reserved(head: Head) -> bool | None:
    """Whether text and data mining is reserved (TDMRep's meta tag; ``noai`` among the robots' words)."""
    said = head.first("tdm-reservation")
    if said is not None:
        return said.strip() == "1"
    robots = ",".join(head.meta.get("robots", ())).lower()
    return True if "noai" in robots.replace(" ", "").split(",") else None


def kind(head: Head, parts: Parts, blocks: list[Block], box: Box) -> ArticleKind:
    """What sort of page it is; an article unless something says otherwise."""
    length = sum(map(len, parts.body))
    types = {t for thing in head.things for t in scripts.types(thing)}
    if "LiveBlogPosting" in types:
        return "live"
    walled = any(r.kind == "paywall" for r in parts.removed)
    if length < FEW:
        if walled:
            return "wall"
        return (
            "video"
            if is_video(head, types)
            else "listing"
            if linked(blocks, box)
            else "empty"
            if not blocks
            else "other"
        )
    if length < SHORT and is_video(head, types):
        return "video"
    return "listing" if is_listing(head, types, blocks) else "article"


def is_video(head: Head, types: set[str]) -> bool:
    """Whether a page is declared as a video."""
    return "VideoObject" in types or (head.first("og:type") or "").startswith("video")


def linked(blocks: list[Block], box: Box) -> bool:
    """Whether a page consists of links."""
    return sum(2 * b.links > len(b.text) for b in blocks) >= 10


def is_listing(head: Head, types: set[str], blocks: list[Block]) -> bool:
    """Whether a page lists articles: it declares none, and most of its lines are links."""
    if head.subject or (head.first("og:type") or "") == "article":
        return False
    if types & {"CollectionPage", "SearchResultsPage"}:
        return True
    links = sum(2 * b.links > len(b.text) for b in blocks)
    return (
        links >= 25
        and links > 0.6 * len(blocks)
        and sum(b.mass for b in blocks) < 0.35 * sum(len(b.text) for b in blocks)
    )
