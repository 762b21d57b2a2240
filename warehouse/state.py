"""Where the next fetches of an outlet start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warehouse.models import FeedState, UrlState

if TYPE_CHECKING:
    from warehouse.connection import Connection


def feeds(con: Connection, outlet_id: str) -> dict[str, FeedState]:
    """The state of each feed of the outlet that was fetched before, by URL."""
    rows = con.execute("FROM feeds WHERE outlet_id = ? ORDER BY url", [outlet_id]).fetchall()
    return {row[1]: FeedState(*row) for row in rows}


def urls(con: Connection, outlet_id: str) -> dict[str, UrlState]:
    """The state of each URL of the outlet that was discovered before, by URL."""
    rows = con.execute("FROM urls WHERE outlet_id = ? ORDER BY url", [outlet_id]).fetchall()
    return {row[1]: UrlState(*row) for row in rows}
