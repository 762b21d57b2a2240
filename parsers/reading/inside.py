"""What is no part of an article though it stands in its paragraphs: "(Lire aussi : …)", "Suivez-nous …", "(afp)"."""

from __future__ import annotations

import re

from parsers.reading import names
from parsers.reading.packs import Phrases, fold

TAIL = 320
"""A promotion at the end of a paragraph stands within so many characters."""
SENTENCE_ENDS = re.compile(r"(?<=[.!?…»”\")])\s+(?=[^\w\s«“\"(]*[\[(]?\s*[^\W\d_a-zß-ÿ])")
BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{6,180})[)\]]")
SIGNED = re.compile(r"\s*[-–—]?\s*(?:\(([^()]{2,30})\)|(?<=[.!?»”\"]\s)((?:\S+ ){0,4}\S+))\.?$")
"""What may sign at the very end of a text: in brackets, or behind its last sentence."""

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
    codes = names.CODES.fullmatch(said) if m[1] else phrases.byline.match(said) or names.AGENCIES.fullmatch(said)
    return (m.start(), len(text), "byline") if codes and names.agencies(said) else None
