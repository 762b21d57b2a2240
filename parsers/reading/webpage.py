"""HTML to an article: one parse, one pass over the declarations, one walk over the text."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parsers.models import Article
from parsers.reading import language, metadata, names, scripts
from parsers.reading.blocks import HEADINGS, JUNK, Block, Box, Element, Skipped, Walk
from parsers.reading.dates import calendar as calendar_of
from parsers.reading.find import find
from parsers.reading.head import Head, read_head
from parsers.reading.normalise import Parts, is_caption, reason
from parsers.reading.packs import fold
from parsers.reading.packs import phrases as phrases_of
from parsers.reading.typography import mend, squeeze

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
ENOUGH = 250
"""A strict walk that finds fewer characters than that is repeated without the rules that skip."""


def tree(text: str) -> Element | None:
    """The tree of a page; None where it holds no element."""
    return etree.fromstring(text.encode("utf-8", "replace"), PARSER) if text.strip() else None


def walk(body: Element) -> tuple[Walk, Box]:
    """The page's blocks and the box of its article."""
    strict = Walk()
    box = find(strict.run(body))
    if sum(len(b.text) for b in strict.blocks[box.start : box.end]) >= ENOUGH:
        return strict, box
    loose = Walk(strict=False)
    wide = find(loose.run(body))
    return (loose, wide) if wide.worth > 2 * max(box.worth, 1) else (strict, box)


def stamps(root: Element) -> list[tuple[str, str, str]]:
    """The page's ``<time>`` elements before anything is dropped."""
    return [
        (fold(f"{t.get('itemprop') or ''} {t.get('class') or ''}"), t.get("datetime") or "", "".join(t.itertext()))
        for _, t in zip(range(8), root.iter("time"), strict=False)
    ]


def read_html(text: str, url: str | None) -> Article:
    """The article of a page."""
    root = tree(text)
    if root is None:
        return Article(url=url, kind="empty")
    head = read_head(root)
    times = stamps(root)
    etree.strip_elements(root, *JUNK, with_tail=False)
    body = root.find("body")
    if body is None:
        return Article(url=url, kind="empty")
    walked, box = walk(body)
    blocks = walked.blocks
    inside = blocks[box.start : box.end]
    sample = " ".join(b.text for b in inside)[:2000]
    code, known = language.identify(squeeze(sample), head.language or head.first("og:locale", "content-language", "language"))
    phrases, calendar = phrases_of(code), calendar_of(code)
    site = metadata.site_name(head)
    title = metadata.title(head, metadata.heading_texts(blocks, head), site)
    headline = title.found[0][1] if title.found else None
    near = [b for b in blocks[max(0, box.start - 25) : box.start + 12] + blocks[box.end : box.end + 3]]
    published, modified = metadata.dates(head, [b for b in near if b.role in ("date", "meta", "byline")], times, phrases, calendar)
    lines = [squeeze(b.text) for b in near if b.role == "byline"]
    authors, people = metadata.authors(head, lines, phrases, site)
    standfirst = None
    parts = Parts()
    assemble(inside, walked.skipped, box, parts, headline, standfirst, phrases, calendar)
    return Article(
        url=url or head.canonical,
        canonical_url=head.canonical,
        language=code,
        title=mend(headline)[0] if headline else None,
        standfirst=standfirst,
        authors=tuple(people),
        published=published.found[0][1] if published.found else None,
        modified=modified.found[0][1] if modified.found else None,
        site_name=site,
        body=tuple(parts.body),
        captions=tuple(i.caption for i in parts.images if i.caption),
        images=tuple(parts.images),
        removed=tuple(parts.removed),
        repairs=tuple(parts.repairs),
        provenance={"language": known},
    )


def assemble(blocks: list[Block], skipped: list[Skipped], box: Box, parts: Parts, headline: str | None, standfirst: str | None, phrases: Any, calendar: Any) -> None:
    """Sort the article's blocks into body, captions and removed."""
    said = {fold(t) for t in (headline, standfirst) if t}
    for block in blocks:
        line = squeeze(block.text)
        if not line:
            continue
        if fold(line) in said:
            parts.drop("repeated", line)
        elif block.role in ("caption", "figure"):
            parts.caption(line)
        elif block.role == "credit":
            parts.drop("credit", line)
        elif block.role in ("date", "byline", "meta", "kicker") and len(line) < 120:
            parts.drop({"date": "date-line"}.get(block.role, block.role), line)
        elif block.links * 2 > len(block.text) and len(line) < 200 and block.tag not in HEADINGS:
            parts.drop("links", line)
        elif block.tag not in HEADINGS and is_caption(line):
            parts.caption(line)
        elif (why := reason(line, phrases, calendar)) is not None:
            parts.drop(why, line)
        else:
            parts.keep(line)
