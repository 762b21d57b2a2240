"""Ends of contents where order rules and verbs show no person."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from parsers.claims.breaks import NEAR
from parsers.claims.extents import Extents
from parsers.claims.phrases import VerbGroup


class OrderedExtents(Extents):
    """Any cue verb behind a comma or "and" that opens a content of its own ends the content before it."""

    def clause(
        self, start: int, b: int, group: VerbGroup | None = None, *, subordinate: bool = False, whole: bool = False
    ) -> int:
        """The end of a clause that is said; the comma that ends it may stand inside quotation marks."""
        subordinate = subordinate or (group is not None and self._leads(group))
        end = super().clause(start, b, group, subordinate=subordinate, whole=whole)
        for quote in self.row.quotes[self._quotes_from(start) :]:
            if quote.open >= end or whole:
                break
            close = quote.close
            if quote.open >= start and close and close < end and self.breaks(close, b, group):
                return close + 1
        return end

    def _leads(self, group: VerbGroup) -> bool:
        """Whether the verb stands in what precedes its main clause: "While X said …, Y said"."""
        a = self.row.units[bisect_right(self.row.units, (group.first, len(self.kind))) - 1][0]
        while a < group.first and self.kind[a] in 'AK"':
            a += 1
        before = self.kind[a : group.first]
        if self.kind[a] == "U":
            return not any(x in "V,.;:" for x in before)
        opened = self.kind[a] in "XG" or (self.kind[a] == "P" and self.kind[a + 1] == "G")
        return opened and not any(x in "V,.;:" for x in before) and self.row.tokens[a].q < 0

    def _main_clause(self, k: int, b: int) -> bool:
        k = self.ph.light(k, b)
        if k >= b or self.kind[k] not in "SDMN#":
            return False
        end = self.ph.light(k + 1 if self.kind[k] == "S" else self.ph.np_right(k, b), b)
        while end < b and self.kind[end] == "P":
            end = self.ph.light(max(self.ph.np_right(end + 1, b), end + 1), b)
        if end < b and self.kind[end] == "R":
            verbs = (x for x in range(end, b) if self.kind[x] in "V,.")
            end = next((x for x in verbs if self.ph.introducer(x, end) is None), b)
        return end < b and self.kind[end] == "V"

    def _quotes_from(self, start: int) -> int:
        return bisect_left(self.row.quotes, start, key=lambda q: q.open)

    def breaks(self, i: int, b: int, group: VerbGroup | None, subordinate: bool = False) -> bool:
        """Whether the comma or coordinator at i ends what is said: a clause that contrasts is the journalist's."""
        if self.kind[i] == '"':
            k = self.ph.light(i + 1, b)
            if (
                self.row.tokens[i - 1].text == ","
                and k < b
                and (self.kind[k] == "G" or self.low[k] in self.pack.grammar["against"])
            ):
                return True
            return (
                k + 1 < b and self.kind[k] == "K" and self.kind[k + 1] == "V" and self._new_report(k, k + 1, b, group)
            )
        if self.kind[i] == "," and i + 2 < b and self.low[i + 1] in self.pack.grammar["against"]:
            stop = next((k for k in range(i + 2, b) if self.kind[k] in ".,;:"), b)
            return "V" in self.kind[i + 2 : stop] and self.row.tokens[i + 2].q < 0
        k = self.ph.light(i + 1, b - 1)
        if self.kind[i] == "K" and self._says_on(k, b):
            return True
        if self.kind[i] == "," and i + 1 < b and self.source_phrase(i + 1):
            return True
        if self.kind[i] == "," and self._contrasts(i + 1, b):
            return True
        if self.kind[i] == "," and self.kind[k] == "G":
            return True
        if self.kind[i] == "K" and self.kind[k] == "G" and self.gerund_cues(k) and k + 2 < b:
            if group and group.tense == "G":
                return True
            return self.kind[k + 1] == "Q" or self.ph.quote_at(k + 1) is not None or self.ph.quote_at(k + 2) is not None
        return super().breaks(i, b, group, subordinate)

    def _contrasts(self, k: int, b: int) -> bool:
        """ "…, while others said": somebody else says what follows."""
        stop = min(b, k + NEAR)
        return k < b and self.low[k] in self.pack.grammar["contrast"] and self.reports_before_verb(k + 1, stop)

    def _says_on(self, k: int, b: int) -> bool:
        """ "…, and he added that": a subject of its own with a verb that reports."""
        verb = k + 1 if self.kind[k] == "S" else self.ph.np_right(k, b) if self.kind[k] in "DM" else b
        verb = self.ph.light(verb, b)
        if verb >= b or self.kind[verb] != "V":
            return False
        own = self.ph.verb_group(verb, b)
        if not own or own.negated or own.passive or not any({"that", "quote"} <= c.takes for c in own.cues):
            return False
        after = self.ph.light(own.last, b)
        return after < b and (self.kind[after] in "QS:" or self.ph.quote_at(after) is not None)

    def _new_report(self, i: int, k: int, b: int, group: VerbGroup | None) -> bool:
        own = self.ph.verb_group(k, b)
        if not own or not own.cues or own.passive:
            return False
        after = self.ph.light(own.last, b)
        if after >= b or self.kind[after] == ".":
            return False
        takes = {t for c in own.cues for t in c.takes}
        frames = [f for c in own.cues for f in c.frames]
        if self.kind[after] == "Q" or self.ph.quote_at(after) is not None:
            return True
        if self.kind[after] == ",":
            return after + 1 < b and self.ph.quote_at(after + 1) is not None
        if self.low[after] in self.pack.grammar["how_words"]:
            return "that" in takes
        if self.low[after] == "to":
            return "infinitive" in takes
        if group and (own.tense == "H") != (group.tense == "H"):
            return False
        return self.kind[after] in "SDMNGo#" and bool(
            takes & {"that", "noun", "object"} or any(f.to or f.about for f in frames if "person" in f.takes)
        )

    def apposed(self, end: int, b: int) -> int:
        """The end of what is said about a speaker named behind the verb: ", a farmer from Ohio, who …"."""
        if (
            end >= b
            or self.kind[end] not in ",(R"
            or (end + 1 < b and self.kind[end] == "," and self.kind[end + 1] not in "DNRX#M")
        ):
            return end
        k = end + 1
        while k < b and self.kind[k] not in ".;:":
            if self.kind[k] == "," and (
                k + 1 >= b or self.kind[k + 1] in "KSGUVAP" or self.ph.quote_at(k + 1) is not None
            ):
                return k
            if self.ph.quote_at(k) is not None or (self.kind[k] == "V" and not self._related(k, end)):
                return end
            k += 1
        return k

    def _timed(self, k: int, b: int) -> bool:
        """Whether a date stands at k and all the rest is about when or where: "endorsed him on Monday in Ohio"."""
        if self.row.tokens[k].q >= 0:
            return False
        low = self.low[k]
        at = k + 1 if self.kind[k] == "P" and low in self.pack.grammar["adverbial_prepositions"] else k
        if at < b and (self.kind[at] == "D" or self.low[at] in self.pack.w["time_parts"]):
            at += 1
        if at >= b or self.low[at] not in self.pack.w["whens"] or (at + 1 < b and self.kind[at + 1] in "-N"):
            return False
        return at > k or self.kind[k - 1] in "NMo"

    def _acts(self, k: int) -> bool:
        return self.kind[k] == "V" or (self.kind[k] == "G" and bool(self.gerund_cues(k)))

    def _related(self, k: int, a: int) -> bool:
        """Whether the verb at k stands in a relative clause, or is joined to one that does."""
        if self.ph.introducer(k, a) is not None:
            return True
        joint = k - 1
        while joint > a and self.kind[joint] == "A":
            joint -= 1
        return self.kind[joint] == "K" and "R" in self.kind[a:joint]

    def noun(self, start: int, b: int) -> int:
        """The end of an object that is said, with what is said of it, before a comma that opens a clause."""
        end = self.clause(start, b)
        for k in range(start + 1, end):
            if self._timed(k, end):
                return k
            if self.kind[k] == ";" or (self.kind[k] == "U" and self.row.tokens[k].q < 0 and self.kind[k - 1] != "I"):
                return k
            if self.kind[k] == "," and self.row.tokens[k].q < 0 and k + 1 < end and self.kind[k + 1] in "RUGPKSVX":
                return k
            if self.kind[k] == "K" and self.row.tokens[k].q < 0 and self._acts(self.ph.light(k + 1, end)):
                return k
        return end
