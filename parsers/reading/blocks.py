"""One walk over a page's tree: its text as blocks in reading order, and the boxes that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from parsers.reading.markup import role as role_of

Element = Any
"""An lxml element (its stubs are looser than what the parser gives)."""

SEAM = "\x01"
"""Stands in raw text where an inline element begins or ends: there, blanks may have been lost."""
LINE = "\x02"
"""Stands in raw text for ``<br>``."""

JUNK = (
    "script", "style", "noscript", "svg", "iframe", "template", "button", "select", "option", "textarea", "nav", "object",
    "embed", "canvas", "audio", "video", "math", "head", "dialog", "input", "datalist", "map", "link", "meta", "menu",
)  # fmt: skip
"""Elements that hold no running text; they are dropped before the walk."""
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr amp-link ruby rb o:p st1:place st1:city st1:country-region".split()
)
JOINED = frozenset(("sup", "sub", "wbr", "rt", "rb", "rp"))
"""Inline elements that leave no seam: what they hold is part of the word."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
DEEPEST = 150
"""Deeper than that a page is broken; what lies below is read as one text."""


@dataclass(slots=True)
class Block:
    """One line of the page: raw text (with seams), the tag it stands in, and how much of it is links."""

    text: str
    tag: str
    role: str | None
    links: int
    element: Element
    header: bool
    quote: bool = False
    worth: float = 0.0


@dataclass(slots=True)
class Box:
    """An element that holds blocks ``start`` to ``end``; ``worth`` is the sum of what they are worth."""

    element: Element
    depth: int
    start: int
    end: int = 0
    worth: float = 0.0
    text: int = 0
    body: bool = False
    children: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class Skipped:
    """An element that was passed over, before block ``at``."""

    at: int
    kind: str
    element: Element


class Walk:
    """The state of one walk: blocks, boxes and what was skipped."""

    def __init__(self, *, strict: bool = True) -> None:
        self.blocks: list[Block] = []
        self.skipped: list[Skipped] = []
        self.strict = strict
        self.buffer: list[str] = []
        self.links = 0
        self.top: Box | None = None

    def run(self, body: Element) -> Box:
        """Read ``body``; the box of the whole page."""
        self.top = box = Box(body, 0, 0)
        self.inside(body, body.tag, None, False, False, False, box, 0)
        self.flush(body, body.tag, None, False, False)
        box.end = len(self.blocks)
        total(box, self.blocks)
        return box

    def flush(self, element: Element, tag: str, role: str | None, header: bool, quote: bool) -> None:
        """End the line that is being gathered."""
        if not self.buffer:
            return
        text = "".join(self.buffer)
        self.buffer.clear()
        links, self.links = self.links, 0
        if text.isspace() or not text:
            return
        if LINE in text:
            for part in split_lines(text):
                share = links * len(part) // len(text)
                self.blocks.append(Block(part, tag, role, share, element, header, quote))
        else:
            self.blocks.append(Block(text, tag, role, links, element, header, quote))

    def inside(
        self, element: Element, tag: str, role: str | None, link: bool, header: bool, quote: bool, box: Box, depth: int
    ) -> None:
        """Read the children of a block element; lines are flushed where a block begins or ends."""
        buffer = self.buffer
        text = element.text
        if text:
            buffer.append(text)
            if link:
                self.links += len(text)
        for child in element:
            name = child.tag
            if name == "br":
                buffer.append(LINE)
            elif name in INLINE:
                self.inline(child, name, element, tag, role, link, header, quote, box, depth)
            elif type(name) is str:
                self.flush(element, tag, role, header, quote)
                self.block(child, name, role, link, header, quote, box, depth)
            tail = child.tail
            if tail:
                buffer.append(tail)
                if link:
                    self.links += len(tail)

    def inline(
        self, child: Element, name: str, element: Element, tag: str, role: str | None, link: bool, header: bool,
        quote: bool, box: Box, depth: int,
    ) -> None:  # fmt: skip
        """Read an inline element into the line being gathered."""
        names = child.get("class")
        if names:
            verdict = role_of(names)
            if verdict is not None and self.passed_over(child, name, verdict):
                return
            if verdict is not None and verdict[0] == "role" and not has_text(self.buffer):
                own = verdict[1]
                if own != role and name != "a":
                    self.flush(element, tag, role, header, quote)
                    self.inside(child, tag, own, link, header, quote, box, depth + 1)
                    self.flush(child, tag, own, header, quote)
                    return
        if child.get("hidden") is not None and self.strict:
            return
        if depth > DEEPEST:
            self.buffer.append("".join(child.itertext()))
            return
        seam = name not in JOINED
        if seam:
            self.buffer.append(SEAM)
        self.inside(child, tag, role, link or name == "a", header, quote, box, depth + 1)
        if seam:
            self.buffer.append(SEAM)

    def passed_over(self, child: Element, name: str, verdict: tuple[str, str]) -> bool:
        """Whether the element's names say that it is no text of the article; then it is noted."""
        if self.strict and verdict[0] == "skip":
            self.skipped.append(Skipped(len(self.blocks), verdict[1], child))
            return True
        return False

    def block(
        self, child: Element, name: str, role: str | None, link: bool, header: bool, quote: bool, box: Box, depth: int
    ) -> None:
        """Read a block element."""
        get = child.get
        names, ident = get("class"), get("id")
        is_body = False
        if names or ident:
            verdict = role_of(f"{names or ''} {ident or ''}")
            if verdict is not None:
                if self.passed_over(child, name, verdict):
                    return
                if verdict[0] == "role":
                    role = verdict[1] if name not in HEADINGS or verdict[1] in ("kicker",) else role
                else:
                    is_body = verdict[0] == "body"
        if self.strict:
            if name in ("aside", "footer", "form") and name != "form":
                self.skipped.append(Skipped(len(self.blocks), name, child))
                return
            if get("hidden") is not None or get("aria-hidden") == "true" or "display:none" in (get("style") or ""):
                self.skipped.append(Skipped(len(self.blocks), "hidden", child))
                return
        if name == "figcaption":
            role = "credit" if role == "credit" else "caption"
        elif name == "figure":
            role = "figure"
        elif name == "header":
            header = True
        elif name == "blockquote":
            quote = True
        elif name == "address":
            role = "byline"
        if depth > DEEPEST:
            self.buffer.append(" ".join(child.itertext()))
            self.flush(child, name, role, header, quote)
            return
        own = Box(child, depth, len(self.blocks), body=is_body or get("itemprop") == "articleBody")
        self.inside(child, name, role, link, header, quote, own, depth + 1)
        self.flush(child, name, role, header, quote)
        own.end = len(self.blocks)
        if own.end > own.start:
            box.children.append(own)


def has_text(buffer: list[str]) -> bool:
    """Whether the line being gathered has anything in it yet."""
    return any(not piece.isspace() and piece not in (SEAM, LINE) for piece in buffer)


def split_lines(text: str) -> list[str]:
    """A text with line breaks to its lines."""
    return [part for part in text.split(LINE) if part and not part.replace(SEAM, " ").isspace()]


def worth(block: Block) -> float:
    """What a line speaks for or against its box being the article: running text for, links against."""
    length = len(block.text)
    if block.role in ("caption", "credit", "figure"):
        return 0.0
    if block.tag in HEADINGS:
        return -2.0 * block.links
    value = length - 3.0 * block.links - 12
    if value > 0 and block.tag in ("p", "blockquote"):
        value *= 1.2
    return value


def total(box: Box, blocks: list[Block]) -> None:
    """Sum up what each box is worth; iterative over its tree, depth first."""
    sums = [0.0]
    for block in blocks:
        block.worth = worth(block)
        sums.append(sums[-1] + block.worth)
    stack = [box]
    while stack:
        one = stack.pop()
        one.worth = sums[one.end] - sums[one.start]
        stack.extend(one.children)
