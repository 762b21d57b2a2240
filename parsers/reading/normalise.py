"""Lines to body, captions and removed: each line is kept, or removed with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from parsers.models import Image, Removed, Repair
from parsers.reading import inside, signatures
from parsers.reading.dates import Calendar
from parsers.reading.measure import weight
from parsers.reading.packs import LONGEST, Phrases, alike, fold
from parsers.reading.signatures import LABEL
from parsers.reading.typography import Change, Vocabulary, edit, mend, unglue

REST = 40
"""Letters of the shortest text that stands beside a promotion in one paragraph."""
SITE_CODE = re.compile(r"[a-z]{1,6}-?\d{1,4}$")
NAME = r"[A-ZÀ-Þ][\w.'’-]*"
GLUED = re.compile(rf"(?<=[.!?»”\")…])((?:{NAME}\s){{0,4}}{NAME}\s?(?:\||/|\s[-–—]\s)\s?[A-ZÀ-Þ][\w .&'’/-]{{1,50}})$")
"""A credit glued to its caption: "à Bruxelles.NOM | AGENCE"."""
BARRED = re.compile(r"\s\|\s([^|]{2,60})$")
TAIL = 130
"""A credit stands within the last characters of a line."""
MARKED = re.compile(
    r"\s*(?:©|\(c\)|\bcr[ée]dits?(?: photo)?s?\s?:|\bcredit:"
    r"|(?<=[.!?)»”])\s*(?:photo|photograph|picture|image|foto|bild)s?\s?:)\s*(?P<credit>.{2,120})$",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"(?<=[.!?»”\"])\s*([A-ZÀ-Þ][A-ZÀ-Þ'’-]+\s[A-ZÀ-Þ][A-ZÀ-Þ'’ ./-]+)$")
"""A credit in capitals after the caption's sentence: "in the town on Sunday. ANA ROE/PAPER"."""
SPACED = re.compile(r"(?<=[.!?)»”])\s+(?:[-–—]\s+)?((?:[A-ZÀ-Þ][\w.'’-]*\s){1,4}?[-–—/|]\s?[A-ZÀ-Þ][\w.&'’ -]{1,40})$")
"""The same with a blank before it: "on Sunday. AFP - ANA ROE", "(archive). - A. Roe / Sipa"."""
BRACKETED = re.compile(
    r"\s*\(((?:photos?|crédits?|images?|fotos?|bild|picture)\b\s?[:©]?\s?[^()]{2,60})\)$", re.IGNORECASE
)
SAME = 0.6
"""A line above the text that shares that many of a declared title's words is the headline in other words."""
UNEVEN = 4
"""Folding changes the length of a few letters and blanks: a line that differs by more is not the title."""
CREDITED = (BARRED, MARKED, CAPITALS, BRACKETED, SPACED)
"""How a credit may end a caption."""
SENTENCE = re.compile(r"[.!?…»”\"][)\s»”\"]*$")
BULLET = re.compile(r"^(?:[•·▪◦‣●■►▶*–-]\s+|[»>→➜+/\[]{1,3}\s*)")
POINTER = re.compile(r"^[»>→➜►▶]{1,3}\s")


@dataclass
class Parts:
    """What normalisation gathers."""

    title: str | None = None
    titles: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    surnames: tuple[str, ...] = ()
    words: Vocabulary | None = None
    glued: re.Pattern[str] | None = None
    leading: str | None = None
    standfirst: str | None = None
    body: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    @cached_property
    def folded_title(self) -> str:
        """The title as lines are compared with it."""
        return fold(self.title or "")

    def keep(self, text: str, before: Sequence[Change] = ()) -> None:
        """Add a paragraph; ``before`` are the changes already made to it."""
        self.body.append(self.mended(f"body:{len(self.body)}", text, before))

    def keep_rest(self, text: str, before: Sequence[Change], phrases: Phrases) -> bool:
        """Add a paragraph without the promotions inside it; whether it holds some beside a sentence of text."""
        short = len(text) < REST and text.isascii()
        cuts = [] if short else inside.promotions(text, phrases)
        if not cuts:
            return False
        rest, changes = cut(text, cuts, before)
        if weight(rest) < REST or phrases.kind(rest):
            return False
        self.removed += [Removed(kind, text[start:end].strip()) for start, end, kind in cuts]
        self.keep(rest, changes)
        return True

    def unsigned(self, phrases: Phrases) -> None:
        """Take the agencies that sign at the end of the last paragraph from it."""
        signed = inside.signature(self.body[-1], phrases) if self.body else None
        if signed is not None:
            start, end, kind = signed
            self.drop(kind, self.body[-1][start:end].strip())
            place = f"body:{len(self.body) - 1}"
            own = [(r.start, r.end, r.original) for r in self.repairs if r.place == place]
            self.body[-1], changes = cut(self.body[-1], [signed], own)
            self.repairs = [r for r in self.repairs if r.place != place]
            self.repairs += [Repair(place, start, end, original) for start, end, original in changes]

    def mended(self, place: str, text: str, before: Sequence[Change] = ()) -> str:
        """The repaired text of a place; its repairs are noted."""
        text, changes = mend(text, before)
        if self.words is not None and (edits := unglue(text, self.glued, self.words)):
            text, changes = edit(text, edits, changes)
        if changes:
            self.repairs += [Repair(place, start, end, original) for start, end, original in changes]
        return text

    def lead(self, text: str, *, apart: bool) -> None:
        """Set the lead apart as the standfirst, or let it open the body, as the language's press does."""
        self.leading = text
        if apart:
            self.standfirst = self.mended("standfirst", text)
        else:
            self.keep(text)

    def set_apart(self) -> None:
        """Make the one paragraph kept so far the standfirst."""
        self.standfirst = self.body.pop()
        self.repairs = [replace(r, place="standfirst") for r in self.repairs]

    def repeats(self, text: str) -> bool:
        """Whether a line says the title or the lead again."""
        if len(text) > LONGEST:
            return False
        if self.leading and len(self.leading) == len(text) and fold(text) == fold(self.leading):
            return True
        if self.title and abs(len(self.title) - len(text)) < UNEVEN and fold(text) == self.folded_title:
            return True
        if self.body and (len(self.body) > 1 or self.leading is None):
            return False
        if SENTENCE.search(text) and not any(SENTENCE.search(t) for t in self.titles):
            return False
        return any(alike(text, t) >= SAME for t in self.titles)

    def drop(self, kind: str, text: str) -> None:
        """Remove a line for a reason."""
        self.removed.append(Removed(kind, text))

    def caption(self, text: str, url: str | None = None) -> None:
        """Add a caption; a credit that runs on at its end is told apart."""
        caption, credit = split_caption(text)
        if credit:
            self.drop("credit", credit)
        if caption and all(i.caption != caption for i in self.images):
            self.images.append(Image(url, mend(caption)[0], credit))

    def credit(self, text: str) -> None:
        """A credit set apart belongs to the caption before it."""
        self.drop("credit", text)
        if self.images and self.images[-1].credit is None:
            self.images[-1] = replace(self.images[-1], credit=text)


def cut(text: str, cuts: list[inside.Cut], before: Sequence[Change]) -> tuple[str, list[Change]]:
    """A text without what is cut from it, and its changes."""
    outside = [c for c in before if not any(start <= c[0] and c[1] <= end for start, end, _ in cuts)]
    left, changes = edit(text, [(start, end, "") for start, end, _ in cuts], outside)
    lead = len(left) - len(left.lstrip())
    left = left.strip()
    moved = ((max(start - lead, 0), max(end - lead, 0), was) for start, end, was in changes)
    return left, [c for c in moved if c[1] <= len(left)]


def glued_credit(text: str) -> int | None:
    """Where the credit glued to a caption begins, or None."""
    tail = text[-TAIL:]
    if "|" not in tail and "/" not in tail and " – " not in tail and " - " not in tail and " — " not in tail:
        return None
    found = GLUED.search(tail)
    return len(text) - len(tail) + found.start() if found else None


def split_caption(text: str) -> tuple[str, str | None]:
    """``(caption, credit)`` of a caption line."""
    at = glued_credit(text)
    if at:
        return text[:at].strip(), text[at:].strip()
    found = next((m for p in CREDITED if (m := p.search(text))), None)
    if found is not None and found.start() > 0:
        return text[: found.start()].strip(" |-–—("), found[1].strip(" )")
    return text, None


def is_caption(text: str) -> bool:
    """Whether a plain line is a caption with its credit glued on."""
    return len(text) < 400 and bool(glued_credit(text))


def is_date_line(text: str, phrases: Phrases, calendar: Calendar) -> bool:
    """Whether a line says nothing but when: a date with at most a few words round it."""
    if len(text) > LABEL:
        return False
    found = calendar.find(text)
    if found is None:
        return False
    rest = f"{text[: found.start]} {text[found.end :]}"
    if (again := calendar.find(rest)) is not None:
        rest = f"{rest[: again.start]} {rest[again.end :]}"
    rest = phrases.modified.sub(" ", phrases.published.sub(" ", fold(rest)))
    words = [w for w in re.findall(r"[^\W\d_]{3,}", rest) if w not in phrases.weekdays]
    return len(words) <= 2


def reason(
    text: str, phrases: Phrases, calendar: Calendar, *, linked: bool = False, heading: bool = False
) -> str | None:
    """Why a line is no part of the article, or None where it is; ``linked`` says that most of it is a link."""
    if len(text) > LONGEST:
        return phrases.kind(text)
    if not text[:1].isalnum() and not any(c.isalnum() for c in text):
        return "ornament"
    bullet = BULLET.match(text)
    kind = phrases.kind(text[bullet.end() :] if bullet else text, linked=linked, heading=heading)
    if kind:
        return kind
    if len(text) > LABEL:
        return None
    if is_date_line(text, phrases, calendar):
        return "date-line"
    if signatures.is_byline(text, phrases) or signatures.is_signature_line(text, phrases, calendar):
        return "byline"
    if signatures.is_credit(text):
        return "credit"
    return "site-code" if SITE_CODE.match(text) else None
