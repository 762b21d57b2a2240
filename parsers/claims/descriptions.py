"""Descriptions: whom "la secrétaire générale de la CGT" or "le texte" names again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from math import log1p

from parsers.claims.offices import Offices
from parsers.claims.phrases import Range
from parsers.claims.ranking import Candidate, Question
from parsers.claims.view import EITHER, FULL, LIKELY, OWNED, PHRASE, Speaker

VOWELS = "aeiouyhàâéèêëîïôöùûü"  # before which "de" is "d'"


class Descriptions(Offices, ABC):
    """Resolves noun phrases by the roles, offices and documents the article names."""

    @abstractmethod
    def source(self, source: Range) -> Speaker | None:
        """The speaker a source names."""

    def described(self, a: int, b: int) -> Speaker | None:
        """A phrase without a name: a role of a named person, a document, a group, or somebody unnamed."""
        if self.pack.grammar["analytic"]:
            b = next((k for k in range(a + 1, b) if self.kind[k] == ","), b)
        head = self.head(a, b)
        if head is None:
            text = self.clean(self.row.slice(a, b))
            alone = self.kind[a] in "DS" and self.ph.stands_for(a, b)
            return Speaker(text, None, PHRASE, text, "", self.low[a] in self.pack.w["plural"], True) if alone else None
        # "au ministre, qui parle de …", "le refus du ministre de …"
        contracted = self.pack.contracted.keys() - self.pack.w["indefinite"]
        drawn = self.low[a] in self.pack.w["addressing"] or (self.kind[a] == "D" and self.low[a] in contracted)
        word, text = self.low[head], self.clean(self.row.slice(a + drawn, b))
        people = self.pack.people
        if (whose := self._in_words_of(a, head, b)) is not None:
            return self.source(whose)
        definite = self.kind[a] == "D" and (
            drawn or self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"]
        )
        plural = self.several(a, head)
        gender = self.gender_of(a, head)
        if self.kind[a] == "D" and self.low[a] in self.pack.w["possessives"] and not self.pack.grammar["analytic"]:
            return self._possessed(a, b, head, gender, plural)
        role = word in self.pack.roles
        fresh = self.low[a] in self.pack.w["indefinite"]
        if word in people["documents"] and not role:
            return self.document(a, b, head, text)
        if word in self.pack.w["concerned"]:
            return self.in_view(Question(a, "pronoun", gender, things=False)) or self.topic(gender)
        again = self.low[a] in self.pack.w["demonstratives"] or self.low[min(a + 1, b - 1)] in self.pack.w["same"]
        if again and word in people["relayed"]:
            spoke = next((s for t, s in reversed(self.trail) if t < a), None)
            return spoke and replace(spoke, confidence=min(LIKELY, spoke.confidence))
        if definite and not plural and self.generic_body(a, b, head):
            return self.body(a, b, head, gender, text)
        human = role or not any(word in people[c] for c in ("organisations", "documents", "groups", "relayed"))
        if human and definite and not plural:
            return self._known_person_described(a, b, head, gender, text)
        return Speaker(text, None, PHRASE, text, gender, plural, fresh)

    def _in_words_of(self, a: int, head: int, b: int) -> Range | None:
        """Whose words a phrase names: "selon la formule d'un élu", "le récit glaçant d'une jurée"."""
        w = self.pack.w
        if self.low[head] not in w["wordings"] or self.low[a] not in w["articles"]:
            return None
        of = next((k for k in range(head + 1, b - 1) if self.low[k] in w["of"]), None)
        whose = (of + 1, b) if of else None
        return whose if whose and (self.ph.speaks(*whose) or self.named(*whose)) else None

    def _possessed(self, a: int, b: int, head: int, gender: str, plural: bool) -> Speaker | None:
        """ "son avocat": the person told to be one, or the noun with whose it is; "ses calculs": whose they are."""
        text = self.clean(self.row.slice(a, b))
        if self.role_word(head) and not plural and (match := self.by_role(a, b, head, "")):
            return match
        own = self.low[head] in self.pack.w["own_words"]
        if self.low[head] in self.pack.people["documents"] and not own:
            return self.document(a, b, head, text)
        whose = self.in_view(Question(a, "owner", plural=self.low[a].startswith("leur")))
        if own:
            return whose
        if whose is None or whose.confidence < LIKELY or any(self.kind[k] == "P" for k in range(a, b)):
            return Speaker(self.clean(self.row.slice(a + 1, b)), None, OWNED, text, gender, plural, form="owner left")
        owned = f"{self.clean(self.row.slice(a + 1, b))} {self._of(whose.text)}"
        return Speaker(owned, None, whose.confidence, text, gender, plural, form="owner")

    def _of(self, name: str) -> str:
        """A name behind "de", drawn together with its article: "du ministère", "d'Ana Roe"."""
        first, _, rest = name.partition(" ")
        if rest and (drawn := self.pack.grammar.get("drawn", {}).get(first.lower())):
            return f"{drawn} {rest}"
        if first.lower() in self.pack.w["articles"] or first.lower().startswith(("l'", "l’")):
            name = name[0].lower() + name[1:]
        return ("d'" if name[0].lower() in VOWELS else "de ") + name

    def _known_person_described(self, a: int, b: int, head: int, gender: str, text: str) -> Speaker | None:
        """A definite description of one person: somebody the article speaks of, or somebody it names no further."""
        question = Question(a, "noun", gender, False, things=False, noun=head, end=b)
        candidates = self._with_role(question, self.candidates(question))
        candidates = [c for c in candidates if c.speaker and not self.holds_another(question, c.speaker)]
        self.weigh(question, candidates)
        self._fit(question, candidates)
        own = Candidate(Speaker(text, None, PHRASE, text, gender), features=self._anew(question, candidates))
        best, sure = self.choose(question, [*candidates, own])
        assert best.speaker is not None
        if best is own:
            return self.anew(best.speaker, sure, question)
        if best.features.get("function no role") and self._others_may(best.speaker, question):
            return self.linked(best.speaker, min(sure, EITHER), question)
        if best.speaker.person:
            self.call(best.speaker.person, head)
        return self.linked(best.speaker, sure, question)

    def _with_role(self, question: Question, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates, and those persons whose role, told anywhere, shares the noun or a name with the phrase."""
        assert question.noun is not None
        known = {self.key(c.speaker) for c in candidates if c.speaker}
        words = {self.low[question.noun]} | {
            self.low[k] for k in range(question.at, question.end) if self.kind[k] == "M"
        }
        for person in self.people.persons.values():
            clash = question.gender and person.gender and question.gender != person.gender
            speaker = self.person(person, FULL, "")
            told = any(words & role for _, role in person.roles) or self.holds_office(question, speaker)
            told = told or self.of_kin(self.low[question.noun], person)
            if person.name in known or clash or not told:
                continue
            before = self.nearness(person, question.at)
            at = before if before >= 0 else next(iter(person.at), question.at)
            candidates.append(Candidate(speaker, [(at, "named" if before >= 0 else "later")]))
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
        titled = self.only_title(a, b, question.gender)
        for c in candidates:
            assert c.speaker is not None
            f, person = c.features, c.speaker.person
            f["office"] = float(self.holds_office(question, c.speaker))
            if person is None:
                same = word in self.words_of(c.speaker)
                f |= {"same noun": float(same), f"{kind} other noun": float(not same)}
                f["phrase shares"] = float(len(words & set(self.words_of(c.speaker))))
                continue
            roles = frozenset().union(*(role for _, role in person.roles))
            headed = any(self.same_office(a, head, text) for text, _ in person.roles)
            f["role"] = float(headed)
            f["role matched"] = float(bool(exact and exact.person is person))
            f["matched apart"] = f["sentences"] * f["role matched"]
            f["kin"] = float(not headed and self.of_kin(word, person))
            f["kin apart"] = f["sentences"] * f["kin"]
            f["no kin"] = float(bool(person.roles) and not headed and not f["kin"] and word in self.pack.kin)
            f["role mentions"] = float(word in roles and not headed)
            f["role shares"] = min(2.0, len(words & roles))
            f["role lacks"] = float(bool(words - roles) and bool(person.roles))
            f["role has more"] = float(headed and bool(words) and not words & roles)
            f["name lacks"] = float(bool(names - roles))
            f[f"{kind} other role"] = float(bool(roles) and not headed)
            f[f"{kind} no role"] = float(not roles)
            f["called"] = float(word in self.called(person, a))
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
            "new head": float(a < self.head_end),
            "new alone": float(not candidates),
            "new many": log1p(len(candidates)),
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

    def _bare(self, head: int, b: int) -> bool:
        """Whether nothing but an age is said of a noun: it needs the text before to say who is meant."""
        rest = range(head + 1, b)
        return not any(
            self.kind[k] == "M"
            or ((self.kind[k] == "P" or self.low[k] in self.pack.w["of"]) and "#" not in self.kind[k + 1 : k + 2])
            for k in rest
        )
