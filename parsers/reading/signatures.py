"""Lines that sign: which of them are a signature, a credit or an agency's code, and which of their pieces may be."""

from __future__ import annotations

import re

from parsers.reading import signed
from parsers.reading.blocks import SEAM
from parsers.reading.dates import YEAR, Calendar
from parsers.reading.names import (
    AGENCY,
    CODES,
    INITIAL,
    LONGEST,
    NICKNAMED,
    NO_NAME,
    SHORT,
    agencies,
    caseless,
    is_account,
    is_agency,
    is_role,
    looks_like_name,
    split,
    suffixed,
    tidy,
)
from parsers.reading.packs import Phrases, fold

LABEL = 140
"""Characters of the longest line that says only who and when."""
MOST_WORDS = 5
"""Words of the longest desk or house that signs."""
DIGIT = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""Figures that names of houses hold ("3i", "20 Minutes"); longer ones are years and counts."""
PHOTO = re.compile(r"\(?\s*(?:©|\(c\)|(?:photos?|crédits?|foto|image|picture|bild)\b)[\s:]*", re.IGNORECASE)
PIECE = re.compile(r"[•|·⋅\n]|\s[-–—]\s")
BAR = re.compile(r"[•|·⋅\n–—-]")
"""What stands in each ``PIECE``."""
AROUND = " ,;:-–—|/"
CODED = 64
"""Characters of the longest agency or line of codes."""


def in_sentence(text: str, phrases: Phrases) -> str | None:
    """The name in a sentence that tells who wrote: "This post was written by Ana Roe, who …"."""
    said = phrases.wrote.search(text)
    first = phrases.joins.split(text[said.end() :].strip())[0] if said else ""
    name = tidy(first, phrases)
    return name if name and looks_like_name(name) else None


def loose(text: str, phrases: Phrases, *, marked: bool) -> str | None:
    """What stands after a word like "by", though it is not written as a name: "3i Harbours", "the Contoso Team"
    (only where the line is ``marked`` as a byline), "Ana".
    """
    opened = None if phrases.reviews.match(text) else phrases.by.match(text)
    name = " ".join(text[opened.end() :].split()).strip(" ,;:-–—|/()") if opened else ""
    name = name if INITIAL.search(name) else name.rstrip(".")
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or phrases.kind(name) or is_account(name) or is_role(name, phrases):
        return None
    titled_ = len(words) > 2 and all(w[0].isupper() for w in words[1:])
    within = words[1:] if titled_ else words
    small = not marked and any(fold(w) in phrases.small_words and not phrases.joins.fullmatch(f" {w} ") for w in within)
    if small or name[-1] in "?!…" or fold(words[-1]) in phrases.small_words or NO_NAME.search(DIGIT.sub("", name)):
        return None
    return name if marked or titled_ or not words[0][0].islower() else None


def is_byline(text: str, phrases: Phrases) -> bool:
    """Whether a line is only a signature: "Par A et B", "Von C, Korrespondentin", "AFP", "(ats/afp)"."""
    if len(text) > LABEL:
        return False
    opened = phrases.byline.match(text)
    if opened is None:
        return (len(text) <= CODED and is_coded(text)) or suffixed(text, phrases)
    if opened.end() == len(text):
        return phrases.roles.search(text) is not None
    rest = text[opened.end() :]
    if NICKNAMED.fullmatch(rest):
        return True
    return signs(rest, phrases, opened=True) or (phrases.by.match(text) is not None and titled(rest, phrases))


def opens_with_person(text: str, phrases: Phrases) -> bool:
    """Whether a line says "by" and a name, whatever follows; photographers aside."""
    opened = phrases.by.match(text)
    if opened is None or PHOTO.match(text):
        return False
    return looks_like_name(tidy(phrases.joins.split(text[opened.end() :])[0], phrases) or "")


def titled(text: str, phrases: Phrases) -> bool:
    """Whether a line is a name and, in capitals, what the person is: "Ana Roe, Trial Attorney at Contoso & Sons"."""
    first, _, rest = text.partition(",")
    parts = [p.strip() for p in phrases.joins.split(rest) if p.strip()]
    capital = all(p[0].isupper() or p in phrases.small_words for p in parts)
    return bool(parts) and capital and looks_like_name(first.strip()) and text[-1] not in ".!?…"


def is_coded(text: str) -> bool:
    """Whether a line is an agency or codes of agencies and nothing else."""
    return is_agency(text.strip("() .（）")) or (CODES.fullmatch(text) is not None and bool(agencies(text)))


def signs(text: str, phrases: Phrases, *, opened: bool) -> bool:
    """Whether every part of a line is a name, an agency, a role or a place, and one at least a name or a role; after
    a word like "by" or a comma, a last part of one word with a capital is a place.
    """
    parts = [p.strip() for p in phrases.joins.split(phrases.aside.sub(", ", text)) if p.strip(" .()")]
    named = [
        looks_like_name(name := tidy(p, phrases) or "")
        or (opened and caseless(name))
        or (is_office(p.strip(" .()"), phrases) and not NO_NAME.search(p))
        for p in parts
    ]
    if (opened or "," in text) and len(parts) > 1 and parts[-1].isalpha() and parts[-1].istitle():
        named[-1] = True
    return any(named) and all(n or phrases.place.match(p) for n, p in zip(named, parts, strict=True))


def is_office(text: str, phrases: Phrases) -> bool:
    """Whether words begin with a role, or in small letters and hold one: "notre correspondant à Rabat"."""
    few = len(text.split()) <= SHORT
    return bool(phrases.roles.match(text) or (few and text[:1].islower() and phrases.roles.search(text)))


def unopened(text: str, phrases: Phrases) -> list[str]:
    """The names of a line that is a signature though no word says so: "Ana Roe, à Rabat", "Ana Roe (avec AFP)"."""
    if "/" in text:
        return []
    if text.lower() == text.upper():
        return split(text, phrases) if is_byline(text, phrases) else []
    first = next((p for p in phrases.joins.split(phrases.aside.sub(", ", text)) if p), "")
    return (
        split(text, phrases)
        if looks_like_name(tidy(first, phrases) or "") and signs(text, phrases, opened=False)
        else []
    )


def is_credit(text: str) -> bool:
    """Whether a line is a photographer and an agency: "Luc Morin / AFP", "Photo Luc Morin", "(Photo AFP)"."""
    if len(text) > LONGEST:
        return False
    marked = PHOTO.match(text)
    if marked is None and "/" not in text and "|" not in text:
        return False
    parts = [p.strip(" ()") for p in re.split(r"[/|]", text[marked.end() :] if marked else text)]
    signed = marked is not None or (len(parts) > 1 and bool(AGENCY.search(text)))
    return signed and looks_like_name(parts[0])


def pieces(line: str, phrases: Phrases, calendar: Calendar) -> list[str]:
    """A line cut at its dates, at the words that say of what they are, and at bars."""
    kept: list[str] = []
    while (found := calendar.find(line)) is not None:
        kept.append(line[: found.start])
        line = line[found.end :]
    kept.append(line)
    kept = [phrases.dated.sub("|", p) if phrases.dating.stand_in(p.lower()) else p for p in kept]
    cut = [p for part in kept for p in (PIECE.split(part) if BAR.search(part) else (part,))]
    left = [p for part in cut if (p := without_end(part, phrases.idle))]
    return [p for p in left if p[0].isalnum() or any(c.isalnum() for c in p)]


def without_end(text: str, idle: frozenset[str]) -> str:
    """A piece without punctuation round it and without the small words left at its end ("Ana Roe, le")."""
    text = text.strip(AROUND)
    while text and fold(text[text.rfind(" ") + 1 :]) in idle:
        text = text[: max(text.rfind(" "), 0)].rstrip()
    return text.rstrip(AROUND)


def is_signature_line(text: str, phrases: Phrases, calendar: Calendar) -> bool:
    """Whether a line is bylines and dates and nothing else: "Stand: 5. Mai, 9 Uhr | Von Ana Roe"."""
    if len(text) > LABEL or not ("20" in text or "19" in text or BAR.search(text)):
        return False
    if not (YEAR.search(text) or PIECE.search(text)):
        return False
    parts = pieces(text, phrases, calendar)
    return bool(parts) and parts != [text] and all(is_byline(p, phrases) or agencies(p) for p in parts)


def named_apart(raw: str, phrases: Phrases) -> str:
    """A raw byline with a comma where one inline element ends with a name and the next one begins another."""
    pieces = raw.split(SEAM)
    last = -1
    for n, piece in enumerate(pieces):
        if not piece.strip():
            continue
        interface = signed.pattern("link", "not_name").search(piece) is not None
        name = "" if interface else tidy(piece.strip(), phrases) or ""
        if last >= 0 and looks_like_name(name) and not phrases.joined.match(piece.strip()):
            pieces[last] += ","
        last = n if looks_like_name(name) else -1
    return SEAM.join(pieces)
