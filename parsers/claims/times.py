"""Times said in a text, as half-open intervals of days against the article's date.

The words are templates in the section ``times`` of the language pack ("{day} {month} {year}", "il y a {number}
{unit}"), matched over tokens, the longest first. A time that cannot be resolved is kept with both ends null.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parsers.claims import calendar
from parsers.claims.calendar import Period
from parsers.claims.clock import Clock, Slots, Template, clock, fit, plain_year
from parsers.claims.figures import Tokens
from parsers.models import Time


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
    yearless: bool = False


def find(text: str, language: str, anchor: dt.date | None = None) -> list[Said]:
    """The times of a text, in order, resolved against ``anchor`` (the day of the article)."""
    c = clock(language)
    if c is None:
        return []
    t = c.g.tokens(text)
    if "n" not in t.kind and c.telling.isdisjoint(t.low):
        return []
    hits: list[_Hit] = []
    for i, low in enumerate(t.low):
        begins = low in c.opened or t.kind[i] == "n"
        if begins and not (hits and i < hits[-1].end) and (hit := _longest(t, i, c, anchor)):
            hits.append(hit)
    return [_said(t, h) for h in _bounded(t, hits, c, anchor)]


def _said(t: Tokens, h: _Hit) -> Said:
    start, end = t.start[h.start], t.end[h.end - 1]
    p = h.period or Period(None, None)
    iso = [d.isoformat() if d else None for d in (p.start, p.end)]
    return Said(start, end, Time(t.source[start:end], iso[0], iso[1]))


def _longest(t: Tokens, i: int, c: Clock, anchor: dt.date | None) -> _Hit | None:
    best: tuple[int, Template, Slots] | None = None
    for template in c.candidates(t, i):
        match = fit(t, i, template.parts, c)
        if match and (best is None or match[0] > best[0]):
            best = match[0], template, match[1]
    if best is None:
        year = plain_year(t, i, c)
        return _Hit(i, i + 1, calendar.years(year), year_only=True) if year and _dated(t, i, c) else None
    end, template, slots = best
    if any(t.low[k] in c.capital and not t.upper(k) for k in range(i, end)):
        return None
    try:
        period = _period(t, i, template, slots, c, anchor)
    except OverflowError:  # a day outside the calendar
        period = None
    return _Hit(i, end, period, yearless=template.kind == "dates" and "year" not in slots)


def _dated(t: Tokens, i: int, c: Clock) -> bool:
    """A year alone counts after a word that dates, or as an end of a span."""
    if i + 1 < len(t) and any(c.g.table(k, "units").at(t.low, i + 1) for k in ("currencies", "measures", "percent")):
        return False
    if c.year_after.before(t.low, i) or c.thirds.before(t.low, i) or any(a.before(t.low, i) for a, _ in c.spans):
        return True
    links = any(t.low[i - len(b) : i] == list(b) and plain_year(t, i - len(b) - 1, c) for _, b in c.spans if i > len(b))
    dash = t.at(i - 1) in ("-", "–") and i > 1 and plain_year(t, i - 2, c) is not None
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


def _period(t: Tokens, i: int, template: Template, slots: Slots, c: Clock, anchor: dt.date | None) -> Period | None:
    if template.kind == "dates":
        return _date(t, i, template, slots, c, anchor)
    if template.kind == "decades":
        return calendar.years(slots["year"], 10 if slots["year"] % 10 == 0 else 1)
    if anchor is None:
        return None
    if template.kind == "relative":
        unit, count, *part = str(template.value).split()
        period = calendar.away(anchor, unit, int(count))
        return calendar.third(period, int(part[0])) if period and part else period
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


def _date(t: Tokens, i: int, template: Template, slots: Slots, c: Clock, anchor: dt.date | None) -> Period | None:
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
            h.start, h.period = bound[0], _open(_coming(h, bound[1], anchor), bound[1], anchor)
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


def _coming(h: _Hit, how: str, anchor: dt.date | None) -> Period | None:
    """What something lasts until is yet to come, where no year is said: "d'ici le 15 décembre"."""
    p = h.period
    if not (h.yearless and how in ("until", "by") and anchor and p and p.start and p.end and p.end <= anchor):
        return p
    return Period(calendar.moved(p.start, "year", 1), calendar.moved(p.end, "year", 1))


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
