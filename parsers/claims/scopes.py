"""How far left a source in a parenthesis reaches: "X dénonce la fermeture, une décision, selon lui, injuste"."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range
from parsers.claims.report import Report


class Scopes(Finder):
    """Parts the contents of sources in parentheses from the clause before them."""

    def part(self, a: int, b: int, said: Sequence[Report], named: Sequence[Report]) -> None:
        """Leave to "selon lui" the phrase it stands in, where the clause before it has a verb of its own."""
        for report in said:
            if report.how == "incise" and report.start > a and self.kind[report.start - 1] in ":;":
                self._clip(named, report.start - 1)
        for report in named:
            if report.how not in ("source", "possessed") or not report.cue or not report.source:
                continue
            if a < report.start < report.cue[0] and self.kind[report.start - 1] in ",:;":
                self._clip(said, report.start - 1)
            elif a < report.cue[0] < report.start and self.kind[report.cue[0] - 1] in ":;":
                self._clip(said, report.cue[0] - 1)  # "refuse de partir : à l'en croire, rien n'est perdu"
            end = max(report.source[1], report.cue[1])
            if not (a < report.cue[0] and end < b and self.kind[report.cue[0] - 1] == self.kind[end] == ","):
                continue
            comma = self._clause_comma(report.cue[0] - 1, a)
            if comma is None:
                continue
            piece = self._phrase(comma + 1, report.cue[0] - 1)
            right = (end + 1, self._right(end + 1, b, relative=piece == "relative"))
            inside = right[1] < b and piece == "relative" and self.kind[right[1]] == ","
            if not (inside or self._verb(a, comma)):
                continue
            if piece == "relative" and self.kind[report.cue[0] - 2] in "RK" and report.cue[0] - comma > 4:
                continue  # "…, qui tiennent la ville et qui, selon lui, cachent des armes"
            own = report.how == "possessed" or self.kind[report.source[0]] in "oS" or self._possessive(report.source[0])
            if piece in ("link", "relative") or (own and piece == "phrase"):
                left = [(comma + 1, report.cue[0] - 1)] if piece != "link" else []
                if content := [t for s in [*left, right] if (t := self.ex.trim(s))]:
                    report.content = content
                    self._clip(said, comma)

    def _right(self, start: int, b: int, *, relative: bool) -> int:
        """The end of what goes on behind the parenthesis; a relative clause ends where the main verb follows."""
        end = self.ex.clause(start, b, whole=True)
        commas = (x for x in range(start, end - 1) if self.kind[x] == "," and self.row.tokens[x].q < 0)
        return next((x for x in commas if relative and self.kind[x + 1] in "Vc"), end)

    def _possessive(self, i: int) -> bool:
        return self.low[i] in self.pack.w["possessives"]

    def _clause_comma(self, k: int, a: int) -> int | None:
        """The comma before the phrase that a parenthesis stands in."""
        return next((x for x in range(k - 1, a, -1) if self.kind[x] in ",;" and self.row.tokens[x].q < 0), None)

    def _phrase(self, a: int, b: int) -> str:
        """What stands between the comma and the parenthesis: a "link", a "relative", a "phrase" or a "clause"."""
        if all(self.kind[k] in "KA" or self.low[k] in self.pack.w["openers"] for k in range(a, b)):
            return "link"
        if self.kind[a] == "R" or (self.kind[a] == "S" and a + 1 < b and self.kind[a + 1] in "RQ"):
            return "relative"
        return "clause" if self._verb(a, b) else "phrase"

    def _verb(self, a: int, b: int) -> bool:
        """Whether [a, b) has a finite verb outside of relative clauses and quotation marks."""
        for k in range(a, b):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0:
                lead = self.ph.introducer(k, a)
                if lead is None or self.kind[lead] != "R":
                    return True
        return False

    def _clip(self, said: Sequence[Report], comma: int) -> None:
        for report in said:
            if report.cue and report.cue[0] < comma:
                kept: list[Range] = [(s, min(e, comma)) for s, e in report.content if s < comma]
                report.content = [t for s in kept if (t := self.ex.trim(s))] or report.content
