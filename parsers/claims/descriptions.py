"""Descriptions: whom "la secrétaire générale de la CGT" or "le texte" names again."""

from __future__ import annotations

from dataclasses import replace

from parsers.claims.bodies import Bodies
from parsers.claims.people import Person
from parsers.claims.ranking import Candidate, Question
from parsers.claims.view import CONTEXT, FULL, PHRASE, ROLE, SALIENT, UNSURE, Speaker

VOWELS = "aeiouyhàâéèêëîïôöùûü"  # before which "de" is "d'"


class Descriptions(Bodies):
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
        if self.kind[a] == "D" and self.low[a] in self.pack.w["possessives"] and not self.pack.grammar["analytic"]:
            return self._possessed(a, b, head, gender, plural)
        role = word in people["roles_m"] or word in people["roles_f"]
        fresh = self.low[a] in self.pack.w["indefinite"]
        if word in people["documents"] and not role:
            return self.document(a, b, head, text)
        if word in self.pack.w["concerned"]:
            return self.topic()
        again = self.low[a] in self.pack.w["demonstratives"] or self.low[a + 1] in self.pack.w["same"]
        if again and word in people["relayed"]:
            spoke = next((s for t, s in reversed(self.trail) if t < a), None)
            return spoke and replace(spoke, confidence=min(SALIENT, spoke.confidence))
        if definite and not plural and self.generic_body(a, b, head):
            return self.body(a, b, head, gender, text)
        human = role or not any(word in people[c] for c in ("organisations", "documents", "groups", "relayed"))
        if human and definite and not plural:
            return self._known_person_described(a, b, head, gender, text)
        return Speaker(text, None, PHRASE, text, gender, plural, fresh)

    def _possessed(self, a: int, b: int, head: int, gender: str, plural: bool) -> Speaker | None:
        """ "son avocat": the person told to be one, or the noun with whose it is; "ses calculs": whose they are."""
        text = self.clean(self.row.slice(a, b))
        if self.role_word(head) and not plural and (match := self.by_role(a, b, head, "")):
            return match
        own = self.low[head] in self.pack.w["own_words"]
        if self.low[head] in self.pack.people["documents"] and not own:
            return self.document(a, b, head, text)
        whose = self.in_view(Question(a, "owner", plural=self.low[a].startswith("leur")))
        if whose and own:
            return whose
        if whose is None or any(self.kind[k] == "P" for k in range(a, b)):
            return Speaker(text, None, UNSURE, text, gender, plural)
        of = "d'" if whose.text[0].lower() in VOWELS else "de "
        owned = f"{self.clean(self.row.slice(a + 1, b))} {of}{whose.text}"
        return Speaker(owned, None, whose.confidence, text, gender, plural)

    def _known_person_described(self, a: int, b: int, head: int, gender: str, text: str) -> Speaker | None:
        """A definite description of one person: somebody the article speaks of, or somebody it names no further."""
        question = Question(a, "noun", gender, False, things=False, noun=head, end=b)
        candidates = self._with_role(question, self.candidates(question))
        candidates = [c for c in candidates if c.speaker and not self._holds_another(c.speaker, question)]
        self.weigh(question, candidates)
        self._fit(question, candidates)
        own = Candidate(Speaker(text, None, PHRASE, text, gender), features=self._anew(question, candidates))
        best, sure = self.choose(question, [*candidates, own])
        assert best.speaker is not None
        if best is own:
            return self.linked(best.speaker, sure)
        if best.features.get("function no role") and self._others_may(best.speaker, question):
            return self.linked(best.speaker, min(sure, UNSURE))
        if best.speaker.person:
            self.called.setdefault(best.speaker.person.name, set()).add(self.low[head])
        return self.linked(best.speaker, sure)

    def _with_role(self, question: Question, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates, and the persons whose role, told anywhere, has the noun or a name in common with the phrase."""
        assert question.noun is not None
        known = {self.key(c.speaker) for c in candidates if c.speaker}
        words = {self.low[question.noun]} | {
            self.low[k] for k in range(question.at, question.end) if self.kind[k] == "M"
        }
        for person in self.people.persons.values():
            clash = question.gender and person.gender and question.gender != person.gender
            office = self.office_holder(question) is person
            if person.name in known or clash or not (office or any(words & role for _, role in person.roles)):
                continue
            before = self.nearness(person, question.at)
            at = before if before >= 0 else next(iter(person.at), question.at)
            candidates.append(Candidate(self.person(person, FULL, ""), [(at, "named" if before >= 0 else "later")]))
        return candidates

    def _fit(self, question: Question, candidates: list[Candidate]) -> None:
        """Sets how the noun and its complement fit what the article says of each candidate."""
        head, a, b = question.noun, question.at, question.end
        assert head is not None
        word, kind = self.low[head], self.class_of(head)
        words = {self.low[k] for k in range(a, b) if self.kind[k] in "NMXA" and len(self.low[k]) > 1} - {word}
        words -= self.pack.w["adjectives"]
        names = {self.low[k] for k in range(a, b) if self.kind[k] == "M"}
        exact = self.by_role(a, b, head, question.gender)
        office, titled = self.office_holder(question), self._titled(a, b, question.gender)
        for c in candidates:
            assert c.speaker is not None
            f, person = c.features, c.speaker.person
            if person is None:
                same = word in self.words_of(c.speaker)
                f |= {"same noun": float(same), f"{kind} other noun": float(not same)}
                f["phrase shares"] = float(len(words & set(self.words_of(c.speaker))))
                continue
            roles = frozenset().union(*(role for _, role in person.roles))
            headed = any(self._same_office(a, head, text) for text, _ in person.roles)
            f["role"] = float(headed)
            f["role matched"] = float(bool(exact and exact.person is person))
            f["role mentions"] = float(word in roles and not headed)
            f["role shares"] = min(2.0, len(words & roles))
            f["role lacks"] = float(bool(words - roles) and bool(person.roles))
            f["role has more"] = float(headed and bool(words) and not words & roles)
            f["name lacks"] = float(bool(names - roles))
            f[f"{kind} other role"] = float(bool(roles) and not headed)
            f[f"{kind} no role"] = float(not roles)
            f["called"] = float(word in self.called.get(person.name, ()))
            f["office"] = float(office is person)
            f["only title"] = float(titled is not None and titled.person is person)

    def _anew(self, question: Question, candidates: list[Candidate]) -> dict[str, float]:
        """What tells that a description names somebody the text has not named."""
        head, a, b = question.noun, question.at, question.end
        assert head is not None
        kind, bare = self.class_of(head), self._bare(head, b)
        pointed = self.low[a] in self.pack.w["demonstratives"]
        return {
            "new": 1.0,
            f"new {kind}": 1.0,
            f"new {kind} bare": float(bare),
            "new bare": float(bare),
            "new pointed": float(pointed),
            "new complement named": float(any(self.kind[k] == "M" for k in range(head + 1, b))),
            "new head": float(a < self.head_end()),
            "new alone": float(not candidates),
        }

    def _others_may(self, speaker: Speaker, question: Question) -> bool:
        """Whether others of whom no role is told are named in the paragraph too: they may hold the office as well."""
        first = self.row.places[self.row.place_of(question.at)].first
        return any(
            p is not speaker.person
            and p.surely
            and not p.roles
            and not p.titled
            and p.gender in ("", question.gender or p.gender)
            and any(first <= k < question.at for k in p.at)
            for p in self.people.persons.values()
        )

    def class_of(self, head: int) -> str:
        """Whether a noun is an office that one holds, a word for anybody, or another."""
        word = self.low[head]
        if word in self.pack.w["general_roles"]:
            return "general"
        return "function" if word in self.pack.w["functions"] else "plain" if self.role_word(head) else "unknown"

    def _holds_another(self, speaker: Speaker, question: Question) -> bool:
        """Whether somebody is told to hold an office or profession that is not the office the noun names."""
        assert question.noun is not None
        word, person = self.low[question.noun], speaker.person
        if word not in self.pack.w["functions"]:
            return False
        if person is None:
            heads = set(self._before_of(speaker.text)) & self.pack.w["functions"]
            return bool(heads) and not self._same_office(question.at, question.noun, speaker.text)
        roles = [text for text, _ in person.roles]
        if any(self._same_office(question.at, question.noun, text) for text in roles):
            return False
        heads = {w for text in roles for w in self._before_of(text)} & self.pack.w["functions"]
        free = word in self.called.get(person.name, ()) or self.office_holder(question) is person
        return (bool(heads) or person.titled) and not free

    def office_holder(self, question: Question) -> Person | None:
        """The person whom the phrase names by another name of the office ("le chef de l'Etat")."""
        found = self._by_office(question.at, question.end, question.gender)
        return found.person if found else None

    def _bare(self, head: int, b: int) -> bool:
        """Whether nothing but an age is said of a noun: it needs the text before to say who is meant."""
        rest = range(head + 1, b)
        return not any(
            self.kind[k] == "M"
            or ((self.kind[k] == "P" or self.low[k] in self.pack.w["of"]) and "#" not in self.kind[k + 1 : k + 2])
            for k in rest
        )

    def by_role(self, a: int, b: int, head: int, gender: str) -> Speaker | None:
        """The named person whose role this is: the same noun, or the same organisation."""
        words = frozenset(self.low[k] for k in range(a, b) if self.kind[k] in "NMXA" and len(self.low[k]) > 1)
        names = {self.low[k] for k in range(a, b) if self.kind[k] == "M"}
        scored: list[tuple[float, int, Person]] = []
        for person in self.people.persons.values():
            if gender and person.gender and gender != person.gender:
                continue
            for text, role in person.roles:
                same = self.low[head] in role and self._same_office(a, head, text)
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

    def _same_office(self, a: int, head: int, role: str) -> bool:
        """Whether a role is headed by the noun of a phrase, with the same rank: a prime minister is no minister."""
        ranks, words = self.pack.w["ranks"], self._before_of(role)
        return self.low[head] in words and ranks & set(words) == ranks & set(self.low[a:head])

    def _before_of(self, role: str) -> list[str]:
        """The words of a role before its complement: "porte-parole" of "porte-parole du ministre"."""
        words = role.lower().replace("’", "'").replace("'", "' ").split()
        of = self.pack.w["of"]
        stop = next((n for n, w in enumerate(words) if w in of and n), len(words))
        return words[:stop] if not self.pack.grammar["analytic"] else words

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
        unnamed = (s for t, s in reversed(self.trail) if t < a and s.person is None and not s.plural)
        for speaker in unnamed:
            title = self._title_of(speaker.text)
            if any(self._holds(title, n, rest) for names, rest in offices for n in names):
                return replace(speaker, confidence=min(ROLE, speaker.confidence))
        for person in self.people.persons.values():
            for text, _ in person.roles:
                low = text.lower().replace("’", "'").replace("'", "' ")
                if (not gender or not person.gender or gender == person.gender) and any(
                    self._holds(low, n, rest) for names, rest in offices for n in names
                ):
                    return self.person(person, ROLE, self.row.slice(a, b))
        if any(rest for _, rest in offices) or self.low[a + 1] not in self.pack.w["functions"]:
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

    def _title_of(self, text: str) -> str:
        """The title in a noun phrase, without its article."""
        words = text.lower().replace("’", "'").replace("'", "' ").replace("' ", "'").split()
        return " ".join(words[1:] if words[0] in self.pack.w["articles"] else words)

    def _holds(self, role: str, office: str, rest: list[str]) -> bool:
        """Whether a role is this office: by itself, of some place, or of what ``rest`` says."""
        if rest:
            return role.startswith(f"{office} ") and all(w in role.split() for w in rest)
        return role == office or (
            " " not in office and office not in self.pack.w["many_offices"] and role.startswith(f"{office} ")
        )

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
