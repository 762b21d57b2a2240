"""Numbers in digits and in words, in the five languages of the lexicon: their value, and which words they take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .folding import fold

LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = r"\d{1,3}(?:[\u0020\u00a0\u202f.,'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SPACES = re.compile(r"[\u0020\u00a0\u202f'’]")
_SEPARATOR = re.compile(r"[.,]")
_TOKEN = re.compile(rf"(?P<prefix>[€$£])?(?P<number>{_DIGITS})|(?P<word>[^\W\d_]+)|(?P<sign>[%€$£°‰/,;:])", re.UNICODE)
_METRES = frozenset("sprint race high long wide tall deep final hurdles freestyle record above below from away".split())
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "mn": 1e6, "md": 1e9, "mds": 1e9, "mrd": 1e9, "mio": 1e6}


@dataclass(slots=True)
class Token:
    """A word, number or sign, and where it stands (code points)."""

    start: int
    end: int
    text: str
    folded: str
    starts: bool  # whether a figure may start here
    number: float | None = None
    prefix: str = ""
    plain: bool = False


class Numerals:
    """Reads the numbers of texts in one language; ``own`` is its entry of figures.yaml."""

    def __init__(self, language: str, own: Mapping[str, Any]) -> None:
        self.language = language
        self.decimal: str = own["decimal"]
        self.values: Mapping[str, float] = own["values"]
        self.scales: Mapping[str, float] = own["scales"]
        self.groups: Mapping[str, float] = own["groups"]
        self.fractions: Mapping[str, float] = own["fractions"]
        self.whole = frozenset(own["whole_fractions"])
        self.one = frozenset(own["one"])
        self.hundred = frozenset(own["hundred"])
        self.each = frozenset(own["each"])
        self.joiners = frozenset(own["joiners"])
        self.half = frozenset(own["half"])
        self.halves = frozenset(own["halves"])
        self.ordinals: Mapping[str, int] = own["ordinals"]
        counting = (self.values, self.one, self.hundred, self.scales, self.groups, self.fractions)
        self.starts = frozenset().union(*counting, self.whole, self.ordinals, self.each, self.halves)
        self.compound = lru_cache(maxsize=20_000)(self._compound)
        self.word = lru_cache(maxsize=50_000)(self._word)
        pieces = sorted({*self.values, *self.scales, *self.hundred, *self.one, "und"}, key=lambda w: -len(w))
        self.compound_words = re.compile("|".join(pieces)) if language in ("de", "it") else None

    def _word(self, text: str) -> tuple[str, bool]:
        """A word or sign folded, and whether a figure may start with it."""
        folded = fold(text)
        return folded, folded in self.starts or self.compound(folded) is not None

    def _tokens(self, text: str) -> list[Token]:
        """The words, numbers and signs from one before the first that a figure may start with."""
        found: list[Token] = []
        before: tuple[re.Match[str], str] | None = None
        for match in _TOKEN.finditer(text):
            written = match.group()
            number = match["number"]
            folded, starts = (written, True) if number else self.word(written)
            if not found:
                if not starts:
                    before = match, folded
                    continue
                if before:
                    found.append(Token(*before[0].span(), before[0].group(), before[1], False))
            token = Token(*match.span(), written, folded, starts)
            if number:
                token.number, token.prefix, token.plain = self._digits(number), match["prefix"] or "", number.isdigit()
            found.append(token)
        return found

    def _digits(self, text: str) -> float:
        """The value of digits. A sign that is repeated parts thousands, whatever the language ("10.979.777"); of two
        signs the second is the decimal one."""
        text = _SPACES.sub("", text)
        *head, last = groups = _SEPARATOR.split(text)
        mark = text[-len(last) - 1 : -len(last)]
        grouped = len(last) == 3 and (text.count(mark) > 1 or (len(head) == 1 and mark != self.decimal))
        return float("".join(groups) if grouped or not head else f"{''.join(head)}.{last}")

    def _compound(self, word: str) -> float | None:
        """The value of a number written as one word ("zweihundertfünfzig", "duecentocinquanta"), else None."""
        if self.compound_words is None or len(word) < 6:
            return None
        pieces = self.compound_words.findall(word)
        if len(pieces) < 2 or "".join(pieces) != word:
            return None
        return self._sum([p for p in pieces if p != "und"])

    def _sum(self, parts: list[str]) -> float | None:
        total = current = 0.0
        for part in parts:
            if part in self.one:
                current += 1
            elif part in self.values:
                value = self.values[part]
                current = current * 20 if value == 20 and current == 4 and self.language == "fr" else current + value
            elif part in self.hundred:
                current = max(current, 1) * 100
            elif part in self.scales:
                if 0 < total < self.scales[part]:  # "mil millones", "cent mille millions"
                    total, current = (total + current) * self.scales[part], 0
                    continue
                total += max(current, 1) * self.scales[part]
                current = 0
            else:
                return None
        return total + current

    def _is_number_word(self, word: str) -> bool:
        return word in self.values or word in self.hundred or self.compound(word) is not None

    def _value(self, tokens: list[Token], at: int) -> tuple[float | None, int]:
        """The number that starts at a token, in digits or words, and how many tokens it takes."""
        token = tokens[at]
        if token.number is not None:
            return self._scale(tokens, at + 1, token.number, token)
        parts: list[str] = []
        end = at
        total: float | None = None
        while end < len(tokens):
            word = tokens[end].folded
            known = word in self.values or word in self.hundred or word in self.scales
            if not parts and word in self.one:
                following = tokens[end + 1].folded if end + 1 < len(tokens) else ""
                if following not in self.scales and following not in self.hundred:
                    half = self._half(tokens, end + 1)
                    return self._and_half(tokens, at, 1.0, half) if half else (1.0, 1)
                parts.append(word)
            elif known and (parts or word not in self.scales or self.scales[word] == 1000):
                parts.append(word)
            elif (whole := self.compound(word)) is not None and not parts:
                return self._scale(tokens, end + 1, whole, token)
            elif parts and word in self.joiners and self._joins(tokens, end, parts):
                pass
            else:
                break
            end += 1
        if parts:
            total = self._sum(parts)
            half = self._half(tokens, end)
            if total is not None and half:
                return self._and_half(tokens, at, total, half)
        return total, max(end - at, 1)

    def _and_half(self, tokens: list[Token], at: int, value: float, end: int) -> tuple[float, int]:
        scale = tokens[end].folded if end < len(tokens) else ""
        return (value + 0.5) * self.scales.get(scale, 1), end + (scale in self.scales) - at

    def _joins(self, tokens: list[Token], at: int, parts: list[str]) -> bool:
        following = tokens[at + 1].folded if at + 1 < len(tokens) else ""
        if self.language in ("fr", "es"):
            below = self.values.get(following, 99) < 20 or following in self.one
            return below and self.values.get(parts[-1], 0) >= 20
        return self.language == "en" and parts[-1] in self.hundred and following in self.values

    def _half(self, tokens: list[Token], at: int) -> int | None:
        """The index after "et demi", "and a half", "y medio" standing at ``at``."""
        words = [t.folded for t in tokens[at : at + 3]]
        if words and words[0] in self.joiners:
            for half in self.half:
                pieces = half.split("_")
                if words[1 : 1 + len(pieces)] == pieces:
                    return at + 1 + len(pieces)
        return None

    def _scale(self, tokens: list[Token], at: int, value: float, first: Token) -> tuple[float, int]:
        used = 1
        while at < len(tokens):
            word = tokens[at].folded
            if word in self.scales:
                value *= self.scales[word]
            elif word in _SHORT_SCALES and (first.prefix or self._money_follows(tokens, at)):
                value *= _SHORT_SCALES[word]
            elif self._english_million(tokens, at):
                value *= 1e6
            else:
                break
            at, used = at + 1, used + 1
        return value, used

    def _english_million(self, tokens: list[Token], at: int) -> bool:
        """ "2.3m tonnes", "1.5m people": glued to the figure, with what is counted behind it."""
        if self.language != "en" or tokens[at].text != "m" or at + 1 >= len(tokens):
            return False
        counted = tokens[at + 1].folded
        return tokens[at].start == tokens[at - 1].end and len(counted) > 3 and counted not in _METRES

    def _money_follows(self, tokens: list[Token], at: int) -> bool:
        return at + 1 < len(tokens) and tokens[at + 1].text in ("€", "$", "£")
