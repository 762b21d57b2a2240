"""What is no part of an article though it stands in its paragraphs: "(Lire aussi : …)", "Suivez-nous …", "(afp)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parsers.reading import names
from parsers.reading.blocks import SEAM, Block
from parsers.reading.packs import Phrases, fold

TAIL = 320
"""A promotion at the end of a paragraph stands within so many characters."""
SENTENCE_ENDS = re.compile(r"(?<=[.!?…»”\")])\s+(?=[^\w\s«“\"(]*[\[(]?\s*[^\W\d_a-zß-ÿ])")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{6,180})[)\]]")
SIGNED = re.compile(r"\s*[-–—]?\s*(?:\(([^()]{2,30})\)|(?<=[.!?»”\"]\s)((?:\S+ ){0,4}\S+))\.?$")
"""What may sign at the very end of a text: in brackets, or behind its last sentence."""

BOUND = "\x03"
"""Stands on both sides of a promotion that inline elements hold between two sentences of a line."""
LONGEST = 200
"""Characters of the longest such promotion."""
LABEL = 40
"""One so short only opens a promotion ("Lire aussi :"): the link behind it belongs to it."""
CLOSED = frozenset('.!?…»”")')

Cut = tuple[int, int, str]
"""Start, end and kind of what goes."""


def promotions(text: str, phrases: Phrases) -> list[Cut]:
    """The promotions inside a paragraph: in brackets, as its last sentences, or before its first."""
    if phrases.promoting.search(fold(text)) is None:
        return []
    cuts = [(m.start(), m.end(), kind) for m in BRACKETS.finditer(text) if (kind := phrases.inner(m[1]))]
    last = last_sentences(text, phrases)
    return sorted([c for c in cuts if last is None or c[1] <= last[0]] + ([last] if last else []))


def last_sentences(text: str, phrases: Phrases) -> Cut | None:
    """The sentences at the end of a paragraph that promote, from the first that does."""
    start = max(0, len(text) - TAIL)
    for m in SENTENCE_ENDS.finditer(text, start):
        rest = text[m.end() :]
        if text.count("«", 0, m.end()) == text.count("»", 0, m.end()) and (kind := phrases.inner(rest)):
            return m.start(), len(text), kind
    return None


def signature(text: str, phrases: Phrases) -> Cut | None:
    """The agencies that sign at the end of a text: "(ats/afp)", "Avec AFP"."""
    m = SIGNED.search(text, max(0, len(text) - 60))
    if m is None or m.start() == 0:
        return None
    said = f"({m[1]})" if m[1] else m[2].strip(" .")
    codes = names.CODES.fullmatch(said) if m[1] else phrases.byline.match(said) or names.is_agency(said)
    return (m.start(), len(text), "byline") if codes and names.agencies(said) else None


def bounded(raw: str, phrases: Phrases) -> str:
    """A raw line with bounds round the promotions that its inline elements hold between two sentences."""
    if phrases.piece.search(fold(SEAM + raw)) is None:
        return raw
    pieces = raw.split(SEAM)
    n = 0
    while n < len(pieces):
        end = promotes(pieces, n, phrases)
        if end > n:
            pieces[n] = BOUND + pieces[n]
            pieces[end - 1] += BOUND
        n = max(end, n) + 1
    return SEAM.join(pieces)


def promotes(pieces: list[str], n: int, phrases: Phrases) -> int:
    """Behind which piece the promotion that piece ``n`` opens ends, or ``n``."""
    piece = pieces[n].strip()
    if not 4 < len(piece) < LONGEST or phrases.inner(piece) is None:
        return n
    before = "".join(pieces[:n]).rstrip()
    if before and (before[-1] not in CLOSED or before.count("«") > before.count("»")):
        return n
    end = n + 1
    if len(piece) < LABEL:
        end = next((k + 1 for k in range(n + 1, len(pieces)) if pieces[k].strip()), end)
    after = "".join(pieces[end:]).lstrip(" .:,;)")
    return n if after[:1].islower() or len(after) == len(before) == 0 else end


def parts_of(block: Block) -> Iterator[tuple[Block, bool]]:
    """A line at its bounds: each part as a line of its own, and whether it is a promotion."""
    at = 0
    for n, text in enumerate(block.text.split(BOUND)):
        end = at + len(text)
        left = len(text) - len(text.lstrip())
        changes = [(a - at - left, b - at - left, was) for a, b, was in block.changes if at + left <= a and b <= end]
        if kept := text.strip():
            yield replace(block, text=kept, changes=changes), n % 2 == 1
        at = end + 1
