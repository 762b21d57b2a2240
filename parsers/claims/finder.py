"""What every finder of the grammar works on."""

from __future__ import annotations

from parsers.claims.extents import Extents
from parsers.claims.phrases import Phrases


class Finder:
    """The row of one article, with its phrases and the ends of its contents, under the names that the rules use."""

    def __init__(self, phrases: Phrases, extents: Extents) -> None:
        self.ph = phrases
        self.ex = extents
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack

    def _apposed(self, k: int, end: int, b: int) -> int:
        """The end of a subject that is a role with the name, or a rank and the name, behind a comma."""
        if end + 1 >= b or self.kind[end] != "," or self.kind[end + 1] not in "MD" or self.ph.holds_name(k, end):
            return end
        close = self.ph.np_right(end + 1, b)
        if self.kind[end + 1] == "D" and not (
            self.ph.role_within(end + 1, close) and self.ph.holds_name(end + 1, close)
        ):
            return end
        return close if close >= b or (self.kind[close] in ",.-(" and self.ph.speaks(k, end)) else end

    def _judged(self, end: int, start: int) -> int:
        """Where an apposition with quoted words begins behind a main clause, else ``start``: alone it is said.

        "La ville a reçu un million, une somme « dérisoire », juge le maire."
        """
        close = end - 1 if self.kind[end] == "," else end
        if close <= start or self.kind[close] != '"' or self.row.tokens[close].q < 0:
            return start
        quote = self.row.quotes[self.row.tokens[close].q]
        comma = next((k for k in range(quote.open - 1, start, -1) if self.kind[k] in ",V"), start)
        apart = self.kind[comma] == "," and self.low[comma + 1] in self.pack.w["singular"] | self.pack.w["plural"]
        verb = any(self.kind[k] == "V" and self.row.tokens[k].q < 0 for k in range(start, comma))
        return comma + 1 if apart and verb and comma + 1 < quote.open else start
