"""Which box of a page holds the article: from the whole page down, as long as one child holds nearly all the text."""

from __future__ import annotations

import re

from parsers.reading.blocks import CAPTIONING, HEADINGS, Block, Box
from parsers.reading.measure import weight

SHORT = 45
"""Letters below which a line without a sentence's end is a label."""
SENTENCE = re.compile(r"[.!?…。！？」।؟۔:;,»”\"][\s\x01]*$")
NEARLY_ALL = 0.9
"""A child with this share of its parent's text is the parent's content; the rest is rims."""
NAMED = 0.72
"""The same for a child that its names call the body."""
WHOLE = 0.98
"""A named box is left for an unnamed child only when that loses next to nothing."""
BELIEVED = 0.5
"""A named box counts when it holds this share of the whole page's text."""


def mass(block: Block) -> float:
    """How much running text a line is: its letters but for links, 0 for labels, headings and captions."""
    if block.tag in HEADINGS or block.role in CAPTIONING or block.role == "standfirst":
        return 0.0
    length = weight(block.text)
    if length < SHORT and not SENTENCE.search(block.text):
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
        share = child.mass / box.mass if box.mass else 0.0
        enough = NAMED if child.body else WHOLE if box.body else NEARLY_ALL
        if child.end - child.start < 2 or share < enough:
            break
        box = child
    return box
