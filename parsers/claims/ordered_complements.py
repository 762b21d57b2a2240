"""What a verb reports where order rules (English): "said the dam would hold", "urged X to act".

What a person is accused of, asked or called is said together with the person, so the content begins at the object.
"""

from __future__ import annotations

from parsers.claims.pack import Cue, Frame
from parsers.claims.pairs import Content
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.verbs import REACH, Verbs

OBJECT = 14  # tokens in which the object of "accuse" meets its "of"


class OrderedComplements(Verbs):
    """Finds what the words behind a verb say, with or without "that"."""

    def _complement(self, cues: list[Cue], group: VerbGroup, source: Range | None, b: int, a: int) -> Content | None:
        frames = [f for c in cues for f in c.frames if self._admits(f, source)]
        takes = {t for f in frames for t in f.takes}
        j, limit, person = group.last, min(b, group.last + REACH), False
        while takes and j < limit:
            kind, low = self.kind[j], self.low[j]
            step = self.ph.adverbial(j, b)
            if self.ph.quote_at(j) is not None:
                return self._quoted(j, b, group, frames)
            if kind == ":":
                return self._after_colon(j, b, frames, source)
            if kind == "Q" and "that" in takes:
                return self._said(j + 1, b, group, frames, "that")
            if low in self.pack.grammar["how_words"] | self.pack.grammar["if"] and "that" in takes:
                return self._said(j, b, group, frames, "that")
            if low in self.pack.grammar["how_words"] and "noun" in takes and not person:
                return self._said(j, b, group, frames, "noun")
            if kind == "n" and "infinitive" in takes and self._to(j + 1, b):
                return self._said(j, b, group, frames, "infinitive")
            if step > j:
                j = step
                continue
            if self._to(j, b):
                return self._said(j, b, group, frames, "infinitive") if "infinitive" in takes or person else None
            if kind == "G" and "infinitive" in takes:
                return self._said(j, b, group, frames, "infinitive")
            if kind == "," or kind == "(":
                close = self._past_mark(j, limit)
                if close is None:
                    return None
                j = close
                continue
            if kind == "V" and "that" in takes and not person and self._relative_object(group, a):
                return self._said(j, b, group, frames, "that")
            if low in self.pack.w["answers"] and "that" in takes and (j + 1 >= b or self.kind[j + 1] in ".,;KU-"):
                return self._result([(j, j + 1)], frames, None, "noun")
            owned = j + 2 < b and "'s" in self.low[j + 1 : j + 3]
            if (not owned and low in self.pack.w["whens"]) or (
                j + 1 < b
                and (kind == "D" or low in self.pack.w["time_parts"])
                and self.low[j + 1] in self.pack.w["whens"]
                and not owned
            ):
                j += 1 if low in self.pack.w["whens"] else 2
                continue
            if kind in "DNMSo#X" and not person:
                if found := self._object(j, b, group, frames, takes):
                    return found
                if "person" not in takes:
                    return None
                j, person = max(self.ph.np_right(j, b), j + 1), True
                continue
            if person and "that" in takes and kind in "DNMS#":
                return self._said(j, b, group, frames, "that") if self._bare_verb(j, b) else None
            if kind == "G" and "that" in takes and not person and self._bare_verb(j, b, ","):
                return self._said(j, b, group, frames, "that")
            if kind == "G" and "noun" in takes and not person:
                return self._result([(j, self.ex.noun(j, b))], [f for f in frames if "noun" in f.takes], None, "noun")
            if kind == "P" and j + 1 < b and self.kind[j + 1] == "#" and "that" in takes and self._bare_verb(j, b):
                return self._said(j, b, group, frames, "that")
            if kind == "P":
                j = max(self.ph.np_right(j + 1, b), j + 1)
                continue
            return None
        return None

    def _relative_object(self, group: VerbGroup, a: int) -> bool:
        """Whether the verb stands in a relative clause: "a strike that officials said could last"."""
        lead = self.ph.introducer(group.finite, a)
        if lead is not None:
            return lead + 1 < group.first and self.kind[lead] in "RQ"
        return self.ph.fused(group.first, a) is not None

    def _nickname(self, group: VerbGroup, a: int, b: int) -> bool:
        return super()._nickname(group, a, b) and not self._relative_object(group, a)

    def _past_mark(self, j: int, limit: int) -> int | None:
        """Past brackets, or past a comma or a parenthesis between commas before "that" or a quotation."""
        if self.kind[j] == "(":
            return next((k + 1 for k in range(j, limit) if self.kind[k] == ")"), None)
        for k in range(j, limit - 1):
            if self.kind[k] in ",:" and (self.kind[k + 1] == "Q" or self.ph.quote_at(k + 1) is not None):
                return k + 1 if self.kind[k] == "," else k
            if self.kind[k] in ".;" or self.row.tokens[k].q >= 0:
                return None
        return None

    def _said(self, start: int, b: int, group: VerbGroup, frames: list[Frame], how: str) -> Content | None:
        chosen = [f for f in frames if how in f.takes] or frames
        end = self.ex.clause(start, b, group)
        if how == "infinitive":
            end = next((k for k in range(start, end - 2) if self._sets_off(k, end)), end)
        return self._result([(start, end)], chosen, None, how)

    def _sets_off(self, k: int, end: int) -> bool:
        """Whether a finite clause is joined at k, so that what is promised or refused is over."""
        if self.kind[k] != "," or self.kind[k + 1] != "K" or self.row.tokens[k].q >= 0:
            return False
        stop = next((x for x in range(k + 1, end) if self.kind[x] in ",.;"), end)
        return any(self.kind[x] == "V" and self.ph.introducer(x, k) is None for x in range(k + 2, stop))

    def _to(self, j: int, b: int) -> bool:
        k = self.ph.light(j + 1, b)
        return self.low[j] == "to" and k < b and (self.kind[k] == "I" or self.ph.quote_at(k) is not None)

    def _bare_verb(self, j: int, b: int, stops: str = "") -> int | None:
        """The finite verb of a clause that starts at j without "that"."""
        k = j
        while k < b and self.kind[k] not in ".;:" + stops:
            if self.ph.quote_at(k) is not None:
                if k > j and "V" in self.kind[k + 1 : k + 3]:
                    return k + 1
                k = self.ph.past_quote(k)
                continue
            if self.kind[k] == "V" and self.ph.introducer(k, j) is None:
                return k
            if self.kind[k] in "UQ" and k > j:
                return None
            k += 1
        return None

    def _object(self, j: int, b: int, group: VerbGroup, frames: list[Frame], takes: set[str]) -> Content | None:
        """What stands right behind the verb: a clause without "that", or an object with what is said of it."""
        end = max(self.ph.np_right(j, b), j + 1)
        end = next((k for k in range(j + 1, end) if self.ph.quote_at(k) is not None), end)
        after = self.ph.light(end, b)
        for frame in frames:
            if "person" in frame.takes and (
                (frame.to and self._meets(j, b, "to")) or any(self._meets(j, b, w) for w in frame.about)
            ):
                return self._said_of(j, b, group, frame)
        addressed = (
            "person" in takes
            and after < b
            and (
                self.kind[after] in "SQ"
                or self.ph.quote_at(after) is not None
                or self.low[after] in self.pack.grammar["how_words"]
                or (self.kind[after] in "DM" and self.kind[j] != "S")
                or (self.kind[after] in "PU" and "noun" not in takes)
            )
        )
        if "that" in takes and not addressed and self._bare_verb(j, b):
            return self._said(j, b, group, frames, "that")
        if addressed and "that" in takes:
            return None
        for frame in frames:
            if "object" in frame.takes and end < b and (self.kind[end] in "DNX" or self.ph.quote_at(end) is not None):
                return self._said_of(j, b, group, frame)
            if "noun" in frame.takes and self.kind[j] != "S":
                return self._result([(j, self.ex.noun(j, b))], [frame], None, "noun")
        return None

    def _said_of(self, j: int, b: int, group: VerbGroup, frame: Frame) -> Content | None:
        return self._result([(j, self.ex.clause(j, b, group))], [frame], None, "noun")

    def _meets(self, j: int, b: int, word: str) -> bool:
        """Whether the object at j is followed by "of" (what a person is accused of), "to" (what they are asked) …"""
        for k in range(j, min(b, j + OBJECT)):
            if k > j and self.low[k] == word and (word != "to" or self._to(k, b)):
                return True
            if self.kind[k] in ".;:,QRUV":
                return False
        return False
