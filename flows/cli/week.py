"""How ``veille demo`` plays its week and what it shows at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from flows import report
from flows.cli.screen import Screen, console, show_alert, watching
from flows.demo import DAYS, moment, stage
from flows.prefect_server import prefect_server
from flows.settings import load
from warehouse import trends
from warehouse.connection import Connection, reader
from warehouse.outbox import Message

if TYPE_CHECKING:
    from flows.ingest import Result
    from flows.newsroom import Newsroom

MOST = 12
"""New claims that are shown; the rest is a query away."""
ALERTS = 2
"""Alerts that are shown in full, the last day's first."""


def play_week(folder: Path, *, resume: bool, port: int) -> bool:
    """Play the seven days and show what came of them; whether every outlet could be visited."""
    with ExitStack() as stack:
        newsroom = stack.enter_context(stage(folder, resume=resume, port=port))
        settings = load()
        console.print(f"Five made-up outlets on loopback, seven days; the data go to [bold]{escape(str(folder))}[/]\n")
        with console.status("Starting Prefect's server (the first time takes longest)"):
            stack.enter_context(prefect_server(settings.data, settings.prefect_timeout))
            from flows.ingest import ingest  # noqa: F401  # its second belongs to the start
        results, alerts = _days(newsroom)
        with reader(settings.data) as con:
            _ending(con, results[-1], alerts, settings.data)
    return not any(result.failed for result in results)


def _days(newsroom: Newsroom) -> tuple[list[Result], list[Message]]:
    """Run the flow on each evening of the week; a day that an earlier demo finished costs next to nothing."""
    from flows.ingest import ingest

    outlets = [outlet["id"] for outlet in newsroom.outlets()]
    results: list[Result] = []
    alerts: list[Message] = []
    for day in DAYS:
        newsroom.day = day
        with watching(f"{moment(day):%A}") as screen:
            result = asyncio.run(ingest(moment(day), outlets))
        _line(day, result, screen)
        results.append(result)
        alerts += screen.alerts
    return results, alerts


def _line(day: int, result: Result, screen: Screen) -> None:
    s = result.summary
    outcomes = ", ".join(f"{count} {name}" for name, count in sorted(s.outcomes.items()))
    news = f"[bold]{s.new_claims} new claims[/]" if s.new_claims else "a baseline: nothing counts as new" * (day == 1)
    bell = f", [bold yellow]{s.alerts} alert{'s' * (s.alerts > 1)}[/]" if s.alerts else ""
    console.print(f"{moment(day):%a %d %b}  {outcomes}; {news or '0 new claims'}{bell}", soft_wrap=True)


def _ending(con: Connection, last: Result, alerts: Sequence[Message], data: Path) -> None:
    claims = report.new_claims(con, last.run.run_id)
    day = last.run.now.astimezone(moment(1).tzinfo)
    console.print(f"\n[bold]New on {day:%A %d %B}: {len(claims)} claims[/]")
    _claims(claims, data)
    for message in alerts[: -ALERTS - 1 : -1]:
        show_alert(message)
    if len(alerts) > ALERTS:
        console.print(
            f"\n… and {len(alerts) - ALERTS} more alerts this week: veille alerts list --data {escape(str(data))}"
        )
    console.print(_trend(con))
    _chart(con, data)
    console.print(f'\nAsk it something: veille sql "from claims limit 5" --data {escape(str(data))}')
    console.print(f"Look at it in a browser: veille serve --data {escape(str(data))}", soft_wrap=True)


def _claims(claims: Sequence[report.NewClaim], data: Path) -> None:
    for c in claims[:MOST]:
        others = f"and {c.outlets - 1} more" if c.outlets > 1 else ""
        told = " · ".join(filter(None, (f"{c.outlet} {others}".strip(), ", ".join(c.figures))))
        console.print(f"  [bold]{escape(c.who)}[/] [dim]· {escape(told)}[/]\n    {escape(c.text)}", soft_wrap=True)
    if len(claims) > MOST:
        console.print(f"  … and {len(claims) - MOST} more: veille trends first_seen --data {escape(str(data))}")


def _trend(con: Connection) -> Table:
    answer = trends.run(con, "claims_per_day", by="all")
    title = "\nClaims a day (veille trends claims_per_day by=all)"
    table = Table(*answer.columns, title=title, title_justify="left", box=None, pad_edge=False)
    for row in answer.rows:
        table.add_row(*map(str, row))
    return table


def _chart(con: Connection, data: Path) -> None:
    """The figures of the week's liveliest series as a PNG."""
    from warehouse import charts

    series = charts.liveliest(con)
    if series:
        file = charts.series_png(con, series, data / "series.png")
        console.print(f"\nA chart of the series with the most figures: {escape(str(file))}", soft_wrap=True)
