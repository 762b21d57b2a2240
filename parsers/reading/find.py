"""Which box of a page holds the article."""

from __future__ import annotations

from parsers.reading.blocks import Box

NAMED_SHARE = 0.5
"""A box that its names call the body is believed when it holds this share of the best box's worth."""


def boxes(top: Box) -> list[Box]:
    """All boxes, parents before children."""
    found = [top]
    for box in found:
        found.extend(box.children)
    return found


def find(top: Box) -> Box:
    """The box worth most; the deepest of equals; a box named as the body where it holds most of that."""
    everything = boxes(top)
    best = max(everything, key=lambda b: (b.worth, b.depth))
    named = [b for b in everything if b.body and b.worth >= NAMED_SHARE * best.worth]
    if named:
        return max(named, key=lambda b: (b.worth, b.depth))
    return best
