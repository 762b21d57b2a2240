"""Small steps over the tagged row: adverbs, parentheses, quotations."""

from __future__ import annotations

from parsers.claims.tokens import Row

Range = tuple[int, int]  # tokens [first, last)
BRACKETS = 6  # tokens of a party or an acronym with its brackets
LOOKAHEAD = 14  # tokens of a parenthesis between an auxiliary and its participle


class Steps:
    """Steps over one row; ranges are of tokens, half-open."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.pack = row.pack
        self.kind = row.kind
        self.low = row.low
        self.language = row.pack.language
        self.set_phrases = row.pack.set_phrases

    def adverbial(self, i: int, b: int) -> int:
        """The end of an adverb or set phrase that starts at i, or i."""
        if i >= b:
            return i
        for rest in self.set_phrases.get(self.low[i], ()):
            end = i + 1 + len(rest)
            if end <= b and self.low[i + 1 : end] == rest:
                return end
        return i + 1 if self.kind[i] in "An" or self._early(i, b) else i

    def _early(self, i: int, b: int) -> bool:
        """Whether a part of the time that follows stands at i: "late Thursday", "early on Friday"."""
        w, k = self.pack.w, i + 1
        if self.low[i] not in w["time_parts"] or k >= b:
            return False
        k += self.low[k] in w["on_day"] and k + 1 < b
        return self.low[k] in w["whens"]

    def light(self, i: int, b: int) -> int:
        """Skip adverbs, set phrases and short parentheses between commas."""
        while i < b:
            step = self.adverbial(i, b)
            if step == i and self.kind[i] == ",":
                step = next((k + 1 for k in range(i + 1, min(b, i + LOOKAHEAD)) if self.kind[k] == ","), i)
                if any(self.kind[k] in 'VSQ".:' for k in range(i, step)):
                    return i
            if step == i:
                return i
            i = step
        return i

    def quote_at(self, i: int) -> int | None:
        """The number of the quotation whose opening mark stands at i."""
        q = self.row.tokens[i].q if i < len(self.row.tokens) else -1
        return q if q >= 0 and self.row.quotes[q].open == i else None

    def past_quote(self, i: int) -> int:
        """The token after the quotation that i stands in."""
        quote = self.row.quotes[self.row.tokens[i].q]
        return (quote.close if quote.close is not None else quote.last) + 1

    def closing_comma(self, k: int, b: int) -> int | None:
        """The comma behind an aside that begins at k and has no verb, clause, quotation or other mark of its own."""
        close = next((x for x in range(k, b) if self.kind[x] in ',.;:VQR"'), None)
        return close if close is not None and self.kind[close] == "," else None

    def past_brackets(self, k: int, b: int) -> int:
        """Past short brackets at k, a party or an acronym."""
        if k >= b or self.kind[k] != "(":
            return k
        return next((x + 1 for x in range(k, min(b, k + BRACKETS)) if self.kind[x] == ")"), k)
