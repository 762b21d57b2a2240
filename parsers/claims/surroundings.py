"""What a text follows and stands in: where the nouns and the currency of its bare figures may have been told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from parsers.claims.figures import Grammar
from parsers.claims.terms import Figure


@dataclass
class Context:
    """What a text follows (``before``) and stands in (``around``), with the figures told just before it."""

    before: str = ""
    around: str = ""
    earlier: list[Figure] = field(default_factory=list)

    def currency(self, g: Grammar) -> str | None:
        """The currency last named before, else the article's own."""
        told = _currencies(self.before, g)
        if told:
            return told[-1]
        common = Counter(_currencies(self.around, g)).most_common(1)
        return common[0][0] if common else None


@lru_cache(maxsize=16)
def _currencies(text: str, g: Grammar) -> tuple[str, ...]:
    """The currencies that follow or lead figures."""
    t = g.tokens(text)
    found = []
    for i, low in enumerate(t.low):
        sign = t.text[i] in g.exact("currency_signs") and "n" in (t.kind[i - 1 : i] + t.kind[i + 1 : i + 2])
        named = g.table("currencies", "units").at(t.low, i)
        of = i - 1 - (t.at(i - 1) in g.words("of", "units"))
        counts = of >= 0 and (t.kind[of] == "n" or t.low[of] in g.words("scales"))
        if sign or (named and counts):
            found.append(t.text[i] if sign else low)
    return tuple(found)
