"""The dashboard's queries, asked without a page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from warehouse import trends
from warehouse.connection import Connection
from warehouse.dashboard.ask import find

TOLD = dt.datetime(2026, 9, 7, 12, tzinfo=dt.UTC)


def figure(position: int, low: float, unit: str, days: int) -> tuple[Any, ...]:
    told = TOLD + dt.timedelta(days=days)
    return ("s", "c", f"m{days}", position, "a", "o", None, told, told.date(), low, low, unit, None, "said", "run")


def test_a_series_has_its_latest_figure_in_each_unit_that_of_the_unit_told_most_first(con: Connection) -> None:
    told = [figure(0, 30, "centimètres", 1), figure(0, 40, "centimètres", 2), figure(1, 2, "jours", 2)]
    told += [figure(0, 0.33, "%", 3)]
    con.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * 15)})", told)
    [row] = trends.table(con, trends.written(con, find("all_series"), since=TOLD.date())).named()
    assert [(f["low"], f["unit"]) for f in row["latest"]] == [(40, "centimètres"), (0.33, "%"), (2, "jours")]
    assert (row["figures"], row["last_told"]) == (4, TOLD + dt.timedelta(days=3))
