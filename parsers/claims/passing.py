"""What stands between a verb and what it reports: circumstances, addressees, parentheses."""

from __future__ import annotations

from parsers.claims.objects import Objects
from parsers.claims.pack import Frame
from parsers.claims.phrases import VerbGroup

NEAR = 6  # tokens from a relative pronoun to its verb


class Passing(Objects):
    """Passes over what is no part of a report."""

    def _circumstance(self, k: int) -> bool:
        return self.kind[k] == "P" or (self.kind[k] == "D" and self.low[k] in self.pack.w["addressing"])

    def _dated(self, k: int, b: int) -> bool:
        """Whether a figure before k is of a date: "le 12 mars"."""
        return k < b and self.low[k] in self.pack.w["whens"]

    def _compound(self, j: int, b: int) -> bool:
        """Whether a preposition of two words stands at j: "lors d'un point presse"."""
        of = j + 1 < b and self.kind[j : j + 2] == ["P", "P"] and self.low[j + 1] in self.pack.w["of"]
        return of and self.low[j] not in self.pack.w["of"]

    def _past_circumstance(self, j: int, b: int, takes: set[str]) -> int:
        """The token behind a phrase that tells where, when or before whom; "devant les élus | des abus" is two."""
        k = j + 1 + self._compound(j, b)
        end = max(self.ph.np_right(k, b), k)
        if "noun" in takes and (end >= b or self.kind[end] in ".,;"):
            some = (x for x in range(k + 1, end - 1) if self.low[x] in self.pack.w["indefinite"])
            parts = (x for x in some if self.kind[x + 1] in "NX")
            return next((x for x in parts if self.ph.speaks(k, x) or self.ph.is_time(k, x)), end)
        return end

    def _own_report(self, comma: int, group: VerbGroup, b: int) -> bool:
        """Whether a relative clause that reports stands behind the comma: "en veut à l'État, qu'il accuse de"."""
        k = comma + 1
        alone = self.kind[comma - 1] in "NM" and "," not in self.kind[group.last : comma]
        return alone and self.kind[k : k + 2] == ["Q", "S"] and self.ex.reports_before_verb(k + 2, min(b, k + NEAR))

    def _parenthesis(self, j: int, limit: int, frames: list[Frame]) -> int | None:
        """Past a parenthesis between commas that separates a verb from its "que" or its quotation."""
        wanted = {f.to for f in frames} | {x for f in frames for x in f.about}
        for i in range(j + 1, limit):
            if self.kind[i] in ".;":
                return None
            if self.kind[i] == "," and i + 1 < limit and self.kind[j + 1] in "PD" and self.kind[i + 1] == "D":
                opener = self.kind[j + 1] == "P" or self.low[j + 1] in self.pack.contracted
                if any("noun" in f.takes for f in frames) and opener:
                    return i + 1
            if self.kind[i] == "," and i + 1 < limit and self.kind[i + 1] in "PD":
                if self.pack.base(self.low[i + 1]) in wanted:
                    return i + 1
            if (
                self.kind[i] == ","
                and i + 1 < limit
                and (self.kind[i + 1] == "Q" or self.ph.quote_at(i + 1) is not None)
            ):
                return i + 1
            if self.kind[i] == ":" and i + 1 < limit and self.ph.quote_at(i + 1) is not None:
                return i
        return None

    def _past_echo(self, j: int, b: int) -> int:
        """Past a pronoun between commas that echoes the subject: "assure, elle, n'avoir rien su"; or 0."""
        return j + 3 if self.kind[j + 2 : j + 3] == [","] and self.kind[j + 1] in "So" and j + 3 < b else 0
