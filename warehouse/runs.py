"""Runs: begun or taken up again where a killed one stopped, and finished in one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parsers import PARSER_VERSION
from parsers.errors import PermanentError
from warehouse import alerts, bulk, troubles
from warehouse.connection import script, transaction
from warehouse.models import Run, Summary, digest

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.rules import Rule

KINDS = ("run", "backfill", "reread")
STEPS = sorted((Path(__file__).parent / "maintain").glob("*.sql"))


def begin(con: Connection, *, kind: str, now: dt.datetime, outlets: Sequence[str]) -> Run:
    """The run of this kind at this moment: a new one, or the one that was killed, or the finished one.

    ``now`` is aware and stands in every row. ``Run.done`` names the outlets whose batch is in already; a finished run
    has ``finished`` set and is not to be loaded again.
    """
    if kind not in KINDS:
        raise PermanentError(f"a run's kind is one of {', '.join(KINDS)}, not {kind!r}.")
    moment = now.astimezone(dt.UTC)
    run_id = digest(kind, moment.isoformat())
    row = (run_id, kind, moment, list(outlets), "running", str(PARSER_VERSION), None, None)
    with transaction(con):
        bulk.merge(con, "runs", [row], on=["run_id"])
    return _run(con, run_id)


def unfinished(con: Connection) -> list[Run]:
    """The runs that were begun and not finished, oldest first; ``finish`` of a later run finishes them too."""
    rows = con.execute("SELECT run_id FROM runs WHERE state = 'running' ORDER BY now, run_id").fetchall()
    return [_run(con, run_id) for (run_id,) in rows]


def finish(con: Connection, run: Run, rules: Sequence[Rule] = ()) -> Summary:
    """Resolve the run's mentions to claims, keep the aggregates, raise alerts and close the ledger: all or nothing.

    Runs that were killed earlier and not taken up again are finished first, so that nothing loaded stays unresolved.
    A finished run is left as it is and its summary returned.
    """
    with transaction(con):
        for earlier in unfinished(con):
            if (earlier.now, earlier.run_id) <= (run.now, run.run_id):
                _close(con, earlier, rules)
    (stored,) = con.execute("SELECT summary FROM runs WHERE run_id = ?", [run.run_id]).fetchall()[0]
    return Summary(**json.loads(stored))


def _run(con: Connection, run_id: str) -> Run:
    row = con.execute("SELECT kind, now, state FROM runs WHERE run_id = ?", [run_id]).fetchall()[0]
    done = con.execute("SELECT outlet_id FROM run_outlets WHERE run_id = ?", [run_id]).fetchall()
    return Run(run_id, row[0], row[1].astimezone(dt.UTC), frozenset(o for (o,) in done), row[2] == "finished")


def maintain(con: Connection, run_id: str) -> None:
    """Bring what is asked often (tellings, days, first seen, search …) up to date with the rows of a run."""
    fresh = "SELECT revision_id, article_id FROM revisions WHERE run_id = ?"
    con.execute(f"CREATE OR REPLACE TEMP TABLE fresh_revisions AS {fresh}", [run_id])
    for step in STEPS:
        script(con, step.read_text("utf-8"), run_id=run_id)


def _close(con: Connection, run: Run, rules: Sequence[Rule]) -> None:
    from warehouse import clusters, identity, speakers

    clusters.group(con, run)
    speakers.resolve(con, run)
    identity.resolve(con, run)
    maintain(con, run.run_id)
    troubles.notice(con, run)
    raised = alerts.raise_all(con, run, rules)
    outcomes = con.execute(
        "SELECT outcome, count(*) FROM outcomes WHERE run_id = ? GROUP BY outcome ORDER BY outcome", [run.run_id]
    ).fetchall()
    (new,) = con.execute("SELECT count(*) FROM first_seen WHERE run_id = ? AND new", [run.run_id]).fetchall()[0]
    summary = {"outcomes": dict(outcomes), "new_claims": new, "alerts": raised}
    con.execute(
        "UPDATE runs SET state = 'finished', identity_version = ?, summary = ? WHERE run_id = ?",
        [str(identity.VERSION), json.dumps(summary), run.run_id],
    )
