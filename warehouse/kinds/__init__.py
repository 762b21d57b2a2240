"""What may raise an alert: one commented ``.sql`` file for each kind, with the options that a rule may set.

A file's query finds the candidate events of the runs in ``looked_at`` (``run_id``, ``now``). Its columns are
``run_id``, ``event`` (what makes an alert of a rule another one), ``subject`` (what it is about), ``claim_id``,
``mention_id`` (the telling to show; null where the subject is an outlet), ``happened_at``, ``points`` and ``reasons``
(its rank in a digest), ``facts`` (JSON that the message says) and ``cites`` (mentions and claims that the facts
quote). Several rows of one event are several tellings of it: the first that a rule's filters let through is shown.
``same_reader`` holds the revisions that the same version of the parsers read as the one before, so that a better
parser makes no edit.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from warehouse.trends import Trend, read

FOLDER = Path(__file__).parent


def names() -> list[str]:
    """The kinds there are."""
    return sorted(f.stem for f in FOLDER.glob("*.sql"))


@cache
def get(name: str) -> Trend:
    """The query of a kind with its options."""
    return read(FOLDER / f"{name}.sql")
