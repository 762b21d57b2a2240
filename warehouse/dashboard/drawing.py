"""The charts of the pages, each at an address of its own, so that no page waits for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from warehouse import charts, trends
from warehouse.charts import Look
from warehouse.dashboard.ask import Ask, Missing

NARROW, WIDE = 360, 820
"""Pixels: what a phone shows, and what the column of a page is wide."""


def draw(ask: Ask, trend: str, **params: object) -> str:
    """A trend's chart as SVG, as wide and as dark as the address asks."""
    rows = trends.run(ask.con, trend, **params).named()
    if not rows:
        raise Missing(trend)
    look = Look(ask.words, ask.tz, NARROW if ask.get("narrow") else WIDE, bool(ask.get("dark")), titled=False)
    return charts.svg(charts.chart(trend, rows, look), ask.words)


def _new(ask: Ask) -> str:
    day = ask.row("day", day=ask.get("day"))["day"]
    return draw(ask, "claims_per_day", by="outlet", since=str(day - dt.timedelta(days=13)), until=str(day))


def _speaker(ask: Ask) -> str:
    return draw(ask, "claims_per_day", by="all", speaker=ask.row("speaker", speaker=ask.path["id"])["name"])


def _outlet(ask: Ask) -> str:
    since = ask.row("latest")["day"] - dt.timedelta(days=29)
    return draw(ask, "coverage_daily", outlet=ask.path["id"], since=str(since))


CHARTS: dict[str, Callable[[Ask], str]] = {
    "/new.svg": _new,
    "/claims/{id}/spread.svg": lambda ask: draw(ask, "spread", claim=ask.path["id"]),
    "/series/{id}/curve.svg": lambda ask: draw(ask, "series_figures", series=ask.path["id"], most=5_000),
    "/speakers/{id}/days.svg": _speaker,
    "/outlets/{id}/coverage.svg": _outlet,
}
"""Address -> what draws it."""
