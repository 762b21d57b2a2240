"""When a URL is asked for again: ever more seldom, sooner where it changed, is listed, or carries what matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from warehouse.models import UrlState

LISTED_AT_LEAST = timedelta(hours=24)
"""While a feed lists an article, its page is asked again at least this often: that is where edits happen."""
ALERTED_AT_LEAST = timedelta(days=7)
"""Someone was alerted of what it says or pinned it: for a year its end or its correction is not to be missed."""
EDITS_MUCH, SOONER = 0.2, 0.5
"""Where one revisit in five finds another text, articles are asked again in half the time."""
FIRST_RETRY = timedelta(minutes=7)
"""After a passing fault: the next run, where they come every ten minutes; then ever later."""


def planned(
    before: UrlState, now: datetime, gaps: Sequence[timedelta], *, changed: bool, listed: bool, alerted: bool
) -> UrlState:
    """The state after a visit now, with the next one planned. The last gap stands between its two times."""
    last = before.next_due - before.fetched_at if before.next_due and before.fetched_at else timedelta(0)
    gap = next_gap(gaps, last, again=changed)
    if listed:
        gap = min(gap or LISTED_AT_LEAST, LISTED_AT_LEAST)
    if alerted:
        gap = min(gap or ALERTED_AT_LEAST, ALERTED_AT_LEAST)
    return replace(before, fetched_at=now, next_due=now + gap if gap else None)


def retried(before: UrlState, now: datetime, longest: timedelta) -> UrlState:
    """The state after a passing fault now: the waits double until the longest of the plan, then it is given up."""
    last = before.next_due - before.fetched_at if before.next_due and before.fetched_at else timedelta(0)
    gap = max(2 * last, FIRST_RETRY)
    return replace(before, fetched_at=now, next_due=now + gap if gap <= longest else None)


def next_gap(gaps: Sequence[timedelta], last: timedelta, *, again: bool) -> timedelta | None:
    """The wait after one of ``last``: the next longer one, the same ``again``, or None after the longest."""
    if again and last:
        return last
    return next((g for g in gaps if g > last), None)


def is_due(state: UrlState, now: datetime) -> bool:
    """Whether the moment that was planned has come."""
    return state.next_due is not None and state.next_due <= now
