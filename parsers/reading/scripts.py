"""What a page's scripts declare: JSON-LD (schema.org), and the text that some sites keep in a script only."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

ARTICLE = re.compile(
    r"article|posting|report|review|blog$|liveblog|recipe|opinion|^news|advertisercontent", re.IGNORECASE
)
BROKEN = re.compile(r"[\x00-\x1f]+|,(?=\s*[}\]])|^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$|^\s*<!--|-->\s*$|;\s*$")
LONGEST = 3_000_000
"""A script of more characters than that is data of an application, not an article."""


def loads(text: str) -> Any:
    """JSON as pages write it: control characters in strings, trailing commas, CDATA marks; None if hopeless."""
    if len(text) > LONGEST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return json.loads(BROKEN.sub(" ", text), strict=False)
    except (ValueError, RecursionError):
        return None


def objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object that may be a page's subject: top level, lists, ``@graph``, ``mainEntity``."""
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value:
            yield from objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "item", "hasPart"):
            if isinstance(value.get(key), (list, dict)):
                yield from objects(value[key], depth + 1)


def types(thing: dict[str, Any]) -> list[str]:
    """The ``@type`` of a JSON-LD object as a list."""
    kind = thing.get("@type")
    return (
        [kind] if isinstance(kind, str) else [k for k in kind if isinstance(k, str)] if isinstance(kind, list) else []
    )


def subject(things: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the article: of an article's type, with the most that matters; {} where none does."""
    best: dict[str, Any] = {}
    best_score = 0
    for thing in things:
        kinds = types(thing)
        if not any(ARTICLE.search(k) for k in kinds):
            continue
        score = sum(bool(thing.get(k)) for k in ("headline", "datePublished", "author", "articleBody", "dateModified"))
        score = score * 2 + any("news" in k.lower() for k in kinds)
        if score > best_score:
            best, best_score = thing, score
    return best


def named(value: Any, things: list[dict[str, Any]]) -> Any:
    """A JSON-LD value with what it only points to (``{"@id": …}``) looked up among the page's objects."""
    if isinstance(value, list):
        return [named(item, things) for item in value]
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        return next((t for t in things if t.get("@id") == value["@id"] and t.get("name")), value)
    return value


def texts(value: Any) -> list[str]:
    """A JSON-LD value as plain strings: a string, a list of them, or objects with a ``name``."""
    if isinstance(value, str):
        return [clean(value)] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"))
    return []


def text(value: Any) -> str | None:
    """The first plain string of a JSON-LD value."""
    found = texts(value)
    return found[0] if found else None


def clean(value: str) -> str:
    """A string of a script as a reader would see it: entities resolved (twice where written twice), tags dropped."""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", value)
    return " ".join(value.split())
