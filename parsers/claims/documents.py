"""Documents: which one "le texte" or "ce rapport" names again."""

from __future__ import annotations

from abc import ABC
from dataclasses import replace
from functools import cached_property
from math import log1p

from parsers.claims.pronouns import Pronouns
from parsers.claims.ranking import Candidate, Question
from parsers.claims.view import FULL, LIKELY, PHRASE, Speaker


class Documents(Pronouns, ABC):
    """Resolves nouns for documents among those the article has introduced."""

    def document(self, a: int, b: int, head: int, text: str) -> Speaker:
        """A document: whose words it holds, one introduced before (surely where it is the only one), or the phrase."""
        inner = next((k for k in range(head, b) if self.kind[k] == "S"), None)
        if inner is not None or self.low[a] in self.pack.w["possessives"]:
            at = a if inner is None else inner
            if whose := self.pronoun(at, self.pack.subjects.get(self.low[at], "s")):
                return whose
        own = Speaker(text, None, PHRASE, text, self.gender_of(a, head))
        bare = not any(self.kind[k] == "M" or self.low[k] in self.pack.w["of"] for k in range(head + 1, b))
        known = self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"]
        if not (bare and known):
            return own
        question = Question(a, "document", own.gender, noun=head, end=b)
        candidates = self._introduced(question)
        anew = Candidate(own, features={"new": 1.0, "new alone": float(not candidates), **self._asked(question, "new")})
        best, sure = self.choose(question, [*candidates, anew])
        assert best.speaker is not None
        linked = self.linked(best.speaker, sure if best is not anew else max(sure, 1 - sure), question)
        only = best is not anew and len({c.speaker.text for c in candidates if c.speaker}) == 1
        return replace(linked, confidence=LIKELY, form="only document") if only and linked else linked

    def _asked(self, question: Question, who: str) -> dict[str, float]:
        assert question.noun is not None
        pointed = self.low[question.at] in self.pack.w["demonstratives"]
        return {
            f"{who} pointed": float(pointed),
            f"{who} generic": float(self.low[question.noun] in self.pack.documents),
        }

    @cached_property
    def _document_nouns(self) -> list[int]:
        """Where the text has a noun for a document."""
        nouns = (k for k, kind in enumerate(self.kind) if kind in "NX")
        return [k for k in nouns if self.low[k] in self.pack.people["documents"]]

    def _introduced(self, question: Question) -> list[Candidate]:
        """The phrases for documents, each with a complement, that the text holds before a question."""
        assert question.noun is not None
        word, found = self.low[question.noun], []
        generic = self.pack.documents.get(word, frozenset({word}))
        limit = question.at if question.at >= self.head_end else len(self.kind)
        spoke = {t for t, _ in self.trail}
        for k in self._document_nouns:
            if k >= limit or k == question.noun:
                continue
            if self.low[k] not in generic and self.low[k] != word:
                continue
            end = self._whole(k)
            if end - k < 2:
                continue
            text = self.clean(self.row.slice(k, end))
            here, unit = self.row.unit_of(question.at), self.row.unit_of(k)
            apart = abs(self.row.unit_place[here] - self.row.unit_place[unit])
            features = {
                "same noun": float(self.low[k] == word),
                "sentences": log1p(abs(here - unit)),
                "paragraphs": log1p(apart),
                "later": float(k > question.at),
                "length": log1p(end - k),
                "spoke": float(bool(spoke & {k, k - 1})),
                "introduced": float(self.low[k - 1] in self.pack.w["indefinite"]) if k else 0.0,
                "quoted": float(self.row.tokens[k].q >= 0),
            }
            found.append(Candidate(Speaker(text, None, FULL, text, question.gender), [(k, "named")], features))
        for n, candidate in enumerate(reversed(found)):
            candidate.features |= {"last": float(n == 0), "first": float(n == len(found) - 1)}
        return found

    def _whole(self, k: int) -> int:
        """The end of a document's name: its complements, and a participle with what belongs to it."""
        stop = self.row.units[self.row.unit_of(k)][1]
        end = self.ph.np_right(k, stop)
        while end < stop and self.kind[end] == "P" and self.low[end] in self.pack.w["document_links"]:
            end = max(self.ph.np_right(end + 1, stop), end + 1)
        if "X" in self.kind[end - 1 : end + 1]:
            end = next((x for x in range(end, stop) if self.kind[x] in ',.;:V"('), end)
        return end
