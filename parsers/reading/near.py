"""What stands near the article: dates and signatures, captions, the lead, the rim above the headline."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from parsers.reading import names
from parsers.reading.blocks import CAPTIONING, HEADINGS, LABEL, Block, Box, Skipped, Walk
from parsers.reading.dates import Calendar
from parsers.reading.find import SHORT
from parsers.reading.normalise import Parts, is_date_line
from parsers.reading.packs import Phrases, alike, fold
from parsers.reading.typography import squeeze

LABELS = frozenset(("date", "byline", "meta", "kicker"))
"""Roles of lines that say who and when; they are read as metadata and never kept in the body."""
LINE_OF_CAPTION = 280
"""Characters of the longest line that is taken for a caption because it stands alone with a picture."""
ABOVE = 12
"""So many short lines may stand above the headline: section, kicker, date."""
SIGNATURE = 120
"""Characters of the longest line that may hold a name and a date."""
PLAIN = frozenset(("p", "div", "section", "article", "footer", "header", "main", "body", "center"))
ENDING = PLAIN | HEADINGS
"""Elements whose short lines may be labels; cells and items of lists are short by nature."""
MOST_LABELS = 0.5
"""Where more of the lines are short, shortness says nothing."""
ALONE = 48
"""Characters of the longest line at the end that is a signature without a word that says so."""
SIGNERS = 3
"""Pieces of a byline, its dates cut out, that may hold names; the rest is what else stands in its box."""
PIECES = 40
"""What was passed over and has more pieces of text than that is no byline or date."""


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


def above(blocks: list[Block], box: Box, start: int) -> dict[int, str]:
    """The lines of the box that stand above the headline, where they are but a rim."""
    rim = [n for n in range(box.start, start) if len(blocks[n].text) < LABEL / 4]
    return dict.fromkeys(rim, "above-title") if start - box.start < ABOVE else {}


def rims(blocks: list[Block], box: Box, is_text: Callable[[str], bool]) -> dict[int, str]:
    """The labels before the first sentence of the article and after its last: what an interface says, not a writer."""
    gone: dict[int, str] = {}
    for order, ending in ((range(box.start, box.end), False), (range(box.end - 1, box.start - 1, -1), True)):
        for n in order:
            block = blocks[n]
            if block.mass and is_text(block.text):
                break
            short = len(block.text) < SHORT and block.text[0] not in "*†1¹"
            if short and block.role not in CAPTIONING and block.tag in (ENDING if ending else PLAIN):
                gone[n] = "label"
    return gone if len(gone) < MOST_LABELS * (box.end - box.start) else {}


def labels(blocks: list[Block], phrases: Phrases, calendar: Calendar) -> tuple[list[str], list[str]]:
    """The lines near the article that say when, and those that say who."""
    dated: list[str] = []
    signed: list[str] = []
    for block in blocks:
        line = block.text
        if len(line) > LABEL or block.role in CAPTIONING:
            continue
        if block.role == "byline":
            signed += names.pieces(line, phrases, calendar)[:SIGNERS]
        if block.role in LABELS:
            dated.append(line)
            if block.role != "byline":
                signed += [p for p in names.pieces(line, phrases, calendar) if names.is_byline(p, phrases)]
            continue
        if len(line) < SIGNATURE:
            signed += [p for p in names.pieces(line, phrases, calendar) if names.is_byline(p, phrases)]
        cut = names.PIECE.split(line) if len(line) < SIGNATURE else [line]
        dated += [p for p in cut if is_date_line(p, phrases, calendar)]
    return dated, signed


def passed_labels(
    skipped: list[Skipped], start: int, box: Box, phrases: Phrases, calendar: Calendar
) -> tuple[list[str], list[str]]:
    """The same from what was passed over near the headline, and from the author's box below the article."""
    dated: list[str] = []
    signed: list[str] = []
    for one in skipped:
        head = start - 3 <= one.at <= max(start, box.start) + 8
        signs = one.kind == "byline"
        if not head and not (signs and one.at >= box.end - 2):
            continue
        texts = list(islice((text for text in one.element.itertext() if not text.isspace()), PIECES + 1))
        if len(texts) > PIECES:
            continue
        pieces = [piece for text in texts if (piece := squeeze(text))]
        if signs:
            signed += [p for p in pieces if names.is_byline(p, phrases) or names.unopened(p, phrases)][:1]
        if head:
            dated += [p for p in pieces if is_date_line(p, phrases, calendar)]
    return dated, signed


def short_pieces(blocks: list[Block], phrases: Phrases, calendar: Calendar) -> list[str]:
    """The pieces of the short lines that are no caption and no credit: there agencies may sign."""
    return [
        piece
        for block in blocks
        if len(block.text) < SIGNATURE and block.role not in CAPTIONING and names.holds_agency(block.text)
        if phrases.kind(block.text) != "credit"
        for piece in names.pieces(block.text, phrases, calendar)
        if "/" not in piece or names.CODES.fullmatch(piece)
    ]


def plain_signatures(
    blocks: list[Block], start: int, box: Box, phrases: Phrases, calendar: Calendar
) -> tuple[list[str], list[str]]:
    """Names that stand without a word like "by", near the headline in one line with a date or beside a date line, and
    alone at the end. What the page writes in small letters elsewhere is no name.
    """
    head = range(max(start - 2, 0), min(max(start, box.start) + 4, len(blocks)))
    last = range(max(box.end - 2, start), min(box.end + 1, len(blocks)))
    found: tuple[list[str], list[str]] = [], []
    for n in [*head, *last]:
        block = blocks[n]
        end = n in last and n not in head
        if block.tag in HEADINGS or block.role in CAPTIONING or len(block.text) > (ALONE if end else SIGNATURE):
            continue
        if block.role is not None if end else not dated(blocks[max(n - 1, 0) : n + 2], calendar):
            continue
        for piece in names.pieces(block.text, phrases, calendar):
            named = not phrases.kind(piece) and fold(piece.split()[0]) not in phrases.small_words
            people = names.unopened(piece, phrases) if named or names.AGENCIES.fullmatch(piece) else []
            if 0 < len(people) <= SIGNERS and not any(is_written(p, blocks[box.start : box.end]) for p in people):
                found[end].extend(people)
                if end:
                    block.role = "byline"
                break
    return found


def dated(blocks: list[Block], calendar: Calendar) -> bool:
    """Whether one of some lines holds a date near its beginning."""
    return any(calendar.find(block.text[:LABEL]) for block in blocks)


def is_written(person: str, blocks: list[Block]) -> bool:
    """Whether the lines hold a person's last name as a word in small letters."""
    last = person.split()[-1].lower()
    return last.islower() and any(last in block.text and last in block.text.split() for block in blocks)


def captions_by_picture(walked: Walk, blocks: list[Block]) -> None:
    """A short line alone in a box with a picture is its caption, whatever the box is called."""
    for picture in walked.pictures:
        box = picture.box
        while box.parent is not None and box.parent.end - box.parent.start <= 2:
            box = box.parent
        if not 0 < box.end - box.start <= 2 or picture.element.getparent().tag in ("p", "li"):
            continue
        for block in blocks[box.start : box.end]:
            free = block.role is None and block.tag not in HEADINGS and not block.links
            if free and 20 < len(block.text) < LINE_OF_CAPTION:
                block.role = "caption"


def before_body(blocks: list[Block], parts: Parts) -> None:
    """Take the captions between the headline and the body."""
    for block in blocks:
        if block.role in ("caption", "figure"):
            parts.caption(block.text)
        elif block.role == "credit":
            parts.credit(block.text)
