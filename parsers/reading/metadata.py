"""Metadata by an order of trust; the values that lost are kept as conflicts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from parsers.reading import names, scripts
from parsers.reading.blocks import HEADINGS, Block
from parsers.reading.head import Head
from parsers.reading.measure import weight
from parsers.reading.packs import alike, tokens

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
"""Letters of the shortest lead."""


@dataclass(slots=True)
class Choice:
    """The candidates for one field in order of trust; the first is taken."""

    found: list[tuple[str, str]] = field(default_factory=list)
    telling: int | None = None
    """So many characters tell two candidates apart; all where there is no number."""

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
        first, end = self.value or "", self.telling
        lost = dict.fromkeys(f"{source}: {value}" for source, value in self.found[1:] if value[:end] != first[:end])
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
    titles = {head.first("og:title"), head.title, scripts.text(head.subject.get("headline"))}
    fallback = None
    for n in range(start, min(max(body, start) + AT_ONCE, len(blocks))) if said else ():
        own = blocks[n].role in (None, "standfirst") and blocks[n].tag not in HEADINGS
        if own and alike(blocks[n].text, said) > CERTAIN and is_text(blocks[n].text):
            return n
    for n in range(start, min(max(body, start) + NEAR, len(blocks))):
        block = blocks[n]
        if weight(block.text) < LEAD or 2 * block.links > len(block.text) or not is_text(block.text):
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
