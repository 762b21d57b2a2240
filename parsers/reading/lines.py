"""What becomes of each line of the article: body, caption, or removed with a reason."""

from __future__ import annotations

from parsers.reading import bylines, inside, names, signatures
from parsers.reading.asides import CELLS, leads_inside
from parsers.reading.blocks import HEADINGS, Block, Box, Skipped
from parsers.reading.dates import Calendar
from parsers.reading.doubt import UNLIKELY
from parsers.reading.normalise import POINTER, Parts, is_caption, reason
from parsers.reading.packs import Phrases
from parsers.reading.typography import squeeze

WIRE = 60
"""Characters of the longest line that holds the authors' names and nothing else."""


def sort_line(block: Block, gone: str | None, parts: Parts, phrases: Phrases, calendar: Calendar, site: str) -> None:
    """One line of the article to body, captions or removed."""
    line = block.text
    heading = block.tag in HEADINGS
    if inside.BOUND in line:
        for part, promoted in inside.parts_of(block):
            sort_line(part, "promo" if promoted else gone, parts, phrases, calendar, site)
    elif block.role in ("caption", "figure"):
        parts.caption(line)
    elif block.role == "credit":
        parts.credit(line)
    elif len(line) < WIRE and is_signed(line, parts, phrases):
        parts.drop("byline", line)
    elif parts.repeats(line) or (block.tag == "h1" and not parts.body):
        parts.drop("repeated", line)
    elif gone and gone != UNLIKELY:
        parts.drop(gone, line)
    elif block.role in bylines.LABELS and len(line) < 120:
        parts.drop({"date": "date-line"}.get(block.role or "", block.role or ""), line)
    elif not heading and is_caption(line):
        parts.caption(line)
    elif not heading and parts.keep_rest(line, block.changes, phrases):
        pass
    elif (why := reason(line, phrases, calendar, linked=2 * block.links > len(line), heading=heading)) and tells(
        why, block
    ):
        parts.drop(why, line)
    elif POINTER.match(line) and 2 * block.links > len(line):
        parts.drop("related", line)
    elif block.links * 10 > len(line) * 9 and len(line) > 20 and not heading and leads_inside(block.element, site):
        parts.drop("related", line)
    elif gone:
        parts.drop(gone, line)
    else:
        parts.keep(line, block.changes)


def tells(why: str, block: Block) -> bool:
    """Whether the words of a line, which are those of a kind ``why``, tell what it is: not in a table's cell."""
    if block.tag not in CELLS or block.links or why == "ornament":
        return True
    around = block.element.getprevious(), block.element.getnext()
    return all(cell is None or cell.tag not in CELLS for cell in around)


def is_signed(line: str, parts: Parts, phrases: Phrases) -> bool:
    """Whether a line is the authors' names and nothing else."""
    small = line.lower()
    if not any(last in small for last in parts.surnames):
        return False
    if names.key(line) in parts.people:
        return True
    people = signatures.unopened(line, phrases)
    return bool(people) and all(names.key(p) in parts.people for p in people)


def note_skipped(skipped: list[Skipped], box: Box, parts: Parts) -> None:
    """What the walk passed over inside the article is removed with its kind."""
    for one in skipped:
        if box.start < one.at < box.end and (text := squeeze(" ".join(one.element.itertext()))):
            parts.drop(one.kind, text)
