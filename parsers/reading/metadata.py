"""Metadata by an order of trust; the values that lost are kept as conflicts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from parsers.reading import names, scripts
from parsers.reading.blocks import HEADINGS, Block
from parsers.reading.dates import Calendar, declared
from parsers.reading.head import Head
from parsers.reading.packs import Phrases, fold
from parsers.reading.typography import squeeze

SEPARATOR = re.compile(r"\s+(?:[|•·»«]|[-–—]{1,2}|::|:)\s+|\s*\|\s*")
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Choice:
    """The candidates for one field in order of trust; the first is taken."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, source: str, value: str | None) -> None:
        """Note a candidate."""
        if value:
            self.found.append((source, value))

    def losers(self) -> list[str]:
        """The other values, where they differ from the first."""
        first = self.found[0][1] if self.found else ""
        return [f"{source}: {value}" for source, value in self.found[1:] if value[:19] != first[:19]]


def tokens(text: str | None) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold(text or ""))


def site_name(head: Head) -> str | None:
    """The outlet's name as the page declares it."""
    return (
        head.first("og:site_name", "application-name")
        or scripts.text(head.subject.get("publisher"))
        or next((scripts.text(t) for t in head.things if "WebSite" in scripts.types(t) and t.get("name")), None)
    )


def without_site(title: str, site: str | None) -> str:
    """A ``<title>`` without the site's name at either end."""
    parts = SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    named = set(tokens(site))
    for _ in range(3):
        if len(parts) < 2:
            break
        last, first = tokens(parts[-1]), tokens(parts[0])
        if last and named and (set(last) <= named or named <= set(last)):
            title = title[: title.rindex(parts[-1])].rstrip(" |•·»«-–—:")
        elif first and named and (set(first) <= named or named <= set(first)):
            title = title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |•·»«-–—:")
        elif len(last) <= 4 and len(tokens(title)) - len(last) >= 4:
            title = title[: title.rindex(parts[-1])].rstrip(" |•·»«-–—:")
        else:
            break
        parts = SEPARATOR.split(title)
    return title


def alike(a: str | None, b: str | None) -> float:
    """The share of words two titles have in common."""
    one, two = set(tokens(a)), set(tokens(b))
    return len(one & two) / max(len(one | two), 1)


def title(head: Head, headings: list[str], site: str | None) -> Choice:
    """The headline: the page's own heading where a declaration agrees with it, else the declaration."""
    choice = Choice()
    said = [
        ("json-ld", scripts.text(head.subject.get("headline"))),
        ("meta", head.first("og:title", "twitter:title", "dc.title", "title", "headline")),
        ("title", without_site(head.title, site) if head.title else None),
    ]
    said = [(source, without_site(text, site) if text and source == "meta" else text) for source, text in said]
    scored = [
        (max((alike(heading, text) for _, text in said if text), default=0.0), -n, heading)
        for n, heading in enumerate(headings)
    ]
    if scored:
        score, _, heading = max(scored)
        if score >= 0.5 or not any(text for _, text in said):
            choice.add("heading", heading)
    for source, text in said:
        choice.add(source, text)
    if headings:
        choice.add("heading", headings[0])
    return choice


def standfirst(head: Head, before: list[Block]) -> str | None:
    """The lead set apart between the headline and the body."""
    said = head.first("og:description", "description", "twitter:description") or ""
    for block in before:
        line = squeeze(block.text)
        if len(line) < 40 or 2 * block.links > len(line):
            continue
        if block.role == "standfirst" or (block.role is None and (block.tag in ("p", "h2") or alike(line, said) > 0.6)):
            return line
    return None


def authors(head: Head, lines: list[str], phrases: Phrases, site: str | None) -> tuple[Choice, list[str]]:
    """Who signs; with the candidates."""
    choice = Choice()
    found: list[str] = []
    for source, texts in (
        ("json-ld", scripts.texts(head.subject.get("author") or head.subject.get("creator"))),
        ("meta", [t for n in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl") for t in head.meta.get(n, ())]),
        ("byline", lines),
    ):
        people = [name for text in texts for name in names.split(text, phrases)]
        people = names.unique([p for p in people if not is_site(p, site)])
        choice.add(source, ", ".join(people) or None)
        found = found or people
    return choice, found


def is_site(name: str, site: str | None) -> bool:
    """Whether a signature is only the outlet's own name or an address."""
    return "http" in name or "/" in name or bool(site) and fold(name) == fold(site or "")


PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date.issued", "dc.date",
    "dcterms.created", "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "publication_date", "date.created", "dc.date.created", "article.published", "og:pubdate", "publish_date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod", "date.modified",
    "article:modified", "article:updated", "dc.date.modified", "revision_date", "last_updated_date",
)  # fmt: skip


def dates(head: Head, lines: list[Block], stamps: list[tuple[str, str, str]], phrases: Phrases, calendar: Calendar) -> tuple[Choice, Choice]:
    """Published and modified. ``stamps``: the ``<time>`` elements as (itemprop or class, datetime, text)."""
    published, modified = Choice(), Choice()
    subject = head.subject
    published.add("json-ld", declared(scripts.text(subject.get("datePublished"))) or declared(scripts.text(subject.get("dateCreated"))))
    modified.add("json-ld", declared(scripts.text(subject.get("dateModified"))))
    for choice, keys in ((published, PUBLISHED), (modified, MODIFIED)):
        for key in keys:
            for text in head.meta.get(key, ()):
                choice.add("meta", declared(text) or as_printed(text, calendar))
    for names_, moment, text in stamps:
        line = fold(text)
        value = declared(moment)
        changed = "modif" in names_ or "update" in names_ or phrases.modified.search(line) is not None
        (modified if changed else published).add("time", value)
    for block in lines:
        printed(squeeze(block.text), phrases, calendar, published, modified)
    return published, modified


def as_printed(text: str, calendar: Calendar) -> str | None:
    """The date a declaration holds in words."""
    found = calendar.find(text)
    return found.iso if found else None


def printed(text: str, phrases: Phrases, calendar: Calendar, published: Choice, modified: Choice) -> None:
    """Take the dates of a printed line, each as published or modified by the words before it."""
    rest = text
    words_before = ""
    while (found := calendar.find(rest)) is not None:
        words_before = fold(rest[: found.start])
        changed = [m.end() for m in phrases.modified.finditer(words_before)]
        first = [m.end() for m in phrases.published.finditer(words_before)]
        to = modified if changed and max(changed) >= max(first, default=-1) else published
        to.add("line", found.iso)
        rest = rest[found.end :]


def heading_texts(blocks: list[Block], head: Head) -> list[str]:
    """The texts of the page's top headings in order."""
    found = [squeeze("".join(h.itertext())) for h in head.h1]
    found = [t for t in found if t]
    return found or [squeeze(b.text) for b in blocks if b.tag in HEADINGS and b.tag < "h3"][:6]


def subject_field(head: Head, *keys: str) -> Any:
    """The first of the subject's fields that is there."""
    return next((head.subject[k] for k in keys if head.subject.get(k)), None)
