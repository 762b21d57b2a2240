"""A page's own headings, without the labels of sections that stand in them."""

from __future__ import annotations

from parsers.reading import scripts
from parsers.reading.blocks import SEAM, Element
from parsers.reading.head import Head
from parsers.reading.markup import role as role_of
from parsers.reading.packs import fold
from parsers.reading.typography import squeeze


def heading_text(heading: Element, *, label: bool = True) -> str:
    """The text of a heading, with or without the label of its section that an element of its own holds."""
    pieces = [heading.text or ""]
    for child in heading:
        if label or role_of(f"{child.get('class') or ''} {child.get('id') or ''}") != ("role", "kicker"):
            pieces.append(SEAM.join(child.itertext()))
        pieces.append(child.tail or "")
    return SEAM.join(pieces)


def headings_of(root: Element, head: Head) -> list[str]:
    """The page's first headings, each without its label unless a declared title holds that too."""
    declared = {fold(squeeze(t)) for t in (head.first("og:title"), scripts.text(head.subject.get("headline"))) if t}
    found = []
    for heading in root.iter("h1"):
        whole, bare = heading_text(heading), heading_text(heading, label=False)
        found.append(whole if not bare.strip() or fold(squeeze(whole)) in declared else bare)
    return found
