"""An outlet's recipe: CSS selectors for the fields that the generic rules get wrong.

A recipe is the mapping under ``recipe`` in the outlet's YAML::

    recipe:
      valid_from: 2026-01-01        # both dates optional; outside them the recipe is left aside
      valid_until: 2026-12-31
      remove: [".promo", "aside"]   # taken out first
      title: "h1.headline"
      standfirst: ".lead"
      authors: ".byline a"          # each match is a name
      published: "time.first"       # its datetime, content or text
      modified: "time.last"
      section: ".rubric"
      body: ".story p, .story h2"   # each match is read in order
      captions: "figure figcaption"

Selectors are BeautifulSoup's (soupsieve), the one place where a full soup is worth its 20 ms. A selector that finds
nothing is drift: it is reported in ``conflicts["recipe"]``, and the generic rules fill in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from parsers.errors import ConfigError

FIELDS = ("title", "standfirst", "authors", "published", "modified", "section", "body", "captions")
OTHERS = frozenset(("remove", "valid_from", "valid_until"))


@dataclass(slots=True)
class Found:
    """What a recipe's selectors found: texts by field, the body as HTML, and what drifted."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    body: str = ""
    drift: list[str] = field(default_factory=list)


def applies(recipe: Mapping[str, Any], seen: datetime | None) -> bool:
    """Whether a page seen then falls into the recipe's dates (always where no time is given)."""
    if seen is None:
        return True
    first, last = recipe.get("valid_from"), recipe.get("valid_until")
    return (first is None or day(first) <= seen.date()) and (last is None or seen.date() <= day(last))


def day(value: Any) -> date:
    """A recipe's date, which YAML gives as a date or as text."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ConfigError(f"recipe: {value!r} is no date; write it as 2026-01-31") from error


def read(recipe: Mapping[str, Any], html: str) -> Found:
    """Apply a recipe to a page; raises ``ConfigError`` for an unknown field or a selector that is none."""
    from bs4 import BeautifulSoup
    from soupsieve import SelectorSyntaxError

    if unknown := set(recipe) - set(FIELDS) - OTHERS:
        raise ConfigError(f"recipe: unknown {', '.join(sorted(unknown))}; the fields are {', '.join(FIELDS)}, remove")
    soup = BeautifulSoup(html, "lxml")
    found = Found()
    try:
        for selector in recipe.get("remove", ()):
            for element in soup.select(selector):
                element.decompose()
        for name in FIELDS:
            if name in recipe:
                take(name, soup.select(recipe[name]), recipe[name], found)
    except SelectorSyntaxError as error:
        raise ConfigError(f"recipe: a selector cannot be read: {error}") from error
    return found


def take(name: str, elements: list[Any], selector: str, found: Found) -> None:
    """Keep what one selector matched."""
    if name == "body":
        found.body = "".join(str(e) for e in elements if e.get_text(strip=True))
    texts = [
        text for e in elements if (text := " ".join(str(e.get("datetime") or e.get("content") or e.get_text()).split()))
    ]
    found.texts[name] = texts
    if not texts:
        found.drift.append(f"{name}: {selector} finds nothing")
