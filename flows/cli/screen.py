"""What a run shows while it works and at its end (rich)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from flows.watch import Watcher, watcher
from warehouse.models import Alert, Outcome

if TYPE_CHECKING:
    from flows.ingest import Result

console = Console(highlight=False)


class Screen(Watcher):
    """A line for each outlet that is being visited, and one for what the run does now."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._title = title
        self._lines: dict[str, TaskID] = {}
        self._now = progress.add_task(title, total=None)
        self.alerts: list[Alert] = []

    def begun(self, outlets: Sequence[str]) -> None:
        """A line for each outlet."""
        self._progress.update(self._now, description=f"{self._title}: visiting {len(outlets)} outlets")
        for name in outlets:
            self._lines[name] = self._progress.add_task(f"  {name}", total=None)

    def asked(self, outlet: str, done: int, of: int) -> None:
        """Move the outlet's bar."""
        self._progress.update(self._lines[outlet], completed=done, total=of)

    def loaded(self, outlet: str, outcomes: Sequence[Outcome]) -> None:
        """The outlet's line goes."""
        self._progress.remove_task(self._lines.pop(outlet))

    def failed(self, outlet: str, error: Exception) -> None:
        """Say so, and the outlet's line goes."""
        self._progress.remove_task(self._lines.pop(outlet))
        self._progress.console.print(f"[red]{escape(outlet)} could not be visited:[/] {escape(str(error))}")

    def alert(self, alert: Alert) -> None:
        """Kept for the end of the run."""
        self.alerts.append(alert)

    def stage(self, name: str) -> None:
        """Say it in the title line."""
        self._progress.update(self._now, description=f"{self._title}: {name}")


@contextmanager
def watching(title: str) -> Iterator[Screen]:
    """Show a run's progress while the block runs; what is shown goes away at the end."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        screen = Screen(progress, title)
        token = watcher.set(screen)
        try:
            yield screen
        finally:
            watcher.reset(token)


def play(only: Sequence[str], now: datetime | None) -> bool:
    """Start Prefect's server, run the flow once, show how it went; whether an outlet failed altogether."""
    from flows.prefect_server import prefect_server
    from flows.settings import load

    settings = load()
    with console.status("Starting Prefect's server"), prefect_server(settings.data, settings.prefect_timeout):
        from flows.ingest import ingest

        console.print("", end="")
        with watching("Run") as screen:
            result = asyncio.run(ingest(now, only))
    summary(result, screen.alerts)
    return bool(result.failed)


def summary(result: Result, alerts: Sequence[Alert], title: str = "Run") -> None:
    """Outcomes by reason, new claims and alerts."""
    when = f"{result.run.now.astimezone():%Y-%m-%d %H:%M}"
    table = Table(title=f"{title} of {when}", title_justify="left", box=None, show_header=False, pad_edge=False)
    for name, count in sorted(result.summary.outcomes.items()):
        table.add_row(name, str(count))
    table.add_row("[bold]new claims[/]", str(result.summary.new_claims))
    table.add_row("[bold]alerts[/]", str(result.summary.alerts))
    if result.delivered.failed:
        table.add_row("[red]deliveries that failed[/]", f"{result.delivered.failed}, tried again in the next run")
    console.print(table)
    for alert in alerts:
        show_alert(alert)


def show_alert(alert: Alert) -> None:
    """An alert as the console channel shows it."""
    console.print(f"\n[bold yellow]Alert[/] {escape(alert.title)}\n  {escape(alert.body)}\n  {escape(alert.url)}")
