"""An alert as the pages show it: what the messages say of it (``warehouse.messages``), in the reader's language."""

from __future__ import annotations

import json

from warehouse import messages
from warehouse.dashboard.ask import Ask, Row
from warehouse.dashboard.texts import excerpt
from warehouse.messages import Line


def told(ask: Ask, row: Row) -> Row:
    """An alert with its ``title`` and ``lines`` in the reader's language; as stored where no document was kept."""
    document = json.loads(row["payload"]) if row["payload"] else None
    title, lines = messages.tell(document, ask.words.language) if document else (row["title"], _stored(row))
    kept = ("alert_id", "rule_id", "kind", "claim_id", "raised_at", "verdict", "corrects")
    return {name: row[name] for name in kept} | {
        "title": title,
        "lines": [_line(ask, line) for line in lines],
        "outlet_id": document["outlet"]["id"] if document else None,
    }


def _stored(row: Row) -> list[Line]:
    return [Line("plain", row["body"]), Line("link", row["url"], row["url"])]


def _line(ask: Ask, line: Line) -> Row:
    return {"kind": line.kind, "text": line.text if ask.trusted else excerpt(line.text), "to": line.to}
