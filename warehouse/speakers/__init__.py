"""Speakers across articles: which names, in whatever spelling, are one person's, and which people share a name.

What is resolved is a name in an article (``speaker_links``). The words of statements are never touched: their
``speaker_id`` follows the link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run


def resolve(con: Connection, run: Run) -> int:
    """Link the names in the articles that a run read (see ``warehouse.speakers.resolving``); returns how many."""
    from .resolving import resolve

    con.execute(
        "CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT article_id FROM statements WHERE run_id = ?",
        [run.run_id],
    )
    return resolve(con, run.run_id)


def link(con: Connection, run: Run) -> None:
    """Link the names in the articles of the table ``touched``; their statements, mentions and figures follow."""
    from .deciding import FOLLOW
    from .resolving import resolve

    resolve(con, run.run_id)
    con.execute(FOLLOW)
