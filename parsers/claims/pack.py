"""A language pack as the claim grammar uses it: sets to look words up in, and the frames of the cue verbs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, TypeVar

from parsers.lexicon import heads, load, phrases
from parsers.models import Act

T = TypeVar("T")
PUNCTUATION = r"\.{3}|…|[^\w\s]"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a cue verb takes after it (the words are explained at ``cues`` in the packs)."""

    takes: frozenset[str]
    to: str | None
    about: frozenset[str]
    act: Act


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes: ``tail`` is what follows it in a phrase ("faire *savoir*")."""

    lemma: str
    clitic: str  # "s" when only reflexive, "y" when only with that pronoun, or ""
    tail: tuple[str, ...]
    frames: tuple[Frame, ...]
    takes: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "takes", frozenset(t for f in self.frames for t in f.takes))

    def frame(self, name: str) -> Frame | None:
        """The first frame that takes ``name``."""
        return next((f for f in self.frames if name in f.takes), None)


@dataclass(frozen=True, slots=True)
class NounCue:
    """A noun that attributes, and the words before its content."""

    what: frozenset[str]
    by: bool
    act: Act


@dataclass(frozen=True)
class Pack:
    """Everything a language brings; ``w`` holds the closed classes by their name in the YAML."""

    language: str
    w: Mapping[str, frozenset[str]]
    grammar: Mapping[str, Any]
    forms: Mapping[str, str]
    token: re.Pattern[str]
    quotes: Mapping[str, str]
    abbreviations: frozenset[str]
    subjects: Mapping[str, str]
    objects: Mapping[str, str]
    adverbials: tuple[tuple[str, ...], ...]
    cues: Mapping[str, tuple[Cue, ...]]
    leads: Mapping[str, tuple[tuple[str, ...], ...]]
    sources: Mapping[tuple[str, ...], str]
    possessed: tuple[tuple[str, ...], ...]
    grounds: tuple[tuple[str, ...], ...]
    nouns: Mapping[str, NounCue]
    said: frozenset[str]
    not_sources: frozenset[str]
    passives: frozenset[str]
    by: frozenset[str]
    hearsay_not: frozenset[str]
    people: Mapping[str, frozenset[str]]
    speaking: frozenset[str]
    roles: frozenset[str]  # nouns for people
    given: frozenset[str]  # first names
    things: frozenset[str]  # nouns for what speaks and is nobody, and places
    contracted: Mapping[str, str]
    number_words: frozenset[str]
    documents: Mapping[str, frozenset[str]]
    offices: tuple[tuple[str, ...], ...]
    kin: Mapping[str, frozenset[int]]  # by a noun for somebody, the groups of such nouns that it belongs to
    title_roles: Mapping[str, frozenset[str]]
    sorts: tuple[tuple[frozenset[str], frozenset[str]], ...]  # nouns for one sort of organisation, and names of it

    @cached_property
    def set_phrases(self) -> dict[str, list[list[str]]]:
        """What may follow a word in an adverbial, by that word, the longest first."""
        return by_first((first, rest) for first, *rest in self.adverbials)

    @cached_property
    def source_phrases(self) -> dict[str, list[tuple[str, ...]]]:
        """The prepositions that name a source, by their first word."""
        return by_first((words[0], words) for words in self.sources)

    @cached_property
    def possessives(self) -> dict[str, list[tuple[str, ...]]]:
        """The phrases with a possessive that names a source, by their first word."""
        return by_first((words[0], words) for words in self.possessed)

    @cached_property
    def office_names(self) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """The names of offices, each with all names of the same office, by their first word."""
        return by_first((name.partition(" ")[0], (name, office)) for office in self.offices for name in office)

    @cached_property
    def attributing(self) -> frozenset[str]:
        """Verbs that attribute, or lead to one that does."""
        return frozenset(self.cues).union(self.leads)

    @cached_property
    def openers(self) -> frozenset[str]:
        """Words at which a source that is no verb's subject may be named."""
        words = frozenset(self.source_phrases).union(self.possessives, self.nouns, (p[0] for p in self.grounds))
        return words | self.w["headings"] | self.w["equated"]

    def base(self, preposition: str) -> str:
        """A preposition without what is drawn into it: "de" of "du" and "d'"."""
        return self.contracted.get(preposition, preposition)

    def inhabitant(self, word: str) -> bool:
        """Whether a word may be the name of an inhabitant: "nantais", "espagnol"."""
        return word in self.w["demonyms"] or word.endswith(tuple(self.w["demonym_endings"]))

    def is_word(self, word: str, *classes: str) -> bool:
        """Whether a lower-case word belongs to one of the closed classes."""
        return any(word in self.w[c] for c in classes)


def by_first(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Values by their keys, in order."""
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


SPEAKING = ("roles_m", "roles_f", "groups", "organisations", "documents", "relayed")
"""The classes of nouns for who or what can speak."""


def words(text: str | Iterable[str] | None) -> frozenset[str]:
    """The words of a text apart by spaces, or of a list."""
    return frozenset(text.split() if isinstance(text, str) else text or ())


@cache
def pack(language: str) -> Pack | None:
    """The pack of a language, or None where there is none that reads statements."""
    raw = load(language)
    return _build(raw) if raw and "cues" in raw else None


def _build(raw: Mapping[str, Any]) -> Pack:
    cues, tokens, closed = raw["cues"], raw["tokens"], raw["words"]
    whole = words(tokens["whole"])
    pairs = [pair.split() if " " in pair else (pair[0], pair[1]) for pair in tokens["quotes"]]
    quotes = {pair[0]: pair[1] for pair in pairs}
    people = defaultdict(frozenset, {k: _former(k, words(v)) for k, v in raw["people"].items()})
    dotted = _dotted(raw["people"]) | {f"{w}." for w in words(tokens.get("dotted"))}
    token = _token_pattern(
        words(tokens.get("before")),
        words(tokens.get("after")),
        whole,
        dotted,
        [q for q in quotes if len(q) > 1],
        initials="dotted" in tokens,
    )
    adverbials = (tuple(token.findall(a)) for a in closed["adverbials"].split("|"))
    return Pack(
        language=raw["language"],
        w=_classes(closed, raw["people"]),
        grammar=defaultdict(frozenset, {k: words(v) if isinstance(v, str) else v for k, v in raw["grammar"].items()}),
        forms=raw["forms"],
        token=token,
        quotes=quotes,
        abbreviations=words(tokens["abbreviations"]),
        subjects=closed["subjects"],
        objects=closed["objects"],
        adverbials=tuple(sorted(adverbials, key=len, reverse=True)),
        cues=_cues(cues["verbs"]),
        leads=_leads(cues["leads"]),
        sources={tuple(token.findall(k)): v for k, v in cues["sources"].items()},
        possessed=tuple(tuple(p.split()) for p in cues["possessed"]),
        grounds=tuple(tuple(token.findall(p)) for p in cues.get("grounds", ())),
        nouns={
            w: NounCue(words(n["what"]), bool(n.get("by")), n["act"]) for n in cues["nouns"] for w in n["nouns"].split()
        },
        said=words(cues["said"]),
        not_sources=words(cues["not_sources"]),
        passives=words(cues["passives"]),
        by=words(cues["by"]),
        hearsay_not=words(cues["hearsay_not"]),
        people=people,
        speaking=frozenset().union(*(people[k] for k in SPEAKING)),
        roles=people["roles_m"] | people["roles_f"],
        given=people["names_m"] | people["names_f"],
        things=people["organisations"] | people["groups"] | people["documents"] | people["places"],
        contracted=tokens.get("contracted", {}),
        number_words=_numbers(raw),
        offices=tuple(tuple(" ".join(token.findall(n)) for n in o) for o in raw.get("offices", ())),
        kin=_grouped(raw.get("kin", ())),
        title_roles={k: words(v) for k, v in raw.get("title_roles", {}).items()},
        sorts=tuple((words(s["nouns"]), words(s["names"])) for s in raw.get("sorts", ())),
        documents={k: words(v) for k, v in raw["same_documents"].items()},
    )


def _classes(closed: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, frozenset[str]]:
    found = {k: _former(k, words(v)) for k, v in closed.items() if isinstance(v, str) and k != "adverbials"}
    nouns = ("roles_m", "roles_f", "groups", "organisations", "documents")
    found["homographs"] |= {w for k in nouns for w in people[k].split()}
    return defaultdict(frozenset, found)  # a class that a language lacks is empty


def _former(name: str, found: frozenset[str]) -> frozenset[str]:
    """Roles, and those who held them: "ex-ministre"."""
    return found | {f"ex-{w}" for w in found} if name in ("roles_m", "roles_f", "functions") else found


def _numbers(raw: Mapping[str, Any]) -> frozenset[str]:
    simple = {str(w) for w in raw.get("numbers", {}).get("words", {})}
    return frozenset(simple | {f"{a}-{b}" for a in simple for b in simple} if len(simple) < 80 else simple)


def _grouped(groups: Sequence[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for word in group.split():
            found.setdefault(word, set()).add(n)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _dotted(people: Mapping[str, str]) -> frozenset[str]:
    return frozenset(t for k in ("titles_m", "titles_f", "roles_m") for t in people[k].split() if t.endswith("."))


def _token_pattern(
    before: frozenset[str],
    after: frozenset[str],
    whole: frozenset[str],
    dotted: frozenset[str],
    marks: Sequence[str] = (),
    *,
    initials: bool = False,
) -> re.Pattern[str]:
    """Words, with what the language splits off before and after them; numbers; single punctuation marks."""

    def options(items: Iterable[str]) -> str:
        return "|".join(re.escape(w).replace("'", "['’]") for w in sorted(items, key=len, reverse=True)) or "(?!)"

    letter, hyphen = r"[^\W\d_]", options(w for w in after if w.startswith("-"))
    parted = any(w.isalpha() for w in after)
    parts = [
        "(?!)" if parted else rf"{letter}++(?=[\s,])",  # most words
        r"\d{1,3}(?:[   '’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,:]\d+)*(?:[^\W\d_]+)?",
        rf"(?:{options(whole)})(?![\w-])",
        rf"(?:{options(dotted)})(?=[\s,)])",
        rf"(?:{options(before)})['’](?=\s?[\w«“\"‘»])" if before else "(?!)",
        rf"(?:{hyphen})(?!\w)",
        rf"(?:{options(w for w in after if not w.startswith('-'))})(?!\w)",
        rf"{letter}{{1,6}}(?=(?:{options(w for w in after if w[0].isalpha())})(?!\w))",
        rf"[@#]?{letter}(?:{letter}|\d|(?<=c)['’](?=h{letter}?)|(?!(?:{hyphen})(?!\w))[-‑·.&_](?={letter}{{2}}|\d|{letter}-|[es]\b))*",
        *(rf"{re.escape(m)}(?!{re.escape(m[-1])})" for m in marks),  # of three apostrophes the last two are one mark
        PUNCTUATION,
    ]
    if initials:
        forms = [
            rf"(?<!\w)(?:{letter}-)?(?:{letter}\.){{2,}}",  # "U.S.", "D-N.J."
            rf"(?<!\w){letter}-(?:{options(dotted)})(?=[\s,)])",  # "R-Ohio."
            r"(?-i:(?<!\w)[A-Z]\.(?=\s?[A-Z]))",  # "John F. Smith"
        ]
        parts.insert(2, "|".join(forms))
    return re.compile("|".join(f"(?:{p})" for p in parts), re.IGNORECASE)


def _cues(groups: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    frames: dict[str, list[Frame]] = {}
    for group in groups:
        frame = Frame(words(group["takes"]), group.get("to"), words(group.get("about")), group["act"])
        for phrase in phrases(group["verbs"]):
            frames.setdefault(phrase, []).append(frame)
    found: dict[str, list[Cue]] = {}
    for phrase, own in frames.items():
        clitic, lemma, tail = heads(phrase)
        found.setdefault(lemma, []).append(Cue(lemma, clitic, tuple(tail), tuple(own)))
    return {k: tuple(sorted(v, key=lambda c: (-len(c.tail), not c.clitic))) for k, v in found.items()}


def _leads(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases(text):
        _, lemma, tail = heads(phrase)
        found.setdefault(lemma, []).append(tuple(tail))
    return {k: tuple(sorted(v, key=len, reverse=True)) for k, v in found.items()}
