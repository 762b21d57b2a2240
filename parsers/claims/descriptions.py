"""Descriptions: whom "la secrétaire générale de la CGT" or "le texte" names again."""

from __future__ import annotations

from parsers.claims.people import Person
from parsers.claims.pronouns import Pronouns
from parsers.claims.view import CONTEXT, DOCUMENT, PHRASE, ROLE, SALIENT, UNSURE, Speaker


class Descriptions(Pronouns):
    """Resolves noun phrases by the roles, offices and documents the article names."""

    def described(self, a: int, b: int) -> Speaker | None:
        """A phrase without a name: a role of a named person, a document, a group, or somebody unnamed."""
        if self.pack.grammar["analytic"]:
            b = next((k for k in range(a + 1, b) if self.kind[k] == ","), b)
        head = self.head(a, b)
        if head is None:
            return None
        word, text = self.low[head], self.clean(self.row.slice(a, b))
        people = self.pack.people
        definite = self.kind[a] == "D" and (
            self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"]
        )
        plural = self.low[a] in self.pack.w["plural"]
        gender = self.gender_of(a, head)
        role = word in people["roles_m"] or word in people["roles_f"]
        fresh = self.low[a] in self.pack.w["indefinite"]
        if word in people["documents"] and not role:
            return self._document(a, b, head, text)
        pointed = self.low[a] in self.pack.w["demonstratives"] and word in self.pack.w["general_roles"]
        if word in self.pack.w["generic_organisations"] and definite and not plural and b - a <= 3:
            if near := self._organisation_before(a):
                return near
        if word in self.pack.w["concerned"]:
            return self.topic()
        if pointed and not plural and (salient := self._just_before(a, head, gender)):
            return salient
        human = not any(word in people[c] for c in ("organisations", "documents", "groups", "relayed"))
        if (role or human) and not plural and definite:
            if match := self.by_role(a, b, head, gender) or self._by_office(a, b, gender):
                return match
            if (apposite := self._just_before(a, head, gender)) or (apposite := self._titled(a, b, gender)):
                return apposite
            if word in self.pack.w["functions"] and self._holders(gender):
                return Speaker(text, None, UNSURE, text, gender)
        return Speaker(text, None, PHRASE, text, gender, plural, fresh)

    def by_role(self, a: int, b: int, head: int, gender: str) -> Speaker | None:
        """The named person whose role this is: the same noun, or the same organisation."""
        words = frozenset(self.low[k] for k in range(a, b) if self.kind[k] in "NMXA" and len(self.low[k]) > 1)
        names = {self.low[k] for k in range(a, b) if self.kind[k] == "M"}
        scored: list[tuple[float, int, Person]] = []
        for person in self.people.persons.values():
            if gender and person.gender and gender != person.gender:
                continue
            for _, role in person.roles:
                same = self.low[head] in role
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
        return self.person(best[2], ROLE if sure else SALIENT, self.row.slice(a, b))

    def _by_office(self, a: int, b: int, gender: str) -> Speaker | None:
        """An office under another of its names ("le chef de l'Etat"), held by a person the article calls so, or by the
        one person it is about where it says no office of theirs."""
        said = " ".join(self.low[k] for k in range(a + 1, b))
        offices = [
            (names, said[len(n) :].split())
            for names in self.pack.offices
            for n in names
            if f"{said} ".startswith(f"{n} ")
        ]
        if not offices:
            return None
        for person in self.people.persons.values():
            for text, _ in person.roles:
                low = text.lower().replace("’", "'").replace("'", "' ")
                if (not gender or not person.gender or gender == person.gender) and any(
                    self._holds(low, n, rest) for names, rest in offices for n in names
                ):
                    return self.person(person, ROLE, self.row.slice(a, b))
        if any(rest for _, rest in offices):
            return None
        free = [
            p for p in self.people.persons.values() if not p.roles and p.surely and p.gender in ("", gender or p.gender)
        ]
        free = [
            p
            for p in free
            if len(p.at) > 1
            and not self.called.get(p.name, set()) - self.pack.w["functions"]
            and self.nearness(p, a) >= 0
        ]
        free.sort(key=lambda p: len(p.at), reverse=True)
        if free and (len(free) == 1 or len(free[0].at) >= 2 * len(free[1].at)):
            return self.person(free[0], CONTEXT, self.row.slice(a, b))
        return None

    def _holds(self, role: str, office: str, rest: list[str]) -> bool:
        """Whether a role is this office: by itself, of some place, or of what ``rest`` says."""
        if rest:
            return role.startswith(f"{office} ") and all(w in role.split() for w in rest)
        return role == office or (
            " " not in office and office not in self.pack.w["many_offices"] and role.startswith(f"{office} ")
        )

    def _just_before(self, a: int, head: int, gender: str) -> Speaker | None:
        """The person who spoke just before, when nothing the article says of them speaks against this noun."""
        general = self.low[head] in self.pack.w["general_roles"]
        for t, other in reversed(self.trail):
            if t < a and other.person is None and not other.plural and self.low[head] in other.text.lower().split():
                return Speaker(other.text, None, SALIENT, other.evidence, other.gender)
        at, speaker = self.focus(a)
        if speaker is None or speaker.person is None or not self.agrees(speaker, gender, plural=False):
            return self.salient(a, gender) if general else None
        same = self.row.place_of(at) == self.row.place_of(a)
        between = sum(1 for k in self.verbs if at < k < a)
        function = self.low[head] in self.pack.w["functions"]
        others = self.called.get(speaker.person.name, set()) - self.pack.w["functions"]
        if function and not same and (others or between > 3 or self._rivals(a, speaker.person, gender)):
            return None
        if not same and (topic := self.topic()) and topic.person and self.agrees(topic, gender, plural=False):
            if not function and (general or not topic.person.roles):
                self.called.setdefault(topic.person.name, set()).add(self.low[head])
                return topic
        if general or (not speaker.person.roles and (same or between <= 3)):
            self.called.setdefault(speaker.person.name, set()).add(self.low[head])
            sure = SALIENT if same or not self._rivals(a, speaker.person, gender) else UNSURE
            return Speaker(speaker.text, speaker.person, sure, speaker.evidence, speaker.gender)
        return None

    def _holders(self, gender: str) -> bool:
        """Whether somebody is named of whom the article doesn't say what they are: they may hold the office."""
        return any(
            p.surely and not p.roles and p.gender in ("", gender or p.gender) for p in self.people.persons.values()
        )

    def _rivals(self, a: int, person: Person, gender: str) -> bool:
        """Whether somebody else of that gender was named in this paragraph or the one before."""
        first = self.row.places[max(0, self.row.place_of(a) - 1)].first
        others = (p for p in self.people.persons.values() if p is not person and p.surely)
        return any(first <= k < a for p in others if not (gender and p.gender and p.gender != gender) for k in p.at)

    def _titled(self, a: int, b: int, gender: str) -> Speaker | None:
        """An office nobody in the article is said to hold: the one person whom the title names."""
        said = " ".join(self.low[k] for k in range(a + 1, b))
        if not any(said == n for names in self.pack.offices for n in names):
            return None
        title = [
            p
            for p in self.people.persons.values()
            if p.at and p.at[0] < self.title_end() and not p.roles and not self.called.get(p.name)
        ]
        title = [p for p in title if not (gender and p.gender) or p.gender == gender]
        fullest = {
            max((q for q in title if set(p.name.split()) <= set(q.name.split())), key=lambda q: len(q.name)).name
            for p in title
        }
        return self.person(self.people.persons[fullest.pop()], CONTEXT, "") if len(fullest) == 1 else None

    def _organisation_before(self, a: int) -> Speaker | None:
        """The organisation that spoke, or that a sentence opened with, in this paragraph or the one before."""
        spoke = [(t, s) for t, s in self.trail if t < a and s.person is None and s.text[:1].isupper()]
        vague = {
            t: s
            for t, s in self.openings.items()
            if s.person and not (s.person.first_named or s.gender or s.person.roles)
        }
        opened = [(t, s) for t, s in (self.bodies | vague).items() if t < a]
        if not spoke and not opened:
            return None
        at, speaker = max(spoke + opened, key=lambda x: x[0])
        near = self.row.place_of(a) - self.row.place_of(at) <= 1
        return Speaker(speaker.text, None, SALIENT, speaker.evidence, speaker.gender) if near else None

    def _document(self, a: int, b: int, head: int, text: str) -> Speaker:
        """ "le texte" is the document introduced last; "la loi" the one with that word in its name."""
        inner = next((k for k in range(head, b) if self.kind[k] == "S"), None)
        if inner is not None or self.low[a] in self.pack.w["possessives"]:
            at = a if inner is None else inner
            if whose := self.pronoun(at, self.pack.subjects.get(self.low[at], "s")):
                return whose
        bare = not any(self.kind[k] == "M" or self.low[k] in self.pack.w["of"] for k in range(head + 1, b))
        known = self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"]
        if bare and known:
            word = self.low[head]
            generic = self.pack.documents.get(word)
            options = []
            for k in range(len(self.kind)):
                if self.kind[k] not in "NX" or self.low[k] not in self.pack.people["documents"] or k == head:
                    continue
                if generic is None and self.low[k] != word and word not in self.low[k : k + 3]:
                    continue
                if generic is not None and k > a:
                    break
                if generic is not None and self.low[k] not in generic:
                    continue
                end = self.ph.np_right(k, len(self.kind))
                while end < len(self.kind) and self.kind[end] == "P" and self.low[end] in self.pack.w["document_links"]:
                    end = max(self.ph.np_right(end + 1, len(self.kind)), end + 1)
                if "X" in self.kind[end - 1 : end + 1]:
                    end = next((x for x in range(end, len(self.kind)) if self.kind[x] in ",.;:V"), end)
                if end - k >= 4:
                    options.append((k, end))
            if options:
                k, end = options[-1] if generic is not None else max(options, key=lambda o: -o[0])
                return Speaker(self.clean(self.row.slice(k, end)), None, DOCUMENT, text)
        return Speaker(text, None, PHRASE, text)
