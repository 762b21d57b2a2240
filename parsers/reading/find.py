"""Which box of a page holds the article: from the whole page down, as long as one child holds nearly all the text."""

from __future__ import annotations

from parsers.reading.blocks import BLANK, CAPTIONING, HEADINGS, Block, Box
from parsers.reading.measure import weight

SHORT = 45
"""Letters below which a line without a sentence's end is a label."""
ENDS = frozenset('.!?…。！？」।؟۔:;,»”"')
"""What a line of running text ends with."""
NEARLY_ALL = 0.9
"""A child with this share of its parent's text is the parent's content; the rest is rims."""
NAMED = 0.72
"""The same for a child that its names call the body."""
WHOLE = 0.98
"""A named box is left for an unnamed child only when that loses next to nothing."""
MOST = 0.65
"""The same for a child beside which the lines say little: lists of links, cards, a form."""
THIN = 0.4
"""Lines say little when they hold on average less than this share of the running text that the child's lines hold."""
PART = 0.05
"""A further part of the body holds this share of the text, in more than one line: less is a notice."""
PARAGRAPH = 150
"""Letters of a paragraph that no card has."""
BELIEVED = 0.5
"""A named box counts when it holds this share of the whole page's text."""


def mass(block: Block) -> float:
    """How much running text a line is: its letters but for links, 0 for labels, headings and captions."""
    if block.tag in HEADINGS or block.role in CAPTIONING or block.role == "standfirst":
        return 0.0
    length = weight(block.text)
    if length < SHORT and block.text.rstrip(BLANK)[-1:] not in ENDS:
        return 0.0
    share = block.links / len(block.text)
    if share > 0.5:
        return 0.0
    return length * (1.0 - share) * (1.2 if block.tag in ("p", "blockquote") else 1.0)


def weigh(top: Box, blocks: list[Block]) -> list[Box]:
    """Give every box its mass; all boxes, parents before children."""
    sums = [0.0]
    for block in blocks:
        block.mass = mass(block)
        sums.append(sums[-1] + block.mass)
    found = [top]
    for box in found:
        box.mass = sums[box.end] - sums[box.start]
        found.extend(box.children)
    return found


def find(top: Box, blocks: list[Block]) -> Box:
    """The box of the article."""
    everything = weigh(top, blocks)
    named = [b for b in everything if b.body and b.mass >= BELIEVED * top.mass]
    box = max(named, key=lambda b: (b.mass, b.depth)) if named else top
    while box.children:
        child = max(box.children, key=lambda b: b.mass)
        if child.end - child.start < 2 or child.mass < needed(box, child, blocks) * box.mass or not box.mass:
            break
        if child.body and any(goes_on(child, b) for b in box.children if b.mass > PART * box.mass):
            break
        box = child
    return box


def goes_on(child: Box, other: Box) -> bool:
    """Whether another box is called the body by a name that it has in common with the child: a further part of it."""
    if other is child or not other.body or other.end - other.start < 2:
        return False
    return not set((child.element.get("class") or "").split()).isdisjoint((other.element.get("class") or "").split())


def needed(box: Box, child: Box, blocks: list[Block]) -> float:
    """The share of its parent's text from which on a child is taken for it."""
    if child.body:
        usual = NAMED
    elif box.body:
        return WHOLE
    else:
        usual = NEARLY_ALL
    lines = child.end - child.start
    beside = box.end - box.start - lines
    thin = (box.mass - child.mass) * lines < THIN * child.mass * beside
    return MOST if thin and not (box.main and begins(box, child, blocks)) else usual


def begins(box: Box, child: Box, blocks: list[Block]) -> bool:
    """Whether running text stands in a box before its child: within an article that is how the text begins."""
    return sum(b.mass for b in blocks[box.start : child.start] if b.mass >= PARAGRAPH) > PART * box.mass
