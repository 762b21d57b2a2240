"""How likely a name in an article is a known speaker: log-odds of what speaks for and against it. Pure.

Whoever is somebody else altogether has the odds 1, so that one candidate at 0 is as likely as not, and two that are
equally good are both unlikely: the name then stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from math import exp, log
from typing import Any

from warehouse.text import fold, wildcard

from .names import Name, known, relation

MOST_SHARED = 2
"""Words of a role, people or topics that count: more of them say little more."""
Evidence = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Appearance:
    """A name in an article, with what the article says of it and who else speaks there."""

    article_id: str
    outlet_id: str
    name: Name
    role: str | None
    affiliation: str | None
    gender: str | None
    language: str | None
    country: str | None
    company: frozenset[str]
    topics: frozenset[str]


@dataclass(slots=True)
class Profile:
    """What is known of a speaker from the latest articles that link to it; ``articles`` counts all of them."""

    names: dict[str, Name] = field(default_factory=dict)
    roles: set[tuple[str, str | None]] = field(default_factory=set)
    affiliations: set[tuple[str, str | None]] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    article_ids: set[str] = field(default_factory=set)
    articles: int = 0

    def add(self, a: Appearance) -> None:
        """Learn from an article."""
        self.names[a.name.folded] = a.name
        self.roles |= {(a.role, a.language)} if a.role else set()
        self.affiliations |= {(a.affiliation, a.language)} if a.affiliation else set()
        self.genders |= {a.gender} if a.gender else set()
        self.countries |= {a.country} if a.country else set()
        self.company |= a.company
        self.topics |= a.topics
        self.article_ids.add(a.article_id)
        self.articles += 1


def choose(a: Appearance, profiles: Mapping[str, Profile], decided: Iterable[str] = ()) -> tuple[str | None, Evidence]:
    """Who of the candidates a name is, with the evidence and the probability as ``score``; None for nobody.

    The evidence is then that of the likeliest, who is ``not`` the one. ``decided`` are speakers that people said to
    bear this name.
    """
    weighed = {who: found for who, p in profiles.items() if (found := weigh(a, p, who in set(decided)))}
    if not weighed:
        return None, {}
    told = sum(profiles[who].articles + 1 for who in weighed)
    odds = {who: exp(_sum(e) + log((profiles[who].articles + 1) / told)) for who, e in weighed.items()}
    best = max(sorted(odds), key=odds.__getitem__)
    score = round(odds[best] / (1 + sum(odds.values())), 4)
    if score >= known()["together"]:
        return best, {**weighed[best], "score": score}
    return None, {**weighed[best], "score": score, "not": best}


def weigh(a: Appearance, p: Profile, decided: bool = False) -> Evidence:
    """What speaks for and against the name being that speaker's, by finding; empty where the names forbid it."""
    form = _form(a, p)
    if not form:
        return {}
    found: Evidence = {"name": "decided" if decided else form}
    if a.article_id in p.article_ids:
        found["article"] = 1
    found |= _roles(a, p) | _affiliation(a, p)
    found |= _overlap("company", a.company - p.names.keys(), p.company)
    found |= _overlap("topics", a.topics, p.topics, "other_topics")
    found |= _overlap("country", {a.country} - {None}, p.countries, "other_country")
    if a.gender and p.genders and a.gender not in p.genders:
        found["gender"] = f"{a.gender}/{''.join(sorted(p.genders))}"
    return found


def _form(a: Appearance, p: Profile) -> str | None:
    """The closest relation to any of the speaker's names, a fuller one's word before a shorter one's."""
    weights = known()["weights"]["name"]
    forms = [f for n in p.names.values() if (f := relation(a.name, n))]
    fullest = max((n for n in p.names.values()), key=lambda n: n.fullness, default=None)
    if not forms or (fullest and not relation(a.name, fullest)):
        return None
    best = max(forms, key=weights.__getitem__)
    return "family" if best == "single" and a.gender else best


def _roles(a: Appearance, p: Profile) -> Evidence:
    if not (a.role and p.roles):
        return {}
    same = [shared(terms(a.role, a.language), terms(r, lang)) for r, lang in p.roles]
    if best := max(same, key=lambda s: (len(s), s)):
        return {"role": best}
    ours, theirs = fields(a.role), frozenset[str]().union(*(fields(r) for r, _ in p.roles))
    if ours & theirs:
        return {"field": sorted(ours & theirs)}
    if ours and theirs and all(_far(x, y) for x in ours for y in theirs):
        return {"far": [*sorted(ours), *sorted(theirs)]}
    return {}


def _affiliation(a: Appearance, p: Profile) -> Evidence:
    if not (a.affiliation and p.affiliations):
        return {}
    ours = terms(a.affiliation, a.language)
    same = max(shared(ours, terms(x, lang)) for x, lang in p.affiliations)
    return {"affiliation": same} if same else {"other_affiliation": a.affiliation}


def _overlap(name: str, ours: Iterable[Any], theirs: set[str], other: str | None = None) -> Evidence:
    if same := sorted(set(ours) & theirs):
        return {name: same}
    return {other: sorted(ours)} if other and set(ours) and theirs else {}


def _sum(found: Evidence) -> float:
    weights = known()["weights"]
    total = float(weights["name"][found["name"]])
    for finding, what in found.items():
        if finding != "name":
            times = min(len(what), MOST_SHARED) if finding in ("role", "company") else 1
            total += weights[finding] * times
    return total


@lru_cache(50_000)
def terms(text: str, language: str | None) -> tuple[frozenset[str], ...]:
    """What each telling word of a role or affiliation may mean, whatever the language; a name is its beginning."""
    from warehouse.identity import meaning
    from warehouse.identity.keys import STEM, TELLING
    from warehouse.identity.lexicon import load

    names = load().names
    telling = " ".join(w for w in text.split() if not _idle().fullmatch(fold(w)))
    units = [u for u in meaning(telling, language).units if u.weight >= TELLING]
    return tuple(frozenset(names[c] for c in u.concepts) or frozenset({u.key[:STEM]}) for u in units)


def shared(ours: Sequence[frozenset[str]], theirs: Sequence[frozenset[str]]) -> list[str]:
    """What two roles or affiliations have in common, one meaning for each word of the first."""
    either = frozenset[str]().union(*theirs)
    return sorted({min(word & either) for word in ours if word & either})


@lru_cache(50_000)
def fields(role: str) -> frozenset[str]:
    """The fields that a role is of."""
    return frozenset(name for name, words in _fields().items() if words.search(fold(role)))


@cache
def _idle() -> re.Pattern[str]:
    return wildcard(known()["idle"])


@cache
def _fields() -> dict[str, re.Pattern[str]]:
    return {name: wildcard(words) for name, words in known()["fields"].items()}


def _far(a: str, b: str) -> bool:
    far = known()["far"]
    return b in far.get(a, ()) or a in far.get(b, ())
