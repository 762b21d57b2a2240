"""One walk over a page's tree: its text as blocks in reading order, and the boxes that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml.etree import XPath

from parsers.reading.markup import role as role_of

Element = Any
"""An lxml element (its stubs are looser than what the parser gives)."""

SEAM = "\x01"
"""Stands in raw text where an inline element begins or ends: there, blanks may have been lost."""
LINE = "\x02"
"""Stands in raw text for ``<br>``."""

BLANK = " \t\r\n\f\xa0\u200b\ufeff" + SEAM + LINE

SILENT = ("script", "style", "noscript", "template", "head", "link", "meta")
"""Elements whose text no reader sees."""
JUNK = (
    "nav", "svg", "iframe", "button", "select", "option", "textarea", "object", "embed", "canvas", "audio", "video",
    "math", "dialog", "input", "datalist", "map", "menu",
)  # fmt: skip
"""Elements that hold no running text; both are dropped before the walk."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr amp-link ruby rb o:p st1:place st1:city st1:country-region".split()
)
JOINED = frozenset(("sup", "sub", "wbr", "rt", "rb", "rp"))
"""Inline elements that leave no seam: what they hold is part of the word."""
PICTURE = frozenset(("img", "amp-img"))
FLOWING = INLINE | PICTURE | {"br"}
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TEXT_LENGTH: Any = XPath("string-length(.)")
PARAGRAPHS: Any = XPath("count(descendant::p[string-length(.) > 80])")
HAS_H1: Any = XPath("boolean(descendant::h1)")
MOST = {"comments": 0.95, "related": 0.6, "aside": 0.6, "footer": 0.6}
"""What holds this share of a page's paragraphs is not passed over because of its name; for other kinds 0.25."""
FEWEST = 3.0
"""A page that has fewer paragraphs is taken to have so many."""
BULKY = 600
CAPTIONING = frozenset(("caption", "credit", "figure"))
LABEL = 400
"""Bylines, dates and the like are short: a longer element with such a name is something else (``author-jane``)."""
LEAVES = frozenset(("p", "figcaption", "dt", "dd", "td", "th", "caption", "pre", *HEADINGS))
"""Elements that hold one line: they make no box of their own."""
CONTENT = frozenset(("table", "ul", "ol", "dl", "pre", "blockquote", *HEADINGS))
"""What is content even in a ``<figure>``, which some editors wrap round tables and quotations."""
SPOKEN = frozenset(("figcaption", "p", "article", "main"))
"""Elements that count even where ``aria-hidden`` keeps them from being read out twice."""
ASIDE = frozenset(("aside", "footer"))
TELLING = frozenset(("figcaption", "figure", "address", "header"))
"""Elements whose own names tell what they hold."""
LEAD = 1200
"""The same for leads and captions."""
DEEPEST = 150
"""Deeper than that a page is broken; what lies below is read as one text."""


@dataclass(slots=True)
class Block:
    """One line of the page: text (raw, with seams, at first), tag, how much is links, blanks put in."""

    text: str
    tag: str
    role: str | None
    links: int
    element: Element
    mass: float = 0.0
    changes: Sequence[tuple[int, int, str]] = ()


@dataclass(slots=True)
class Box:
    """An element that holds blocks ``start`` to ``end``; ``mass`` is how much running text they are. A box does not
    know its parent: a page that is read is freed at once, not by the garbage collector.
    """

    element: Element
    depth: int
    start: int
    children: list[Box]
    body: bool = False
    main: bool = False
    end: int = 0
    mass: float = 0.0


@dataclass(slots=True)
class Skipped:
    """An element that was passed over, before block ``at``."""

    at: int
    kind: str
    element: Element


@dataclass(slots=True)
class Picture:
    """An image met before block ``at``, in the last of the boxes ``around`` it."""

    at: int
    around: list[Box]
    element: Element


class Walk:
    """The state of one walk: blocks, boxes and what was skipped. Elements of the kinds ``kept`` are read."""

    def __init__(self, *, strict: bool = True, kept: frozenset[str] = frozenset()) -> None:
        self.kept = kept
        self.blocks: list[Block] = []
        self.skipped: list[Skipped] = []
        self.pictures: list[Picture] = []
        self.open: list[Box] = []
        self.strict = strict
        self.buffer: list[str] = []
        self.links = 0
        self.h1: Element | None = None
        self.body: Element = None

    @cached_property
    def paragraphs(self) -> float:
        """How many paragraphs of some length the page has."""
        return max(float(PARAGRAPHS(self.body)), FEWEST)

    def run(self, body: Element) -> Box:
        """Read ``body``; the box of the whole page."""
        box = Box(body, 0, 0, [])
        self.open = [box]
        self.body, self.h1 = body, next(body.iter("h1"), None)
        self.inside(body, body.tag, None, False, 0)
        self.flush(body, body.tag, None)
        box.end = len(self.blocks)
        return box

    def flush(self, element: Element, tag: str, role: str | None) -> None:
        """End the line that is being gathered."""
        text = "".join(self.buffer)
        self.buffer.clear()
        links, self.links = self.links, 0
        if not text.strip(BLANK):
            return
        if LINE in text:
            for part in split_lines(text):
                share = links * len(part) // len(text)
                self.blocks.append(Block(part, tag, role, share, element))
        else:
            self.blocks.append(Block(text, tag, role, links, element))

    def inside(self, element: Element, tag: str, role: str | None, link: bool, depth: int) -> None:
        """Read the children of a block element; lines are flushed where a block begins or ends."""
        buffer = self.buffer
        text = element.text
        if text and (buffer or not text.isspace()):
            buffer.append(text)
            if link:
                self.links += len(text)
        if not len(element):
            return
        for child in element:
            name = child.tag
            if name in FLOWING:
                if name == "br":
                    buffer.append(LINE)
                elif name in PICTURE:
                    self.pictures.append(Picture(len(self.blocks), self.open[:], child))
                else:
                    self.inline(child, name, element, tag, role, link, depth)
            elif type(name) is str:
                if buffer:
                    self.flush(element, tag, role)
                if len(child) or ((text := child.text) and not text.isspace()):
                    self.block(child, name, role, link, depth)
            tail = child.tail
            if tail and (buffer or not tail.isspace()):
                buffer.append(tail)
                if link:
                    self.links += len(tail)

    def inline(
        self, child: Element, name: str, element: Element, tag: str, role: str | None, link: bool, depth: int,
    ) -> None:  # fmt: skip
        """Read an inline element into the line being gathered."""
        said = child.keys()
        if "class" in said:
            verdict = role_of(child.get("class"))
            if verdict is not None and verdict[0] == "skip" and self.passed_over(child, verdict[1]):
                return
            credit = verdict == ("role", "credit") and role in CAPTIONING
            if verdict is not None and verdict[0] == "role" and (credit or not has_text(self.buffer)):
                own = verdict[1]
                if own != role and name != "a" and TEXT_LENGTH(child) < LABEL:
                    self.flush(element, tag, role)
                    self.inside(child, tag, own, link, depth + 1)
                    self.flush(child, tag, own)
                    return
        if "hidden" in said and self.strict:
            return
        if depth > DEEPEST:
            self.buffer.append("".join(child.itertext()))
            return
        seam = name not in JOINED
        if seam:
            self.buffer.append(SEAM)
        if len(child) or not seam:
            self.inside(child, tag, role, link or name == "a", depth + 1)
        elif text := child.text:
            self.buffer.append(text)
            self.links += len(text) if link or name == "a" else 0
        if seam:
            self.buffer.append(SEAM)

    def passed_over(self, child: Element, kind: str) -> bool:
        """Whether an element that its name calls ``kind`` is no text of the article; then it is noted."""
        if not self.strict or kind in self.kept:
            return False
        if self.h1 is not None and kind != "comments" and next(child.iter("h1"), None) is self.h1:
            return False
        if next(child.iter("p"), None) is not None and self.holds_most(child, MOST.get(kind, 0.25)):
            return False
        self.skipped.append(Skipped(len(self.blocks), kind, child))
        return True

    def holds_most(self, child: Element, share: float) -> bool:
        """Whether an element holds this share of the page's paragraphs, and more than a few lines."""
        own = PARAGRAPHS(child)
        return bool(own >= share * FEWEST and TEXT_LENGTH(child) > BULKY and own >= share * self.paragraphs)

    def block(self, child: Element, name: str, role: str | None, link: bool, depth: int) -> None:
        """Read a block element."""
        said = child.keys()  # none for most paragraphs
        is_body = False
        if "class" in said or "id" in said:
            names = child.get("class", "")
            named = "id" in said and name not in HEADINGS  # a heading's id is its own words
            verdict = role_of(f"{names} {child.get('id')}" if named else names)
            if verdict is not None:
                group, kind = verdict
                if group == "skip":
                    if self.passed_over(child, kind):
                        return
                elif group == "body":
                    is_body = True
                elif TEXT_LENGTH(child) < (LEAD if kind in ("caption", "standfirst") else LABEL):
                    role = kind if name not in HEADINGS else role
        if (name in ASIDE and self.passed_over(child, name)) or (
            said and name not in SPOKEN and is_hidden(child, said) and self.passed_over(child, "hidden")
        ):
            return
        if name in TELLING:
            if name == "figcaption":
                role = "credit" if role == "credit" else "caption"
            elif name == "figure":
                role = "figure" if TEXT_LENGTH(child) < BULKY else role
            elif name == "address":
                role = "byline"
            elif not self.open[-1].main and not HAS_H1(child) and self.passed_over(child, "menu"):
                return
        elif role == "figure" and name in CONTENT:
            role = None
        if depth > DEEPEST:
            self.buffer.append(" ".join(child.itertext()))
            self.flush(child, name, role)
            return
        is_body = is_body or name == "article" or ("itemprop" in said and child.get("itemprop") == "articleBody")
        if name in LEAVES:
            self.inside(child, name, role, link, depth + 1)
            if self.buffer:
                self.flush(child, name, role)
            return
        around, start = self.open[-1], len(self.blocks)
        main = around.main or is_body or name == "main"
        own = Box(child, depth, start, [], is_body, main)
        self.open.append(own)
        self.inside(child, name, role, link, depth + 1)
        if self.buffer:
            self.flush(child, name, role)
        self.open.pop()
        own.end = end = len(self.blocks)
        if end > start:
            around.children.append(own)


def is_hidden(child: Element, said: list[str]) -> bool:
    """Whether the element's own attributes, which are called as ``said``, hide it."""
    return (
        "hidden" in said
        or ("aria-hidden" in said and child.get("aria-hidden") == "true")
        or ("style" in said and "display:none" in child.get("style").replace(" ", ""))
    )


def has_text(buffer: list[str]) -> bool:
    """Whether the line being gathered has anything in it yet."""
    return any(piece.strip(BLANK) for piece in buffer)


def split_lines(text: str) -> list[str]:
    """A text with line breaks to its lines."""
    return [part for part in text.split(LINE) if part.strip(BLANK)]
