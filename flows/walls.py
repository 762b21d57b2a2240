"""Walls that a site puts before its pages: against bots, for consent, for payment. They are told apart, never evaded.

What tells them stands in ``seeds/reading/walls.yaml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import seeds
from flows.exchange import Fetched

LOOKED_AT = 40_000
"""Characters of a page that may be a wall: its own page is small, and articles speak of walls too."""


def wall(response: Fetched) -> str | None:
    """The kind of wall that a response is, or None."""
    return next((kind for kind, signs in _walls().items() if _is(response, signs)), None)


def _is(response: Fetched, signs: dict[str, Any]) -> bool:
    held = any(name in response.headers and part in response.headers[name] for name, part in signs["headers"].items())
    return held or response.status in signs["statuses"] or _shown(response, signs) or _led(response, signs)


def _shown(response: Fetched, signs: dict[str, Any]) -> bool:
    return len(response.body) <= LOOKED_AT and any(mark in response.body for mark in signs["bodies"])


def _led(response: Fetched, signs: dict[str, Any]) -> bool:
    found, parts, asked = signs["redirects"], urlsplit(response.url), urlsplit(response.asked)
    return found.search(f"{parts.hostname}{parts.path}") and not found.search(f"{asked.hostname}{asked.path}")


@cache
def _walls() -> dict[str, dict[str, Any]]:
    text = (seeds.SHIPPED / "reading" / "walls.yaml").read_text("utf-8")
    return {
        kind: {
            "headers": signs.get("headers", {}),
            "statuses": frozenset(signs.get("statuses", ())),
            "bodies": [mark.encode() for mark in signs.get("bodies", ())],
            "redirects": re.compile(signs["redirects"]),
        }
        for kind, signs in seeds.parse(text).items()
    }
