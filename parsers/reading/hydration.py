"""The text that some sites keep in a script only: Next.js and Arc pages that are drawn in the browser."""

from __future__ import annotations

import html
import json
import re
from typing import Any

PROSE = 40
"""A string of a script is prose from this many characters on, when it has blanks."""
TEXT_KEYS = ("content", "text", "html", "value", "body", "paragraph", "children", "data", "raw", "plainText")
DEEPEST = 40


def parse(script: str) -> Any:
    """The first JSON value of a script: the whole of it, or what is assigned to Arc's ``globalContent``."""
    start = script.find("Fusion.globalContent=")
    start = script.find("{", start) if start >= 0 else len(script) - len(script.lstrip())
    try:
        return json.JSONDecoder(strict=False).raw_decode(script, max(start, 0))[0]
    except (ValueError, RecursionError):
        return None


def prose(value: Any) -> str | None:
    """The HTML or text of one item, where it is prose."""
    if isinstance(value, dict):
        if value.get("type") in ("image", "video", "reference", "link_list", "interstitial_link", "oembed_response"):
            return None
        found = [text for key in TEXT_KEYS if (text := prose(value.get(key)))]
        return found[0] if found else None
    if (
        isinstance(value, str)
        and len(value) >= PROSE
        and " " in value
        and not value.lstrip().startswith(("{", "[", "http"))
    ):
        return value
    return None


def richest(value: Any, depth: int = 0) -> list[str]:
    """The list of texts (or the one long HTML text) that holds most prose in a JSON value."""
    if depth > DEEPEST:
        return []
    best: list[str] = []
    if isinstance(value, list):
        best = [text for item in value if (text := prose(item))]
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        found = (
            [child]
            if isinstance(child, str) and len(child) > 8 * PROSE and "<p" in child
            else richest(child, depth + 1)
        )
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return best


def as_html(scripts: list[str]) -> str:
    """A small page of the article in these scripts; empty where they hold none."""
    best: list[str] = []
    for script in scripts:
        found = richest(parse(script))
        if sum(map(len, found)) > sum(map(len, best)):
            best = found
    return paragraphs(best)


def paragraphs(texts: list[str]) -> str:
    """Texts, each HTML or plain, as the body of a page."""
    marked = (
        t if re.search(r"</?(?:p|div|h\d|ul|br)\b", t) else f"<p>{t if '<' in t else html.escape(t)}</p>" for t in texts
    )
    return f"<body><article>{''.join(marked)}</article></body>" if texts else ""
