"""Verb reports where order rules (English): ", sources said.", "said the dam would hold", "urged X to act".

What a person is accused of, asked or called is said together with the person, so the content begins at the object.
"""

from __future__ import annotations

from parsers.claims.pack import Cue, Frame
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.verbs import REACH, Verbs
from parsers.models import Act

Content = tuple[list[Range], Act, str]
OBJECT = 14  # tokens in which the object of "accuse" meets its "of"
TAIL = 30  # tokens from a verb in a parenthesis to the mark that ends it


class OrderedVerbs(Verbs):
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

    # --- behind what is said -----------------------------------------------------------------------------------

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

    # --- with a complement -------------------------------------------------------------------------------------

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
