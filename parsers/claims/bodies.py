"""Organisations: which one "le syndicat" or "la société d'État" names again."""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator
from functools import cached_property
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
        return generic and not whole and b - a <= 6

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
            c.features |= self._named_as(c.speaker) | self._sorted(c.speaker, question)
        bare = b - a == 2
        anew = {"new": 1.0, "new bare": float(bare), "new alone": float(not candidates)}
        anew["new named"] = float(any(self.kind[k] == "M" for k in range(a, b)))
        anew["new pointed"] = float(self.low[a] in self.pack.w["demonstratives"])
        own = Candidate(Speaker(text, None, PHRASE, text, gender), features=anew)
        best, sure = self.choose(question, [*candidates, own])
        assert best.speaker is not None
        return self.anew(best.speaker, sure, question) if best is own else self.linked(best.speaker, sure, question)

    def _named_as(self, speaker: Speaker) -> dict[str, float]:
        """How the article names an organisation."""
        words, known = self.words_of(speaker), self.pack.people["organisations"]
        at = self._at(speaker.text)
        return {
            "named often": log1p(len(at)),
            "acronym": float(speaker.text.isupper()),
            "organisation": float(any(w in known for w in words)),
            "place": float(any(w in self.pack.people["places"] for w in words)),
            "heads": float(bool(at) and at[0] < self.head_end),
            "most named": float(len(at) == self._most),
        }

    @cached_property
    def _most(self) -> int:
        """How often the name that stands most often does, at least twice."""
        return max([2, *map(len, self._named_at.values())])

    @cached_property
    def _named_at(self) -> dict[str, list[int]]:
        """Where each run of capitals stands, by its text."""
        found: dict[str, list[int]] = {}
        for k, end in sorted(self.people.runs.items()):
            found.setdefault(self.clean(self.row.slice(k, end)), []).append(k)
        return found

    def _at(self, text: str) -> list[int]:
        """Where a name stands; one that goes on in small letters ("Rivages vivants") where its capitals do."""
        found = self._named_at.get(text)
        return found or next((at for name, at in self._named_at.items() if text.startswith(f"{name} ")), [])

    def _sorted(self, speaker: Speaker, question: Question) -> dict[str, float]:
        """Whether an organisation is told, or known, to be what the noun says, or something else."""
        assert question.noun is not None
        noun, told = self.low[question.noun], self._told_to_be(speaker)
        names = {*self.words_of(speaker)}
        known = [nouns for nouns, of in self.pack.sorts if not of.isdisjoint(names)]
        alike = [nouns for nouns, _ in self.pack.sorts if noun in nouns]
        same = noun in told or noun in names
        like = any(noun in nouns for nouns in known) or any(not nouns.isdisjoint(told) for nouns in alike)
        other = bool(told or known) and not (same or like)
        return {"same sort": float(same), "like sort": float(like and not same), "other sort": float(other)}

    def _told_to_be(self, speaker: Speaker) -> set[str]:
        """The nouns for organisations set beside a name: "la compagnie X", "X, une association de …"."""
        text, found = speaker.text, set[str]()
        if text not in self._nouns_beside:
            for k in self._at(text):
                end = self.people.runs[k]
                before = next((x for x in range(k - 1, max(-1, k - 4), -1) if self.kind[x] not in "NX"), -1)
                behind = range(end + 1, min(end + 4, len(self.kind))) if self.kind[end : end + 1] == [","] else range(0)
                found |= {self.low[x] for x in (*range(before + 1, k), *behind) if self.kind[x] in "NX"}
            self._nouns_beside[text] = found & self.pack.w["generic_organisations"]
        return self._nouns_beside[text]

    def _bodies(self, question: Question) -> Iterator[tuple[int, Speaker, str]]:
        """The names before a question that are no person's for sure, and what stands where they do."""
        covered, longer = set(), dict[str, str]()
        for token, speaker, standing in self.mentions(question):
            vague = speaker.person and not speaker.person.surely
            if (
                (speaker.person and not vague)
                or speaker.plural
                or not (self.proper(speaker) or self._body_noun(speaker))
            ):
                continue
            covered |= {token, token + 1}
            longer |= {" ".join(speaker.text.split()[:n]): speaker.text for n in range(1, speaker.text.count(" ") + 1)}
            yield token, self._as_body(speaker.text), standing
        for k, end in self.people.runs.items():
            if k >= question.at or k in covered or self.low[k] in self.pack.people["places"]:
                continue
            if (person := self.people.named(k, end)) and person.surely:
                continue
            text = self.clean(self.row.slice(k, end))
            yield k, self._as_body(longer.get(text, text)), "told" if k in self.said else "named"

    def _body_noun(self, speaker: Speaker) -> bool:
        """Whether a phrase is headed by a noun for an organisation: "le rectorat de Normandie"."""
        words = [w for w in self.words_of(speaker) if w not in self.pack.w["articles"]]
        known = self.pack.people["organisations"] - self.pack.w["parts_of_bodies"]
        return bool(words) and words[0] in known

    def _as_body(self, text: str) -> Speaker:
        return Speaker(text, None, FULL, text, "o")
