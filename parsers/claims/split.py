"""A statement's content cut into atomic pieces: what could be true or false on its own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range
from parsers.claims.report import Report


@dataclass(frozen=True, slots=True)
class Piece:
    """One atomic piece; ``subject`` is the earlier noun phrase its verb takes, where its own is elided."""

    span: Range
    subject: Range | None = None


class Splitter(Finder):
    """Cuts contents of one row."""

    def pieces(self, report: Report) -> list[Piece]:
        """The atomic pieces of a report, in reading order."""
        found: list[Piece] = []
        for span in report.content:
            found += self._enumeration(span) if self._nominal(span) else self._clauses(span, report.how == "that")
        return found or [Piece(s) for s in report.content]

    def _nominal(self, span: Range) -> bool:
        return not any(self.kind[i] in "V." for i in range(*span)) or (
            self.kind[span[0]] in "DN" and not self._verb_outside_relative(span)
        )

    def _verb_outside_relative(self, span: Range) -> bool:
        for i in range(*span):
            if self.kind[i] == "V":
                lead = self.ph.introducer(i, span[0])
                if lead is None or self.kind[lead] not in "RQ":
                    return True
        return False

    def _enumeration(self, span: Range) -> list[Piece]:
        """Noun phrases joined by commas and "and", each with its own article."""
        a, b = span
        cuts, article = [], self.kind[a] == "D"
        for i in range(a + 1, b - 1):
            if self.kind[i] in ",K" and article and self.kind[i + 1] == "D" and self._own_article(a, i + 1):
                if not any(self.kind[x] in "RQ" for x in range(a, i)):
                    cuts.append(i)
        return self._cut(span, cuts)

    def _own_article(self, a: int, k: int) -> bool:
        return self.low[k] in self.pack.w["articles"] | self.pack.w["possessives"] | self.pack.w["indefinite"] and (
            self.low[k] not in self.pack.w["of"]
        )

    def _cut(self, span: Range, cuts: list[int]) -> list[Piece]:
        edges = [span[0], *cuts, span[1]]
        spans = [self.ex.trim((s, e)) for s, e in itertools.pairwise(edges)]
        return [Piece(s) for s in spans if s]

    def _clauses(self, span: Range, that: bool) -> list[Piece]:
        a, b = span
        pieces: list[Piece] = []
        start, depth, subject = a, 0, None
        i = a
        while i < b:
            kind = self.kind[i]
            depth += (kind == "(") - (kind == ")")
            cut: tuple[int, int, bool] | None = None
            if kind in ".;" and depth <= 0 and any(k not in '.,;"' for k in self.kind[i + 1 : b]):
                cut = (i, i + 1, False)
            elif kind in ",K-U" and depth <= 0 and i > start and (joint := self._joint(i, start, b, that)):
                cut = (i, *joint)
            if cut:
                end, following, elided = cut
                question = self.row.tokens[i].text == "?"
                pieces += self._piece((start, end), subject, question)
                subject = self._first_subject(start, end) if elided else None
                start = i = following
                continue
            i += 1
        return self._merge(pieces + self._piece((start, b), subject, b > a and self.row.tokens[b - 1].text == "?"))

    def _piece(self, span: Range, subject: Range | None, question: bool) -> list[Piece]:
        a, b = span
        while a < b and (self.kind[a] in ",K" or self.low[a] in self.pack.w["openers"]):
            a += 1
        trimmed = self.ex.trim((a, b)) if b > a and not question else None
        return [Piece(trimmed, subject)] if trimmed else []

    def _joint(self, i: int, start: int, b: int, that: bool) -> tuple[int, bool] | None:
        """Where the next piece starts if a clause of its own begins behind i, and whether its subject is elided."""
        kind, k = self.kind[i], i + 1
        numbers = self.pack.number_words
        if k < b and self.low[i - 1] in numbers and self.low[k] in numbers:  # one figure: "trois ou quatre semaines"
            return None
        if kind == "U":
            if (
                self.low[i] in self.pack.grammar["contrast"]
                and k < b
                and self.kind[k] == "Q"
                and self._has_verb(start, i)
            ):
                return k + 1, False
            return None
        if kind == "," and k < b and self.kind[k] == "K":
            k += 1
        joined = kind == "K" or self.kind[k - 1] == "K"
        if (
            k < b
            and self.kind[k] == "U"
            and self.low[k] in self.pack.grammar["contrast"]
            and k + 1 < b
            and self.kind[k + 1] == "Q"
        ):
            return (k + 2, False) if self._has_verb(start, i) else None
        if not self._complete(start, i):
            return None
        if k < b and self.kind[k] == "Q" and (joined or that):
            return k + 1, False
        k0, k = k, self.ph.light(k, b) if joined else k
        if k >= b:
            return None
        if self.kind[k] == "S" and self.low[k][0] != "-":
            return k0, False
        if joined and self.kind[k] in "Vc" and not self._in_relative(start, i) and self._verb_after(k, b):
            return k0, True
        end = self.ph.np_right(k, b)
        opens = "DMN#" if self.pack.grammar["analytic"] else "DM"
        if end > k and self.kind[k] in opens and end < b and self.kind[end] in "Vc" and self._verb_after(end, b):
            return k0, False
        return None

    def _verb_after(self, k: int, b: int) -> bool:
        while k < b and self.kind[k] == "c":
            k += 1
        return k < b and self.kind[k] == "V"

    def _has_verb(self, a: int, b: int) -> bool:
        return any(self.kind[x] == "V" for x in range(a, b))

    def _complete(self, a: int, b: int) -> bool:
        """Whether [a, b) is a main clause: it has a verb, and doesn't start as a subordinate one."""
        k = a
        while k < b and (self.kind[k] in 'KA,"' or self.low[k] in self.pack.w["openers"]):
            k += 1
        if k < b and self.kind[k] == "U" and self.low[k] not in self.pack.grammar["contrast"]:
            comma = next((x for x in range(k, b) if self.kind[x] == ","), None)
            return comma is not None and self._has_verb(comma, b)
        for x in range(a, b):
            if self.kind[x] == "V":
                lead = self.ph.introducer(x, k)
                if lead is None or self.kind[lead] in "QU":
                    return True
        return False

    def _in_relative(self, a: int, b: int) -> bool:
        for x in range(b - 1, a - 1, -1):
            if self.kind[x] == "V":
                lead = self.ph.introducer(x, a)
                return lead is not None and self.kind[lead] in "RQU"
        return False

    def _first_subject(self, a: int, b: int) -> Range | None:
        for x in range(a, b):
            if self.kind[x] == "V":
                group = self.ph.verb_group(x, b)
                return self.ph.subject(group.first, a)[0] if group else None
        return None

    def _merge(self, pieces: list[Piece]) -> list[Piece]:
        """A verbless end of a list ("Dans un bombardement.") belongs to the piece before it."""
        merged: list[Piece] = []
        for piece in pieces:
            a, b = piece.span
            short = b - a <= 4 and not self._has_verb(a, b) and merged and self.kind[a] == "P"
            if short:
                merged[-1] = Piece((merged[-1].span[0], b), merged[-1].subject)
            else:
                merged.append(piece)
        return merged
