"""Alerts' documents for the tests of what is made of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from warehouse.connection import Connection
from warehouse.rules import Rule

NOW = datetime(2026, 9, 13, 18, tzinfo=UTC)
AT = "2026-09-13T09:00:00+02:00"


def document(name: str, **more: Any) -> dict[str, Any]:
    return {
        "schema": "veille.alert/1", "id": name, "kind": "new_claim", "rule": "r", "lang": "en",
        "words": f"said {name}", "context": f"He said {name}.", "act": "assert", "facts": {}, "figures": [],
        "claim": {"id": name, "text": f"said {name}", "first_told": {"outlet": "Matin", "at": AT}},
        "speaker": {"name": "Ann Lee", "source": "Ann Lee", "role": None, "affiliation": None},
        "outlet": {"id": "matin", "name": "Matin"}, "told_at": AT,
        "watched_since": "2026-09-01T00:00:00+00:00", "article": {"title": "A title", "url": "https://example.org/a"},
        "page": {"hash": "c0ffee"}, "nearest": [], "reasons": [], "points": 0,
    } | more  # fmt: skip


def put(con: Connection, name: str, rule: Rule, message: str | None = None, **more: Any) -> None:
    """Put an alert in the outbox as a run does."""
    labels = [c.label for c in rule.channels]
    row = [name, rule.id, name, name, "Ann Lee", f"said {name}", "https://example.org/a", labels, NOW, "run", rule.kind,
           name, None, message or name, NOW, 0, 1, "en", json.dumps(document(name, **more)), [], None, 0]  # fmt: skip
    con.execute(f"INSERT INTO alerts VALUES ({', '.join('?' * len(row))})", row)
