"""The section ``reading`` of the language packs, compiled: kinds of lines, bylines, date words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from parsers import lexicon
from parsers.reading import signed
from parsers.reading.alternatives import ANY, OPENING, Needed, Openings, Within, first, openings, shortened
from parsers.reading.blocks import SEAM
from parsers.reading.measure import DENSE, weight

WORD = re.compile(rf"[{DENSE}]|[^\W{DENSE}]+")
"""A word, or a character of a script that sets none apart."""
PLAIN = re.compile(r"\w+")
LONGEST = 260
"""Lines longer than this are running text, whatever words they open with."""


NOTICE = 800
"""A paragraph about the article itself may be so long."""


SHORT = 180
"""The same for phrases that may stand anywhere in a line."""


WHOLE = 70
"""Characters from which a line that ends like a sentence is one."""
OPENING_KINDS = frozenset(("promo", "comments"))
"""Kinds of which most headings are: they say what stands below them."""
SEVERAL = 3
"""Blanks in a heading that says more than what an interface's does."""
REMEMBERED = 256
"""Titles, lines and names of one page, which several rules ask about in turn."""
BEFORE = r"-–—•|*(（【\["
"""What may stand before the opening of a byline, as the inside of a character class."""
LEFT_OUT = "-–—•|*(（【[ \t\n\r\f\v\xa0"
"""The same with the blanks behind it."""
ORNAMENTS = " >»→►▶•*–—-([|"
ENDS = frozenset('.!?…»”"。！？」』।؟۔')


def reading(language: str | None) -> dict[str, Any] | None:
    """The section of one language, or None where it has no pack."""
    pack = lexicon.load(language) if language else None
    return pack.get("reading") if pack else None


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Small letters, straight apostrophes: the form the packs' patterns are written for."""
    text = text.lower().strip()
    if text.isascii():
        return text
    text = text.replace("’", "'")
    return text.replace("i̇", "i") if "\u0307" in text else text


@lru_cache(REMEMBERED)
def tokens(text: str | None) -> tuple[str, ...]:
    """The words of a text, folded."""
    text = fold(text or "")
    return tuple((PLAIN if text.isascii() else WORD).findall(text))


@lru_cache(REMEMBERED)
def bag(text: str | None) -> frozenset[str]:
    """The words of a text once each."""
    return frozenset(tokens(text))


def alike(a: str | None, b: str | None) -> float:
    """The share of words two titles have in common."""
    one, two = bag(a), bag(b)
    return len(one & two) / max(len(one | two), 1)


class Byline:
    """What opens a byline: a language's words, or before a colon those of any language."""

    def __init__(self, opens: str, after: str) -> None:
        self.begun = openings(opens)
        self.own = re.compile(rf"(?:[{BEFORE}]\s*)?(?:{opens}){after}\s*[:：]?\s*", re.IGNORECASE)

    def match(self, text: str) -> re.Match[str] | None:
        """Where a text is a byline's opening. Most lines tell by their first letters that they are none."""
        head = text.lstrip(LEFT_OUT)[:OPENING].lower()
        if ANY in self.begun or not head.isascii() or head in self.begun or first(head) in self.begun:
            if (found := self.own.match(text)) is not None:
                return found
        return labelled().match(text) if ":" in text or "：" in text else None


@cache
def labelled() -> re.Pattern[str]:
    """What opens a byline in any language when a colon stands behind it."""
    words = signed.rules()["byline"]["opens"]
    label = rf"(?=[^:：]{{1,16}}[:：])[(（]?(?:{words})\s*[:：]"
    return re.compile(rf"(?:[{BEFORE}]\s*)?{label}\s*", re.IGNORECASE)


class Phrases:
    """What a language's pack says of lines."""

    def __init__(self, pack: dict[str, Any]) -> None:
        lines = pack.get("lines", {})
        self.starts = Openings(lines.get("starts", {}))
        self.holds = Within(lines.get("holds", {}))
        self.notices = Openings(lines.get("notices", {}))
        within = lines.get("inside", {})
        self.inside = Openings(within)
        self.promoting = re.compile(rf"[.!?…»”\"()\[\]][\s{re.escape(ORNAMENTS)}]*(?:{shortened(within)})")
        self.piece = re.compile(rf"{SEAM}[\s{re.escape(ORNAMENTS)}]*(?:{self.inside.beginnings})")
        dates = pack.get("dates", {})
        # Not \b after a word: the vowel signs of Indian scripts are no letters to it.
        before, after = (r"\b", r"(?!\w)") if pack.get("spaced", True) else ("", "")
        self.published = re.compile(rf"{before}(?:{dates.get('published', '(?!)')}){after}")
        self.modified = re.compile(rf"{before}(?:{dates.get('modified', '(?!)')}){after}")
        byline = pack.get("byline", {})
        opens = byline.get("opens", "(?!)")
        anywhere = signed.rules()["byline"]
        self.byline = Byline(opens, after)
        self.by = re.compile(
            rf"(?:[-–—•|*]\s*)?(?:\S+ ){{0,2}}(?:{byline.get('by', '(?!)')}){after}\s*:?\s*", re.IGNORECASE
        )
        self.desks = re.compile(byline.get("desks", "(?!)"), re.IGNORECASE)
        self.reviews = re.compile(rf"(?:{byline.get('reviews', '(?!)')}){after}", re.IGNORECASE)
        self.wrote = re.compile(rf"{before}(?:{byline.get('wrote', '(?!)')})\s", re.IGNORECASE)
        self.about = re.compile(rf"(?:{byline.get('about', '(?!)')})\s*:?", re.IGNORECASE)
        self.joins = re.compile(
            rf"\s*(?:[,;/|·•\n、，،](?:\s*(?:{byline.get('joins', '(?!)')})\s)?|\s(?:{byline.get('joins', '(?!)')})\s"
            rf"|{anywhere['joins']})\s*",
            re.IGNORECASE,
        )
        self.joined = re.compile(rf"[(,]?\s*(?:{byline.get('joins', '(?!)')})\s+", re.IGNORECASE)
        self.aside = re.compile(rf"\s*[(（]\s*(?:(?:{byline.get('joins', '(?!)')})\s+)?|[)）】](?=\s|$)", re.IGNORECASE)
        self.roles = re.compile(rf"{before}(?:{byline.get('roles', '(?!)')}){after}", re.IGNORECASE)
        tails = pack.get("glued")
        self.glued = re.compile(rf"\b(\w{{5,}}?)((?:{tails}))\b") if tails else None
        self.place = re.compile(rf"(?:^|\s)(?:{byline.get('places', '(?!)')})\s(?=[^\W\d_])")
        dated = "|".join(filter(None, (dates.get("published"), dates.get("modified")))) or "(?!)"
        self.dated = re.compile(rf"(?:(?<![^\W_])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))(?i:{dated})(?!\w)")
        self.dating = Needed([dated])
        self.outlet_signs = bool(byline.get("outlet_signs", True))
        self.small_words = frozenset(pack.get("stop_words", ()))
        self.seam_words = self.small_words | frozenset(pack.get("seams", ()))
        self.apart = pack.get("standfirst") == "apart"
        spoken = pack.get("address")
        self.address = re.compile(rf"{before}(?:{spoken}){after}" if spoken else "")
        self.weekdays = tuple(pack.get("weekdays", ()))
        self.idle = self.small_words.union(self.weekdays)

    def kind(self, text: str, *, linked: bool = False, heading: bool = False) -> str | None:
        """The kind of a line that is no part of an article, or None. A whole sentence that is no link and speaks to
        no reader is text, whatever words it opens with; so is a ``heading`` of several words but for ``OPENING_KINDS``.
        """
        size = weight(text)
        if size > LONGEST:
            return self.notices.kind(fold(text)) if size <= NOTICE else None
        line = fold(text)
        kind = self.starts.kind(line)
        whole = size >= WHOLE and line[-1] in ENDS
        headed = heading and kind not in OPENING_KINDS and line.count(" ") >= SEVERAL
        if kind and (whole or headed) and not linked and not self.address.search(line):
            kind = None
        return kind or (self.holds.kind(line) if size <= SHORT else None)

    def inner(self, text: str) -> str | None:
        """The kind of a sentence, or of what stands in brackets, that is no part of its paragraph."""
        return self.inside.kind(fold(text).lstrip(ORNAMENTS))


@cache
def compiled(language: str) -> Phrases:
    """The phrases of a language that has a pack."""
    return Phrases(reading(language) or {})


def phrases(language: str | None) -> Phrases:
    """The phrases of a language; English for one without a pack."""
    return compiled(language if language and reading(language) else "en")
