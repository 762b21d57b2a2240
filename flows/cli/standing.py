"""How the outlets and their feeds stand: when each feed is asked next, which fail, what else is wrong."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.cli.shared import asking
from flows.outlets import OutletFile
from warehouse import state, troubles
from warehouse.connection import snapshots
from warehouse.models import FeedState
from warehouse.troubles import Trouble

WIDTH = 100
"""Columns of a terminal that people have at the least."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An outlet as its last run left it; ``feeds`` are those its file names, ``troubles`` what else is wrong."""

    outlet: OutletFile
    feeds: tuple[FeedState, ...]
    troubles: tuple[Trouble, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles and not any(feed.failures for feed in self.feeds)

    def row(self) -> dict[str, Any]:
        """As JSON has it: moments in ISO 8601 and UTC, back-offs in seconds."""
        return {
            "outlet": self.outlet.id,
            "name": self.outlet.name,
            "language": self.outlet.language,
            "country": self.outlet.country,
            "feeds": [_feed(f) for f in self.feeds],
            "troubles": [
                {"kind": t.kind, "what": t.what, "since": _iso(t.since), "told": t.told} for t in self.troubles
            ],
        }


def standings(data: Path, outlets: Iterable[OutletFile]) -> list[Standing]:
    """How they stand by the newest snapshot; without one, no feed has been asked."""
    if not snapshots(data):
        return [Standing(o, tuple(FeedState(o.id, f.url, f.kind) for f in o.feeds)) for o in outlets]
    with asking(data) as con:
        wrong = troubles.standing(con)
        return [_standing(o, state.feeds(con, o.id), wrong) for o in outlets]


def _standing(outlet: OutletFile, known: dict[str, FeedState], wrong: Iterable[Trouble]) -> Standing:
    feeds = tuple(known.get(f.url, FeedState(outlet.id, f.url, f.kind)) for f in outlet.feeds)
    told = {f.url for f in feeds if f.failures}  # its failures say it better
    return Standing(outlet, feeds, tuple(t for t in wrong if t.outlet_id == outlet.id and t.what not in told))


def lines(found: Iterable[Standing], now: datetime) -> Iterator[str]:
    """The outlets for a terminal, at most ``WIDTH`` wide, in the zone of ``now``; what is wrong is marked by ``!``."""
    for s in found:
        yield _cut(f"{s.outlet.id:<20} {s.outlet.language}  {s.outlet.country or '  '}  {s.outlet.name}")
        for feed in s.feeds:
            yield _cut(f"{'!' if feed.failures else ' ':>3} {_due(feed, now):<28} {feed.kind:<8} {feed.url}")
            if feed.failures:
                yield from _wrapped("      ", _failing(feed, now))
        for t in s.troubles:
            name = t.kind.removeprefix("outlet_")
            yield from _wrapped(
                "  ! ", f"{name} since {_moment(t.since, now)}: {' '.join(filter(None, (t.what, t.told)))}"
            )


def counts(found: Iterable[Standing], now: datetime) -> str:
    """All of them in one line."""
    found = list(found)
    feeds = [feed for s in found for feed in s.feeds]
    failing, due = sum(f.failures > 0 for f in feeds), sum(f.next_due is None or f.next_due <= now for f in feeds)
    silent = sum(any(t.kind == "outlet_silent" for t in s.troubles) for s in found)
    all_ = f"{_many(len(feeds), 'feed')} of {_many(len(found), 'outlet')}"
    return f"{all_}: {due} due now, {failing} failing; {_many(silent, 'outlet')} silent"


def _feed(feed: FeedState) -> dict[str, Any]:
    wait = _back_off(feed)
    return {
        "url": feed.url,
        "kind": feed.kind,
        "checked_at": _iso(feed.checked_at),
        "next_due": _iso(feed.next_due),
        "failures": feed.failures,
        "failing_since": _iso(feed.failing_since),
        "back_off": wait and wait.total_seconds(),
        "problem": feed.problem,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def _back_off(feed: FeedState) -> timedelta | None:
    """How long a feed that failed is left alone after its last failure."""
    return feed.next_due - feed.checked_at if feed.failures and feed.next_due and feed.checked_at else None


def _due(feed: FeedState, now: datetime) -> str:
    if feed.checked_at is None or feed.next_due is None:
        return "not asked yet"
    if feed.next_due <= now:
        return f"due since {_moment(feed.next_due, now)}"
    return f"due {_moment(feed.next_due, now)}, in {_span(feed.next_due - now)}"


def _failing(feed: FeedState, now: datetime) -> str:
    since = _moment(feed.failing_since, now) if feed.failing_since else "an unknown time"
    times = "once" if feed.failures == 1 else f"{feed.failures} times in a row"
    wait = _back_off(feed)
    return f"failing since {since}, {times}, now left alone for {_span(wait or timedelta(0))}: {feed.problem}"


def _moment(moment: datetime, now: datetime) -> str:
    there = moment.astimezone(now.tzinfo)
    return f"{there:%H:%M}" if there.date() == now.date() else f"{there:%d %b %H:%M}"


def _span(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes / 60:.0f} h" if minutes < 48 * 60 else f"{minutes / 60 / 24:.0f} days"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
