"""Dates as pages print and declare them; a parser of whole date lines, never run over prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Any

from parsers.reading.packs import reading

CLOCK = r"(?P<hour>[01]?\d|2[0-3])\s?(?:h|:|\.|uhr|時)\s?(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d))?"
NOON = r"\s?(?P<half>[ap])\.?m\b\.?"
ZONE = (
    r"\s?\(?(?P<zone>z\b|(?:utc|gmt)\s?(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|"
    r"c?es?t\b|cet\b|cest\b|bst\b|e[sd]?t\b|p[sd]?t\b|ist\b|jst\b)\)?"
)
AFTER = (
    rf"(?:[\s,;|–—-]+(?:à|at|um|a las|alle|às|om|kl\.?|o)?\s?|\s*[\(]\s*)?{CLOCK}(?:{NOON})?\s?(?:uhr|h\b)?(?:{ZONE})?"
)
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120, "bst": 60, "est": -300, "edt": -240, "et": -300, "pst": -480,
    "pdt": -420, "pt": -480, "ist": 330, "jst": 540,
}  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")
ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:[t ]\s?(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"\s?(?P<zone>z|(?:utc|gmt)?[+-]\d\d(?::?\d\d)?|utc|gmt)?)?",
    re.IGNORECASE,
)
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[t-]?(\d\d)(\d\d)(\d\d)?)?z?$", re.IGNORECASE)
RFC = re.compile(
    r"(?:[a-z]{3},?\s+)?(?:(?P<day>\d{1,2})\s+(?P<month>[a-z]{3})[a-z]*|(?P<month2>[a-z]{3})[a-z]*\s+(?P<day2>\d{1,2}),?)\s+"
    r"(?:(?P<year>\d{4})\s+)?(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<zone>[a-z]{1,4}|[+-]\d{4})?"
    r"(?:\s+(?P<year2>\d{4}))?",
    re.IGNORECASE,
)
ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
BEFORE = 60
"""Characters that may stand between the beginning of a date and its year."""
EARLIEST = 1980
"""No page of the web is older by more than a scan; an earlier year is an error of the page."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date found in a line: ISO 8601 (offset only where printed) and where it stands."""

    iso: str
    start: int
    end: int


def zone_of(text: str | None) -> tzinfo | None:
    """The offset that a zone's letters or ``+hh:mm`` name, or None."""
    if not text:
        return None
    text = text.lower().replace(" ", "")
    if (shift := re.search(r"([+-])(\d\d?):?(\d\d)?$", text)) is not None:
        minutes = int(shift[2]) * 60 + int(shift[3] or 0)
        minutes = -minutes if shift[1] == "-" else minutes
    elif text in ZONES:
        minutes = ZONES[text]
    else:
        return None
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


def build(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None, zone: str | None,
    half: str | None = None,
) -> str | None:  # fmt: skip
    """ISO 8601 of the parts (a bare date where there is no hour), or None where they are no date."""
    try:
        if hour is None:
            return None if year < EARLIEST else datetime(year, month, day).date().isoformat()
        hours = int(hour)
        if half:
            hours = hours % 12 + (12 if half == "p" else 0)
        moment = datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=zone_of(zone))
    except ValueError:
        return None
    return None if year < EARLIEST else moment.isoformat()


def declared(text: str | None) -> str | None:
    """A date as machines write it (ISO 8601, RFC 2822, epoch, compact digits), as ISO 8601; None if it is none."""
    text = (text or "").strip()
    if not text or len(text) > 80:
        return None
    if (m := ISO.match(text)) is not None:
        return build(int(m["year"]), int(m["month"]), int(m["day"]), m["hour"], m["minute"], m["second"], m["zone"])
    if text.isdigit() and len(text) in (10, 13):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    if (m := COMPACT.match(text)) is not None:
        return build(int(m[1]), int(m[2]), int(m[3]), m[4], m[5], m[6], None)
    if (m := RFC.match(text)) is not None and (m["year"] or m["year2"]):
        name = (m["month"] or m["month2"]).lower()
        if name in ENGLISH:
            year, day = int(m["year"] or m["year2"]), int(m["day"] or m["day2"])
            return build(year, ENGLISH.index(name) + 1, day, m["hour"], m["minute"], m["second"], m["zone"])
    return None


class Calendar:
    """The printed dates of one language: its months, in either order, with an optional time of day."""

    def __init__(self, pack: dict[str, Any]) -> None:
        self.months: dict[str, int] = {name.lower(): number for number, name in enumerate(pack.get("months", ()), 1)}
        for number, name in enumerate(pack.get("months_short", ()), 1):
            self.months.setdefault(name.lower(), number)
        self.months.update(pack.get("months_other", {}))
        self.day_first = bool(pack.get("day_first", True))
        names = "|".join(re.escape(name) for name in sorted(self.months, key=len, reverse=True)) or "(?!)"
        month = rf"(?P<{{0}}>{names})\.?"
        day = r"(?P<d1>\d{1,2})(?:er|st|nd|rd|th|º|\.)?\s?(?:of |de |di )?"
        one = rf"{day}{month.format('m1')},?\s?(?:de |del )?(?P<y1>\d{{4}})"
        two = rf"{month.format('m2')}\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
        three = r"(?P<d3>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m3>\d{1,2})\s?(?P=sep)\s?(?P<y3>\d{4})"
        four = r"(?P<y4>\d{4})\s?[年/.-]\s?(?P<m4>\d{1,2})\s?[月/.-]\s?(?P<d4>\d{1,2})日?"
        self.pattern = re.compile(rf"(?<![\d/])(?:{one}|{two}|{three}|{four})(?![\d/])(?:{AFTER})?", re.IGNORECASE)

    def find(self, text: str) -> Printed | None:
        """The first date printed in a line, or None."""
        year = YEAR.search(text)
        if year is None:
            return None
        iso = ISO.search(text)
        if iso is not None and (value := declared(iso[0])) is not None:
            return Printed(value, *iso.span())
        for m in self.pattern.finditer(text, max(0, year.start() - BEFORE)):
            if (value := self.value(m)) is not None:
                return Printed(value, *m.span())
        return None

    def value(self, m: re.Match[str]) -> str | None:
        """The ISO date of a match."""
        if m["y1"]:
            year, month, day = int(m["y1"]), self.months[m["m1"].lower()], int(m["d1"])
        elif m["y2"]:
            year, month, day = int(m["y2"]), self.months[m["m2"].lower()], int(m["d2"])
        elif m["y4"]:
            year, month, day = int(m["y4"]), int(m["m4"]), int(m["d4"])
        else:
            year, first, second = int(m["y3"]), int(m["d3"]), int(m["m3"])
            day_first = self.day_first or m["sep"] == "."
            day, month = (first, second) if (day_first or first > 12) and second <= 12 else (second, first)
        return build(year, month, day, m["hour"], m["minute"], m["second"], m["zone"], (m["half"] or "").lower())


@cache
def compiled(language: str) -> Calendar:
    """The calendar of a language that has a pack."""
    return Calendar(reading(language) or {})


def calendar(language: str | None) -> Calendar:
    """The calendar of a language; English for one without a pack."""
    return compiled(language if language and reading(language) else "en")
