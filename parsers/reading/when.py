"""When an article was published and changed: the sources by an order of trust."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from parsers.reading import scripts, signed
from parsers.reading.dates import Calendar, declared
from parsers.reading.head import Head
from parsers.reading.metadata import Choice
from parsers.reading.packs import Phrases, fold

LETTERS = re.compile(r"[\W_]+")
"""What publishers vary in the names of meta tags: ``article:published:time``, ``article.published_time``."""


@lru_cache(1000)
def plain(name: str) -> str:
    """The name of a meta tag without what publishers vary."""
    return LETTERS.sub("", name)


def named(*names: str) -> tuple[str, ...]:
    """Such names once each."""
    return tuple(dict.fromkeys(map(plain, names)))


PUBLISHED = named(
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date.issued",
    "dc.date",
    "dcterms.created", "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publication_date", "date.created", "dc.date.created", "article.published", "og:pubdate", "publish_date",
)  # fmt: skip
PUBLISHED_ENDS = re.compile(
    r"^(?!.*(?:last|modif|updat|repub)).*(?:publish(?:ed)?(?:time|date|at|on|utc)?|datepublished|pubdate|dateissued|"
    r"publicationdate|publicationtime|releasedate|onlinedate|articledate(?:original)?|postdate)$"
)
"""The same, whatever stands before; read last."""
IN_DATA = re.compile(
    r"ublish(?:ed)?(?:_?(?:at|on|date|time|At|On|Date|Time))?(?:\\?[\"']|&quot;)?\s*[:=]\s*(?:\\?[\"']|&quot;)?"
    r"(\d[\d:TZ.+ -]{7,34})"
)
"""A date of publishing in a script's object or a ``data-`` attribute: ``datePublished``, ``published_at``."""
SECONDS = len("2026-01-31T12:00:00")
"""Dates that differ only in how their offset is told are one."""
CLOCK = re.compile(r"\b([01]?\d|2[0-3])\s?[:hH]\s?([0-5]\d)\b")
IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-])")
MODIFIED = named(
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod",
    "date.modified",
    "article:modified", "article:updated", "dc.date.modified", "revision_date", "last_updated_date",
)  # fmt: skip


def dates(
    head: Head, lines: list[str], phrases: Phrases, calendar: Calendar, address: str | None = None
) -> tuple[Choice, Choice]:
    """Published and modified, from JSON-LD, meta tags, ``<time>`` and the printed ``lines``, in that order of trust;
    then from its ``address``, the date of a change, the page's data.
    """
    published, modified = Choice(telling=SECONDS), Choice(telling=SECONDS)
    said = {plain(key): texts for key, texts in head.meta.items()}
    in_article(head.subject, published, modified)
    in_meta(said, calendar, published, modified)
    on_page(head, lines, phrases, calendar, published, modified)
    in_pages(head, published, modified)
    if not published.found:
        at_last(head, said, calendar, address, published, modified)
    trust_again(published, modified)
    return published, modified


def in_article(subject: dict[str, Any], published: Choice, modified: Choice) -> None:
    """Take the dates of the JSON-LD object that describes the article."""
    first, second = (declared(scripts.text(subject.get(key))) for key in ("datePublished", "dateCreated"))
    published.add("json-ld", first or second)
    modified.add("json-ld", declared(scripts.text(subject.get("dateModified"))))


def in_meta(said: dict[str, list[str]], calendar: Calendar, published: Choice, modified: Choice) -> None:
    """Take the dates of the meta tags that are known by name."""
    for choice, keys in ((published, PUBLISHED), (modified, MODIFIED)):
        for key in keys:
            for text in said.get(key, ()):
                choice.add("meta", moment(text, calendar))


def on_page(
    head: Head, lines: list[str], phrases: Phrases, calendar: Calendar, published: Choice, modified: Choice
) -> None:
    """Take the dates that readers see: in ``<time>`` elements and in lines."""
    shown, shown_changed = Choice(), Choice()
    for line in lines:
        printed(line, phrases, calendar, shown, shown_changed)
    times(head, {value[:10] for _, value in shown.found}, phrases, calendar, published, modified)
    published.found += shown.found
    modified.found += shown_changed.found
    printed_first(published, head, calendar)


def at_last(
    head: Head,
    said: dict[str, list[str]],
    calendar: Calendar,
    address: str | None,
    published: Choice,
    modified: Choice,
) -> None:
    """Take the first date that meta tags named alike, the address, the change or the page's data give."""
    for key, texts in said.items():
        if PUBLISHED_ENDS.search(key):
            published.add("meta", moment(texts[0], calendar))
    if not published.found:
        published.add("url", in_address(address or head.canonical or head.first("og:url")))
    if not published.found and modified.found:
        published.add("modified", modified.found[0][1])
    if not published.found:
        published.add("data", in_source(head.source.decode()))


def times(
    head: Head, days: set[str], phrases: Phrases, calendar: Calendar, published: Choice, modified: Choice
) -> None:
    """Take the dates of the ``<time>`` elements. What follows one that tells of a change belongs to teasers and
    comments, unless its day is among the printed ``days``.
    """
    after_change = False
    for names_, stamp, text in head.times:
        value = declared(stamp) or (as_printed(text, calendar) if not stamp else None)
        changed = "modif" in names_ or "update" in names_ or is_changed(fold(text), phrases)
        if changed:
            modified.add("time", value)
            after_change = after_change or not published.found
        elif value and (not after_change or value[:10] in days or is_first(names_, text, phrases)):
            published.add("time", value)


def is_first(names_: str, text: str, phrases: Phrases) -> bool:
    """Whether a ``<time>`` says itself that it is the date of publishing."""
    return "publ" in names_ or phrases.published.search(fold(text)) is not None


def printed_first(published: Choice, head: Head, calendar: Calendar) -> None:
    """Put the printed dates before a ``<time>`` of another day, which is a comment's or a teaser's where its words can
    be read: else it would be among the printed ones.
    """
    days = {value[:10] for source, value in published.found if source == "line"}
    if days:
        told = {declared(stamp) for _, stamp, text in head.times if as_printed(text, calendar)}
        published.found.sort(key=lambda one: one[0] == "time" and one[1] in told and one[1][:10] not in days)


def in_pages(head: Head, published: Choice, modified: Choice) -> None:
    """Take the dates of the JSON-LD objects that describe the page, though of no article's type."""
    for thing in head.things:
        if thing is not head.subject and any(signed.PAGES.search(k) for k in scripts.types(thing)):
            said = scripts.text(thing.get("datePublished") or thing.get("uploadDate"))
            published.add("page", declared(said))
            modified.add("page", declared(scripts.text(thing.get("dateModified"))))


def in_source(text: str) -> str | None:
    """The first date that a script or attribute of the page gives as that of publishing."""
    return next((d for m in islice(IN_DATA.finditer(text), signed.TRIES) if (d := declared(m[1]))), None)


def in_address(address: str | None) -> str | None:
    """The day that an address holds: ``/2020/08/30/``, ``/2020-08-30-``."""
    found = IN_ADDRESS.search(address or "")
    return declared("-".join(found.groups())) if found else None


def trust_again(published: Choice, modified: Choice) -> None:
    """Put another candidate first where the first one gives itself away: JSON-LD repeats the date of the change, to the
    second, and a meta tag is earlier (then what the page shows since that day); or it is in UTC and another tells the
    same instant by the outlet's own clock.
    """
    if len(published.found) < 2:
        return
    source, first = published.found[0]
    better = None
    if source == "json-ld" and modified.found and modified.found[0][1] == first and len(first) > len("2026-01-31"):
        earlier = [c for c in published.found[1:] if c[1][:10] < first[:10]]
        meta = next((c for c in earlier if c[0] == "meta"), None)
        shown = [c for c in earlier if c[0] != "meta" and meta is not None and c[1][:10] >= meta[1][:10]]
        better = shown[0] if shown else meta
    elif first.endswith("+00:00"):
        own = datetime.fromisoformat(first)
        better = next((c for c in published.found[1:] if is_instant(c[1], own) and not c[1].endswith("+00:00")), None)
    if better is not None:
        published.found.remove(better)
        published.found.insert(0, better)


def is_instant(text: str, moment: datetime) -> bool:
    """Whether an ISO date with an offset is a moment."""
    other = datetime.fromisoformat(text)
    return other.tzinfo is not None and other == moment


def moment(text: str, calendar: Calendar) -> str | None:
    """A date as machines or as readers write it."""
    return declared(text) or as_printed(text, calendar)


def as_printed(text: str, calendar: Calendar) -> str | None:
    """The date a declaration holds in words."""
    found = calendar.find(text)
    return found.iso if found else None


def is_changed(words: str, phrases: Phrases) -> bool:
    """Whether the last words that say of what a date is speak of a change."""
    changed = [m.end() for m in phrases.modified.finditer(words)]
    first = [m.end() for m in phrases.published.finditer(words)]
    return bool(changed) and max(changed) >= max(first, default=-1)


def printed(text: str, phrases: Phrases, calendar: Calendar, published: Choice, modified: Choice) -> None:
    """Take the dates of a printed line, each as published or modified by the words before it; a change on the day of
    publishing may give its time alone.
    """
    rest, day = text, ""
    while (found := calendar.find(rest)) is not None:
        words_before = fold(rest[: found.start])
        to = modified if is_changed(words_before, phrases) else published
        to.add("line", found.iso)
        rest = rest[found.end :]
        day = found.iso[:10]
    if day and (clock := CLOCK.search(rest)) and is_changed(fold(rest[: clock.start()]), phrases):
        modified.add("line", declared(f"{day}T{int(clock[1]):02}:{clock[2]}"))
