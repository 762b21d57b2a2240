"""What a run shows while it works and at its end (rich)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from flows.watch import Watcher, watcher
from warehouse.models import Outcome
from warehouse.outbox import Message

if TYPE_CHECKING:
    from flows.ingest import Result

console = Console(highlight=False)
BY_HAND = ("veille", "by-hand")
"""Tags that tell such a run from one by the clock in Prefect's interface."""


class Screen(Watcher):
    """A line for each outlet that is being visited, and one for what the run does now."""

    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._title = title
        self._lines: dict[str, TaskID] = {}
        self._now = progress.add_task(title, total=None)
        self.alerts: list[Message] = []

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

    def alert(self, message: Message) -> None:
        """Kept for the end of the run."""
        self.alerts.append(message)

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


def play(only: Sequence[str], now: datetime | None, all_feeds: bool = False) -> bool:
    """Start Prefect's server, run the flow once, show how it went; whether an outlet failed altogether."""
    from flows.prefect_server import prefect_server
    from flows.settings import load

    settings = load()
    with ExitStack() as stack:
        with console.status("Starting Prefect's server"):
            stack.enter_context(prefect_server(settings.data, settings.prefect_timeout))
            from prefect import tags

            from flows.ingest import ingest
        with watching("Run") as screen, tags(*BY_HAND):
            result = asyncio.run(ingest(now, only, all_feeds=all_feeds))
        summary(result, screen.alerts)
    return bool(result.failed)


def play_backfill(outlet: str, since: date, until: date, sitemap: str | None) -> None:
    """Start Prefect's server, run a backfill, show what it came to."""
    from flows.prefect_server import prefect_server
    from flows.settings import load

    settings = load()
    with ExitStack() as stack:
        with console.status("Starting Prefect's server"):
            stack.enter_context(prefect_server(settings.data, settings.prefect_timeout))
            from prefect import tags

            from flows.backfill import backfill
        with watching(f"Backfill of {outlet}"), tags(*BY_HAND):
            done = asyncio.run(backfill(outlet, since, until, sitemap))
    console.print(f"[bold]Backfill of {escape(outlet)}, {since} to {until}[/]")
    for name, count in sorted(done.outcomes.items()):
        console.print(f"  {count:>6} {name}")
    console.print(f"  {done.known:>6} known before")
    if done.undated:
        console.print(f"  {done.undated:>6} left out: the sitemap does not date them")


def summary(result: Result, alerts: Sequence[Message]) -> None:
    """Outcomes by reason, new claims and alerts."""
    console.print(f"[bold]Run of {result.run.now.astimezone():%Y-%m-%d %H:%M}[/]")
    for sentence in result.broken:
        console.print(f"  [red]feed[/] {escape(sentence)}", soft_wrap=True)
    if result.resting:
        first = f"{min(result.resting).astimezone():%H:%M}"
        console.print(f"  {len(result.resting)} feeds are not due yet, the first at {first}; --all-feeds asks them")
    elif not result.summary.outcomes and not result.broken and not result.failed:
        console.print("  the feeds list nothing that is new or due")
    for name, count in sorted(result.summary.outcomes.items()):
        console.print(f"  {count:>6} {name}")
    console.print(f"  {result.summary.new_claims:>6} [bold]new claims[/]")
    console.print(f"  {result.summary.alerts:>6} [bold]alerts[/]")
    if result.delivered.given_up:
        told = f"{result.delivered.given_up:>6} [red]messages were given up[/]: veille alerts list --state given-up"
        console.print(told, soft_wrap=True)
    if result.delivered.failed:
        console.print(f"  {result.delivered.failed:>6} [red]deliveries failed[/]; the next run tries them again")
    for alert in alerts:
        show_alert(alert)


def show_alert(message: Message) -> None:
    """An alert as the console channel shows it."""
    from warehouse.messages import write

    written = write(message, "text")
    console.print(f"\n[bold yellow]Alert[/] {escape(written.title)}", soft_wrap=True)
    for line in written.body.splitlines():
        console.print(f"  {escape(line)}", soft_wrap=True)
