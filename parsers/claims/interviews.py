"""Interviews: answers printed without quotation marks, behind a name and colon or behind a question."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.people import People
from parsers.claims.phrases import Phrases
from parsers.claims.report import Report

LABEL = 7  # tokens of a name that opens an answer
QUESTIONS = 3  # paragraphs that ask the reader's "you" something: from here on the text is an interview
QUESTION_WORDS = 90


class Interviews:
    """Finds the answers of an interview."""

    def __init__(self, phrases: Phrases, extents: Extents, people: People) -> None:
        self.ex = extents
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack
        self.people = people

    def find(self) -> Iterator[Report]:
        """The answers, each paragraph a report of its own."""
        labels = {n: label for n in range(len(self.row.places)) if (label := self._label(n)) is not None}
        asked = [n for n in range(len(self.row.places)) if self._question(n)]
        if len(asked) < (QUESTIONS if not labels and not self._announced() else QUESTIONS - 1):
            return
        whole = len({self.row.slice(*label) for label in labels.values()}) <= 2
        source = None
        for n in range(asked[0], len(self.row.places)):
            place = self.row.places[n]
            if n in labels:
                source = labels[n] if not self._question(n) and self._person(labels[n]) else source
            if self._question(n) or not self._answers(n) or not whole:
                continue
            first = labels[n][1] + 1 if n in labels else place.first
            if n in labels and not self._person(labels[n]):
                continue
            if span := self.ex.trim((first, place.last)):
                cue = (labels[n][1], labels[n][1] + 1) if n in labels else None
                who = labels.get(n)
                yield Report([span], cue, who, "answer", elided=who is None, main=source[0] if source else 0)

    def _announced(self) -> bool:
        """Whether the title or standfirst says that this is an interview."""
        head = (p for p in self.row.places if not p.name.startswith("body"))
        return any(w in self.pack.w["interviews"] for p in head for w in self.low[p.first : p.last])

    def _label(self, n: int) -> tuple[int, int] | None:
        place = self.row.places[n]
        if not place.name.startswith("body"):
            return None
        for k in range(place.first, min(place.last, place.first + LABEL)):
            if self.kind[k] == ":":
                return (place.first, k) if k > place.first else None
            if self.kind[k] not in "MDP.":
                return None
        return None

    def _person(self, label: tuple[int, int]) -> bool:
        a, b = label
        return self.kind[a] == "M" and self.people.named(a, min(self.people.runs.get(a, b), b)) is not None

    def _question(self, n: int) -> bool:
        """A short paragraph that ends by asking "you" something."""
        place = self.row.places[n]
        if not place.name.startswith("body") or not 1 < place.last - place.first < QUESTION_WORDS:
            return False
        asks = any(t.text == "?" for t in self.row.tokens[place.last - 2 : place.last])
        return asks and any(w.lstrip("-") in self.pack.w["addressed"] for w in self.low[place.first : place.last])

    def _answers(self, n: int) -> bool:
        """A paragraph that is no question, subhead or credit."""
        place = self.row.places[n]
        return place.last - place.first > 6 and self.kind[place.last - 1] in '."' and self.row.tokens[place.first].q < 0
