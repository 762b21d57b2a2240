"""A content that its cue interrupts: which of its spans is a claim of its own, and which only leads up to it.

"Les équipes, dit-il, seront prêtes": the second span is the claim, the first its subject.
"""

from __future__ import annotations

from parsers.claims.joints import Joints
from parsers.claims.phrases import Range


class Interrupted(Joints):
    """Sorts the spans of one content."""

    def standing(self, spans: list[Range]) -> list[tuple[Range, Range | None]]:
        """The spans that are claims, each with the span that leads up to it."""
        found: list[tuple[Range, Range | None]] = []
        for span in spans:
            before = found[-1][0] if found else None
            if before and self._same_sentence(before, span) and not self._figures(before):
                if self._leads(before, span):
                    found[-1] = (span, before)
                    continue
                if self._trails(before, span):
                    continue
            found.append((span, None))
        return found

    def _figures(self, span: Range) -> bool:
        """What is counted is worth a piece."""
        return any(self.kind[x] == "#" for x in range(*span))

    def _same_sentence(self, a: Range, b: Range) -> bool:
        between = range(a[1] - 1, b[0])
        opens = next((x for x in range(*b) if self.kind[x] != '"'), b[0])
        same_place = self.row.place_of(a[0]) == self.row.place_of(b[0])
        return (
            same_place and not any(self.kind[x] in ".;" for x in between) and self.row.tokens[opens].text[:1].islower()
        )

    def _leads(self, a: Range, b: Range) -> bool:
        """The first span says nothing without the second: it has no main verb, or its complement follows."""
        first, last = next((x for x in range(*b) if self.kind[x] != '"'), b[0]), a[1] - 1
        if not self.has_main(*a):
            return self.has_main(*b) or self.kind[first] == "I" or self.kind[a[0]] == "P"
        if self.kind[last] == "V":
            return True
        if self.kind[first] == "Q":
            return self.low[last] in self.pack.w["lengths"]
        if self.has_main(*b) or self._quoted_apart(last, b[0]):
            return False
        return self.kind[first] in "D#" or any(self.kind[x] == "I" for x in range(first, min(first + 3, b[1])))

    def _quoted_apart(self, last: int, first: int) -> bool:
        quotes = self.row.tokens[last].q, self.row.tokens[first].q
        return min(quotes) >= 0 and quotes[0] != quotes[1]

    def _trails(self, a: Range, b: Range) -> bool:
        """The second span only says when, where or how."""
        first = next((x for x in range(*b) if self.kind[x] != '"'), b[0])
        return self.has_main(*a) and not self.has_verb(*b) and self.kind[first] == "P" and not self._figures(b)

    def has_main(self, a: int, b: int) -> bool:
        """A verb that no relative opens stands in [a, b)."""
        return any(self.kind[x] == "V" and self._outer(x, a) for x in range(a, b))

    def _outer(self, x: int, a: int) -> bool:
        lead = self.ph.introducer(x, a)
        return lead is None or self.kind[lead] not in "RQ"
