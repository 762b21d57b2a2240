"""Interviews: answers printed without quotation marks, behind a name and colon or behind a question.

An article is an interview when its paragraphs alternate: somebody asks "you" something, and the paragraphs behind the
questions speak of "me" or "us". Questions alone prove nothing: explainers have them for subheads.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.people import People
from parsers.claims.phrases import Phrases
from parsers.claims.report import Report

LABEL = 7  # tokens of a name that opens an answer
QUESTIONS = 3  # fewer are an interview only where the article says so
QUESTION_WORDS = 90
PROMPT_WORDS = 50  # of a remark without a question mark that an answer is asked to


class Interviews:
    """Finds the answers of an interview."""

    def __init__(self, phrases: Phrases, extents: Extents, people: People) -> None:
        self.ex = extents
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack
        self.people = people
        mine = {w for w, code in self.pack.subjects.items() if code == "1"} | self.pack.w["ours"]
        self.mine = mine - self.pack.w["addressed"]

    def find(self) -> Iterator[Report]:
        """The answers, each paragraph a report of its own."""
        asked = self._asked()
        if not asked:
            return
        labels = {n: label for n in range(len(self.row.places)) if (label := self._label(n)) is not None}
        if not self._converse(asked, labels) or len({self.row.slice(*label) for label in labels.values()}) > 2:
            return
        source = None
        for n in range(asked[0], len(self.row.places)):
            if n in labels:
                source = labels[n] if n not in asked and self._person(labels[n]) else source
            if n in asked or not self._answers(n, direct=n - 1 in asked) or self._prompt(n, asked):
                continue
            if n in labels and not self._person(labels[n]):
                continue
            place = self.row.places[n]
            first = labels[n][1] + 1 if n in labels else place.first
            if span := self.ex.trim((first, place.last)):
                cue = (labels[n][1], labels[n][1] + 1) if n in labels else None
                who = labels.get(n)
                yield Report([span], cue, who, "answer", elided=who is None, main=source[0] if source else 0)

    # --- the whole article --------------------------------------------------------------------------------------

    def _asked(self) -> list[int]:
        """The paragraphs that ask; one right behind a question, or that speaks of "me", answers with a question."""
        asked: list[int] = []
        for n in range(len(self.row.places)):
            if self._question(n) and (self._has(n, self.pack.w["addressed"]) or not self._has(n, self.mine)):
                if not asked or asked[-1] != n - 1:
                    asked.append(n)
        return asked

    def _converse(self, asked: list[int], labels: dict[int, tuple[int, int]]) -> bool:
        """Whether questions and answers alternate as in an interview."""
        addressed = sum(self._has(n, self.pack.w["addressed"]) for n in asked)
        told = self._announced(asked[0])
        if not (addressed or told) or len(asked) < (QUESTIONS - 1 if labels or told else QUESTIONS):
            return False
        ends = [*asked[1:], len(self.row.places)]
        groups = [[k for k in range(n + 1, end) if not self._question(k)] for n, end in zip(asked, ends, strict=True)]
        spoken = sum(any(self._has(k, self.mine) for k in group) for group in groups)
        sure = told or bool(labels) or addressed * 2 >= len(asked)
        return spoken * (3 if sure else 2) >= len(asked)

    def _announced(self, first: int) -> bool:
        """Whether the title, the standfirst or the last words before the first question say that it is an interview."""
        before = self.row.places[first - 1] if first else self.row.places[0]
        head = [(p.first, p.last) for p in self.row.places if not p.name.startswith("body")]
        tail = (max(before.first, before.last - 4), before.last)
        return any(w in self.pack.w["interviews"] for a, b in [*head, tail] for w in self.low[a:b])

    # --- a paragraph --------------------------------------------------------------------------------------------

    def _has(self, n: int, words: frozenset[str] | set[str]) -> bool:
        """Whether one of the words stands in a paragraph outside of quotation marks."""
        place = self.row.places[n]
        at = (k for k in range(place.first, place.last) if self.row.tokens[k].q < 0)
        return any(self.low[k].lstrip("-") in words for k in at)

    def _label(self, n: int) -> tuple[int, int] | None:
        place = self.row.places[n]
        if not place.name.startswith("body"):
            return None
        for k in range(place.first, min(place.last, place.first + LABEL)):
            if self.kind[k] == ":":
                return (place.first, k) if k > place.first else None
            if self.kind[k] == "-" and k > place.first and self.row.text[self.row.tokens[k].start - 1].isspace():
                return (place.first, k) if self._question(n) or self._person((place.first, k)) else None
            if self.kind[k] not in "MDP.":
                return None
        return None

    def _person(self, label: tuple[int, int]) -> bool:
        a, b = label
        return self.kind[a] == "M" and self.people.named(a, min(self.people.runs.get(a, b), b)) is not None

    def _question(self, n: int) -> bool:
        """A short paragraph, no quotation, that ends with a question mark."""
        place = self.row.places[n]
        if not place.name.startswith("body") or not 1 < place.last - place.first < QUESTION_WORDS:
            return False
        ends = (k for k in range(place.last - 2, place.last) if self.row.tokens[k].q < 0)
        return self.row.tokens[place.first].q < 0 and any(self.row.tokens[k].text == "?" for k in ends)

    def _prompt(self, n: int, asked: list[int]) -> bool:
        """A remark to "you" between two answers: "Your critics call the figure wrong." """
        place = self.row.places[n]
        if n - 1 in asked or n + 1 in asked or n + 1 >= len(self.row.places):
            return False
        short = place.last - place.first <= PROMPT_WORDS
        return short and self._has(n, self.pack.w["addressed"]) and not self._has(n, self.mine)

    def _answers(self, n: int, *, direct: bool) -> bool:
        """A paragraph that is no subhead and no credit; right behind a question it may be a word."""
        place = self.row.places[n]
        if place.last <= place.first or self.row.tokens[place.first].q >= 0:
            return False
        words = self.low[place.first : place.last]
        if not direct and (len(words) <= 6 or any(w in self.pack.w["credited"] for w in words)):
            return False
        return self.kind[place.last - 1] in '.")'
