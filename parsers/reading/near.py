"""What stands near the article: its headline, captions, the rims above and below it."""

from __future__ import annotations

from collections.abc import Callable, Container
from itertools import takewhile

from parsers.reading import signatures
from parsers.reading.blocks import CAPTIONING, HEADINGS, Block, Box, Element, Walk
from parsers.reading.find import SHORT
from parsers.reading.normalise import Parts
from parsers.reading.packs import Phrases, alike, fold
from parsers.reading.typography import squeeze

TERSE = 8
"""Characters of an ``alt`` that names a thing rather than says what is seen."""
LINE_OF_CAPTION = 280
"""Characters of the longest line that is taken for a caption because it stands alone with a picture."""
LAST_LINES = 8
"""Among so many lines at the end a writer may be told of."""
TOLD = 40
"""Characters behind a writer's name within which their office stands."""
RIM = 0.75
"""Unless more than this share of the text stands above the headline, none of it is text: menus, notices, teasers."""
PLAIN = frozenset(("p", "div", "section", "article", "footer", "header", "main", "body", "center"))
ENDING = PLAIN | HEADINGS
"""Elements whose short lines may be labels; cells and items of lists are short by nature."""
MOST_LABELS = 0.5
"""Where more of the lines are short, shortness says nothing."""


def opening(blocks: list[Block], box: Box, headline: str | None) -> int:
    """The number of the block after the headline, where the article's head begins."""
    wanted = fold(headline or "")
    headings = [n for n in range(min(box.end, len(blocks))) if blocks[n].tag in HEADINGS and blocks[n].tag < "h3"]
    for n in headings:
        if fold(squeeze(blocks[n].text)) == wanted:
            return n + 1
    for n in headings:
        if headline and blocks[n].tag == "h1" and alike(blocks[n].text, headline) > 0.5:
            return n + 1
    return max(0, box.start - 6)


def is_apart(blocks: list[Block], lead: int, end: int) -> bool:
    """Whether a lead is printed otherwise than the first paragraph after it: by name, element, parent or weight."""
    block = blocks[lead]
    if block.role == "standfirst" or is_bold(block.element):
        return True
    after = next((b for b in blocks[lead + 1 : end] if b.mass and b.role is None and b.tag not in HEADINGS), None)
    if after is None:
        return True
    one, two = block.element, after.element
    return (one.tag, one.get("class"), one.getparent()) != (two.tag, two.get("class"), two.getparent())


def is_bold(element: Element) -> bool:
    """Whether all that an element says stands in one bold child."""
    inner = list(element)
    return (
        len(inner) == 1
        and inner[0].tag in ("b", "strong")
        and not ((element.text or "") + (inner[0].tail or "")).strip()
    )


def bios(
    blocks: list[Block], box: Box, people: list[str], phrases: Phrases, below: Container[int] = ()
) -> dict[int, str]:
    """The last lines, but for those ``below`` that are none of the article's, that tell who the writer is ("Ana Roe is
    a reporter in Oslo") and go on ("Ana has written …"). What stands in a list or under a heading is part of the text.
    """
    gone: dict[int, str] = {}
    told = ""
    end = next((n + 1 for n in range(box.end - 1, box.start, -1) if n not in below), box.end)
    for n in range(max(end - LAST_LINES, box.start + 1), end):
        text = blocks[n].text
        who = next((p for p in people if text.startswith(p)), None)
        apart = blocks[n].tag in PLAIN and blocks[n - 1].tag not in HEADINGS
        if who and apart and phrases.roles.search(text[len(who) : len(who) + TOLD]):
            gone[n], told = "byline", f"{who.split()[0]} "
        elif told and n - 1 in gone and text.startswith(told):
            gone[n] = "byline"
    return gone


def above(blocks: list[Block], box: Box, start: int) -> dict[int, str]:
    """The lines of the box that stand above the headline, where they are but a rim."""
    rim = range(box.start, start)
    if sum(blocks[n].mass for n in rim) > RIM * box.mass:
        return {}
    return {n: "above-title" for n in rim if blocks[n].role not in CAPTIONING}


def rims(blocks: list[Block], box: Box, is_text: Callable[[str], bool]) -> dict[int, str]:
    """The labels before the first sentence of the article and after its last: what an interface says, not a writer."""
    gone: dict[int, str] = {}
    for order, ending in ((range(box.start, box.end), False), (range(box.end - 1, box.start - 1, -1), True)):
        for n in order:
            block = blocks[n]
            if block.mass and is_text(block.text):
                break
            short = len(block.text) < SHORT and block.text[:1] not in "*†1¹"
            if short and block.role not in CAPTIONING and block.tag in (ENDING if ending else PLAIN):
                gone[n] = "label"
    return gone if len(gone) < MOST_LABELS * (box.end - box.start) else {}


def captions_by_picture(walked: Walk, blocks: list[Block], phrases: Phrases) -> None:
    """A short line alone in a box with a picture is its caption, whatever the box is called; but a byline stands with
    the portrait of its writer. So is the line below a picture that says what the picture's ``alt`` says.
    """
    for picture in walked.pictures:
        said = picture.element.get("alt")
        if said and picture.at < len(blocks) and TERSE < len(said) < LINE_OF_CAPTION:
            below = blocks[picture.at]
            if below.role is None and below.tag not in HEADINGS and not below.links and below.text == squeeze(said):
                below.role = "caption"
        small = takewhile(lambda one: one.end - one.start <= 2, reversed(picture.around[:-1]))
        box = [picture.around[-1], *small][-1]
        if not 0 < box.end - box.start <= 2 or picture.element.getparent().tag in ("p", "li"):
            continue
        for block in blocks[box.start : box.end]:
            free = block.role is None and block.tag not in HEADINGS and not block.links
            if free and 20 < len(block.text) < LINE_OF_CAPTION:
                block.role = "byline" if signatures.opens_with_person(block.text, phrases) else "caption"


def before_body(blocks: list[Block], parts: Parts) -> None:
    """Take the captions between the headline and the body."""
    for block in blocks:
        if block.role in ("caption", "figure"):
            parts.caption(block.text)
        elif block.role == "credit":
            parts.credit(block.text)
