"""Quotations inside quotations: « He told me: "Wait." » is said by two."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range
from parsers.claims.report import Report
from parsers.claims.tokens import Quote

LEAD = 12  # tokens between the verb and the colon before the inner quotation


class Nested(Finder):
    """Finds what a quoted speaker quotes."""

    def find(self) -> Iterator[Report]:
        """The reports whose content stands in marks inside of other marks, behind a verb of saying and a colon."""
        for quote in self.row.quotes:
            for opened, closed in self._inner(quote):
                if opened - 1 > quote.first and self.kind[opened - 1] in ":,":
                    said = self._said(opened - 1, quote.first)
                    span = self.ex.trim((opened + 1, closed)) if said else None
                    if said and span:
                        source, cue = said
                        yield Report([span], cue, source, "nested")

    def _inner(self, quote: Quote) -> Iterator[Range]:
        opened: int | None = None
        for k in range(quote.first, quote.last + 1):
            if self.kind[k] != '"':
                continue
            mark = self.row.tokens[k].text
            if opened is None and mark in self.pack.quotes:
                opened = k
            elif opened is not None and mark == self.pack.quotes[self.row.tokens[opened].text]:
                yield opened, k
                opened = None

    def _said(self, colon: int, a: int) -> tuple[Range, Range] | None:
        """Who says what stands behind the colon, and the verb."""
        for k in range(colon - 1, max(a - 1, colon - LEAD), -1):
            if self.kind[k] in ".;":
                return None
            if self.kind[k] == "V":
                group = self.ph.verb_group(k, colon)
                if (
                    not group
                    or group.negated
                    or group.lemma in self.pack.w["naming"]
                    or not any({"quote", "that"} & c.takes for c in group.cues)
                ):
                    return None
                if group.pronoun is not None:
                    return (group.pronoun, group.pronoun + 1), (group.first, group.last)
                start = next((x + 1 for x in range(group.first - 1, a - 1, -1) if self.kind[x] == "."), a)
                subject, _ = self.ph.subject(group.first, start)
                return (subject, (group.first, group.last)) if subject else None
        return None
