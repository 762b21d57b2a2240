"""Metadata by an order of trust; the values that lost are kept as conflicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from parsers.reading import names, scripts
from parsers.reading.blocks import HEADINGS, Block
from parsers.reading.dates import Calendar, declared
from parsers.reading.head import Head
from parsers.reading.packs import Phrases, alike, fold, tokens

SEPARATOR = re.compile(r"\s+(?:[|•·»«]|[-–—]{1,2}|::|:)\s+|\s*\|\s*")


NEAR = 10
"""How many lines into the body a lead may stand, after bylines, dates and the first picture."""


STRANGE = 0.2
"""A heading that shares less than that with what JSON-LD and meta tags agree on is none of the article's."""
WORDS = 4
"""A first heading that nothing confirms is the headline from so many words on."""
AT_ONCE = 4
"""A lead that the page's description repeats stands among the first lines."""
CERTAIN = 0.9
"""The share of words in common from which a line and the page's description are the same."""
LEAD = 40
"""Characters of the shortest lead."""


@dataclass(slots=True)
class Choice:
    """The candidates for one field in order of trust; the first is taken."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, source: str, value: str | None) -> None:
        """Note a candidate."""
        if value:
            self.found.append((source, value))

    def put(self, source: str, values: list[str] | None) -> None:
        """Let a recipe's value go before all others."""
        if values:
            self.found.insert(0, (source, values[0]))

    @property
    def value(self) -> str | None:
        """The value that counts."""
        return self.found[0][1] if self.found else None

    def losers(self) -> list[str]:
        """The other values, where they differ from the first."""
        first = self.found[0][1] if self.found else ""
        lost = dict.fromkeys(f"{source}: {value}" for source, value in self.found[1:] if value[:19] != first[:19])
        return list(lost)


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


def agrees(heading: str, text: str | None) -> float:
    """How far a declared title confirms a heading: shared words, or the whole heading within it."""
    if not text:
        return 0.0
    one, two = tokens(heading), tokens(text)
    whole = len(one) >= 3 and " ".join(one) in " ".join(two)
    return max(alike(heading, text), 0.9 if whole else 0.0)


def title(head: Head, headings: list[str], site: str | None, host: str) -> Choice:
    """The headline: the page's own heading, best the one that a declaration confirms, else the declaration."""
    choice = Choice()
    said = [
        ("json-ld", scripts.text(head.subject.get("headline"))),
        ("meta", head.first("og:title", "twitter:title", "dc.title", "title", "headline")),
        ("title", head.title),
    ]
    said = [(source, without_site(text, site) if text and source != "json-ld" else text) for source, text in said]
    own = {names.key(site or ""), names.key(host)}
    headings = [h for h in headings if names.key(h) not in own]
    scored = [(max(agrees(h, text) for _, text in said), -n, h) for n, h in enumerate(headings)]
    if scored:
        score, _, heading = max(scored)
        declared_ = [tokens(text) for source, text in said if text and source != "title"]
        if score < STRANGE and len(declared_) > 1 and declared_[0] == declared_[1]:
            heading = ""
        elif score < 0.5:
            heading = next((h for h in headings if len(tokens(h)) >= WORDS), "")
        if heading:
            choice.add("heading", without_kicker(heading, [t for _, t in said if t]))
    for source, text in said:
        choice.add(source, text)
    if headings:
        choice.add("heading", headings[0])
    return choice


def without_kicker(heading: str, said: list[str]) -> str:
    """A heading without the label before it, where the declarations agree to leave that out."""
    words = tokens(heading)
    ends = [t for t in said if len(t) > 20 and words[-len(tokens(t)) :] == tokens(t) != words]
    return ends[0] if ends and len(ends) > len(said) / 2 else heading


def standfirst(head: Head, blocks: list[Block], start: int, body: int, is_text: Callable[[str], bool]) -> int | None:
    """The number of the lead's block: set apart below the headline (block ``start``), before the running text."""
    said = head.first("og:description", "description", "twitter:description") or ""
    titles = [head.first("og:title"), head.title, scripts.text(head.subject.get("headline"))]
    fallback = None
    for n in range(start, min(max(body, start) + AT_ONCE, len(blocks))):
        own = blocks[n].role in (None, "standfirst") and blocks[n].tag not in HEADINGS
        if own and alike(blocks[n].text, said) > CERTAIN and is_text(blocks[n].text):
            return n
    for n in range(start, min(max(body, start) + NEAR, len(blocks))):
        block = blocks[n]
        if len(block.text) < LEAD or 2 * block.links > len(block.text) or not is_text(block.text):
            continue
        if block.role == "standfirst":
            return n
        if block.role is None and n >= body and block.mass > 0:
            break
        if max(alike(block.text, t) for t in titles) > 0.4:
            continue
        if block.role is None and fallback is None and (block.tag in ("p", "h2") or alike(block.text, said) > 0.6):
            fallback = n
    return fallback


AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dcterms.creator",
    "citation_author",
)


def authors(
    head: Head, lines: list[str], plain: list[str], wired: list[str], phrases: Phrases, own: tuple[str, ...]
) -> tuple[Choice, list[str]]:
    """Who signs; with the candidates. People first, from the source most to be trusted that names some, with the
    agencies of their byline; then the agencies of the short lines ``wired``; then the outlet itself (``own``), where
    its press has outlets sign.
    """
    choice = Choice()
    found: list[str] = []
    outlets: list[str] = []
    linked = [t for t in head.meta.get("article:author", ()) if t.startswith("http")]
    bylined = [name for text in lines for name in names.split(text, phrases)]
    for source, people in (
        ("json-ld", declared_names(head.signed, phrases)),
        ("meta", declared_names([t for n in AUTHOR for t in head.meta.get(n, ()) if t not in linked], phrases)),
        ("markup", declared_names(head.authors, phrases)),
        ("byline", bylined),
        ("signature", plain),
    ):
        people = names.unique(people)
        if source in ("json-ld", "meta"):
            outlets = outlets or [p for p in people if names.is_outlet(p, own, phrases) and not names.COMPANY.search(p)]
        people = [p for p in people if not names.is_outlet(p, own, phrases) and not ADDRESS.search(p)]
        if source == "byline" and choice.found and choice.found[0][0] == "markup":
            whole = [p for p in (names.split(t, phrases) for t in lines) if set(found) < set(p)]
            found = whole[0] if whole else found
        if source != "signature" or not found:
            choice.add(source, ", ".join(people) or None)
            found = found or people
    if found:
        return choice, names.unique(found + beside(found, lines + wired, phrases))
    wires = names.unique([a for line in wired for a in names.agencies(line)])
    choice.add("agency", ", ".join(wires) or None)
    return choice, wires or (names.unique(outlets) if phrases.outlet_signs else [])


def beside(found: list[str], lines: list[str], phrases: Phrases) -> list[str]:
    """The agencies that sign in one line with a known author: "Ana Roe avec AFP"."""
    known = {names.key(p) for p in found}
    signed = [names.split(line, phrases) for line in lines if names.AGENCY.search(line)]
    return [
        p for people in signed if known & set(map(names.key, people)) for p in people if names.AGENCIES.fullmatch(p)
    ]


def declared_names(texts: list[str], phrases: Phrases) -> list[str]:
    """The names in declared authors."""
    return [name for text in texts for name in names.declared(text, phrases)]


ADDRESS = re.compile(r"\w\.(?:com|org|net|info|fr|be|ch|ca|tn|lu|de|at|uk|ie|es|it|pt|nl|is|no|dk|se)\b", re.IGNORECASE)
"""A signature that holds an address is the outlet's, not a person's."""


def own_names(site: str | None, host: str) -> tuple[str, ...]:
    """The names an outlet goes by: as declared, its host, its brand."""
    return tuple(filter(None, (site, host, host.rsplit(".", 1)[0].rsplit(".", 1)[-1])))


LETTERS = re.compile(r"[\W_]+")
"""What publishers vary in the names of meta tags: ``article:published:time``, ``article.published_time``."""
PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date.issued",
    "dc.date",
    "dcterms.created", "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publication_date", "date.created", "dc.date.created", "article.published", "og:pubdate", "publish_date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "lastmod",
    "date.modified",
    "article:modified", "article:updated", "dc.date.modified", "revision_date", "last_updated_date",
)  # fmt: skip


KEYS = [tuple(LETTERS.sub("", name) for name in table) for table in (PUBLISHED, MODIFIED)]


def dates(head: Head, lines: list[str], phrases: Phrases, calendar: Calendar) -> tuple[Choice, Choice]:
    """Published and modified, from JSON-LD, meta tags, ``<time>`` and the printed ``lines``, in that order of trust."""
    published, modified = Choice(), Choice()
    subject = head.subject
    published.add(
        "json-ld",
        declared(scripts.text(subject.get("datePublished"))) or declared(scripts.text(subject.get("dateCreated"))),
    )
    modified.add("json-ld", declared(scripts.text(subject.get("dateModified"))))
    said = {LETTERS.sub("", key): texts for key, texts in head.meta.items()}
    for choice, keys in zip((published, modified), KEYS, strict=True):
        for key in keys:
            for text in said.get(key, ()):
                choice.add("meta", moment(text, calendar))
    for names_, stamp, text in head.times:
        line = fold(text)
        value = declared(stamp)
        changed = "modif" in names_ or "update" in names_ or phrases.modified.search(line) is not None
        (modified if changed else published).add("time", value)
    for line in lines:
        printed(line, phrases, calendar, published, modified)
    if not published.found and modified.found:
        published.add("modified", modified.found[0][1])
    trust_again(published, modified)
    return published, modified


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
