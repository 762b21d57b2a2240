"""Pronouns: whom "il", "elle", "ce dernier" and possessives stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace

from parsers.claims.phrases import Range
from parsers.claims.ranking import Question
from parsers.claims.salience import Salience
from parsers.claims.view import LIKELY, PHRASE, Speaker


class Pronouns(Salience, ABC):
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
        """ "ce dernier": the person named last; "ces derniers": the group in view."""
        joined = self.pack.subjects.get("".join(self.low[a : a + 2]), "")
        if self.low[a] in self.pack.w["plural"] or joined.endswith("p"):
            return self.in_view(Question(a, "pronoun", plural=True))
        near = [(max((k for k in p.at if k < a), default=-1), p) for p in self.people.persons.values()]
        near = [n for n in near if n[0] >= 0]
        spoke = next(((t, s) for t, s in reversed(self.trail) if t < a and not s.plural), None)
        latest = max(near, key=lambda n: n[0], default=None)
        if spoke and (latest is None or spoke[0] >= latest[0] - 3):
            return Speaker(spoke[1].text, spoke[1].person, LIKELY, spoke[1].evidence, spoke[1].gender)
        return self.person(latest[1], LIKELY, self.row.slice(a, a + 2)) if latest else None

    def somewhere(self, at: int) -> Speaker | None:
        """ "on" of those at some place, or of those of whom it was said before in the paragraph."""
        there = self._there(at)
        if there is None:
            first = self.row.places[self.row.place_of(at)].first
            last = self._anybody[-1] if self._anybody else None
            return replace(last[1], confidence=LIKELY) if last and first <= last[0] < at else None
        self._anybody.append((at, there))
        return there

    def _there(self, at: int) -> Speaker | None:
        """ "on" of those at a place: "au ministère, on indique", "assure-t-on chez X", "X, où l'on dit"."""
        a, b = self.row.units[self.row.unit_of(at)]
        before = at - 1 if at > a and self.kind[at - 1] in "cD" else at
        if before > a and self.kind[before - 1] == "R":
            who = self.ph.antecedent(before - 1, a)
            return self._those_at(*who) if who else None
        quarters = self.pack.w["quarters"]
        start = next((k for k in (at + 1, a) if k < b and self.low[k] in quarters and self.row.tokens[k].q < 0), None)
        if start is None:
            opening = next((k for k in range(a, min(at, a + 6)) if self.kind[k] == ","), None)
            name = opening and self.kind[opening - 1] == "M" and self.kind[a] in "MN"
            name = name and all(k in "MNP" for k in self.kind[a:opening])  # "rue de Varenne, on …"
            text = self.clean(self.row.slice(a, opening)) if opening and name else ""
            return (
                Speaker(text, None, PHRASE, text, "o")
                if text and text.lower() not in self.pack.people["places"]
                else None
            )
        end = self.ph.np_right(start + 1, b)
        if start == a and end == start + 2 <= at - 1 and self.kind[start + 1] == "M" and self.kind[end] == ",":
            text = self.row.slice(start + 1, end)  # "à Washington, on espère": those who govern there
            return self.named(start + 1, end) or Speaker(text, None, PHRASE, text, "o")
        return self._those_at(start + 1, end)

    def _those_at(self, a: int, b: int) -> Speaker | None:
        head = self.head(a, b) if b > a else None
        if head is None or not self._somebody((a, b)) or self.low[head] in self.pack.people["places"]:
            return None
        return self.named(a, b) or self.described(a, b)

    def pronoun(self, at: int, code: str) -> Speaker | None:
        """Whom a pronoun at a token stands for; ``code`` is its gender and number."""
        plural, gender = "p" in code, "m" if "m" in code else "f" if "f" in code else ""
        if code in ("1", "x"):
            return None
        if code == "s" and self.low[at].rsplit("-", 1)[-1] in self.pack.w["impersonal"]:
            return None
        things = self.kind[at] == "S"
        form = "joined" if self.low[at][0] == "-" else "pronoun" if self.kind[at] == "S" else "clitic"
        return self.in_view(Question(at, form, gender, plural, things))
