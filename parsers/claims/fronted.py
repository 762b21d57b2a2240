"""Verbs set in or behind what is said, where order rules (English): "The dam, he said, will hold", "…, X said."."""

from __future__ import annotations

from parsers.claims.ordered_complements import OrderedComplements
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report

TAIL = 30  # tokens from a verb in a parenthesis to the mark that ends it


class Fronted(OrderedComplements):
    """Finds reports whose content stands before or around subject and verb."""

    def _fronted(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "…, X said.": the subject and its verb stand in or behind what is said."""
        if group.negated or group.passive or not any({"quote", "that"} <= c.takes for c in group.cues):
            return None
        source, _ = self.ph.subject(group.first, a)
        if (
            source is None
            or self.kind[group.first - 1] == "R"
            or self._first_person(source)
            or (source[1] - source[0] == 1 and self.pack.subjects.get(self.low[source[0]]) == "x")
        ):
            return None
        before = source[0] - 1
        while before > a and self.kind[before] in "KA":
            before -= 1
        joined = "K" in self.kind[before : source[0]]
        if before < a:
            a = self._exclaimed(a)
            if before < a:
                return None
        behind = self._behind(before, a)
        after = self.ph.light(group.last, b)
        if after < b and self.kind[after] in "QSDMN#" and (self.kind[after] == "Q" or self._bare_verb(after, b, ",")):
            return None
        if not behind or not self._ends(group, b, quoted=behind == "quote"):
            return None
        if behind == "text" and self.ex.source_phrase(a):
            return None
        if behind == "text" and (joined or not self._whole_clause(a, before, group, b)):
            return None
        content = self._around(group, before, group.last, a, b)
        if content and self.row.tokens[group.finite].q < 0:
            content = self._resumed(content, group, b)
        return Report(content, (group.first, group.last), source, "incise", self._act(group)) if content else None

    def _content_start(self, before: int, a: int) -> int:
        start = super()._content_start(before, a)
        opened = self.row.quotes[self.row.tokens[before].q].open if self.row.tokens[before].q >= 0 else before
        dash = opened - 1
        return (
            opened
            if dash > start and self.kind[dash] == "-" and self.row.text[self.row.tokens[dash].start - 1].isspace()
            else start
        )

    def _whole_clause(self, a: int, before: int, group: VerbGroup, b: int) -> bool:
        """Whether what stands around the parenthesis is a clause: "In 2008, he said, the fund paid for it"."""
        planned = self.row.places[self.row.place_of(a)].name == "title"  # "Strike to end, union says"
        if any(self.kind[k] == "V" or (planned and self._to(k, before)) for k in range(a, before)):
            return True
        after = self.ph.light(group.last, b)
        return after < b and self.kind[after] == "," and self._bare_verb(after + 1, b) is not None

    def _resumed(self, content: list[Range], group: VerbGroup, b: int) -> list[Range]:
        """What goes on behind the parenthesis: "The dam, he said, will hold"; "…," she said, but "…"."""
        stop = self._mark(group.last, b)
        k = stop + 1
        if k >= b or self.kind[stop] not in ",-" or self.kind[k] in "GR" or self.ex.source_phrase(k):
            return content
        if self.kind[k] in "PU" and self.kind[k + 1 : k + 2] == ["G"]:
            return content  # "…, she said, before leaving"
        end = self.ex.clause(k, b)
        after = self.ph.light(k, b)
        if after < b and self.kind[after] == "V":
            return content
        quoted = [self.row.tokens[x].q >= 0 for x in range(k, end)]
        if self.kind[k] in "PU" and self.row.tokens[content[0][0]].q >= 0 and not any(quoted):
            return content
        if content[-1][0] >= group.last and content[-1][1] >= end - 1:
            return content
        return [c for c in content if c[0] < group.last] + self._spans((k, end))

    def _exclaimed(self, a: int) -> int:
        """ "Why not?" X said: the quotation ended a sentence of its own."""
        if a == 0 or self.kind[a - 1] != '"' or self.row.tokens[a - 2].text not in "?!":
            return a
        return next((u[0] for u in self.row.units if u[1] == a), a)

    def _ends(self, group: VerbGroup, b: int, *, quoted: bool) -> bool:
        """Whether no clause that is said follows the verb."""
        first = max(self.ph.adverbial(group.last, b), group.last)
        for k in range(first, min(b, group.last + TAIL)):
            kind = self.kind[k]
            if kind in ".;)-":
                return True
            if kind == "," or self.ph.quote_at(k) is not None:
                return quoted or (kind == "," and (k + 1 >= b or self.ph.quote_at(k + 1) is None))
            if kind in "QSV" or self._to(k, b):
                return quoted and kind != "Q"
            if kind in "DNMo#" and not quoted and k == first and self.low[k] not in self.pack.w["whens"]:
                return any("person" in c.takes for c in group.cues) and kind != "D"
            if kind in "GRU:":
                return quoted or kind == "G"
        return True
