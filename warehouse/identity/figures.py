"""The light figure reader of identity: the same for all five languages, so that figures compare across them.

Words and units stand in ``seeds/identity/figures.yaml``. Dates, clock times and ordinals are told apart from amounts:
amounts separate claims, the others only colour them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal

from .folding import fold
from .numerals import LETTERS, Numerals, Token

Kind = Literal["amount", "year", "day", "clock", "ordinal"]
YEARS = range(1900, 2101)
RATIO_GAP = 8  # words that may stand between "trois" and "sur dix" ("trois logements neufs sur dix")
_DIGIT = re.compile(r"\d")
_DURATION = re.compile(
    r"(?P<h>\d{1,2})\s?(?:h|:|heures?)\s?(?P<m>\d{1,2})\s?(?:min|['’′:])\s?(?P<s>\d{1,2})\s?(?:[\"”″]|''|s\b)?(?!\d)"
)
_HOUR = re.compile(
    r"(?<![\d.,:])(?P<n>\d{1,2})\s?(?:(?P<half>[ap])\.?m\b\.?|Uhr\b)|\b(?:alle|ore)\s(?P<it>\d{1,2})(?!\d|[.,:]\d|\s?%)"
)
_CLOCK = re.compile(r"(?P<h>\d{1,2})\s?h(?:\s?(?P<m>\d{2}))?(?![\w])|(?P<h2>\d{1,2})[:.](?P<m2>\d{2})(?![\d.,:])")
_ORDINAL = re.compile(r"(?P<n>\d{1,2})(?:e|er|ère|ème|th|st|nd|rd|º|ª)(?!\w)")
_FRACTION = re.compile(r"(?<![\d/])1/([2345])(?![\d/])")
_SHAPED = re.compile(r"\d(?:\s?(?:h|:|[ap]\.?m|Uhr)|e|è|th|st|nd|rd|º|ª|[./]\d|(?<=le\s\d)|(?<=re\s\d))")
"""What the five above have in common, so that most texts are searched once."""
_OF = frozenset(("de", "d", "di", "of", "von"))
COUNTED = "counted"  # the unit of a figure that says how many there are of what stands behind it
TENS = 100  # times that the end of a range is its beginning, at most; beyond that the beginning lacks a scale too
LONGEST_UNIT = 5  # words: "mètres carrés", "kilomètres à l'heure"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its value in ``unit`` (COUNTED where it counts, "" where nothing says what), and where it stands."""

    start: int
    end: int  # code points
    value: float
    unit: str
    kind: Kind = "amount"
    counts: int = -1  # the position in words of what a COUNTED figure counts
    written: float | None = None  # before the unit's size came in: 5 of "5 years", which are 60 months

    def same(self, other: Figure) -> bool:
        """Whether both are one figure; a third is 33.33 %, and "two" may stand for "two years" where one is short."""
        units = {self.unit, other.unit}
        if len(units) > 1 and ("pct" in units or "" not in units):
            return False
        return _close(self.value, other.value) or (len(units) > 1 and _close(self._plain(), other._plain()))

    def alike(self, other: Figure) -> bool:
        """Whether both may measure one kind of thing: two lengths, two sums of money, two counts."""
        kinds = measures()
        return "" in (self.unit, other.unit) or kinds[self.unit] == kinds[other.unit]

    def _plain(self) -> float:
        return self.value if self.written is None else self.written


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-4 * max(abs(a), abs(b), 1e-9)


class Reader(Numerals):
    """Reads the figures of texts in one language."""

    def __init__(self, language: str, data: Mapping[str, Any]) -> None:
        own = data.get(language) or data["en"]
        super().__init__(language, own)
        self.ratio = tuple(tuple(r.split("_")) for r in own["ratio"])
        self.units: Mapping[str, tuple[str, float]] = {
            word: (unit, float(factor))
            for units in data["measures"].values()
            for unit, sizes in units.items()
            for factor, words in sizes.items()
            for word in words.split()
        }
        self.percents = {tuple(p.split()) for p in data["percent_phrases"]}
        self.unclear = frozenset(data["unclear"].split())
        self.powers: Mapping[str, int] = data["powers"]
        self.per_hour = [p.split() for p in data["per_hour"]]
        self.between = frozenset(data["between"])
        self.clock_before = frozenset(data["clock_before"])
        self.clock_after = frozenset(data["clock_after"])

    def find(self, text: str) -> list[Figure]:
        """Every figure of the text, in order."""
        if _DIGIT.search(text):
            taken = self._in_digits(text) if _SHAPED.search(text) else []
        elif any(self.word(w)[1] for w in LETTERS.findall(text)):
            taken = []
        else:
            return []
        taken += self._amounts(self._tokens(_blank(text, taken)))
        if len(taken) < 2:
            return taken
        return self._join_ranges(_join_durations(sorted(taken, key=lambda f: f.start), text), text)

    def _join_ranges(self, figures: list[Figure], text: str) -> list[Figure]:
        """Gives a figure the unit of the next where only that one has it: "de 7,1 à 7,4 %"."""
        for i, (one, other) in enumerate(pairwise(figures)):
            bare = one.kind == other.kind == "amount" and not one.unit and other.written is not None
            if bare and other.written and other.written < TENS * one.value:
                if fold(text[one.end : other.start]).strip() in self.between:
                    value = one.value * other.value / other.written
                    figures[i] = replace(one, value=value, unit=other.unit, written=one.value)
        return figures

    def _in_digits(self, text: str) -> list[Figure]:
        """Durations, fractions, ordinals and clock times, which have a shape of their own."""
        taken = []
        for match in _DURATION.finditer(text):
            seconds = int(match["h"]) * 3600 + int(match["m"]) * 60 + int(match["s"])
            taken.append(Figure(match.start(), match.end(), seconds, "seconds"))
        blank = _blank(text, taken)
        taken += [Figure(m.start(), m.end(), 100 / int(m[1]), "pct") for m in _FRACTION.finditer(blank)]
        taken += [Figure(m.start(), m.end(), int(m["n"]), "", "ordinal") for m in _ORDINAL.finditer(blank)]
        taken += self._clocks(blank)
        for match in _HOUR.finditer(_blank(text, taken)):
            hour = int(match["n"] or match["it"])
            if hour <= 24:
                late = 12 * (match["half"] == "p" and hour < 12)
                taken.append(Figure(match.start(), match.end(), (hour + late) * 60, "", "clock"))
        return taken

    def _clocks(self, text: str) -> list[Figure]:
        found = []
        for match in _CLOCK.finditer(text):
            hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
            before = fold(text[: match.start()]).split()[-1:]
            after = fold(text[match.end() :].replace(".", "")).split()[:1]
            named = match["h"] or (after and after[0].strip(",;") in self.clock_after)
            counted = after and (after[0] in self.scales or after[0].strip(",;.") in self.units)
            if hour > 24 or minute > 59 or counted or not (named or (before and before[0] in self.clock_before)):
                continue
            pm = bool(after and after[0].startswith("pm") and hour < 12)
            found.append(Figure(match.start(), match.end(), (hour + 12 * pm) * 60 + minute, "", "clock"))
        return found

    def _amounts(self, tokens: list[Token]) -> list[Figure]:
        found: list[Figure] = []
        at = 0
        while at < len(tokens):
            if not tokens[at].starts:
                at += 1
                continue
            figure, used = self._amount(tokens, at)
            if figure:
                found.append(figure)
            at += max(used, 1)
        return found

    def _amount(self, tokens: list[Token], at: int) -> tuple[Figure | None, int]:
        token = tokens[at]
        if (token.folded in self.each or token.folded in self.one) and at + 1 < len(tokens):
            share = self._each(tokens, at)
            if share:
                return share
        half = self._half_scale(tokens, at)
        if half:
            return self._unit(tokens, at, half[1], half[0])
        if token.folded in self.whole:
            return Figure(token.start, token.end, self.fractions[token.folded], "pct"), 1
        if token.folded in self.groups and not self._scaled(tokens, at - 1):
            nested = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].folded in _OF)
            base = self.groups.get(tokens[nested].folded) if nested < len(tokens) else None
            if base and base >= 1000:  # "des dizaines de milliers": twenty thousand, at least
                return self._unit(tokens, at, nested + 1, self.groups[token.folded] * base / 2)
            return self._unit(tokens, at, at + 1, self.groups[token.folded])
        if token.folded in self.ordinals and token.folded not in self.fractions:
            return Figure(token.start, token.end, self.ordinals[token.folded], "", "ordinal"), 1
        value, used = self._value(tokens, at)
        if value is None:
            if token.folded in self.ordinals:
                return Figure(token.start, token.end, self.ordinals[token.folded], "", "ordinal"), 1
            if token.folded == "tiers" and self.language == "fr":
                return Figure(token.start, token.end, self.fractions["tiers"], "pct"), 1
            return None, 1
        end = at + used
        after = tokens[end].folded if end < len(tokens) else ""
        if after in self.fractions and value < 10:
            return Figure(token.start, tokens[end].end, value * self.fractions[after], "pct"), used + 1
        ratio = self._ratio(tokens, end, value)
        if ratio:
            return Figure(token.start, tokens[ratio[1] - 1].end, ratio[0], "pct"), ratio[1] - at
        unit = self._unit_of(tokens, end) if value == 1 and token.number is None else None
        if value == 1 and token.number is None and not (unit and self._half(tokens, end + unit[2])):
            return None, 1
        return self._unit(tokens, at, end, value)

    def _half_scale(self, tokens: list[Token], at: int) -> tuple[float, int] | None:
        """ "half a million", "un demi-million", "medio millón": the value and the index after it."""
        if tokens[at].folded not in self.halves:
            return None
        end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].folded in self.one)
        scale = self.scales.get(tokens[end].folded) if end < len(tokens) else None
        return (scale / 2, end + 1) if scale else None

    def _scaled(self, tokens: list[Token], at: int) -> bool:
        return at >= 0 and (tokens[at].number is not None or self._is_number_word(tokens[at].folded))

    def _each(self, tokens: list[Token], at: int) -> tuple[Figure, int] | None:
        """ "jeder fünfte", "every third": one in so many."""
        rank = self.ordinals.get(tokens[at + 1].folded)
        if tokens[at].folded in self.each and rank and rank > 1:
            return Figure(tokens[at].start, tokens[at + 1].end, 100 / rank, "pct"), 2
        return None

    def _ratio(self, tokens: list[Token], at: int, value: float) -> tuple[float, int] | None:
        """Percent and the end of "(trois) logements neufs sur dix", given that "trois" ends before ``at``."""
        if value != int(value) or not 0 < value < 100:
            return None
        for start in range(at, min(at + RATIO_GAP, len(tokens))):
            for words in self.ratio:
                end = start + len(words)
                told = tokens[start].folded == words[0] and tuple(t.folded for t in tokens[start:end]) == words
                if told and end < len(tokens):
                    whole, used = self._value(tokens, end)
                    counted = tokens[end].folded in self.one or self._unit_of(tokens, end + used)
                    if whole and value < whole <= 1000 and not counted:
                        return 100 * value / whole, end + used
            if tokens[start].number is not None or self._is_number_word(tokens[start].folded):
                return None
            if not tokens[start].text.isalnum():
                return None
        return None

    def _unit_of(self, tokens: list[Token], at: int) -> tuple[str, float, int] | None:
        """The unit that stands at ``at``, how many of it one is, and the words it takes."""
        words = [t.folded for t in tokens[at : at + LONGEST_UNIT]]
        if tuple(words[:2]) in self.percents:
            return "pct", 1, 2
        if words[1:] and words[0] in self.unclear and words[1] in self.units:  # "pounds sterling"
            return (*self.units[words[1]], 2)
        if words[1:] and words[0] == "m" and words[1] in self.powers:  # "600 m2"; "m" alone may be a million
            return f"m{self.powers[words[1]]}", 1, 2
        power = self.powers.get(words[0], 0) if words[1:] else 0
        used = 1 + bool(power)
        known = self.units.get(words[used - 1]) if words else None
        if not known or known[0] != "m":
            return (*known, 1) if known and not power else None
        behind = 0 if power else self.powers.get(words[used], 0) if words[used:] else 0
        if power or behind:
            return f"m{power or behind}", known[1] ** (power or behind), used + bool(behind)
        rate = next((r for r in self.per_hour if words[used : used + len(r)] == r), None)
        return ("kmh", known[1] / 1000, used + len(rate)) if rate else (*known, 1)

    def _unit(self, tokens: list[Token], at: int, end: int, value: float) -> tuple[Figure, int]:
        """The figure with the unit that follows it ("45 M€", "14,29 millions de km²") or stands before ("€45m")."""
        first = tokens[at]
        skip = end + (end < len(tokens) and tokens[end].folded in ("de", "d", "di", "of"))
        unit = self._unit_of(tokens, skip)
        if not unit and skip != end:
            unit, skip = self._unit_of(tokens, end), end
        if first.prefix and first.prefix in self.units:
            name, factor = self.units[first.prefix]
            return Figure(first.start, tokens[end - 1].end, value * factor, name), end - at
        if first.plain and end - at == 1 and value in YEARS and not unit:
            return Figure(first.start, first.end, value, "", "year"), 1
        if unit:
            name, factor, used = unit
            last = skip + used
            if half := self._half(tokens, last):  # "deux ans et demi"
                value, last = value + 0.5, half
            timed = at and tokens[at - 1].folded in self.clock_before
            if (name, factor) == ("seconds", 3600) and value <= 24.5 and timed:
                return Figure(first.start, tokens[last - 1].end, value * 60, "", "clock"), last - at
            return Figure(first.start, tokens[last - 1].end, value * factor, name, written=value), last - at
        return Figure(first.start, tokens[end - 1].end, value, ""), end - at


def _blank(text: str, taken: list[Figure]) -> str:
    """The text with what is taken made blank, so that offsets hold."""
    for figure in taken:
        text = text[: figure.start] + " " * (figure.end - figure.start) + text[figure.end :]
    return text


def _join_durations(figures: list[Figure], text: str) -> list[Figure]:
    """ "two hours, 19 minutes and 47 seconds" is one figure."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        smaller = last and last.unit == figure.unit == "seconds" and last.value % 60 == 0 and figure.value < last.value
        if last and smaller and len(text[last.end : figure.start].split()) <= 1:
            joined[-1] = Figure(last.start, figure.end, last.value + figure.value, "seconds")
        else:
            joined.append(figure)
    return joined


@cache
def measures() -> dict[str, str]:
    """What each unit measures: {"eur": "money", "m": "length", …}."""
    from .lexicon import load

    return {unit: kind for kind, units in load().figures["measures"].items() for unit in units} | {COUNTED: COUNTED}


@lru_cache(maxsize=8)
def reader(language: str) -> Reader:
    """The reader of a language; English where there is none."""
    from .lexicon import load

    return Reader(language, load().figures)


def find(text: str, language: str) -> list[Figure]:
    """Every figure of a text in one of the languages of the lexicon, in order."""
    return reader(language).find(text)
