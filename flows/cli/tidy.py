"""``veille tidy``: let go what is past its outlet's retention, and give the space back. Light: imports no Prefect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import Data, asking, use_data

if TYPE_CHECKING:
    from warehouse.tidy import Due


def tidy(
    outlets: Annotated[list[str] | None, typer.Argument(metavar="[OUTLET]...", help="Only these, by id.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would go.")] = False,
    data: Data = None,
) -> None:
    """Let go archived pages and texts that are past their outlet's retention, and write the warehouse anew, smaller.

    An outlet's file says how long: `retention: {pages: 90d, text: 2y}` (d, w and y; counted since a page was fetched,
    and since a text was last on its page). Without its page an article cannot be read again by a better parser; without
    its text it is no longer found by its words. Titles, statements and claims stay. An outlet that says nothing, or
    has no file any more, keeps all.

    Examples:

      veille tidy --dry-run

      veille tidy le-quai
    """
    from datetime import UTC, datetime

    from flows.archive import files_of
    from flows.outlets import load_outlets
    from flows.settings import load
    from warehouse import tidy as tidying

    folder, now = use_data(data), datetime.now(UTC)
    files = files_of(load())
    told = {o.id: o.retention for o in load_outlets(outlets or ())}
    limits = {o: tidying.Limits(r.pages or r.text, r.text) for o, r in told.items() if r.pages or r.text}
    if dry_run:
        with asking(folder) as con:
            _tell(tidying.due(con, files, limits, now), "would go")
        return
    with asking(folder):  # a data directory that was mistyped is not made
        pass
    done = tidying.tidy(folder, limits, now, files)
    _tell(done.due, "gone")
    typer.echo(f"The warehouse's file had {done.before / 1e6:.1f} MB and has {done.after / 1e6:.1f} MB.")


def _tell(found: list[Due], verb: str) -> None:
    if not found:
        typer.echo("No outlet's file says `retention:`, so all is kept.")
    for d in found:
        typer.echo(f"{d.outlet_id}: pages {verb} {d.pages} ({d.bytes / 1e6:.1f} MB), texts {d.texts}")
