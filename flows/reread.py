"""The flow ``reread``: the current parser over the archive, for a deployment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from prefect import flow
from prefect.artifacts import acreate_table_artifact

from flows.rereading import Reported, Rereading
from flows.settings import load as load_settings
from flows.stages import patience
from warehouse.stale import Period


@flow(name="reread", validate_parameters=False)
async def reread(
    only: Sequence[str] = (), since: date = date.min, until: date = date.max, dry_run: bool = True
) -> Reported:
    """Read archived pages again, of all outlets or those named, where an older parser or another lexicon read them.

    The table of what changes is an artifact. Nothing is committed unless ``dry_run`` is off.
    """
    work = Rereading(load_settings(), only, Period(since, until), dry_run, wait=patience())
    done = await work.all()
    rows = [{"outlet": name, **tally.row()} for name, tally in done.outlets.items()]
    await acreate_table_artifact(rows, key="reread", description="Would change" if dry_run else "Changed")
    return done
