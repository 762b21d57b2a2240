"""A statement's content cut into atomic pieces: what could be true or false on its own."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.claims.enumerations import Enumerations
from parsers.claims.interrupted import Interrupted
from parsers.claims.joints import Joint
from parsers.claims.phrases import Range
from parsers.claims.report import Report

QUOTES = {"«": "»", "“": "”", "‘": "’", "‹": "›"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One atomic piece; ``subject`` is the earlier noun phrase its verb takes, where its own is elided."""

    span: Range
    subject: Range | None = None


class Splitter(Interrupted, Enumerations):
    """Cuts contents of one row."""

    def pieces(self, report: Report) -> list[Piece]:
        """The atomic pieces of a report, in reading order."""
        found: list[Piece] = []
        for span, lead in self.standing(report.content):
            pieces = self._nouns(span) if self._nominal(span) else self._clauses(span, report.how == "that")
            if lead and pieces and pieces[0].subject is None:
                pieces[0] = Piece(pieces[0].span, lead)
            found += pieces
        return self._told(found) or [Piece(s) for s in report.content]

    def _nouns(self, span: Range) -> list[Piece]:
        return [Piece(s) for s in map(self.ex.trim, self.parts(span)) if s]

    def _told(self, pieces: list[Piece]) -> list[Piece]:
        """Without the exclamations among sentences: "Non.", "Rien !"."""
        kept = [p for p in pieces if not self._exclaimed(p.span)]
        return kept if any(self.has_verb(*p.span) for p in kept) else pieces

    def _exclaimed(self, span: Range) -> bool:
        words = [x for x in range(*span) if self.kind[x] not in '.,:;-"()']
        alone = self.kind[span[0] - 1] in '.:"' if span[0] else True
        few = len(words) < 2 + (self.kind[span[0]] == "n")
        return alone and few and not any(self.kind[x] in "VIG" for x in words) and self._closed(span[1])

    def _closed(self, k: int) -> bool:
        return k >= len(self.kind) or self.kind[k] in '.:"' or self.row.place_of(k) != self.row.place_of(k - 1)

    def _nominal(self, span: Range) -> bool:
        head = next((x for x in range(*span) if self.kind[x] not in 'cn"'), span[0])
        if self.kind[head] == "I":
            return False
        return not any(self.kind[i] in "V." for i in range(*span)) or (
            self.kind[span[0]] in "DN" and not self.has_main(*span)
        )

    def _clauses(self, span: Range, that: bool) -> list[Piece]:
        a, b = span
        pieces: list[Piece] = []
        start, depth, subject = a, 0, None
        i = a
        while i < b:
            kind = self.kind[i]
            depth += (kind == "(") - (kind == ")")
            cut: Joint | None = None
            if kind == ":" and (closed := self._told_inside(i, b)):
                i, ended = closed + 1, self.kind[closed - 1] == "."
                if not ended or i >= b:
                    continue
                cut = Joint(i)
            elif depth <= 0 and kind in ".;" and any(k not in '.,;"' for k in self.kind[i + 1 : b]):
                cut = Joint(i + 1)
            elif depth <= 0 and kind in ",K-U:" and i > start:
                cut = self.joint(i, start, b, that)
            if cut:
                pieces += self._piece((start, i), subject, self.row.tokens[i].text == "?")
                subject = self._first_subject(start, i) if cut.elided else None
                start = i = cut.start
                continue
            i += 1
        return self._merge(pieces + self._piece((start, b), subject, b > a and self.row.tokens[b - 1].text == "?"))

    def _told_inside(self, i: int, b: int) -> int | None:
        """The last token of a quotation that a colon opens inside the content: "Il m'a dit : “Pars, je reste.”"."""
        closing = QUOTES.get(self.row.tokens[i + 1].text) if i + 1 < b else None
        if closing is None:
            return None
        return next((k for k in range(i + 2, b) if self.row.tokens[k].text == closing), b)

    def _piece(self, span: Range, subject: Range | None, question: bool) -> list[Piece]:
        a, b = span
        while a < b and (self.kind[a] in ",K" or self.low[a] in self.pack.w["openers"]):
            a += 1
        trimmed = self.ex.trim((a, b)) if b > a and not question else None
        return [Piece(trimmed, subject)] if trimmed else []

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
            short = b - a <= 4 and not self.has_verb(a, b) and merged and self.kind[a] == "P"
            if short:
                merged[-1] = Piece((merged[-1].span[0], b), merged[-1].subject)
            else:
                merged.append(piece)
        return merged
