"""The persons an article names: their fullest names, genders and roles, from titles, first names and appositions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from parsers.claims.affiliations import is_body
from parsers.claims.phrases import Phrases
from parsers.claims.roles import Roles

NAME_TOKENS = 6


@dataclass(slots=True)
class Person:
    """A named person: every full or partial name seen, and what the article says they are."""

    name: str
    gender: str = ""  # "m", "f" or "" where the article doesn't tell
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # as written, and its content words
    at: list[int] = field(default_factory=list)
    first_named: bool = False  # the first word of the name is a known first name
    party: str = ""  # what brackets behind the name say: "X (PS)"
    title: str = ""  # of a profession ("me", "dr")
    met: bool = False  # named where only persons are ("avec X", "X, professeur")

    @property
    def titled(self) -> bool:
        """Whether a title tells the profession."""
        return bool(self.title)

    @property
    def surely(self) -> bool:
        """Whether something beside the capitals says that this is a person."""
        return bool(self.first_named or self.met or self.gender or self.roles)


class People(Roles):
    """The persons of one row, found by reading its runs of capitalised words."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(phrases)
        self.runs: dict[int, int] = {}
        self.persons: dict[str, Person] = {}
        self._by_part: dict[str, list[Person]] = {}
        self._named: dict[str, Person | None] = {}
        self._starts = {u[0] for u in self.row.units}
        self._read()

    def _read(self) -> None:
        i, n = 0, len(self.kind)
        runs: list[tuple[int, int, str]] = []
        while i < n:
            if self.kind[i] != "M":
                i += 1
                continue
            end = self._run(i)
            title = self._title(i)
            start = i + 1 if title and i + 1 < end else i
            runs.append((start, end, title))
            i = end
        counts = Counter(self._text(s, e) for s, e, _ in runs)
        for start, end, title in runs:
            self.runs[start] = end
            if end - start >= 2 or title:
                self._add(start, end, title, counts)
        with_article = {
            self._text(s, e) for s, e, _ in runs if s and self.kind[s - 1] == "D" and not self._role_before(s)
        }
        for start, end, title in runs:
            if end - start == 1 and not title and self._text(start, end) not in with_article:
                self._single(start, end)
        self._merge()
        for known in self.persons.values():
            self._gender(known)
            for part in known.name.lower().split():
                self._by_part.setdefault(part, []).append(known)
        for start, end, _ in runs:
            if person := self.named(start, end):
                person.at.append(start)
                person.party = person.party or self._bracketed(end)
                self._roles(person, start, end)

    def _merge(self) -> None:
        """What a title tells of a surname ("M. Tran") is told of the one fuller name that ends with it."""
        for short in [p for p in self.persons.values() if p.met or p.gender]:
            fuller = [p for p in self.persons.values() if p is not short and p.name.endswith(f" {short.name}")]
            if len(fuller) == 1:
                fuller[0].gender = fuller[0].gender or short.gender
                fuller[0].met |= short.met
                fuller[0].title = fuller[0].title or short.title

    def _run(self, i: int) -> int:
        """The end of a run of capitalised words; a complement before a first name is a run of its own."""
        governed = i > 0 and self.kind[i - 1] in "DP" and not self._title(i)
        end = i + 1
        if governed and self.kind[end : end + 1] == ["M"] and self._demonym(i) and end not in self._starts:
            return end  # "la Finlandaise | Riikka Salo"
        if governed and end < len(self.kind) and self.kind[end] == "M" and self._given(end) and not self._given(i):
            return end
        while end < len(self.kind) and end - i < NAME_TOKENS:
            if governed and self.kind[end] == "M" and self._given(end) and not self._given(i):
                break
            adjacent = self.row.tokens[end].q == self.row.tokens[i].q and end not in self._starts
            if self.kind[end] == "M" and adjacent:
                end += 1
            elif self.low[end] in self.pack.w["name_particles"] and self._given(i) and end not in self._starts:
                k = end
                while k < len(self.kind) and self.low[k] in self.pack.w["name_particles"] and k - end < 2:
                    k += 1
                if k < len(self.kind) and self.kind[k] == "M" and not self._of_body(i, end, k):
                    end = k + 1
                else:
                    break
            else:
                break
        return end

    def _of_body(self, i: int, end: int, k: int) -> bool:
        """Whether the particle at ``end`` leads from a whole name to a body or a place: "Tom Ford of Greenpeace"."""
        if end - i < 2 or self.low[end] not in self.pack.w["of"]:
            return False
        token = self.row.tokens[k].text
        named = self.low[k] in self.people["organisations"] or self.low[k] in self.people["places"]
        return self.analytic or named or (token.isupper() and len(token) > 1)

    def _demonym(self, i: int) -> bool:
        """Whether a capitalised word behind an article is the name of an inhabitant: "la Finlandaise"."""
        people = self.people
        known = any(self.low[i] in people[c] for c in ("organisations", "places", "documents", "groups"))
        named = known or self._given(i) or self.analytic
        return self.kind[i - 1] == "D" and not named and self.pack.inhabitant(self.low[i])

    def _given(self, i: int) -> bool:
        return self.low[i] in self.pack.given

    def _title(self, i: int) -> str:
        low = self.low[i].rstrip(".")
        if self.low[i] in self.people["titles_m"] or low in self.people["titles_m"]:
            return "m"
        if self.low[i] in self.people["titles_f"] or low in self.people["titles_f"]:
            return "f"
        return "?" if low in self.people["titles_n"] else ""

    def _personal(self, start: int, end: int, title: str) -> bool:
        if title:
            return True
        before = self.kind[start - 1] if start else ""
        there = start and self.low[start - 1] in self.pack.w["place_prepositions"]
        if there and self.low[start] in self.people["places"]:
            return False  # "sur France Bleu"
        if self._given(start):
            return True
        if before == "D" and not self._role_before(start):
            return False
        known = ("organisations", "documents", "groups", "roles_m", "roles_f")
        if any(self.low[k] in self.people[c] for k in range(start, end) for c in known):
            return False
        if any(self.row.tokens[k].text.isupper() and len(self.low[k]) > 1 for k in range(start, end)):
            return bool(self._role_before(start))
        return True

    def _quoted_title(self, start: int, end: int) -> bool:
        """Whether capitalised words fill a quotation and begin with no first name: what is quoted is a work's title."""
        q = self.row.tokens[start].q
        if q < 0 or self._given(start):
            return False
        return self.row.quotes[q].first == start and self.row.quotes[q].last == end - 1

    def _add(self, start: int, end: int, title: str, counts: Counter[str]) -> None:
        party = ""
        while (
            end - start > 1
            and not title
            and self.row.tokens[start].text.isupper()
            and not self._given(start)
            and self._given(start + 1)
        ):
            party = self.row.tokens[start].text
            start += 1
        if not self._personal(start, end, title) or (not title and self._quoted_title(start, end)):
            return
        name = self._text(start, end)
        person = self.persons.get(name) or Person(name)
        person.gender = person.gender or title.strip("?")
        person.met |= bool(title) or self._aged(end)
        person.party = person.party or party
        person.title = person.title or (self.low[start - 1].rstrip(".") if title == "?" else "")
        person.first_named |= self._given(start)
        self.persons[name] = person

    def _single(self, start: int, end: int) -> None:
        name = self._text(start, end)
        if name in self.persons or any(name in p.split() for p in self.persons) or self._title(start):
            return
        before = self.kind[start - 1] if start else ""
        if self.low[start] in self.people["organisations"] and not self._given(start):
            return
        if before == "D" or self._placed(start) or (before in ("N", "X") and not self._role_before(start)):
            return
        companion = (
            start > 0 and self.low[start - 1] in self.pack.w["companions"] and not self.row.tokens[start].text.isupper()
        )
        acts = end < len(self.kind) and self.kind[end] in "Vc" and (not self.analytic or self._says(end))
        aged = self._aged(end)
        if self._given(start) or self._role_left(start) is not None or self._apposed(end) or companion or acts or aged:
            told = self._role_left(start) is not None or self._apposed(end) or companion or aged or self.analytic
            self.persons[name] = Person(name, first_named=self._given(start), met=told)

    def _aged(self, end: int) -> bool:
        """Whether an age follows a name: "Ana, 63 ans"."""
        return self.kind[end : end + 3] == [",", "#", "N"] and self.low[end + 2] in self.pack.grammar["age"]

    def _says(self, k: int) -> bool:
        group = self.ph.verb_group(k, min(len(self.kind), k + 5))
        return bool(group and any({"that", "quote"} <= c.takes for c in group.cues))

    def _placed(self, start: int) -> bool:
        """A lone acronym, or a word after "in" or "on": a place or a station, not a person."""
        token = self.row.tokens[start].text
        if token.lower() in self.people["places"]:
            return True
        return (
            any(c.isdigit() for c in token)
            or (len(token) > 1 and token.isupper())
            or bool(start and self.low[start - 1] in self.pack.w["place_prepositions"])
        )

    def named(self, start: int, end: int) -> Person | None:
        """The person a run of capitalised words names: the fullest name that holds its words."""
        name = self._text(start, end)
        if name not in self._named:
            self._named[name] = self._fullest(name)
        return self._named[name]

    def _fullest(self, name: str) -> Person | None:
        parts = name.lower().split()
        options = [p for p in self._by_part.get(parts[-1], []) if set(parts) <= set(p.name.lower().split())]
        if not options:
            return self.persons.get(name)
        fullest = max(options, key=lambda p: len(p.name.split()))
        rivals = [p for p in options if not set(p.name.lower().split()) <= set(fullest.name.lower().split())]
        if not rivals:
            return fullest
        exact = self.persons.get(name)
        return exact if exact and len(name.split()) > 1 else None

    def _roles(self, person: Person, start: int, end: int) -> None:
        left = start - 1 if start and self.kind[start - 1] == "M" and self._title(start - 1) else start
        for found in (self._role_left(left), None if self._placed(start) else self._role_right(end)):
            if found and not self._names_another(person, *found):
                text = self._text(*found)
                if text not in (r for r, _ in person.roles):
                    person.roles.append((text, self._words(found)))
                    person.gender = person.gender or self._noun_gender(found)

    def _names_another(self, person: Person, a: int, b: int) -> bool:
        """Whether a role has somebody else's name: "auprès de X, le député Y dit …"."""
        runs = (k for k in range(a + 1, b) if self.runs.get(k, k) > k + 1 and self.kind[k - 1] in "NX")
        return any(self.named(k, self.runs[k]) not in (None, person) for k in runs)

    def _bracketed(self, end: int) -> str:
        """The organisation that stands in brackets behind a name."""
        close = next((k for k in range(end, min(len(self.kind), end + 5)) if self.kind[k] == ")"), None)
        if close is None or self.kind[end] != "(" or close == end + 1:
            return ""
        inside = [self.row.tokens[k].text for k in range(end + 1, close)]
        return self._text(end + 1, close) if is_body(inside[0], self.pack) else ""

    def _gender(self, person: Person) -> None:
        first = person.name.split()[0].lower()
        if not person.gender:
            male, female = first in self.people["names_m"], first in self.people["names_f"]
            person.gender = "m" if male and not female else "f" if female and not male else ""
