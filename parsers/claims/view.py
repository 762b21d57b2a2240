"""What the resolving of speakers shares: persons, who spoke where, and small questions about noun phrases.

Rules that are nearly always right have a confidence of their own, measured on annotated articles; that of the others is
their share in the ranking (``ranking.py``). Below ``GIVEN`` the speaker stays null, for a wrong name does harm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from parsers.claims.people import People, Person
from parsers.claims.phrases import OverPhrases, Phrases

GIVEN = 0.6
GIVEN_ANEW = 0.45  # a phrase that names nobody does less harm than a wrong name
ANEW = "anew"  # ends the form of a phrase that stands for nobody named before
FULL, SURNAME, ROLE, PHRASE, LIKELY = 0.98, 0.97, 0.95, 0.9, 0.83
OWNED = 0.85  # "son avocat", whoever's he is
UNSURE = 0.5  # two persons could be meant
EITHER = 0.35  # somebody else whose role is not told may hold the office too


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved source: a person, or the words of a noun phrase."""

    text: str
    person: Person | None
    confidence: float
    evidence: str
    gender: str = ""
    plural: bool = False
    fresh: bool = False  # introduced by an indefinite article: nobody else's words continue by default
    form: str = ""  # of the question that this answers


@lru_cache(maxsize=1024)
def small_words(text: str) -> tuple[str, ...]:
    """The lower-case words of a phrase, elided articles apart."""
    return tuple(text.lower().replace("’", "'").replace("'", "' ").split())


class View(OverPhrases):
    """One article as the resolving sees it; ``trail`` holds who spoke, by the token of the source."""

    def __init__(self, phrases: Phrases, people: People) -> None:
        super().__init__(phrases)
        self.people = people
        self.verbs = [i for i, k in enumerate(self.kind) if k == "V" and self.row.tokens[i].q < 0]
        self.openings: dict[int, Speaker] = {}
        self.trail: list[tuple[int, Speaker]] = []  # who spoke, by the token of the source
        self._called: dict[str, dict[str, int]] = {}  # what persons are called beside their roles, and where first
        self._anybody: list[tuple[int, Speaker]] = []  # those whom "on" stood for
        self.offices_said: dict[tuple[int, int], list[tuple[str, list[str]]]] = {}
        self._nouns_beside: dict[str, set[str]] = {}  # the nouns set beside the name of an organisation
        self._opened: dict[int, tuple[int, Speaker] | None] = {}
        self.said: set[int] = set()  # tokens of what is said
        self._subjects: dict[int, tuple[int, Speaker, str] | None] = {}

    def call(self, person: Person, noun: int) -> None:
        """Keeps that the noun at a token means a person."""
        at = self._called.setdefault(person.name, {})
        at[self.low[noun]] = min(noun, at.get(self.low[noun], noun))

    def called(self, person: Person, before: int) -> set[str]:
        """What a person is called before a token: a question asked again is no evidence for its own answer."""
        return {word for word, at in self._called.get(person.name, {}).items() if at < before}

    def role_word(self, k: int) -> bool:
        """Whether the token is a noun for a role."""
        return self.low[k] in self.pack.roles

    def several(self, a: int, head: int) -> bool:
        """Whether a phrase that opens at a with this head means several: by its article, or by an -s that shows it."""
        noun = self.low[head]
        shown = self.pack.grammar["analytic"] and noun.endswith("s") and noun[:-1] in self.pack.speaking
        return self.low[a] in self.pack.w["plural"] or bool(shown)

    def gender_of(self, a: int, head: int) -> str:
        """The gender that an article, or else the noun, shows."""
        if self.low[a] in self.pack.w["feminine"]:
            return "f"
        if self.low[a] in self.pack.w["masculine"]:
            return "m"
        for k in range(a + 1, head):
            if self.low[k] in self.pack.w["adjectives_f"]:
                return "f"
            if self.low[k] in self.pack.w["adjectives_m"]:
                return "m"
        people = self.pack.people
        male, female = self.low[head] in people["roles_m"], self.low[head] in people["roles_f"]
        return "" if male == female else "m" if male else "f"

    def head(self, a: int, b: int) -> int | None:
        """The noun that a phrase [a, b) is headed by."""
        if self.pack.grammar["analytic"]:
            end = next((k for k in range(a, b) if self.kind[k] not in "DNMX#AG-"), b)
            return next((k for k in range(end - 1, a - 1, -1) if self.kind[k] in "NM"), None)
        nouns = [k for k in range(a, b) if self.kind[k] in "NX#M"]
        for k in nouns:
            if self.low[k] not in self.pack.w["adjectives"] or self._known(k):
                return k
        return nouns[0] if nouns else (a if b > a and self.kind[a] not in "SPVQ" else None)

    def _known(self, k: int) -> bool:
        return self.low[k] in self.pack.w["general_roles"] and self.role_word(k)

    def person(self, person: Person, confidence: float, evidence: str) -> Speaker:
        """A person as speaker."""
        return Speaker(person.name, person, confidence, evidence, person.gender)

    def clean(self, text: str) -> str:
        """A text on one line, without marks at its ends."""
        return " ".join(text.split()).strip(" ,;:")

    def agrees(self, speaker: Speaker, gender: str, plural: bool) -> bool:
        """Whether a speaker can be meant by a pronoun or noun of this gender and number."""
        own = speaker.gender or (speaker.person.gender if speaker.person else "")
        if not plural and speaker.person is None and speaker.plural:
            return False
        if plural != speaker.plural:
            return False
        if speaker.person is None and not plural and not self._could_be_person(speaker):
            return False
        if own == "o":
            return not gender
        return not (gender and own) or gender == own

    def _could_be_person(self, speaker: Speaker) -> bool:
        people, words = self.pack.people, self.words_of(speaker)
        known = (self.pack.roles, people["organisations"], people["documents"])
        return bool(speaker.gender) or not all(k.isdisjoint(words) for k in known)

    def words_of(self, speaker: Speaker) -> tuple[str, ...]:
        """The words a speaker is called by, elided articles apart."""
        return small_words(speaker.text)

    def proper(self, speaker: Speaker) -> bool:
        """Whether a speaker is called by a name, not by a phrase that opens a sentence."""
        first = self.words_of(speaker)[0]
        return speaker.text[:1].isupper() and not self.pack.is_word(first, "determiners", "articles")

    def nearness(self, person: Person, at: int) -> int:
        """The last token before ``at`` where a person is named, or -1."""
        return max((k for k in person.at if k < at), default=-1)

    def topic(self, gender: str) -> Speaker | None:
        """The person of a gender whom the article is about: the one it names most."""
        agreeing = (p for p in self.people.persons.values() if not (gender and p.gender) or p.gender == gender)
        most = self.most_named(agreeing)
        return self.person(most, LIKELY, "") if most and most.surely else None

    def most_named(self, persons: Iterable[Person]) -> Person | None:
        """The one of some persons whom the article names more often than the others."""
        ranked = sorted(persons, key=lambda p: len(p.at), reverse=True)
        clear = len(ranked) == 1 or (len(ranked) > 1 and len(ranked[0].at) > len(ranked[1].at))
        return ranked[0] if clear else None

    def title_end(self) -> int:
        """The first token behind the title."""
        first = self.row.places[0]
        return first.last if first.name == "title" else 0

    def is_document(self, speaker: Speaker) -> bool:
        """Whether the speaker is a document."""
        return not self.pack.people["documents"].isdisjoint(self.words_of(speaker))

    def unit_start(self, token: int) -> int:
        """Where, in the text, the sentence of a token starts."""
        return self.row.tokens[self.row.start_of(token)].start
