"""Organisations: which one "le syndicat" or "la société d'État" names again."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator
from math import log1p

from parsers.claims.documents import Documents
from parsers.claims.ranking import Candidate, Question
from parsers.claims.view import FULL, PHRASE, Speaker


class Bodies(Documents, ABC):
    """Resolves nouns for organisations among the names that are no person's."""

    def generic_body(self, a: int, b: int, head: int) -> bool:
        """Whether a definite phrase names an organisation only by what it is."""
        generic = self.low[head] in self.pack.w["generic_organisations"]
        rest = [k for k in range(a, b) if k != head]
        whole = any(self.low[k] in self.pack.w["collective"] for k in rest)  # "la société civile" is no firm
        return generic and not whole and not any(self.kind[k] == "M" for k in rest) and b - a <= 6

    def body(self, a: int, b: int, head: int, gender: str, text: str) -> Speaker:
        """The organisation named before that is meant, or the phrase itself."""
        question = Question(a, "body", gender, noun=head, end=b)
        found: dict[str, Candidate] = {}
        for token, speaker, standing in self._bodies(question):
            found.setdefault(self.key(speaker), Candidate(speaker)).mentions.append((token, standing))
        candidates = list(found.values())
        self.weigh(question, candidates)
        for c in candidates:
            assert c.speaker is not None
            c.features |= self._named_as(c.speaker)
        bare = b - a == 2
        anew = {"new": 1.0, "new bare": float(bare), "new alone": float(not candidates)}
        anew["new pointed"] = float(self.low[a] in self.pack.w["demonstratives"])
        own = Candidate(Speaker(text, None, PHRASE, text, gender), features=anew)
        best, sure = self.choose(question, [*candidates, own])
        assert best.speaker is not None
        return self.linked(best.speaker, sure, question)

    def _named_as(self, speaker: Speaker) -> dict[str, float]:
        """How the article names an organisation."""
        words, known = self.words_of(speaker), self.pack.people["organisations"]
        times = sum(self.row.slice(k, e) == speaker.text for k, e in self.people.runs.items())
        return {
            "named often": log1p(times),
            "acronym": float(speaker.text.isupper()),
            "organisation": float(any(w in known for w in words)),
            "place": float(any(w in self.pack.people["places"] for w in words)),
        }

    def _bodies(self, question: Question) -> Iterator[tuple[int, Speaker, str]]:
        """The names before a question that are no person's for sure, and what stands where they do."""
        covered = set()
        for token, speaker, standing in self.mentions(question):
            vague = speaker.person and not speaker.person.surely
            if (speaker.person and not vague) or speaker.plural or not self.proper(speaker):
                continue
            covered |= {token, token + 1}
            yield token, self._as_body(speaker.text), standing
        first = self.row.units[max(0, self.row.unit_of(question.at) - 6)][0]
        for k, end in self.people.runs.items():
            if not first <= k < question.at or k in covered or self.low[k] in self.pack.people["places"]:
                continue
            if (person := self.people.named(k, end)) and person.surely:
                continue
            yield k, self._as_body(self.clean(self.row.slice(k, end))), "told" if k in self.said else "named"

    def _as_body(self, text: str) -> Speaker:
        return Speaker(text, None, FULL, text, "o")
