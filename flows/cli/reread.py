"""``veille reread``: the current parser over the archive. Light: imports no Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import Data, use_data

if TYPE_CHECKING:
    from flows.rereading import Reported
    from warehouse.reread import Change, Reread

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Day of the articles.")]


def reread(
    outlets: Annotated[list[str] | None, typer.Argument(metavar="[OUTLET]...", help="Only these, by id.")] = None,
    since: Day = None,
    until: Day = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report what would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Commit at once; the report comes at the end.")] = False,
    changes: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write each change there, one JSON object a line.")
    ] = None,
    data: Data = None,
) -> None:
    """Read archived pages again, where an older parser or another lexicon read them, and report what changes.

    Then asks whether to commit that. What is read now takes the place of what was read: nothing of it is new, no alert
    is raised, and what people decided holds. No outlet is asked for anything. The archive is read once for the report
    and once more to commit; --yes does with the second. Killed, it goes on where it stopped when it is started again;
    runs by the clock have their turn in between.

    Examples:

      veille reread --dry-run --changes changes.jsonl

      veille reread le-quai --since 2026-09-01 --until 2026-09-30
    """
    where = use_data(data)
    from parsers.errors import ConfigError

    if not where.is_dir():
        raise ConfigError(f"{where} is no data directory: name one with --data")
    if dry_run and yes:
        raise ConfigError("--dry-run commits nothing and --yes commits: name one of them")
    dates = (since and since.date(), until and until.date())
    if not yes:
        report = _play(outlets or (), dates, changes, dry_run=True)
        _show(report, "would be")
        if dry_run or not report.articles:
            return
        typer.confirm("Commit this?", abort=True)
    _show(_play(outlets or (), dates, changes if yes else None, dry_run=False), "were")


def _play(
    outlets: Sequence[str], dates: tuple[date | None, date | None], changes: Path | None, *, dry_run: bool
) -> Reported:
    """Read the archive once, with its progress shown."""
    import asyncio
    import datetime as dt
    from contextlib import ExitStack

    from flows.cli.screen import watching
    from flows.rereading import Rereading
    from flows.settings import load
    from warehouse.stale import Period

    period = Period(dates[0] or dt.date.min, dates[1] or dt.date.max)
    work = Rereading(load(), outlets, period, dry_run)
    with ExitStack() as stack:
        stack.enter_context(watching("Reading again"))
        if changes:
            file = stack.enter_context(changes.open("w", encoding="utf-8"))
            work.tell = lambda one: file.writelines(_lines(one))
        return asyncio.run(work.all())


def _lines(one: Reread) -> Iterator[str]:
    import json
    from dataclasses import asdict

    for change in one.changes:
        yield json.dumps({"outlet": one.outlet_id, **asdict(change)}, ensure_ascii=False) + "\n"


def _show(report: Reported, verb: str) -> None:
    """Counts and examples by outlet."""
    for name, tally in report.outlets.items():
        counted = tally.row()
        said = f"statements added {counted['added']}, withdrawn {counted['withdrawn']}, speakers changed"
        typer.echo(f"{name}: {tally.articles} articles {verb} read anew, {said} {counted['speaker']}")
        if tally.joined:
            typer.echo(f"  {tally.joined} of {tally.revisions} revisions say what the one before says, and join it")
        for what, count in sorted(tally.unread.items()):
            typer.echo(f"  {count} pages give no reading now ({what}); what was read of them stays")
        for change in tally.shown:
            typer.echo(f"  {change.kind:<9} {_change(change)}  {change.url}")
    for name in report.without_file:
        typer.echo(f"{name}: left as it is, for no outlet's file has this id any more")
    if not report.outlets and not report.without_file:
        typer.echo("Nothing to read again: this parser and these lexicons have read all that is archived.")


def _change(change: Change) -> str:
    if change.kind == "speaker":
        return f"{change.before or 'nobody'} → {change.after or 'nobody'}"
    return f"“{change.after or change.before}”"
