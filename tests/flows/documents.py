"""Alerts' documents for the tests of what is made of them."""

from __future__ import annotations

from typing import Any

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
