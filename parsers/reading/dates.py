"""Dates as pages print and declare them; a parser of whole date lines, never run over prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Any

from parsers.reading.packs import REMEMBERED, reading

CLOCK = r"(?P<hour>[01]?\d|2[0-3])\s?(?:h|:|\.|uhr|時|时|시|點|点)\s?(?P<minute>[0-5]\d)?(?::(?P<second>[0-5]\d))?"
NOON = r"\s?(?P<half>[ap])\.?m\b\.?"
ZONE = (
    r"\s?\(?(?P<zone>z\b|(?:utc|gmt)\s?(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|"
    r"c?es?t\b|cet\b|cest\b|bst\b|e[sd]?t\b|p[sd]?t\b|ist\b|jst\b)\)?"
)
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "cet": 60, "cest": 120, "bst": 60, "est": -300, "edt": -240, "et": -300, "pst": -480,
    "pdt": -420, "pt": -480, "ist": 330, "jst": 540,
}  # fmt: skip
YEAR = re.compile(r"(?:19|20)\d\d")
ERAS = {"buddhist": r"2[45]\d\d", "persian": r"1[34]\d\d"}
"""The years of the calendars that a press prints beside our own."""
NEWROZ = 738_235
"""The ordinal of 1 Farvardin 1401, 21 March 2022."""
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


def clock_after(at: str, early: str, late: str) -> str:
    """The pattern of a time of day after a date, with a language's words for "at", "a.m." and "p.m." before it."""
    return (
        rf"(?:[\s,;|–—-]+(?:à|at|um|a las|alle|às|om|kl\.?|{at}|o)?\s?|\s*[\(（]\s*)?"
        rf"(?:(?P<early>{early})|(?P<late>{late}))?\s?{CLOCK}(?:{NOON})?\s?(?:uhr|h\b|分)?(?:{ZONE})?"
    )


class Calendar:
    """The printed dates of one language: its months, in either order, with an optional time of day."""

    def __init__(self, pack: dict[str, Any]) -> None:
        self.months: dict[str, int] = {name.lower(): number for number, name in enumerate(pack.get("months", ()), 1)}
        for number, name in enumerate(pack.get("months_short", ()), 1):
            self.months.setdefault(name.lower(), number)
        self.months.update(pack.get("months_other", {}))
        self.day_first = bool(pack.get("day_first", True))
        self.era: str | None = pack.get("era")
        self.year = re.compile(rf"{YEAR.pattern}|{ERAS[self.era]}") if self.era else YEAR
        self.digits = str.maketrans(pack.get("digits", ""), "0123456789" * (len(pack.get("digits", "")) // 10))
        said = pack.get("dates", {})
        names = "|".join(re.escape(name) for name in sorted(self.months, key=len, reverse=True)) or "(?!)"
        month = rf"(?P<{{0}}>{names})\.?"
        link = said.get("link", "(?!)")
        day = rf"(?P<d1>\d{{1,2}})(?:er|st|nd|rd|th|º|\.)?\s?(?:of |de |di |d'|{link} )?"
        one = rf"{day}{month.format('m1')},?\s?(?:de |del |{link} )?(?P<y1>\d{{4}})"
        two = rf"{month.format('m2')}\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y2>\d{{4}})"
        three = r"(?P<d3>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<m3>\d{1,2})\s?(?P=sep)\s?(?P<y3>\d{4})"
        four = r"(?P<y4>\d{4})\s?[年년/.-]\s?(?P<m4>\d{1,2})\s?[月월/.-]\s?(?P<d4>\d{1,2})[日일]?"
        kinds = [one, two, three, four]
        if first := said.get("year_first"):
            kinds.append(rf"(?P<y5>\d{{4}})(?:{first})\s?{month.format('m5')}\s(?P<d5>\d{{1,2}})(?!\d)")
            kinds.append(rf"(?P<y6>\d{{4}})(?:{first})\s?(?P<d6>\d{{1,2}})\.?\s{month.format('m6')}")
        later = said.get("year_after")
        ends = rf"(?:\s?(?:{later})(?!\w))?" if later else ""
        after = clock_after(*(said.get(word, "(?!)") for word in ("at", "am", "pm")))
        self.dated = lru_cache(REMEMBERED)(self.search)
        self.pattern = re.compile(rf"(?<![\d/])(?:{'|'.join(kinds)})(?![\d/]){ends}(?:{after})?", re.IGNORECASE)

    def find(self, text: str) -> Printed | None:
        """The first date printed in a line, or None."""
        if self.digits:
            text = text.translate(self.digits)
        if "20" not in text and "19" not in text and not self.era:  # a tenth of the time of what tells it surely
            return None
        return self.dated(text)

    def search(self, text: str) -> Printed | None:
        """The same for a line that may hold a year, its digits being ours."""
        year = self.year.search(text)
        if year is None:
            return None
        iso = ISO.search(text)
        if iso is not None and (value := declared(iso[0])) is not None:
            return Printed(value, *iso.span())
        for m in self.pattern.finditer(text, max(0, year.start() - BEFORE)):
            if (value := self.value(m)) is not None:
                return Printed(value, *m.span())
        return None

    def month(self, name: str) -> int:
        """The number of a month's name; 0 for what only ignoring capitals took for one (Turkish dotless i)."""
        return self.months.get(name.lower().replace("i̇", "i"), 0)

    def value(self, m: re.Match[str]) -> str | None:
        """The ISO date of a match."""
        part = m.groupdict()
        number = next(n for n in "123456" if part.get(f"y{n}"))
        year, month, day = (part[f"{key}{number}"] for key in "ymd")
        numbers = int(year), int(month) if month.isdigit() else self.month(month), int(day)
        day_first = self.day_first or m["sep"] == "." or numbers[2] > 12
        if number == "3" and not (day_first and numbers[1] <= 12):
            numbers = numbers[0], numbers[2], numbers[1]
        half = "p" if m["late"] else "a" if m["early"] else (m["half"] or "").lower()
        ours = in_our_era(self.era, *numbers)
        return build(*ours, m["hour"], m["minute"], m["second"], m["zone"], half) if ours else None


def in_our_era(era: str | None, year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """A Gregorian date of one by the Buddhist or the Persian calendar; others as they are."""
    if era == "buddhist" and year > 2400:
        return year - 543, month, day
    if era != "persian" or year > 1500:
        return year, month, day
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    months = 31 * (month - 1) if month < 7 else 30 * (month - 1) + 6
    leaps = (8 * year + 21) // 33 - (8 * 1401 + 21) // 33
    found = date.fromordinal(NEWROZ + 365 * (year - 1401) + leaps + months + day - 1)
    return found.year, found.month, found.day


@cache
def compiled(language: str) -> Calendar:
    """The calendar of a language that has a pack."""
    return Calendar(reading(language) or {})


def calendar(language: str | None) -> Calendar:
    """The calendar of a language; English for one without a pack."""
    return compiled(language if language and reading(language) else "en")
