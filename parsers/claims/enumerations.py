"""Contents without a clause: noun phrases in a row, each a claim, or qualities joined by "and" and "but"."""

from __future__ import annotations

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range

SHORT = 3  # words of an alternative that is one answer: "un oui ou un non"
QUALITIES = 8  # words of a content that is nothing but qualities: "trop cher et trop lointain"


class Enumerations(Finder):
    """Cuts contents that are noun phrases."""

    def parts(self, span: Range) -> list[Range]:
        """The members of an enumeration; the span itself where it is none."""
        a, b = span
        if self.kind[a] != "D":
            return self._qualities(span)
        found, start = [], a
        for i in range(a + 1, b - 1):
            if self.kind[i] in ",K" and self._member(a, start, i):
                found.append((start, i - (self.low[i - 1] in self.pack.w["joining"])))
                start = i + 1
        return [*found, (start, b)]

    def _member(self, a: int, start: int, i: int) -> bool:
        """A noun phrase with its own article goes on the enumeration behind token i."""
        k = i + 1 + (self.kind[i + 1] == '"')
        if not self._article(a, k) or any(self.kind[x] == "R" for x in range(start, i)):
            return False
        if any(self.kind[x] == "Q" for x in range(start, i)):
            return False
        if self.low[i] in self.pack.w["alternatives"] and i - start < SHORT:
            return False
        if self.kind[i] == "," or self.pack.grammar["analytic"]:
            return True
        return not any(self.low[x] in self.pack.w["between"] for x in range(start, i)) and not self._paired(a, i, k)

    def _article(self, a: int, k: int) -> bool:
        if self.kind[k] == "#":
            return self.kind[k - 1] == '"'
        if self.kind[k] != "D":
            return False
        low, w = self.low[k], self.pack.w
        plain = low in w["articles"] | w["possessives"] | w["indefinite"] and low not in w["of"]
        return plain or (low in w["indefinite"] and self.low[a] in w["indefinite"])

    def _paired(self, a: int, i: int, k: int) -> bool:
        """The phrase goes with a complement: "des aides pour les éleveurs | et les maraîchers"."""
        definite = self.pack.w["articles"]
        if self.low[a] in definite or self.low[k] not in definite:
            return False
        head = next((x for x in range(i - 1, a, -1) if self.kind[x] == "D"), a)
        return self.low[head] in definite and self.kind[head - 1] == "P"

    def _qualities(self, span: Range) -> list[Range]:
        """ "séduisant mais irréaliste", "trop cher et trop lointain"."""
        a, b = span
        joints = [x for x in range(a, b) if self.kind[x] == "K"]
        plain = all(self.kind[x] in "ANXGKn," for x in range(a, b)) and b - a <= QUALITIES
        if self.pack.grammar["analytic"] or len(joints) != 1 or not plain or joints[0] in (a, b - 1):
            return [span]
        return [(a, joints[0]), (joints[0] + 1, b)]
