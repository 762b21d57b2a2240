"""Who signs an article: the sources by an order of trust, people before agencies and these before the outlet."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.reading import names, signed
from parsers.reading.head import Head
from parsers.reading.metadata import Choice
from parsers.reading.packs import Phrases, tokens

AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dcterms.creator",
    "citation_author",
    "cxenseparse:author",
    "mrf:authors",
    "og:article:author",
    "dc.contributor.author",
    "creator",
)
ADDRESS = re.compile(r"\w\.(?:com|org|net|info|fr|be|ch|ca|tn|lu|de|at|uk|ie|es|it|pt|nl|is|no|dk|se)\b", re.IGNORECASE)
"""A signature that holds an address is the outlet's, not a person's."""
STATED = frozenset(("json-ld", "meta"))
"""Sources that list whom the outlet counts as authors; what else stands in a byline is the desk."""
WRITTEN = frozenset(("byline", "signature"))
"""Where a person signs beside the agency that better sources name alone."""
LAST = frozenset(("link", "page", "loose", "signature"))
"""Sources that are asked only where those before them name nobody."""


@dataclass(slots=True)
class Signs:
    """What stands near the article: bylines, bare names, the short lines in which agencies sign, links to writers'
    pages, words after "by" that are not written as a name; and whether the page shows a name. What takes a search of
    its own is a function, called where nothing better names anybody.
    """

    lines: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    wired: list[str] = field(default_factory=list)
    links: Callable[[], list[str]] = list
    loose: Callable[[], list[str]] = list
    shown: Callable[[str], bool] = bool


def authors(head: Head, signs: Signs, phrases: Phrases, own: tuple[str, ...]) -> tuple[Choice, list[str]]:
    """Who signs; with the candidates. People first, from the source most to be trusted that names some, with the
    agencies of their byline; then the agencies of the short lines; then the outlet itself (``own``), where its press
    has outlets sign.
    """
    choice = Choice()
    found: list[str] = []
    outlets: list[str] = []
    for source, names_of in sources(head, signs, phrases):
        if source in LAST and any(not names.is_agency(p) for p in found):
            continue
        people = names.unique(names_of())
        if source != "signature":
            outlets = outlets or [p for p in people if names.is_outlet(p, own, phrases) and not names.COMPANY.search(p)]
        people = signers(people, source, own, phrases)
        if source == "byline" and choice.found and choice.found[0][0] in ("markup", "link"):
            whole = [p for p in (names.split(t, phrases) for t in signs.lines) if set(found) < set(p)]
            found = whole[0] if whole else found
        choice.add(source, ", ".join(people) or None)
        wired = found and all(names.is_agency(p) for p in found)
        found = names.unique(people + found) if wired and source in WRITTEN else found or people
    if found:
        return choice, names.unique(found + beside(found, signs.lines + signs.wired, phrases))
    last = names.unique([a for line in signs.wired for a in names.agencies(line)])
    choice.add("agency", ", ".join(last) or None)
    if not last:
        last = signers(in_data(head, signs, phrases), "data", own, phrases)
        choice.add("data", ", ".join(last) or None)
    return choice, last or (names.unique(outlets or desks(head)) if phrases.outlet_signs else [])


def signers(people: list[str], source: str, own: tuple[str, ...], phrases: Phrases) -> list[str]:
    """The names without the outlet's, and but for lists of authors without its desks behind a person."""
    kept = [p for p in people if not names.is_outlet(p, own, phrases) and not ADDRESS.search(p)]
    return kept if source in STATED else [p for p in kept if p == people[0] or not is_branded(p, own)]


def in_data(head: Head, signs: Signs, phrases: Phrases) -> list[str]:
    """The first name that the page's scripts and attributes call its author, where readers are shown it."""
    people = declared(signed.in_source(head.source.decode()), phrases)
    return [p for p in people if names.looks_like_name(p) and signs.shown(p)][:1]


def desks(head: Head) -> list[str]:
    """The desk that a page declares as its writer, where it is an office and no name: "Staff"."""
    said = head.signed or [t for n in AUTHOR for t in head.meta.get(n, ())] or signed.labelled(head.meta)
    said = [t for t in said[:1] if t and len(t) < names.LONGEST]
    return [t for t in said if not names.NO_NAME.search(t) and not names.is_account(t)]


def is_branded(name: str, own: tuple[str, ...]) -> bool:
    """Whether a further name begins with the outlet's brand: "Contoso Sport"."""
    return bool(own) and tokens(name)[:1] == (own[-1].lower(),)


def sources(head: Head, signs: Signs, phrases: Phrases) -> list[tuple[str, Callable[[], list[str]]]]:
    """The sources in the order of trust, each with what gives its names."""
    accounts = [t for t in head.meta.get("article:author", ()) if t.startswith("http")]
    known = [t for n in AUTHOR for t in head.meta.get(n, ()) if t not in accounts]
    return [
        ("json-ld", lambda: declared(head.signed, phrases)),
        ("meta", lambda: declared(known, phrases)),
        ("meta", lambda: declared(signed.in_meta(head.meta, AUTHOR), phrases)),
        ("markup", lambda: declared(head.authors, phrases)),
        ("label", lambda: declared(signed.labelled(head.meta), phrases)),
        ("link", lambda: declared(signs.links(), phrases)),
        ("byline", lambda: [name for text in signs.lines for name in names.split(text, phrases)]),
        ("page", lambda: declared(signed.in_pages(head.things, head.subject), phrases)),
        ("loose", signs.loose),
        ("signature", lambda: signs.plain),
    ]


def beside(found: list[str], lines: list[str], phrases: Phrases) -> list[str]:
    """The agencies that sign in one line with a known author: "Ana Roe avec AFP"."""
    known = {names.key(p) for p in found}
    signed_ = [names.split(line, phrases) for line in lines if names.AGENCY.search(line)]
    return [p for people in signed_ if known & set(map(names.key, people)) for p in people if names.is_agency(p)]


def declared(texts: list[str], phrases: Phrases) -> list[str]:
    """The names in declared authors."""
    return [name for text in texts for name in names.declared(text, phrases)]


def own_names(site: str | None, host: str) -> tuple[str, ...]:
    """The names an outlet goes by: as declared, its host, its brand."""
    return tuple(filter(None, (site, host, host.rsplit(".", 1)[0].rsplit(".", 1)[-1])))
