"""Pronouns: whom "il", "elle", "ce dernier" and possessives stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from parsers.claims.named import Named
from parsers.claims.phrases import Range
from parsers.claims.view import CONTEXT, PRONOUN, SALIENT, Speaker

BACK = 60  # verbs to look back over for what a pronoun stands for


class Pronouns(Named, ABC):
    """Finds the subject or speaker that a pronoun agrees with, looking back."""

    @abstractmethod
    def source(self, source: Range) -> Speaker | None:
        """The speaker a source names."""

    @abstractmethod
    def described(self, a: int, b: int) -> Speaker | None:
        """Who a noun phrase without a name describes."""

    def is_latter(self, a: int, b: int) -> bool:
        """Whether a phrase is "ce dernier" and the like."""
        return (
            any(self.low[k] in self.pack.w["demonstratives"] for k in range(a, b))
            and self.low[b - 1] in self.pack.people["that_one"]
        )

    def latter(self, a: int) -> Speaker | None:
        """ "ce dernier": the person named last."""
        near = [(max((k for k in p.at if k < a), default=-1), p) for p in self.people.persons.values()]
        near = [n for n in near if n[0] >= 0]
        spoke = next(((t, s) for t, s in reversed(self.trail) if t < a and not s.plural), None)
        latest = max(near, key=lambda n: n[0], default=None)
        if spoke and (latest is None or spoke[0] >= latest[0] - 3):
            return Speaker(spoke[1].text, spoke[1].person, SALIENT, spoke[1].evidence, spoke[1].gender)
        return self.person(latest[1], PRONOUN, self.row.slice(a, a + 2)) if latest else None

    def pronoun(self, at: int, code: str) -> Speaker | None:
        """Whom a pronoun at a token stands for; ``code`` is its gender and number."""
        plural, gender = "p" in code, "m" if "m" in code else "f" if "f" in code else ""
        if code in ("1", "x"):
            return None
        if code == "s" and self.low[at].rsplit("-", 1)[-1] in self.pack.w["impersonal"]:
            return None
        start = at
        steps = 0
        for k in reversed(self.points):
            if k >= start:
                continue
            if k in self.openings:
                opened = self.openings[k]
                if k < at - 1 and self.agrees(opened, gender, plural):
                    return replace(opened, confidence=PRONOUN)
                continue
            steps += 1
            if steps > BACK:
                break
            if self.row.tokens[k].q >= 0 and self.row.tokens[k].q != self.row.tokens[at].q and not self._incise_here(k):
                continue
            if spoke := self._spoke_near(k, at, gender, plural):
                return spoke
            speaker = self._subject_of(k, at, gender, plural)
            if speaker:
                return replace(speaker, confidence=min(PRONOUN, speaker.confidence))
        return None if plural else self.salient(at, gender)

    def _incise_here(self, k: int) -> bool:
        return any(abs(t - k) <= 4 for t, _ in self.trail[-6:])

    def _spoke_near(self, k: int, at: int, gender: str, plural: bool) -> Speaker | None:
        """Who spoke at the verb k, where the trail of speakers says so."""
        for t, speaker in reversed(self.trail):
            if t >= at:
                continue
            if abs(t - k) <= 3 or t > k:
                if self.is_document(speaker) and (self.kind[at] != "S" or self.low[at][0] == "-"):
                    continue
                if self.agrees(speaker, gender, plural):
                    return Speaker(
                        speaker.text,
                        speaker.person,
                        min(PRONOUN, speaker.confidence),
                        speaker.evidence,
                        speaker.gender,
                        speaker.plural,
                    )
            if t < k - 3:
                return None
        return None

    def _subject_of(self, k: int, at: int, gender: str, plural: bool) -> Speaker | None:
        group = self.ph.verb_group(k, min(len(self.kind), k + 8))
        if not group or group.pronoun is not None:
            return None
        a = next((u[0] for u in self.row.units if u[0] <= k < u[1]), 0)
        subject, _ = self.ph.subject(group.first, a)
        if not subject or self.kind[subject[0]] == "S" or subject[0] >= at:
            return None
        if not any(self.kind[x] == "M" for x in range(*subject)) and not self._role_phrase(subject, plural):
            return None
        speaker = self.named(*subject) or self.described(*subject)
        if speaker and self.is_document(speaker) and (self.kind[at] != "S" or self.low[at][0] == "-"):
            return None
        if speaker is None or not self.agrees(speaker, gender, plural):
            return None
        if not plural and speaker.person is None and not self._role_phrase(subject, plural):
            return None
        return speaker

    def _role_phrase(self, span: Range, plural: bool) -> bool:
        people = self.pack.people
        known = ("groups",) if plural else ("roles_m", "roles_f", "organisations", "documents")
        head = self.head(*span)
        return head is not None and any(self.low[head] in people[c] for c in known)

    def salient(self, at: int, gender: str) -> Speaker | None:
        """The person in view: who spoke last, else who was named last, when gender allows."""
        spoke = next(
            ((t, s) for t, s in reversed(self.trail) if t < at and s.person and self.agrees(s, gender, plural=False)),
            None,
        )
        near = [
            (max((k for k in p.at if k < at), default=-1), p)
            for p in self.people.persons.values()
            if (not (gender and p.gender) or gender == p.gender) and p.surely
        ]
        near = [n for n in near if n[0] >= 0]
        latest = max(near, key=lambda n: n[0], default=None)
        if spoke and (latest is None or spoke[0] >= latest[0] - 2 or spoke[1].person is latest[1]):
            return Speaker(spoke[1].text, spoke[1].person, SALIENT, spoke[1].evidence, spoke[1].gender)
        return self.person(latest[1], CONTEXT, "") if latest else None
