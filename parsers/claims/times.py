"""Times said in a text, as half-open intervals of days against the article's date.

The words are templates in the section ``times`` of the language pack ("{day} {month} {year}", "il y a {number}
{unit}"), matched over tokens, the longest first. A time that cannot be resolved is kept with both ends null.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from parsers import lexicon
from parsers.claims import calendar, numerals
from parsers.claims.calendar import Period
from parsers.claims.figures import Grammar, Phrases, Tokens, grammar
from parsers.models import Time

SLOT = re.compile(r"\{(\w+)\}")
KINDS = ("dates", "decades", "relative", "ago", "ahead", "past_span", "next_span", "weekday_past", "weekday_next",
         "weekday_alone")  # fmt: skip
BOUNDS = ("since", "until", "before", "after", "by", "in")
YEARS = (1000, 2199)
Slots = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A time and where it stands: ``text[start:end] == time.text``."""

    start: int
    end: int
    time: Time


@dataclass(slots=True)
class _Hit:
    """A period on tokens [start, end); ``ahead`` when the clause speaks of what is to come."""

    start: int
    end: int
    period: Period | None
    year_only: bool = False


@dataclass(frozen=True, slots=True)
class _Template:
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
        self.first: dict[str, list[_Template]] = {}
        for kind in KINDS:
            for words, value in self._entries(kind):
                template = _Template(kind, self._parts(words), value)
                self.first.setdefault(template.parts[0], []).append(template)
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

    def candidates(self, t: Tokens, i: int) -> list[_Template]:
        """The templates that may begin at a token."""
        low = t.low[i]
        found = list(self.first.get(low, ()))
        if t.kind[i] == "n":
            found += (
                self.first.get("{day", [])
                + self.first.get("{first", [])
                + self.first.get("{year", [])
                + self.first.get("{number", [])
            )
            found += self.first.get("{nth", [])
        else:
            for name, words in self.words.items():
                if low in words:
                    found += self.first.get("{" + name, [])
            if low in self.g.starts:
                found += self.first.get("{number", [])
        return found


@cache
def clock(language: str) -> Clock | None:
    """The compiled times of a language; None where its pack has none."""
    pack, g = lexicon.load(language), grammar(language)
    return Clock(pack["times"], g) if pack and g and pack.get("times") else None


def find(text: str, language: str, anchor: dt.date | None = None) -> list[Said]:
    """The times of a text, in order, resolved against ``anchor`` (the day of the article)."""
    c = clock(language)
    if c is None:
        return []
    t = c.g.tokens(text)
    hits: list[_Hit] = []
    i = 0
    while i < len(t):
        hit = _longest(t, i, c, anchor)
        if hit:
            hits.append(hit)
        i = hit.end if hit else i + 1
    return [_said(t, h) for h in _bounded(t, hits, c, anchor)]


def _said(t: Tokens, h: _Hit) -> Said:
    start, end = t.start[h.start], t.end[h.end - 1]
    p = h.period or Period(None, None)
    iso = [d.isoformat() if d else None for d in (p.start, p.end)]
    return Said(start, end, Time(t.source[start:end], iso[0], iso[1]))


def _longest(t: Tokens, i: int, c: Clock, anchor: dt.date | None) -> _Hit | None:
    best: tuple[int, _Template, Slots] | None = None
    for template in c.candidates(t, i):
        match = _match(t, i, template.parts, c)
        if match and (best is None or match[0] > best[0]):
            best = match[0], template, match[1]
    if best is None:
        year = _year(t, i, c)
        return _Hit(i, i + 1, calendar.years(year), year_only=True) if year and _dated(t, i, c) else None
    end, template, slots = best
    if any(t.low[k] in c.capital and not t.upper(k) for k in range(i, end)):
        return None
    return _Hit(i, end, _period(t, i, template, slots, c, anchor))


def _match(t: Tokens, i: int, parts: tuple[str, ...], c: Clock) -> tuple[int, Slots] | None:
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
        year = _year(t, i, c)
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


def _year(t: Tokens, i: int, c: Clock) -> int | None:
    plain = t.kind[i] == "n" and t.text[i].isdigit() and len(t.text[i]) == 4
    return int(t.text[i]) if plain and YEARS[0] <= int(t.text[i]) <= YEARS[1] else None


def _dated(t: Tokens, i: int, c: Clock) -> bool:
    """A year alone counts after a word that dates, or as an end of a span."""
    if i + 1 < len(t) and any(c.g.table(k, "units").at(t.low, i + 1) for k in ("currencies", "measures", "percent")):
        return False
    if c.year_after.before(t.low, i) or c.thirds.before(t.low, i) or any(a.before(t.low, i) for a, _ in c.spans):
        return True
    links = any(t.low[i - len(b) : i] == list(b) and _year(t, i - len(b) - 1, c) for _, b in c.spans if i > len(b))
    dash = t.at(i - 1) in ("-", "–") and i > 1 and _year(t, i - 2, c) is not None
    return bool(links) or dash or (t.at(i - 1) == "(" and t.at(i + 1) == ")")


def _ahead(t: Tokens, i: int, c: Clock) -> bool:
    """The sentence round token ``i`` speaks of the future."""
    start = end = i
    while start > 0 and t.low[start - 1] not in (".", "!", "?"):
        start -= 1
    while end < len(t) and t.low[end] not in (".", "!", "?"):
        end += 1
    for word in t.low[start:end]:
        if word in c.future_words or (
            c.future_endings and word.endswith(c.future_endings) and word not in c.not_future
        ):
            return True
    return False


def _period(t: Tokens, i: int, template: _Template, slots: Slots, c: Clock, anchor: dt.date | None) -> Period | None:
    if template.kind == "dates":
        return _date(t, i, template, slots, c, anchor)
    if template.kind == "decades":
        return calendar.years(slots["year"], 10 if slots["year"] % 10 == 0 else 1)
    if anchor is None:
        return None
    if template.kind == "relative":
        unit, count = str(template.value).split()
        return calendar.away(anchor, unit, int(count))
    if "weekday" in slots:
        direction = {"weekday_past": -1, "weekday_next": 1}.get(template.kind, 1 if _ahead(t, i, c) else 0)
        return calendar.weekday(anchor, slots["weekday"], direction)
    return _counted(template.kind, slots["unit"], slots["number"], anchor)


def _counted(kind: str, unit: str, number: int, anchor: dt.date) -> Period | None:
    """Spans of so many units before or after the anchor."""
    if kind in ("ago", "ahead"):
        return calendar.away(anchor, unit, -number if kind == "ago" else number)
    if kind == "past_span":
        return Period(calendar.moved(anchor, unit, -number), anchor + calendar.DAY)
    return Period(anchor, calendar.moved(anchor, unit, number))


def _date(t: Tokens, i: int, template: _Template, slots: Slots, c: Clock, anchor: dt.date | None) -> Period | None:
    """A day, month, season or part of a year, in the year said or the likeliest."""
    said = "year" in slots
    if not said and anchor is None:
        return None
    year = slots["year"] if said else (anchor or dt.date.min).year
    if "day" in slots:
        period = calendar.day(year, slots["month"], slots["day"])
        if period and "first" in slots and (first := calendar.day(year, slots["month"], slots["first"])):
            period = Period(first.start, period.end)
    elif "month" in slots:
        period = calendar.months(year, slots["month"])
    elif "season" in slots:
        period = calendar.months(year, slots["season"], 3)
    else:
        length = slots["period"]
        period = calendar.months(year, 1 + (slots["nth"] - 1) * length, length) if slots["nth"] * length <= 12 else None
    if said or anchor is None:
        return period
    return calendar.nearest(anchor, period, _ahead(t, i, c))


def _bounded(t: Tokens, hits: list[_Hit], c: Clock, anchor: dt.date | None) -> list[_Hit]:
    """Apply what stands before each period: its part, what opens or bounds it, and what joins two."""
    out: list[_Hit] = []
    skip = False
    for n, h in enumerate(hits):
        if skip:
            skip = False
            continue
        if n + 1 < len(hits) and (joined := _span(t, h, hits[n + 1], c)):
            out.append(joined)
            skip = True
            continue
        floor = out[-1].end if out else 0
        if (part := c.thirds.before(t.low, h.start)) and part[0] >= floor:
            h.start, h.period = part[0], calendar.third(h.period, part[1]) if h.period else None
        if (bound := c.bounds.before(t.low, h.start)) and bound[0] >= floor:
            h.start, h.period = bound[0], _open(h.period, bound[1], anchor)
        out.append(h)
    return out


def _span(t: Tokens, a: _Hit, b: _Hit, c: Clock) -> _Hit | None:
    """Two periods as one span: "entre mars et mai", "from 2020 to 2023"."""
    between = tuple(t.low[a.end : b.start])
    if a.year_only and b.year_only and between in (("-",), ("–",)):
        return _Hit(a.start, b.end, _through(a.period, b.period))
    for opener, link in c.spans:
        hit = opener.before(t.low, a.start)
        if hit and between == link:
            return _Hit(hit[0], b.end, _through(a.period, b.period))
    return None


def _through(a: Period | None, b: Period | None) -> Period | None:
    """From the start of one to the end of the other; a start without a year takes that of the end."""
    if a is None or b is None or a.start is None or b.end is None:
        return None
    start: dt.date | None = a.start
    while start and start >= b.end:
        start = calendar.moved(start, "year", min(-1, b.end.year - start.year))
    return Period(start, b.end)


def _open(p: Period | None, how: str, anchor: dt.date | None) -> Period | None:
    if p is None or how == "in":
        return p
    return {
        "since": Period(p.start, None),
        "until": Period(None, p.end),
        "before": Period(None, p.start),
        "after": Period(p.end, None),
        "by": Period(anchor if anchor and p.end and anchor < p.end else None, p.end),
    }[how]
