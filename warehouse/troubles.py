"""Outlets that fall silent or change: seen at the end of each run, kept from the first sight until they are over.

What counts as trouble stands in ``noticing/*.sql``, one file a kind, each giving (outlet_id, what, facts);
how facts are worded, in ``seeds/messages``.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import bulk, messages
from warehouse.models import Run

if TYPE_CHECKING:
    from warehouse.connection import Connection

QUERIES = sorted((Path(__file__).parent / "noticing").glob("*.sql"))
HEALS_AFTER = {"outlet_drift": dt.timedelta(days=1)}
"""How long a trouble must not be seen to be over: a share near its limit crosses it many times a day."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with an outlet, seen first by the run at ``since``; ``what`` is a field, a feed's URL …"""

    outlet_id: str
    kind: str
    what: str
    since: dt.datetime
    told: str


def standing(con: Connection) -> list[Trouble]:
    """The troubles that last."""
    rows = con.execute(
        "SELECT outlet_id, kind, what, since, told FROM troubles WHERE healed_at IS NULL ORDER BY ALL"
    ).fetchall()
    return [Trouble(*row) for row in rows]


def notice(con: Connection, run: Run) -> None:
    """Open, keep and close the troubles of the outlets that a run visited; a backfill or a re-read tells nothing."""
    if run.kind != "run":
        return
    for query in QUERIES:
        kind = query.stem
        seen = con.execute(query.read_text("utf-8"), {"run_id": run.run_id}).fetchall()
        lasting = set(con.execute(
            "SELECT outlet_id, what FROM troubles WHERE kind = ? AND healed_at IS NULL", [kind]
        ).fetchall())  # fmt: skip
        told = [(o, what, messages.trouble(json.loads(facts), "en"), facts) for o, what, facts in seen]
        for outlet, what, *now in told:
            if (outlet, what) in lasting:
                con.execute(
                    "UPDATE troubles SET seen_at = ?, told = ?, facts = ? "
                    "WHERE outlet_id = ? AND kind = ? AND what = ? AND healed_at IS NULL",
                    [run.now, *now, outlet, kind, what],
                )
        new = [(o, kind, what, run.now, run.now, None, *now) for o, what, *now in told if (o, what) not in lasting]
        bulk.insert(con, "troubles", new)
        con.execute(
            "UPDATE troubles SET healed_at = $now WHERE kind = $kind AND healed_at IS NULL AND seen_at < $now AND "
            "seen_at <= $before AND outlet_id IN (SELECT unnest(outlets) FROM runs WHERE run_id = $run_id)",
            {"now": run.now, "before": run.now - HEALS_AFTER.get(kind, dt.timedelta(0)), "kind": kind,
             "run_id": run.run_id},
        )  # fmt: skip
