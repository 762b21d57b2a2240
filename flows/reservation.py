"""Text-and-data-mining reservations: has the publisher said that its pages are not to be mined?

Four places count: the W3C community group's TDM Reservation Protocol (``/.well-known/tdmrep.json``, the HTTP header
``tdm-reservation`` and the meta element of that name, which the parsers read), and a robots.txt that shuts AI crawlers
out. None of them forbids reading; they reserve mining under Article 4 of EU directive 2019/790, which a licence lifts
and scientific research (its Article 3) does not need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

WELL_KNOWN = "/.well-known/tdmrep.json"
AI_CRAWLERS = (
    "GPTBot",
    "CCBot",
    "ClaudeBot",
    "anthropic-ai",
    "Google-Extended",
    "Applebot-Extended",
    "PerplexityBot",
    "Bytespider",
    "meta-externalagent",
    "cohere-ai",
    "Amazonbot",
    "Diffbot",
)
"""Crawlers that collect texts for mining; a rule against one of them is meant for mining, not for us by name."""

Rules = Sequence[tuple[str, bool]]


def read_rules(body: bytes) -> Rules:
    """The rules of a ``tdmrep.json`` as (location pattern, reserved); () where it cannot be read."""
    try:
        entries = json.loads(body)
    except ValueError:
        return ()
    return [rule for entry in entries if (rule := _rule(entry))] if isinstance(entries, list) else ()


def _rule(entry: Any) -> tuple[str, bool] | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
        return None
    return entry["location"], str(entry.get("tdm-reservation", "0")) == "1"


def reserved_by_rules(rules: Rules, url: str) -> bool:
    """Whether the longest pattern that fits the URL's path reserves it; ``*`` and a closing ``$`` as in RFC 9309."""
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    fitting = [(len(pattern), reserved) for pattern, reserved in rules if _fits(pattern, path)]
    return max(fitting, default=(0, False))[1]


def _fits(pattern: str, path: str) -> bool:
    body, end = (pattern[:-1], "$") if pattern.endswith("$") else (pattern, "")
    body = body if body.startswith(("/", "*")) else f"/{body}"
    return re.match(".*".join(map(re.escape, body.split("*"))) + end, path) is not None


def reserved_by_header(headers: Mapping[str, str]) -> bool:
    """Whether the HTTP header of a response reserves it."""
    return headers.get("tdm-reservation", "").strip() == "1"
