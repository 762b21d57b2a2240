"""Plain text to an article: a title, a date line, perhaps a standfirst and a caption, then paragraphs."""

from __future__ import annotations

import re

from parsers.models import Article
from parsers.reading import language, metadata, names, when
from parsers.reading.dates import calendar as calendar_of
from parsers.reading.normalise import BULLET, Parts, is_caption, reason
from parsers.reading.packs import phrases as phrases_of
from parsers.reading.typography import Vocabulary, squeeze

TITLE = 250
"""A first line longer than this, or ending like a sentence followed by more, is no title."""
HEAD = 6
"""Bylines and the standfirst stand among the first lines."""


def read_text(text: str, url: str | None) -> Article:
    """The article of a plain text."""
    lines = [line for raw in re.split(r"\r\n?|\n|\f", text) if (line := squeeze(raw))]
    code, source = language.identify(" ".join(lines), None)
    phrases, calendar = phrases_of(code), calendar_of(code)
    parts = Parts(lines.pop(0) if lines and len(lines[0]) <= TITLE else None)
    parts.words, parts.glued = Vocabulary([parts.title or "", *lines], None, phrases.seam_words), phrases.glued
    published, modified, authors = metadata.Choice(), metadata.Choice(), metadata.Choice()
    people: list[str] = []
    for n, line in enumerate(lines):
        why = "caption" if is_caption(line) else reason(line, phrases, calendar)
        if why == "date-line":
            when.printed(line, phrases, calendar, published, modified)
        elif why == "byline" and n < HEAD:
            people += names.split(line, phrases)
        elif why == "caption":
            if n and n < HEAD and len(parts.body) == 1:
                parts.set_apart()
            parts.caption(line)
            continue
        if why is None:
            parts.keep(BULLET.sub("", line))
        else:
            parts.drop(why, line)
    authors.add("line", ", ".join(people))
    return Article(
        url=url,
        language=code,
        title=parts.mended("title", parts.title) if parts.title else None,
        standfirst=parts.standfirst,
        authors=tuple(names.unique(people)),
        published=published.found[0][1] if published.found else None,
        modified=modified.found[0][1] if modified.found else None,
        body=tuple(parts.body),
        captions=tuple(i.caption for i in parts.images if i.caption),
        images=tuple(parts.images),
        removed=tuple(parts.removed),
        repairs=tuple(parts.repairs),
        kind="article" if parts.body else "empty",
        provenance={"language": source},
    )
