"""What a language pack says of figures, compiled for reading: tokens, phrases, words by role.

The sections ``numbers`` and ``units`` of ``seeds/lexicon/<lang>.yaml`` hold every word; nothing here knows a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from parsers import lexicon

SPACES = " \u00a0\u202f\u2009"
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
          "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip


COUNTING = ("words", "hundreds", "scales")
FIGURES = (*COUNTING, "classes", "fraction_words", "times_adverbs", "half_prefix")

# Lists whose words count without their accents too, as capitals are often written ("DEUX CINQUIEMES").
ACCENT_FREE = frozenset(("words", "scales", "classes", "denominators", "rank_denominators"))


def fold(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@dataclass(slots=True)
class Tokens:
    """A text cut in words, figures and signs. ``kind`` is "n" (digits), "f" (a sign like ½), "w" or "s".

    ``numbers`` remembers what ``numerals.read`` found at a token: quantities and times ask for the same.
    """

    source: str
    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    kind: list[str]
    numbers: dict[int, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.text)

    def at(self, i: int) -> str:
        """The token in lower case; "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """No space stands between token ``i`` and the one before it."""
        return 0 < i < len(self.start) and self.start[i] == self.end[i - 1]

    def upper(self, i: int) -> bool:
        """Token ``i`` begins with a capital letter."""
        return 0 <= i < len(self.text) and self.text[i][:1].isupper()


class Phrases:
    """Phrases with a value, the longest match wins; read forwards from a token or backwards up to one."""

    def __init__(self, phrases: Iterable[tuple[tuple[str, ...], Any]]) -> None:
        self.first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        self.last: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for words, value in sorted(phrases, key=lambda p: -len(p[0])):
            self.first.setdefault(words[0], []).append((words, value))
            self.last.setdefault(words[-1], []).append((words, value))

    def at(self, low: list[str], i: int) -> tuple[int, Any] | None:
        """The index past the phrase that starts at ``i``, with its value."""
        if not 0 <= i < len(low) or low[i] not in self.first:
            return None
        for words, value in self.first[low[i]]:
            if len(words) == 1 or tuple(low[i : i + len(words)]) == words:
                return i + len(words), value
        return None

    def before(self, low: list[str], i: int) -> tuple[int, Any] | None:
        """The index of the phrase that ends just before ``i``, with its value."""
        if not 0 < i <= len(low) or low[i - 1] not in self.last:
            return None
        for words, value in self.last[low[i - 1]]:
            if i >= len(words) and tuple(low[i - len(words) : i]) == words:
                return i - len(words), value
        return None


class Grammar:
    """The compiled ``numbers`` and ``units`` of one language."""

    def __init__(self, numbers: dict[str, Any], units: dict[str, Any]) -> None:
        self.numbers = numbers
        self.units = units
        elided = "|".join(sorted(numbers.get("elisions", ()), key=len, reverse=True))
        elision = rf"(?:{elided})['’]|" if elided else ""
        self._token = re.compile(
            rf"(?P<f>[{''.join(VULGAR)}])|(?P<w>[^\W\d_]++(?!['’])|{elision}[^\W\d_]+)"
            rf"|(?P<n>(?<![\w.,])\.\d+|\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*)"
            r"|(?P<s>[^\s])",
            re.IGNORECASE,
        )
        self._last: Tokens | None = None
        self._cache: dict[str, Phrases] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self.decimal: str = numbers.get("decimal", ".")
        self.small: Phrases = self.table("words")
        self.modifiers = self._grouped("modifiers")
        self.modifiers_after = self._grouped("modifiers_after")
        self.articles = self.words("articles")
        self.parts = self._parts()
        self.counting = self._firsts(*COUNTING)
        self.starts = self._firsts(*FIGURES)
        self.rounded = self.words("class_articles") | self.words("half_prefix") | frozenset(self.table("classes").first)
        self.leading = self._leading()

    def tokens(self, text: str) -> Tokens:
        """The text's tokens; the last text is remembered, since figures, times and stance read it in turn."""
        if self._last and self._last.source == text:
            return self._last
        matches = list(self._token.finditer(text))
        spans = [m.span() for m in matches]
        words = [m.group() for m in matches]
        small = text.lower().replace("’", "'")
        if len(small) == len(text):
            low = [small[a:b] for a, b in spans]
        else:  # a letter whose small form is longer
            low = [w.lower().replace("’", "'") for w in words]
        starts, ends = [a for a, _ in spans], [b for _, b in spans]
        found = Tokens(text, words, low, starts, ends, [m.lastgroup or "s" for m in matches])
        self._last = found
        return found

    def phrase(self, words: str) -> tuple[str, ...]:
        """A phrase of the pack as lower-case tokens."""
        return tuple(self.tokens(words).low)

    def table(self, key: str, section: str = "numbers") -> Phrases:
        """A mapping or list of the pack as phrases (a list's values are True)."""
        if key not in self._cache:
            entries = self._section(section).get(key) or {}
            pairs = entries.items() if isinstance(entries, dict) else ((e, True) for e in entries)
            phrases = [(self.phrase(str(k)), v) for k, v in pairs]
            if key in ACCENT_FREE:
                phrases += [(tuple(map(fold, p)), v) for p, v in phrases]
            self._cache[key] = Phrases(p for p in phrases if p[0])
        return self._cache[key]

    def words(self, key: str, section: str = "numbers") -> frozenset[str]:
        """A list (or a mapping's keys) of the pack as a set of single lower-case words."""
        if key not in self._sets:
            words = [str(w).lower() for w in self._section(section).get(key) or ()]
            self._sets[key] = frozenset([*words, *map(fold, words)] if key in ACCENT_FREE else words)
        return self._sets[key]

    def exact(self, key: str, section: str = "units") -> frozenset[str]:
        """A list of the pack as it is written, capitals kept."""
        name = f"={key}"
        if name not in self._sets:
            self._sets[name] = frozenset(map(str, self._section(section).get(key) or ()))
        return self._sets[name]

    def _section(self, section: str) -> dict[str, Any]:
        return self.numbers if section == "numbers" else self.units

    def _grouped(self, key: str) -> Phrases:
        groups = self.numbers.get(key) or {}
        return Phrases((self.phrase(p), group) for group, phrases in groups.items() for p in phrases)

    def _parts(self) -> re.Pattern[str] | None:
        """What a glued numeral ("zweihundertdreißig") is made of; None where numerals are written apart."""
        if not self.numbers.get("glued"):
            return None
        parts = {w for k in ("words", "hundreds", "scales") for w in self.numbers.get(k, {}) if " " not in w}
        parts |= set(self.numbers.get("glue", ()))
        return re.compile("|".join(sorted(parts, key=len, reverse=True)))

    def _leading(self) -> dict[str, set[str]]:
        """The words that begin a figure only before certain others ("la", of "la moitié"), with those others."""
        phrases = [p for key in FIGURES for found in self.table(key).first.values() for p, _ in found]
        alone = self.rounded.union(p[0] for p in phrases if len(p) == 1)
        leading: dict[str, set[str]] = {}
        for first, second, *_ in (p for p in phrases if p[0] not in alone):
            leading.setdefault(first, set()).add(second)
        return leading

    def leads(self, t: Tokens, i: int) -> bool:
        """The word at token ``i``, one of `starts`, stands before what makes it begin a figure."""
        return t.low[i] not in self.leading or t.at(i + 1) in self.leading[t.low[i]]

    def _firsts(self, *keys: str) -> frozenset[str]:
        """The lower-case words with which the phrases of some tables begin."""
        return frozenset(word for key in keys for word in self.table(key).first)


@cache
def grammar(language: str) -> Grammar | None:
    """The compiled grammar of a language; None where its pack has no ``numbers``."""
    pack = lexicon.load(language)
    if not pack or not pack.get("numbers"):
        return None
    return Grammar(pack["numbers"], pack.get("units") or {})
