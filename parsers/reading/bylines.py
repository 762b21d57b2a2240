"""The lines near an article that say who and when: bylines, links to writers, bare names, dates."""

from __future__ import annotations

import re
from itertools import islice

from parsers.reading import names, signatures, signed
from parsers.reading.blocks import CAPTIONING, HEADINGS, LABEL, Block, Box, Element, Skipped
from parsers.reading.dates import Calendar
from parsers.reading.markup import role as role_of
from parsers.reading.normalise import is_date_line
from parsers.reading.packs import Phrases, fold
from parsers.reading.typography import squeeze

NAMING = frozenset(("data-testid", "data-qa", "data-component", "data-test", "data-test-id"))
"""Attributes that name an element where its class is a hash."""
LABELS = frozenset(("date", "byline", "meta", "kicker"))
"""Roles of lines that say who and when; they are read as metadata and never kept in the body."""
SIGNATURE = 120
"""Characters of the longest line that may hold a name and a date."""
ALONE = 48
"""Characters of the longest line at the end that is a signature without a word that says so."""
SIGNING = frozenset(("byline", "share", "tools"))
"""Kinds of what is passed over in which a writer's page may be linked."""
BESIDE = 2
"""Bylines so many blocks apart are of one article."""
SIGNERS = 3
"""Pieces of a byline, its dates cut out, that may hold names; the rest is what else stands in its box."""
OFFICE = 3
"""Words of a writer's office behind the name, with a place: "correspondent in Oslo"."""
SHORT_WORD = re.compile(r"(?:\s[^\W\d_]{1,3})?")
"""What may stand between a word like "published" and its date: "on", "le", "am"."""
PIECES = 40
"""What was passed over and has more pieces of text than that is no byline or date."""


def labels(
    blocks: list[Block], first: int, start: int, phrases: Phrases, calendar: Calendar
) -> tuple[list[str], list[str]]:
    """The lines near the article that say when, and those that say who and stand nearest to the headline. The blocks
    are numbered from ``first`` on; ``start`` is the number of the one after the headline.
    """
    dated: list[str] = []
    signed_: list[tuple[int, str]] = []
    for n, block in enumerate(blocks, first):
        line = block.text
        if len(line) > LABEL or block.role in CAPTIONING:
            continue
        opened = False
        if block.role in LABELS or len(line) < SIGNATURE:
            pieces = signatures.pieces(line, phrases, calendar)
            if n > first and phrases.reviews.fullmatch(blocks[n - first - 1].text.strip(" :")):
                continue
            if block.role == "byline" or (block.role is None and is_named_byline(block.element)):
                signed_ += [(n, p) for p in pieces if not is_interface(p, phrases)][:SIGNERS]
            else:
                beside = bool(signed_) and signed_[-1][0] == n - 1
                signed_ += [(n, p) for p in signing(pieces, phrases, beside=beside)]
            opened = bool(signed_) and signed_[-1][0] == n and signatures.is_byline(pieces[0], phrases)
        if n > first and is_date_label(blocks[n - first - 1].text, phrases):
            line = f"{blocks[n - first - 1].text} {line}"
        if block.role in LABELS:
            dated.append(line)
            continue
        cut = signatures.PIECE.split(line) if len(line) < SIGNATURE else [line]
        told = [p for p in cut if is_date_line(p, phrases, calendar)]
        dated += told or ([line] if opened or tells_date(line, phrases, calendar) else [])
    return dated, nearest(signed_, start, phrases)


def signing(pieces: list[str], phrases: Phrases, *, beside: bool) -> list[str]:
    """The pieces of a line that sign: bylines with the bare names behind them; in the line right below a byline
    (``beside``) bare names alone.
    """
    found: list[str] = []
    for piece in pieces:
        if signatures.is_byline(piece, phrases):
            found.append(piece)
        elif found or beside:
            name = phrases.joined.sub("", piece, count=1) if phrases.joined.match(piece) else piece
            if (
                is_person(name, phrases)
                and fold(name.split()[0]) not in phrases.small_words
                and not is_interface(name, phrases)
            ):
                found.append(name)
    return found


def is_named_byline(element: Element) -> bool:
    """Whether an element or the one round it is called a byline by the name that its publisher's tests know it by."""
    around = element.getparent()
    attributes = element.items() + (around.items() if around is not None else [])
    return any(role_of(value) == ("role", "byline") for name, value in attributes if value and name in NAMING)


def is_date_label(text: str, phrases: Phrases) -> bool:
    """Whether a line only says of what the date below it is."""
    words = fold(text).strip(" :")
    return phrases.published.fullmatch(words) is not None or phrases.modified.fullmatch(words) is not None


def tells_date(text: str, phrases: Phrases, calendar: Calendar) -> bool:
    """Whether a short line says right before a date of what it is, and begins with that or ends with the date:
    "Ana Roe Published: 3 May 2024", "Updated on 3 May 2024 by Ana Roe", "am 3. Mai 2024 veröffentlicht".
    """
    found = calendar.find(text) if len(text) < SIGNATURE else None
    if found is None:
        return False
    before, after = fold(text[: found.start]).rstrip(" :"), fold(text[found.end :]).strip(" .")
    last = not any(c.isalnum() for c in after)
    said = (m for words in (phrases.published, phrases.modified) for m in words.finditer(before))
    return phrases.published.fullmatch(after) is not None or any(
        (last or not m.start()) and SHORT_WORD.fullmatch(before, m.end()) for m in said
    )


def is_interface(text: str, phrases: Phrases) -> bool:
    """Whether a piece of a byline's box is a label or a link of the page: "About the author", "View all posts"."""
    if phrases.byline.match(text) and not phrases.about.fullmatch(fold(text)):
        return False
    known = phrases.about.fullmatch(fold(text)) or signed.pattern("link", "not_name").search(text)
    return known is not None or (phrases.kind(text) is not None and not names.is_agency(text))


def is_person(name: str, phrases: Phrases) -> bool:
    """Whether words are written as a name and say no office."""
    return names.looks_like_name(name) and not phrases.roles.search(name)


def nearest(lines: list[tuple[int, str]], start: int, phrases: Phrases) -> list[str]:
    """The bylines next to the one that stands nearest to the headline; those of reviewers only where no other is."""
    named = [(n, text, names.split(text, phrases)) for n, text in lines]
    named = [one for one in named if one[2]]
    written = [one for one in named if not phrases.reviews.match(one[1])] or named
    if not written:
        return []
    sure = [(n, text) for n, text, people in written if any(is_person(p, phrases) for p in people)]
    sure = sure or [(n, text) for n, text, _ in written]
    at = min(sure, key=lambda one: one[0] - start if one[0] >= start else 2 * (start - one[0]))[0]
    kept = [(n, text) for n, text in sure if n == at]
    for step in (1, -1):
        edge = at
        for n, text in sorted(sure)[::step]:
            if 0 < (n - edge) * step <= BESIDE:
                kept.append((n, text))
                edge = n
    kept += [(n, text) for n, text in sure if phrases.joined.match(text) and (n, text) not in kept]
    return [text for _, text in sorted(kept, key=lambda one: one[0])]


def passed_labels(
    skipped: list[Skipped], start: int, box: Box, phrases: Phrases, calendar: Calendar
) -> tuple[list[str], list[str]]:
    """The same from what was passed over near the headline, and from the author's box below the article."""
    dated: list[str] = []
    signed_: list[str] = []
    for one in skipped:
        head = start - 3 <= one.at <= max(start, box.start) + 8
        signs = one.kind == "byline"
        if not head and not (signs and one.at >= box.end - 2):
            continue
        texts = list(islice((text for text in one.element.itertext() if not text.isspace()), PIECES + 1))
        if len(texts) > PIECES:
            continue
        pieces = [piece for text in texts if (piece := squeeze(text))]
        if signs or start - 1 <= one.at <= start + 2:
            signed_ += passed_signature(pieces, signs, phrases)
        if head:
            dated += [p for p in pieces if is_date_line(p, phrases, calendar)]
    return dated, signed_


def passed_signature(pieces: list[str], boxed: bool, phrases: Phrases) -> list[str]:
    """The first signature among the texts of an element that was passed over, an author's box (``boxed``) or other."""
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=False):
        if signatures.is_byline(piece, phrases):
            return [piece]
        announced = phrases.by.fullmatch(piece) or phrases.about.fullmatch(fold(piece))
        if announced and names.looks_like_name(names.tidy(after, phrases) or ""):
            return [after]
        if boxed and not is_interface(piece, phrases) and signatures.unopened(piece, phrases):
            return [piece]
        if boxed and (name := signatures.in_sentence(piece, phrases)):
            return [name]
    return []


def short_pieces(blocks: list[Block], phrases: Phrases, calendar: Calendar) -> list[str]:
    """The pieces of the short lines that are no caption and no credit: there agencies may sign."""
    return [
        piece
        for block in blocks
        if len(block.text) < SIGNATURE and block.role not in CAPTIONING and names.holds_agency(block.text)
        if phrases.kind(block.text) != "credit"
        for piece in signatures.pieces(block.text, phrases, calendar)
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
        if end and (block.role is not None or not follows_text(blocks, n)):
            continue
        after = blocks[n + 1].text if n + 1 < len(blocks) else ""
        wired = names.is_agency(after) or bool(names.agencies(block.text))
        followed = is_person(after, phrases) and is_dated(blocks[n + 2 : n + 3], calendar)
        office = phrases.roles.search(block.text)
        titled = office is not None and len(block.text[office.start() :].split()) <= OFFICE
        if not (end or wired or followed or titled or is_dated(blocks[max(n - 1, 0) : n + 2], calendar)):
            continue
        if end and 2 * block.links > len(block.text) and not author_link(block, phrases):
            continue
        for piece in signatures.pieces(block.text, phrases, calendar):
            named = not is_interface(piece, phrases) and fold(piece.split()[0]) not in phrases.small_words
            people = signatures.unopened(piece, phrases) if named or names.is_agency(piece) else []
            if 0 < len(people) <= SIGNERS and not any(is_written(p, blocks[box.start : box.end]) for p in people):
                found[end].extend(people)
                if end:
                    block.role = "byline"
                break
    return found


def is_dated(blocks: list[Block], calendar: Calendar) -> bool:
    """Whether one of some lines holds a date near its beginning."""
    return any(calendar.find(block.text[:LABEL]) for block in blocks)


def is_written(person: str, blocks: list[Block]) -> bool:
    """Whether the lines hold a person's last name as a word in small letters."""
    last = person.split()[-1].lower()
    return last.islower() and any(last in block.text and last in block.text.split() for block in blocks)


def author_link(block: Block, phrases: Phrases) -> list[str]:
    """The names in a line, or round it, that are linked to writers' pages."""
    if phrases.reviews.match(block.text):
        return []
    around = [e for e in islice(block.element.iterancestors(), 3) if e.tag == "a"]
    found = [t for e in around if (t := signed.writer(e))] or signed.linked(block.element, phrases.reviews)
    return [t for t in found if t.split()[0] in block.text]


def author_links(blocks: list[Block], skipped: list[Skipped], start: int, box: Box, phrases: Phrases) -> list[str]:
    """The texts of the links to writers' pages in the short line nearest to the headline that holds some and in those
    right below it, else in the author's box or in the lines after the article.
    """
    below = range(start, min(max(start, box.start) + 8, len(blocks)))
    above_ = range(start - 1, max(start - 5, -1), -1)
    for order in (below, above_, range(max(box.end - 1, start), min(box.end + 3, len(blocks)))):
        found: list[str] = []
        last = -2
        for n in order:
            block = blocks[n]
            if found and abs(n - last) > 1:
                break
            if not block.links or len(block.text) > SIGNATURE or block.role in CAPTIONING or block.tag in HEADINGS:
                continue
            if n and phrases.reviews.fullmatch(blocks[n - 1].text.strip(" :")):
                continue
            if names_ := author_link(block, phrases):
                found += names_
                last = n
        if found:
            return found
        for one in skipped:
            if one.kind in SIGNING and (order.start - 3 <= one.at <= order.stop):
                if found := signed.linked(one.element, phrases.reviews)[:1]:
                    return found
    return []


def loose_signatures(
    blocks: list[Block], skipped: list[Skipped], start: int, box: Box, phrases: Phrases, calendar: Calendar
) -> list[str]:
    """What follows a word like "by" right by the headline or at the end of the text, though not written as a name."""
    head = range(max(start - 2, 0), min(max(start, box.start) + 4, len(blocks)))
    last = range(max(box.end - 2, start), min(box.end + 1, len(blocks)))
    for n in [*head, *last]:
        block = blocks[n]
        if block.tag in HEADINGS or block.role in CAPTIONING or len(block.text) > SIGNATURE:
            continue
        dated = calendar.find(block.text) is not None
        if n in last and n not in head and not dated and block.role not in LABELS:
            continue
        for piece in signatures.pieces(block.text, phrases, calendar):
            if name := signatures.loose(piece, phrases, marked=block.role == "byline"):
                return [name]
    for one in skipped:
        texts = list(islice(one.element.itertext(), PIECES + 1)) if start - 1 <= one.at <= start + 2 else []
        for text in texts if len(texts) <= PIECES else []:
            if len(text) < SIGNATURE and (name := signatures.loose(squeeze(text), phrases, marked=False)):
                return [name]
    return []


def named_below(blocks: list[Block], start: int, box: Box, phrases: Phrases) -> list[str]:
    """The names that stand under a line which only announces them: "Written by", "About the author"."""
    head = range(max(start - 2, 0), min(max(start, box.start) + 6, len(blocks) - 1))
    last = range(max(box.end - 2, start), min(box.end + 5, len(blocks) - 1))
    found: list[str] = []
    for n in dict.fromkeys([*head, *last]):
        line = blocks[n].text.strip()
        opens = phrases.by.fullmatch(line) or phrases.about.fullmatch(line)
        name = names.tidy(blocks[n + 1].text, phrases) if opens and len(blocks[n + 1].text) < SIGNATURE else None
        if name and names.looks_like_name(name):
            found.append(blocks[n + 1].text)
            break
    return found


def follows_text(blocks: list[Block], n: int) -> bool:
    """Whether running text stands right before a block, or but for a promotion or two."""
    return any(b.mass > 0 and len(b.text) > ALONE for b in blocks[max(n - 4, 0) : n])
