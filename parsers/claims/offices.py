"""Roles and offices: who is told to hold the one that a phrase names."""

from __future__ import annotations

from abc import ABC

from parsers.claims.bodies import Bodies
from parsers.claims.people import Person
from parsers.claims.ranking import Question
from parsers.claims.view import LIKELY, ROLE, Speaker, small_words


class Offices(Bodies, ABC):
    """Compares a phrase with the roles that persons are told to have."""

    def by_role(self, a: int, b: int, head: int, gender: str) -> Speaker | None:
        """The named person whose role this is: the same noun, or the same organisation."""
        words = frozenset(self.low[k] for k in range(a, b) if self.kind[k] in "NMXA" and len(self.low[k]) > 1)
        names = {self.low[k] for k in range(a, b) if self.kind[k] == "M"}
        scored: list[tuple[float, int, Person]] = []
        for person in self.people.persons.values():
            if gender and person.gender and gender != person.gender:
                continue
            for text, role in person.roles:
                same = self.low[head] in role and self.same_office(a, head, text)
                if not same and not names & role:
                    continue
                own = words - {self.low[head]} - self.pack.w["adjectives"]
                if same and own and not own & role and role - words - self.pack.w["adjectives"]:
                    continue
                extra = words - role
                clash = len([w for w in extra if w not in self.pack.w["adjectives"]]) if same and len(role) > 1 else 0
                scored.append((2 * same + len(words & role) - 0.6 * clash, self.nearness(person, a), person))
        if not scored:
            return None
        scored.sort(key=lambda s: s[:2], reverse=True)
        best, rivals = scored[0], [s for s in scored if s[2].name != scored[0][2].name]
        if best[0] < 2 and not names:
            return None
        sure = not rivals or rivals[0][0] < best[0]
        initials = {"".join(w[0] for w in text.split() if w[:1].isupper()).lower() for text, _ in best[2].roles}
        missing = [w for w in names if w not in initials and not any(w in r for _, r in best[2].roles)]
        if missing or (not sure and len(words) < 2 and best[1] <= 0):
            return None
        return self.person(best[2], ROLE if sure else LIKELY, self.row.slice(a, b))

    def same_office(self, a: int, head: int, role: str) -> bool:
        """Whether a role is headed by the noun of a phrase, with the same rank: a prime minister is no minister."""
        ranks, words = self.pack.w["ranks"], self.before_of(role)
        return self.low[head] in words and ranks & set(words) == ranks & set(self.low[a:head])

    def before_of(self, role: str) -> list[str]:
        """The words of a role before its complement: "porte-parole" of "porte-parole du ministre"."""
        words = list(small_words(role))
        of = self.pack.w["of"]
        stop = next((n for n, w in enumerate(words) if w in of and n), len(words))
        return words[:stop] if not self.pack.grammar["analytic"] else words

    def holds_office(self, question: Question, speaker: Speaker) -> bool:
        """Whether a speaker is told to hold the office that a phrase names by another name ("le chef de l'Etat")."""
        names = self._offices(question.at + 1, question.end)
        if not names:
            return False
        told = [text for text, _ in speaker.person.roles] if speaker.person else [speaker.text]
        return any(self._holds(self._title_of(text), name, rest) for text in told for name, rest in names)

    def _offices(self, a: int, b: int) -> list[tuple[str, list[str]]]:
        """The names of the offices that the phrase [a, b) names, and what else it says of them."""
        if (a, b) not in self.offices_said:
            said = self._held(" ".join(self.low[a:b]))
            self.offices_said[a, b] = [
                (name, said[len(n) :].split())
                for n, office in self.pack.office_names.get(said.partition(" ")[0], ())
                if f"{said} ".startswith(f"{n} ")
                for name in office
            ]
        return self.offices_said[a, b]

    def holds_another(self, question: Question, speaker: Speaker) -> bool:
        """Whether somebody is told to hold an office or profession that is not the office the noun names."""
        assert question.noun is not None
        word, person, functions = self.low[question.noun], speaker.person, self.pack.w["functions"]
        told = [text for text, _ in person.roles] if person else [speaker.text]
        if word not in functions or any(self.same_office(question.at, question.noun, text) for text in told):
            return False
        if (person and word in self.called(person, question.at)) or self.holds_office(question, speaker):
            return False
        if person and self.of_kin(word, person):
            return False
        once = word.startswith("ex-") or not self.pack.w["former"].isdisjoint(self.low[question.at : question.noun])
        if once and person and not person.titled:
            return False  # "l'ancienne avocate" may be the minister
        heads = {w for text in told for w in self.before_of(text)} & functions
        return bool(heads or (person and person.titled))

    def _title_of(self, text: str) -> str:
        """The title in a noun phrase, without its article, and as if it were still held."""
        words = small_words(text)
        return self._held(" ".join(words[1:] if words[0] in self.pack.w["articles"] else words))

    def _held(self, title: str) -> str:
        """A title without what tells that it is no longer held: "ex-ministre", "ancien maire"."""
        first, _, rest = title.partition(" ")
        return (rest or title) if first in self.pack.w["former"] else title.removeprefix("ex-")

    def _holds(self, role: str, office: str, rest: list[str]) -> bool:
        """Whether a role is this office: by itself, of some place, or of what ``rest`` says."""
        if rest:
            return role.startswith(f"{office} ") and all(w in role.split() for w in rest)
        return role == office or (
            " " not in office and office not in self.pack.w["many_offices"] and role.startswith(f"{office} ")
        )

    def of_kin(self, noun: str, person: Person) -> bool:
        """Whether a noun may name somebody of a person's trade: a prosecutor is "le magistrat", "Me X" "l'avocate"."""
        titles = self.pack.title_roles.get(person.title, frozenset())
        heads = titles.union(*(self.before_of(text) for text, _ in person.roles))
        groups = self.pack.kin.get(noun, frozenset())
        return any(not groups.isdisjoint(self.pack.kin.get(w.removeprefix("ex-"), ())) for w in heads)

    def only_title(self, a: int, b: int, gender: str) -> Speaker | None:
        """An office nobody in the article is said to hold: the one person whom the title names."""
        said = " ".join(self.low[k] for k in range(a + 1, b))
        if not any(said == n for names in self.pack.offices for n in names):
            return None
        title = [
            p
            for p in self.people.persons.values()
            if p.at and p.at[0] < self.title_end() and not p.roles and not self.called(p, a)
        ]
        title = [p for p in title if not (gender and p.gender) or p.gender == gender]
        fullest = {
            max((q for q in title if set(p.name.split()) <= set(q.name.split())), key=lambda q: len(q.name)).name
            for p in title
        }
        return self.person(self.people.persons[fullest.pop()], LIKELY, "") if len(fullest) == 1 else None
