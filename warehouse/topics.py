"""What articles are about: the words, names and sections of ``seeds/topics/<lang>.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import seeds
from parsers.errors import ConfigError
from warehouse import bulk
from warehouse.models import digest
from warehouse.text import fold, wildcard

if TYPE_CHECKING:
    from warehouse.connection import Connection
    from warehouse.models import Run

READ = """
SELECT a.article_id, a.language, r.title, r.standfirst, array_to_string(r.body, ' '), a.section, a.keywords
FROM articles AS a JOIN revisions AS r ON r.article_id = a.article_id AND r.sequence = 1
"""
ENOUGH = 2
"""How many different words of a topic make it one of the article's; one in the title counts for as many."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic in one language."""

    name: str
    words: re.Pattern[str]
    sections: frozenset[str]

    def evidence(self, title: str, text: str, labels: Iterable[str]) -> list[str]:
        """The section, keywords and words that make it a topic of an article; [] where they are too few.

        ``title`` and ``text`` are folded (``warehouse.text.fold``).
        """
        own = [label for label in labels if fold(label) in self.sections]
        in_title = {m.group() for m in self.words.finditer(title)}
        in_text = {m.group() for m in self.words.finditer(text)}
        enough = own or in_title or len(in_text) >= ENOUGH
        return own + sorted(in_title | in_text) if enough else []


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one language, and the digest of the file they stand in."""

    version: str
    topics: tuple[Topic, ...]


@cache
def load_topics(language: str | None) -> Topics | None:
    """The topics of an ISO 639-1 language, None where there are none. Raises ``ConfigError`` for a bad file."""
    file = seeds.path(f"topics/{language}.yaml")
    return read_topics(file) if file.exists() else None


def read_topics(file: Path) -> Topics:
    """The topics of one file."""
    import yaml

    text = file.read_text("utf-8")
    try:
        data = seeds.parse(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{file} cannot be read: {error}") from error
    if not isinstance(data, Mapping):
        raise ConfigError(f"{file} should map each topic's name to its `words` and `sections`.")
    return Topics(digest(text)[:12], tuple(_topic(file, str(name), raw) for name, raw in data.items()))


def _topic(file: Path, name: str, raw: Any) -> Topic:
    known = {"words", "sections"}
    if not isinstance(raw, Mapping) or not raw.get("words") or set(raw) - known:
        raise ConfigError(f"{file}: topic {name!r} needs `words` and may have `sections`, nothing else.")
    return Topic(name, wildcard(map(str, raw["words"])), frozenset(fold(str(s)) for s in raw.get("sections") or ()))


def assign(con: Connection, run: Run, outlet: str) -> None:
    """Write down the topics of the outlet's articles that the run read first."""
    first = f"{READ} WHERE a.run_id = ? AND a.outlet_id = ? ORDER BY a.article_id"
    _assign(con, run.run_id, con.execute(first, [run.run_id, outlet]).fetchall())


def again(con: Connection, run: Run) -> None:
    """Write down anew the topics of the articles of the table ``touched``."""
    con.execute("DELETE FROM article_topics WHERE article_id IN (FROM touched)")
    found = con.execute(f"{READ} SEMI JOIN touched ON touched.article_id = a.article_id ORDER BY a.article_id")
    _assign(con, run.run_id, found.fetchall())


def _assign(con: Connection, run_id: str, found: Sequence[tuple[Any, ...]]) -> None:
    rows = []
    for article_id, language, title, standfirst, body, section, keywords in found:
        known = load_topics(language)
        if known is None:
            continue
        labels = [x for x in (section, *keywords) if x]
        read = fold(title or ""), fold(f"{standfirst or ''} {body}")
        told = ((topic.name, topic.evidence(*read, labels)) for topic in known.topics)
        rows += [(article_id, name, evidence, known.version, run_id) for name, evidence in told if evidence]
    bulk.insert(con, "article_topics", rows)
