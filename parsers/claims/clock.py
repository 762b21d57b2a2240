"""Templates of the pack that name times ("{day} {month} {year}"), and how they fit tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from parsers import lexicon
from parsers.claims import numerals
from parsers.claims.figures import Grammar, Phrases, Tokens, grammar

SLOT = re.compile(r"\{(\w+)\}")
KINDS = ("dates", "decades", "relative", "ago", "ahead", "past_span", "next_span", "weekday_past", "weekday_next",
         "weekday_alone")  # fmt: skip
BOUNDS = ("since", "until", "before", "after", "by", "in")
DIGITS = ("{day", "{first", "{year")  # slots that only digits fill
FIGURES = (*DIGITS, "{number", "{nth")
YEARS = (1000, 2199)
Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """Literal tokens and slots ("{day"), of a kind of `KINDS`; relative ones with their value."""

    kind: str
    parts: tuple[str, ...]
    value: Any = None


class Clock:
    """The compiled ``times`` of one language."""

    def __init__(self, pack: dict[str, Any], g: Grammar) -> None:
        self.pack, self.g = pack, g
        self.months = {w: i + 1 for i, words in enumerate(pack["months"]) for w in words}
        self.units = {w: unit for unit, words in pack["units"].items() for w in words}
        self.words: dict[str, dict[str, Any]] = {
            "month": self.months, "weekday": {w: i for i, w in enumerate(pack["weekdays"])}, "unit": self.units,
            "season": pack.get("seasons") or {}, "nth": pack.get("nth") or {}, "period": pack.get("periods") or {},
        }  # fmt: skip
        self.day_endings = frozenset(pack.get("day_endings", ()))
        self.capital = frozenset(pack.get("capital", ()))
        self.first: dict[str, list[Template]] = {}
        for kind in KINDS:
            for words, value in self._entries(kind):
                template = Template(kind, self._parts(words), value)
                self.first.setdefault(template.parts[0], []).append(template)
        self.opened = self._opened()
        self.telling = frozenset(w for ts in self.first.values() for t in ts for w in self._telling(t.parts))
        self.figures = [t for slot in FIGURES for t in self.first.get(slot, ())]
        self.bounds = Phrases((g.phrase(p), kind) for kind in BOUNDS for p in pack.get(kind, ()))
        self.year_after = Phrases((g.phrase(p), True) for p in pack.get("year_after", ()))
        self.thirds = Phrases((g.phrase(p), part) for p, part in (pack.get("thirds") or {}).items())
        self.spans = [(Phrases([(g.phrase(a), True)]), g.phrase(b)) for a, b in pack.get("spans", ())]
        self.future_words = frozenset(pack.get("future_words", ()))
        self.future_endings = tuple(pack.get("future_endings", ()))
        self.not_future = frozenset(pack.get("not_future", ()))

    def _entries(self, kind: str) -> list[tuple[str, Any]]:
        entries = self.pack.get(kind) or {}
        return list(entries.items()) if isinstance(entries, dict) else [(e, None) for e in entries]

    def _parts(self, template: str) -> tuple[str, ...]:
        parts: list[str] = []
        for n, piece in enumerate(SLOT.split(template)):
            parts += ["{" + piece] if n % 2 else self.g.phrase(piece)
        return tuple(parts)

    def _opened(self) -> dict[str, list[tuple[str, Template]]]:
        """The templates that may begin at a word, by the word, each with the word that must follow it, or ""."""
        found = {word: [(_second(t), t) for t in templates] for word, templates in self.first.items()}
        for name, words in (*self.words.items(), ("number", self.g.starts - self.g.leading.keys())):
            if templates := self.first.get("{" + name):
                for word in words:
                    found.setdefault(word, []).extend(("", t) for t in templates)
        return found

    def _telling(self, parts: tuple[str, ...]) -> Iterable[str]:
        """Words of which one stands in every time of a template; none where it has digits."""
        if any(part in DIGITS for part in parts):
            return ()
        slots = [self.words[part[1:]] for part in parts if part[1:] in self.words and part[0] == "{"]
        return slots[-1] if slots else (max((p for p in parts if p[0] != "{"), key=len),)

    def candidates(self, t: Tokens, i: int) -> Sequence[Template]:
        """The templates that may begin at a token: digits, or a word of ``opened``."""
        if t.kind[i] != "n":
            after = t.at(i + 1)
            return [template for second, template in self.opened[t.low[i]] if second in ("", after)]
        return [*self.first.get(t.low[i], ()), *self.figures]


def _second(template: Template) -> str:
    first, second, *_ = *template.parts, ""
    return second if "{" not in (first[0], second[:1]) else ""


@cache
def clock(language: str) -> Clock | None:
    """The compiled times of a language; None where its pack has none."""
    pack, g = lexicon.load(language), grammar(language)
    return Clock(pack["times"], g) if pack and g and pack.get("times") else None


def fit(t: Tokens, i: int, parts: tuple[str, ...], c: Clock) -> tuple[int, Slots] | None:
    """The token past a template that fits at ``i``, with what its slots hold."""
    slots: Slots = {}
    for part in parts:
        if part[0] == "{" and len(part) > 1:
            filled = _slot(t, i, part[1:], c)
            if filled is None:
                return None
            i, slots[part[1:]] = filled
        elif t.at(i) == part:
            i += 1
        else:
            return None
    return i, slots


def _slot(t: Tokens, i: int, name: str, c: Clock) -> tuple[int, Any] | None:
    if i >= len(t):
        return None
    if name == "year":
        year = plain_year(t, i, c)
        return (i + 1, year) if year else None
    if name in ("day", "first"):
        if not (t.kind[i] == "n" and t.text[i].isdigit() and 1 <= int(t.text[i]) <= 31):
            return None
        return i + 1 + (t.at(i + 1) in c.day_endings and t.glued(i + 1)), int(t.text[i])
    if name == "number":
        number = numerals.read(t, i, c.g)
        whole = number is not None and not number.open and number.value == int(number.value) < 10_000
        return (number.end, int(number.value)) if number and whole else None
    if name == "nth" and t.kind[i] == "n" and t.text[i].isdigit():
        ranked = t.glued(i + 1) and t.at(i + 1) in c.g.words("ordinal_endings")
        return (i + 2, int(t.text[i])) if ranked else None
    value = c.words[name].get(t.low[i])
    if value is None:
        return None
    return i + 1 + (name == "month" and len(t.low[i]) < 5 and t.at(i + 1) == "." and i + 2 < len(t)), value


def plain_year(t: Tokens, i: int, c: Clock) -> int | None:
    """The year that four plain digits at token ``i`` may be."""
    plain = t.kind[i] == "n" and t.text[i].isdigit() and len(t.text[i]) == 4
    return int(t.text[i]) if plain and YEARS[0] <= int(t.text[i]) <= YEARS[1] else None
