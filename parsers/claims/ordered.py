"""Verb reports where order rules (English): ", sources said.", "said the dam would hold", "urged X to act"."""

from __future__ import annotations

from parsers.claims.fronted import TAIL, Fronted
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report


class OrderedVerbs(Fronted):
    """Verb reports of one sentence: subject before verb, verb before object."""

    def _finite(self, group: VerbGroup, a: int, b: int, found: list[Report]) -> Report | None:
        quoted = self.row.tokens[group.finite].q >= 0
        report = self._fronted(group, a, b)
        if not report and (report := self._incise(group, a, b)) and report.source:
            report.source = report.source[0], self.ex.apposed(report.source[1], b)
            report.content = [c for c in report.content if not report.source[0] <= c[0] < report.source[1]]
            return report
        if not report and not quoted:
            report = self._as(group, a, b) or self._governing(group, a, b, found)
        if report and report.source:
            report.source = self._whole(report.source, group)
        return report

    def _whole(self, source: Range, group: VerbGroup) -> Range:
        """The subject with its appositions: "Joe Smith, a farmer (65)," up to the verb; or the relative pronoun."""
        end = group.first
        while end and self.kind[end - 1] == "A":
            end -= 1
        if (lead := self.ph.relative(group.first, max(0, group.first - TAIL))) is not None:
            return lead, lead + 1
        while source[1] - source[0] > 1 and self.kind[source[1] - 1] == "A":
            source = source[0], source[1] - 1
        while end > source[1] and self.kind[end - 1] in "A,n":
            end -= 1
        if (
            source[1] < end
            and self.kind[source[1]] in ",(RPX"
            and all(self.kind[k] not in '.;:"' for k in range(source[1], end))
            and not self._said_before(source[1], end)
        ):
            return source[0], end
        return source

    def _said_before(self, k: int, end: int) -> bool:
        """Whether another verb of the same subject stands between it and "and" or "but"."""
        joined = end > k and self.kind[end - 1] == "K"
        return joined and any(self.kind[x] == "V" and self.ph.introducer(x, k) is None for x in range(k, end))

    def _as(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "as X put it, …": only where nothing is said behind the verb itself."""
        source, _ = self.ph.subject(group.first, a)
        lead = source[0] - 1 if source else group.first - 1
        if lead < a or self.low[lead] not in self.pack.grammar["comparison"]:
            return None
        after = self.ph.light(group.last, b)
        if after < b and self.kind[after] not in ",.P" and self.low[after] not in self.pack.w["whens"]:
            return None
        return super()._as(group, a, b)
