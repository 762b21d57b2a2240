"""Who signs, as the conventions of publishing systems tell it (``seeds/reading/signed.toml``): tags, links, data."""

from __future__ import annotations

import html
import re
import tomllib
from functools import cache
from itertools import islice
from typing import Any

import seeds
from parsers.reading import scripts
from parsers.reading.blocks import Element

LABELS = 4
"""``twitter:label1`` to ``twitter:label3`` are what systems write."""
LONGEST_NAME = 4
"""Words of a link that names a person or a desk."""
LINKS = 12
"""So many links of a line are looked at; a longer list is no byline."""
AHEAD = 40
"""Characters before a link that may say what the person did."""
MATCHES = 200
"""So many keys that hold "author" are looked at; where there are more, they belong to comments and lists."""
TRIES = 6
"""So many places of a script are looked at; the first are the page's own."""
PAGES = re.compile(r"webpage|itempage|faqpage|howto|recipe|videoobject|podcastepisode|creativework", re.IGNORECASE)
"""Types of JSON-LD objects that describe a page, though no article's."""


@cache
def rules() -> dict[str, dict[str, str]]:
    """The tables of the file."""
    return tomllib.loads(seeds.path("reading/signed.toml").read_text("utf-8"))


@cache
def pattern(table: str, key: str) -> re.Pattern[str]:
    """One pattern of the file."""
    return re.compile(rules()[table][key], re.IGNORECASE)


IN_DATA = re.compile(
    r"uthors?(?:[_-]?[Nn]ames?)?(?:\\?[\"']|&quot;|&#34;)?\s*[:=]\s*\[?\s*(?:\\?[\"']|&quot;|&#34;)"
    r"([^\"'\\&<>{}\[\]]{3,60})(?=\\?[\"'&])"
)
"""An author in a script's object or in a ``data-`` attribute. It begins with letters, by which ``re`` finds it fast."""


@cache
def own_key() -> re.Pattern[str]:
    """What stands before the match of ``IN_DATA`` in a key of the page's own author."""
    return re.compile(rf"(?:^|[\"'\s,{{;.])(?:&quot;)?{rules()['data']['before']}a$", re.IGNORECASE)


def labelled(meta: dict[str, list[str]]) -> list[str]:
    """The values of the tags that a card's label calls the writer."""
    found: list[str] = []
    for n in range(1, LABELS):
        label = " ".join(meta.get(f"twitter:label{n}", ())[:1]).strip()
        if label and pattern("meta", "label").fullmatch(label):
            found += meta.get(f"twitter:data{n}", ())[:1]
    return found


def in_meta(meta: dict[str, list[str]], known: tuple[str, ...]) -> list[str]:
    """The contents of meta tags beside the ``known`` ones whose names end like "author"."""
    ends = pattern("meta", "author")
    for name, texts in meta.items():
        if name not in known and ends.search(name) and texts[0] and not texts[0].startswith(("http", "@")):
            return texts
    return []


def in_pages(head_things: list[dict[str, Any]], subject: dict[str, Any]) -> list[str]:
    """The authors of the JSON-LD object that describes the page, where it is of no article's type."""
    for thing in head_things:
        kinds = scripts.types(thing)
        if thing is not subject and any(PAGES.search(k) or scripts.ARTICLE.search(k) for k in kinds):
            people = scripts.texts(scripts.named(thing.get("author") or thing.get("creator"), head_things))
            if people:
                return people
    writers = [t for t in head_things if scripts.types(t) == ["Person"] and "#/schema/person" in str(t.get("@id"))]
    return scripts.texts(writers) if len(writers) == 1 else []


def in_source(text: str) -> list[str]:
    """What the scripts and attributes of a page give as its author; looked for only where nothing else tells."""
    key = own_key()
    found = (
        m for m in islice(IN_DATA.finditer(text), MATCHES) if key.search(text[max(m.start() - AHEAD, 0) : m.start()])
    )
    return [html.unescape(m[1]).strip() for m in islice(found, TRIES)]


def linked(element: Element, reviews: re.Pattern[str]) -> list[str]:
    """The texts of the links in an element that lead to a writer's page; not those after the words ``reviews``."""
    found: list[str] = []
    for link in islice(element.iter("a"), LINKS):
        if (name := writer(link)) and name not in found and not reviews.search(before(link)):
            found.append(name)
    return found


def before(link: Element) -> str:
    """The text right before a link."""
    last = link.getprevious()
    text = last.tail if last is not None else (link.getparent().text if link.getparent() is not None else "")
    return (text or "")[-AHEAD:]


def writer(link: Element) -> str | None:
    """The name that a link to a writer's page shows, or bears as its label where it shows a picture."""
    marked = link.get("rel") == "author" or "author" in (link.get("class") or "").lower().split()
    address = link.get("href") or ""
    marked = marked or pattern("link", "author").search(address) is not None
    if not marked and not pattern("link", "person").search(address):
        return None
    name = " ".join(" ".join(link.itertext()).split()) or (link.get("aria-label") or link.get("title") or "").strip()
    words = name.split()
    if not 0 < len(words) <= LONGEST_NAME or pattern("link", "not_name").search(name):
        return None
    return name if marked or (len(words) > 1 and all(w[0].isupper() for w in words)) else None
