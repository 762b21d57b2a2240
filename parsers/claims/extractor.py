"""The plug-in point: whoever finds statements in an article is an ``Extractor``, found by its entry point.

A distribution offers one under the group ``veille.extractors``; the name of the entry point is the extractor's name::

    [project.entry-points."veille.extractors"]
    mine = "my_package:extract"
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import Protocol, runtime_checkable

from parsers.errors import ConfigError
from parsers.models import Article, Statement

GROUP = "veille.extractors"


@runtime_checkable
class Extractor(Protocol):
    """Finds the statements of an article, in reading order; every span must say what its field says."""

    def __call__(self, article: Article) -> tuple[Statement, ...]:
        """The statements; () for a language it doesn't know."""


def extractor(name: str) -> Extractor:
    """The installed extractor of that name. Raises ``ConfigError`` where there is none."""
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none"
        raise ConfigError(f"no extractor is called {name!r}; installed are: {known}. Install the one you want.")
    loaded = found[name].load()
    if not isinstance(loaded, Extractor):
        raise ConfigError(f"the extractor {name!r} ({found[name].value}) cannot be called with an article.")
    return loaded
