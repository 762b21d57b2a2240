"""What a page declares of itself: meta tags, links, JSON-LD, ``<title>`` — read in one pass, judged elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lxml.etree import XPath

from parsers.reading import scripts
from parsers.reading.blocks import Element

TIMES = 8
"""The first ``<time>`` elements are the article's; later ones belong to teasers and comments."""
AHEAD = 40
"""Characters of the longest words before a date that say of what it is; more is running text."""
LABELLING = frozenset(("span", "b", "strong", "em", "i", "small", "label", "dt", "div", "p"))
TOGETHER = 3
"""Those who sign one article stand within one element so many levels up; others belong to teasers and comments."""
SIGNED: Any = XPath("descendant::*/@rel[.='author']/.. | descendant::*/@itemprop[.='author']/..")
"""Elements marked as the author, found by their attributes: asking each element for both costs three times that."""


@dataclass(slots=True)
class Head:
    """The declarations of one page. ``meta`` holds the contents by lower-case name, in order."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    things: list[dict[str, Any]] = field(default_factory=list)
    subject: dict[str, Any] = field(default_factory=dict)
    canonical: str | None = None
    title: str | None = None
    language: str | None = None
    signed: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    times: list[tuple[str, str, str]] = field(default_factory=list)
    source: bytes = b""

    def first(self, *names: str) -> str | None:
        """The first content under the first of these meta names that has one."""
        return next((text for name in names for text in self.meta.get(name, ()) if text), None)


def read_head(root: Element, page: bytes) -> Head:
    """Read the declarations of a tree; ``page`` is its source."""
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    head = Head(language=language, source=page)
    for element in root.iter(*READERS):
        READERS[element.tag](element, head)
    head.subject = scripts.subject(head.things)
    head.signed = scripts.texts(scripts.named(head.subject.get("author") or head.subject.get("creator"), head.things))
    head.authors = near_first(SIGNED(root))
    return head


def read_meta(meta: Element, head: Head) -> None:
    """Take one meta tag."""
    name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
    content = meta.get("content")
    if name and content:
        head.meta.setdefault(name.lower(), []).append(scripts.clean(content))


def read_link(link: Element, head: Head) -> None:
    """Take the canonical address."""
    if head.canonical is None and link.get("rel") == "canonical" and link.get("href"):
        head.canonical = link.get("href").strip()


def read_title(title: Element, head: Head) -> None:
    """Take the ``<title>``, not that of a drawing."""
    if head.title is None and title.text:
        head.title = " ".join(title.text.split())


def read_time(time: Element, head: Head) -> None:
    """Take one of the first ``<time>`` elements."""
    if len(head.times) < TIMES:
        head.times.append((time_names(time), time.get("datetime") or "", label(time) + "".join(time.itertext())))


def read_abbr(abbr: Element, head: Head) -> None:
    """Take a moment that an ``<abbr>`` has as its title, as forums write it."""
    if (stamp := abbr.get("title") or "")[:2] in ("19", "20") and len(head.times) < TIMES:
        head.times.append((time_names(abbr), stamp, label(abbr) + "".join(abbr.itertext())))


def label(time: Element) -> str:
    """The words right before a ``<time>``, which say of what it is the date."""
    last = time.getprevious()
    parent = time.getparent()
    text = (last.tail if last is not None else parent.text if parent is not None else "") or ""
    if not text.strip() and last is not None and last.tag in LABELLING:
        text = " ".join(last.itertext())
    words = " ".join(text.split())
    return f"{words} " if len(words) < AHEAD else ""


def time_names(time: Element) -> str:
    """The names of a ``<time>``, which may say that it is the date of a change."""
    return f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()


def near_first(marked: list[Element]) -> list[str]:
    """The names in the first element marked as the author and in those that stand together with it."""
    around = set(islice(marked[0].iterancestors(), TOGETHER)) if marked else set()
    together = [e for e in marked if not around.isdisjoint(islice(e.iterancestors(), TOGETHER))]
    return [name for e in together if (name := signature(e))]


def signature(element: Element) -> str:
    """The name in an element marked as the author: its ``itemprop="name"`` or its link where it has one."""
    name = next((e for e in element.iter() if e.get("itemprop") == "name"), None)
    if name is None:
        name = next((e for e in element.iter("a") if e.text and e.text.strip()), element)
    return " ".join((name.get("content") or " ".join(name.itertext())).split())[:120]


def read_script(script: Element, head: Head) -> None:
    """Take the JSON-LD of one script."""
    if "ld+json" in (script.get("type") or "") and script.text:
        head.things.extend(scripts.objects(scripts.loads(script.text)))


READERS = {
    "meta": read_meta,
    "link": read_link,
    "title": read_title,
    "script": read_script,
    "time": read_time,
    "relative-time": read_time,
    "time-ago": read_time,
    "abbr": read_abbr,
}
