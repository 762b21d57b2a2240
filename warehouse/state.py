"""Where the next fetches of an outlet start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from warehouse import bulk
from warehouse.connection import transaction
from warehouse.models import FeedState, SiteRule, UrlState

if TYPE_CHECKING:
    from warehouse.connection import Connection

WATCHED = """
WITH watched AS (
    SELECT claim_id FROM alerts WHERE claim_id IS NOT NULL
    UNION
    SELECT args->>'claim' FROM decisions WHERE action = 'pin-mention'
), standing AS (
    SELECT DISTINCT coalesce(a.claim_id, w.claim_id) AS claim_id
    FROM watched AS w LEFT JOIN claim_aliases AS a ON a.alias_id = w.claim_id
)
SELECT DISTINCT u.url
FROM tellings AS t
JOIN standing USING (claim_id)
JOIN articles AS a ON a.article_id = t.article_id
JOIN urls AS u ON u.outlet_id = a.outlet_id AND u.article_url = a.canonical_url
WHERE u.outlet_id = ? AND a.first_seen >= ?
"""
EDITS = """
SELECT count(*) FILTER (o.outcome = 'revised'), count(*)
FROM outcomes AS o JOIN runs AS r USING (run_id)
WHERE r.kind = 'run' AND o.outlet_id = ? AND r.now >= ? AND o.outcome IN ('revised', 'unchanged')
"""
ENOUGH = 20
"""Revisits that tell how much an outlet edits."""


def feeds(con: Connection, outlet_id: str) -> dict[str, FeedState]:
    """The state of each feed of the outlet that was fetched before, by URL."""
    rows = con.execute("FROM feeds WHERE outlet_id = ? ORDER BY url", [outlet_id]).fetchall()
    return {row[1]: FeedState(*row) for row in rows}


def urls(con: Connection, outlet_id: str) -> dict[str, UrlState]:
    """The state of each URL of the outlet that was discovered before, by URL."""
    rows = con.execute("FROM urls WHERE outlet_id = ? ORDER BY url", [outlet_id]).fetchall()
    return {row[1]: UrlState(*row) for row in rows}


def watched(con: Connection, outlet_id: str, since: datetime) -> frozenset[str]:
    """The URLs of the outlet's articles first seen since then that tell an alerted or a pinned claim."""
    return frozenset(url for (url,) in con.execute(WATCHED, [outlet_id, since]).fetchall())


def edits(con: Connection, outlet_id: str, since: datetime) -> float:
    """The share of the outlet's revisits since then that found another text; 0 where there were few."""
    revised, revisits = con.execute(EDITS, [outlet_id, since]).fetchall()[0]
    return revised / revisits if revisits >= ENOUGH else 0.0


def rules(con: Connection, since: datetime) -> list[SiteRule]:
    """What sites were asked for their rules since then said."""
    rows = con.execute("FROM site_rules WHERE asked_at > ?", [since]).fetchall()
    return [SiteRule(site, kind, body, asked.astimezone(UTC)) for site, kind, body, asked in rows]


def waits(con: Connection, now: datetime) -> dict[str, datetime]:
    """The hosts that ask to be left alone at that moment, and until when."""
    rows = con.execute("FROM host_waits WHERE until > ?", [now]).fetchall()
    return {host: until.astimezone(UTC) for host, until in rows}


def keep(con: Connection, rules: Iterable[SiteRule], waits: Mapping[str, datetime]) -> None:
    """Write down what sites said and which hosts ask to be left alone, over what was known of them."""
    with transaction(con):
        rows = [(r.site, r.kind, r.body, r.asked_at) for r in rules]
        bulk.merge(con, "site_rules", rows, on=["site", "kind"], update=["body", "asked_at"])
        bulk.merge(con, "host_waits", list(waits.items()), on=["host"], update=["until"])
