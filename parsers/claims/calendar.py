"""Periods of days: months, quarters, spans told from an anchor. Half-open, pure arithmetic, no words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

AHEAD = 31  # days: "en mars" without a year is the last March, or one that begins within a month
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days [start, end); an end is null where it is open."""

    start: dt.date | None
    end: dt.date | None


def days(start: dt.date, count: int = 1) -> Period:
    """``count`` days from ``start`` on."""
    return Period(start, start + count * DAY)


def months(year: int, month: int, count: int = 1) -> Period | None:
    """``count`` months from a month on; None outside the calendar."""
    try:
        return Period(dt.date(year, month, 1), _month(year, month + count))
    except (ValueError, OverflowError):
        return None


def years(year: int, count: int = 1) -> Period | None:
    """``count`` years from a year on."""
    return months(year, 1, 12 * count)


def _month(year: int, month: int) -> dt.date:
    """The first day of a month whose number may run past twelve or below one."""
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def day(year: int, month: int, number: int) -> Period | None:
    """One day; None where there is no such date."""
    try:
        return days(dt.date(year, month, number))
    except ValueError:
        return None


def moved(date: dt.date, unit: str, count: int) -> dt.date | None:
    """The date ``count`` units away; a day that a month lacks becomes its last."""
    try:
        if unit in ("day", "week"):
            return date + count * (7 if unit == "week" else 1) * DAY
        first = _month(date.year, date.month + count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])
        last = (_month(first.year, first.month + 1) - DAY).day
        return first.replace(day=min(date.day, last))
    except (ValueError, OverflowError):
        return None


def around(date: dt.date, unit: str) -> Period | None:
    """The day, week (from Monday), week-end, month, year, decade or century that holds a date."""
    if unit == "day":
        return days(date)
    monday = date - date.weekday() * DAY
    if unit == "week":
        return days(monday, 7)
    if unit == "weekend":
        return days(monday + 5 * DAY, 2)
    if unit == "month":
        return months(date.year, date.month)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    return years(date.year // length * length, length)


def away(anchor: dt.date, unit: str, count: int) -> Period | None:
    """The unit that lies ``count`` units from the anchor's own ("last month" is -1)."""
    date = moved(anchor, "week" if unit == "weekend" else unit, count)
    return around(date, unit) if date else None


def weekday(anchor: dt.date, number: int, direction: int) -> Period:
    """The weekday (Monday is 0) before (-1), on or before (0) or after (+1) the anchor."""
    back = (anchor.weekday() - number) % 7
    if direction > 0:
        return days(anchor + (7 - back) * DAY)
    return days(anchor - (7 if direction < 0 and not back else back) * DAY)


def nearest(anchor: dt.date, make: Period | None, ahead: bool) -> Period | None:
    """A period of the anchor's year moved to the year it most likely means: the coming one, or the last."""
    if make is None or make.start is None or make.end is None:
        return make
    for shift in (-1, 0, 1) if ahead else (1, 0, -1):
        start, end = moved(make.start, "year", shift), moved(make.end, "year", shift)
        if start and end and (end > anchor if ahead else start <= anchor + AHEAD * DAY):
            return Period(start, end)
    return make


def third(period: Period, part: int) -> Period:
    """The first, second or last third of a closed period; 0 is all of it."""
    if not part or period.start is None or period.end is None:
        return period
    length = (period.end - period.start).days
    cuts = [period.start + round(length * n / 3) * DAY for n in range(4)]
    return Period(cuts[part - 1], cuts[part])
