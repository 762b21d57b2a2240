"""When a feed is asked again: as often as what it brings deserves, between two bounds, and never all at one moment."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from flows.discovery import Listed
from flows.exchange import Validators
from warehouse.models import digest

DAY = timedelta(days=1)
POLLS_PER_ITEM = 4
"""Polls for each item that a feed brings: the item then waits an eighth of the time between two items."""
MEMORY = DAY
"""What is remembered of a feed's rate fades by this: a night alone does not make it slow."""
EARLY, SPREAD = 0.7, 0.15
"""A feed is due after 70 to 85 % of its gap: runs begin late and not to the second, and one that fell due just after
a run would wait for the next."""
BACK_OFF, MAX_BACK_OFF = timedelta(minutes=10), DAY
"""One step more after each failure in a row."""


def learned(rate: float | None, busiest: float, new: int, since: timedelta) -> float:
    """Items a day, once ``new`` ones have come ``since`` the last look; an unknown rate starts from the busiest."""
    if since <= timedelta(0):
        return busiest if rate is None else rate
    kept = math.exp(-since / MEMORY)
    return (busiest if rate is None else rate) * kept + new * (DAY / since) * (1 - kept)


def guessed(items: Iterable[Listed], now: datetime) -> float | None:
    """Items a day by the dates of a first listing; None where it dates nothing."""
    dated = [item.changed for item in items if item.changed]
    return float(sum(now - DAY <= moment <= now for moment in dated)) if dated else None


def busiest(least: timedelta) -> float:
    """The rate from which on a feed is asked as often as it may be."""
    return DAY / least / POLLS_PER_ITEM


def gap(rate: float | None, least: timedelta, most: timedelta) -> timedelta:
    """The wait that a rate (items a day) deserves."""
    if rate is None:
        return least
    return min(max(DAY / (rate * POLLS_PER_ITEM), least), most) if rate > DAY / most / POLLS_PER_ITEM else most


def back_off(failures: int) -> timedelta:
    """The wait after so many failures in a row: it grows by steps and ends nowhere, for a feed is never dropped."""
    return min(BACK_OFF * failures, MAX_BACK_OFF)


def due(url: str, now: datetime, wait: timedelta) -> datetime:
    """When a feed that was asked now is due again; the chance in it is a matter of URL and clock alone."""
    return now + wait * (EARLY + SPREAD * _chance(url, now))


def usable(url: str, now: datetime, every: int, known: Validators) -> Validators | None:
    """None once in so many times, for a full answer: some servers' validators are stale."""
    return None if int(digest(url, now.isoformat())[:8], 16) % every == 0 else known


def _chance(url: str, now: datetime) -> float:
    return int(digest("due", url, now.isoformat())[:8], 16) / 2**32
