"""Reports made by a verb in languages where order rules: ", sources said.", "said the dam would hold", "urged X to act".

What a person is accused of, asked or called is said together with the person, so the content begins at the object.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.pack import Cue, Frame
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.quotations import Quotations
from parsers.claims.report import Report
from parsers.claims.tokens import Row
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
        if end and self.kind[end - 1] == "R":
            return end - 1, end
        while source[1] - source[0] > 1 and self.kind[source[1] - 1] == "A":
            source = source[0], source[1] - 1
        while end > source[1] and self.kind[end - 1] in "A,n":
            end -= 1
        if source[1] < end and self.kind[source[1]] in ",(RPX" and all(self.kind[k] not in '.;:"' for k in range(source[1], end)):
            return source[0], end
        return source

    # --- behind what is said -----------------------------------------------------------------------------------

    def _fronted(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "…, X said.": the subject and its verb stand in or behind what is said."""
        if group.negated or group.passive or not any({"quote", "that"} <= c.takes for c in group.cues):
            return None
        source, _ = self.ph.subject(group.first, a)
        if source is None or self.kind[group.first - 1] == "R" or self._first_person(source) or self.pack.subjects.get(self.low[source[0]]) == "x":
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
        if after < b and self.kind[after] in "QSDMN#" and (self.kind[after] == "Q" or self._main_verb(after, b, ",")):
            return None
        if not behind or not self._ends(group, b, quoted=behind == "quote"):
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
        return opened if dash > start and self.kind[dash] == "-" and self.row.text[self.row.tokens[dash].start - 1].isspace() else start

    def _whole_clause(self, a: int, before: int, group: VerbGroup, b: int) -> bool:
        """Whether what stands around the parenthesis is a clause: "In 2008, he said, the fund paid for it"."""
        if any(self.kind[k] == "V" for k in range(a, before)):
            return True
        after = self.ph.light(group.last, b)
        return after < b and self.kind[after] == "," and self._main_verb(after + 1, b) is not None

    def _resumed(self, content: list[Range], group: VerbGroup, b: int) -> list[Range]:
        """What goes on behind the parenthesis: "The dam, he said, will hold"; "…," she said, but "…"."""
        stop = self._mark(group.last, b)
        k = stop + 1
        if k >= b or self.kind[stop] not in ",-" or self.kind[k] in "GR" or self.ex.source_phrase(k):
            return content
        end = self.ex.clause(k, b)
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
        for k in range(group.last, min(b, group.last + TAIL)):
            kind = self.kind[k]
            if kind in ".;)-":
                return True
            if kind == "," or self.ph.quote_at(k) is not None:
                return quoted or (kind == "," and (k + 1 >= b or self.ph.quote_at(k + 1) is None))
            if kind in "QSV" or self._to(k, b):
                return quoted and kind != "Q"
            if kind in "DNMo#" and not quoted and k == group.last and self.low[k] not in self.pack.w["whens"]:
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
            owned = j + 2 < b and "'s" in self.low[j + 1 : j + 3]
            if (not owned and low in self.pack.w["whens"]) or (kind == "D" and j + 1 < b and self.low[j + 1] in self.pack.w["whens"] and not owned):
                j += 2 if kind == "D" else 1
                continue
            if kind in "DNMSo#X" and not person:
                if found := self._object(j, b, group, frames, takes):
                    return found
                if "person" not in takes:
                    return None
                j, person = max(self.ph.np_right(j, b), j + 1), True
                continue
            if person and "that" in takes and kind in "DNMS#":
                return self._said(j, b, group, frames, "that") if self._main_verb(j, b) else None
            if kind == "G" and "noun" in takes and not person:
                return self._result([(j, self.ex.noun(j, b))], [f for f in frames if "noun" in f.takes], None, "noun")
            if kind == "P" and j + 1 < b and self.kind[j + 1] == "#" and "that" in takes and self._main_verb(j, b):
                return self._said(j, b, group, frames, "that")
            if kind == "P":
                j = max(self.ph.np_right(j + 1, b), j + 1)
                continue
            return None
        return None

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

    def _main_verb(self, j: int, b: int, stops: str = "") -> int | None:
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
            if "person" in frame.takes and ((frame.to and self._meets(j, b, "to")) or any(self._meets(j, b, w) for w in frame.about)):
                return self._said_of(j, b, group, frame)
        addressed = "person" in takes and after < b and (
            self.kind[after] in "SQ" or self.ph.quote_at(after) is not None or self.low[after] in self.pack.grammar["how_words"]
            or (self.kind[after] in "DM" and self.kind[j] != "S") or (self.kind[after] in "PU" and "noun" not in takes)
        )
        if "that" in takes and not addressed and self._main_verb(j, b):
            return self._said(j, b, group, frames, "that")
        if addressed and "that" in takes:
            return None
        for frame in frames:
            if "object" in frame.takes and end < b and (self.kind[end] in "DNX" or self.ph.quote_at(end) is not None):
                return self._said_of(j, b, group, frame)
            if "noun" in frame.takes and self.kind[j] not in "S":
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



class OrderedExtents(Extents):
    """Ends of contents where verbs show no person: any cue verb after a comma or "and" that opens a content ends one."""

    def clause(
        self, start: int, b: int, group: VerbGroup | None = None, *, subordinate: bool = False, whole: bool = False
    ) -> int:
        """The end of a clause that is said; the comma that ends it may stand inside quotation marks."""
        end = super().clause(start, b, group, subordinate=subordinate, whole=whole)
        for quote in self.row.quotes[self._quotes_from(start) :]:
            if quote.open >= end or whole:
                break
            close = quote.close
            if quote.open >= start and close and close < end and self.breaks(close, b, group):
                return close + 1
        return end

    def _quotes_from(self, start: int) -> int:
        return bisect_left(self.row.quotes, start, key=lambda q: q.open)

    def breaks(self, i: int, b: int, group: VerbGroup | None, subordinate: bool = False) -> bool:
        """Whether the comma or coordinator at i ends what is said: a clause that contrasts is the journalist's."""
        if self.kind[i] == '"':
            k = self.ph.light(i + 1, b)
            if self.row.tokens[i - 1].text == "," and k < b and (self.kind[k] == "G" or self.low[k] in self.pack.grammar["against"]):
                return True
            return k + 1 < b and self.kind[k] == "K" and self.kind[k + 1] == "V" and self._new_report(k, k + 1, b, group)
        if self.kind[i] == "," and i + 2 < b and self.low[i + 1] in self.pack.grammar["against"]:
            stop = next((k for k in range(i + 2, b) if self.kind[k] in ".,;:"), b)
            return "V" in self.kind[i + 2 : stop] and self.row.tokens[i + 2].q < 0
        k = self.ph.light(i + 1, b - 1)
        if self.kind[i] == "K" and self._says_on(k, b):
            return True
        if self.kind[i] == "," and self.kind[k] == "G":
            return True
        if self.kind[i] == "K" and self.kind[k] == "G" and self.gerund_cues(k) and k + 2 < b:
            return self.kind[k + 1] == "Q" or self.ph.quote_at(k + 1) is not None or self.ph.quote_at(k + 2) is not None
        return super().breaks(i, b, group, subordinate)

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
        return self.kind[after] in "SDMNo#" and bool(takes & {"that", "noun"} or any(f.to or f.about for f in frames if "person" in f.takes))

    def apposed(self, end: int, b: int) -> int:
        """The end of what is said about a speaker named behind the verb: ", a farmer from Ohio, who …"."""
        if end >= b or self.kind[end] not in ",(R" or (end + 1 < b and self.kind[end] == "," and self.kind[end + 1] not in "DNRX#M"):
            return end
        k = end + 1
        while k < b and self.kind[k] not in ".;:":
            if self.kind[k] == "," and (k + 1 >= b or self.kind[k + 1] in "KSGUVAP" or self.ph.quote_at(k + 1) is not None):
                return k
            if self.ph.quote_at(k) is not None or (self.kind[k] == "V" and self.ph.introducer(k, end + 1) is None):
                return end
            k += 1
        return k

    def noun(self, start: int, b: int) -> int:
        """The end of an object that is said, with what is said of it; a clause behind a comma or conjunction is none."""
        end = self.clause(start, b)
        for k in range(start + 1, end):
            if self.kind[k] == ";" or (self.kind[k] == "U" and self.row.tokens[k].q < 0):
                return k
            if self.kind[k] == "," and self.row.tokens[k].q < 0 and k + 1 < end and self.kind[k + 1] in "RUGPKSVX":
                return k
            if self.kind[k] == "K" and self.kind[self.ph.light(k + 1, end)] == "V" and self.row.tokens[k].q < 0:
                return k
        return end


def merge(row: Row, reports: list[Report], extents: Extents) -> None:
    """ "A," he said. "B.": a sentence that is only a quotation goes on with the quotation before it in its paragraph."""
    number = 0
    ends: dict[int, Report] = {}
    for report in sorted(reports, key=lambda r: max([r.content[-1][1], r.cue[1] if r.cue else 0])):
        last = max(report.content[-1][1], report.cue[1] if report.cue else 0, report.source[1] if report.source else 0)
        while number + 1 < len(row.units) and row.units[number + 1][0] < last:
            number += 1
        if row.tokens[report.content[-1][1] - 1].q >= 0 or row.tokens[report.start].q >= 0:
            ends[number] = report
    for n in range(1, len(row.units)):
        a, b = row.units[n]
        report = ends.get(n - 1)
        q = row.tokens[a].q
        if not report or n in ends or q < 0 or row.quotes[q].open != a or row.unit_place[n] != row.unit_place[n - 1]:
            continue
        if (row.quotes[q].close or row.quotes[q].last) < b - 2 or any(r.covers(a + 1) for r in reports):
            continue
        if span := extents.trim((a, b)):
            report.content.append(span)
            ends[n] = report


def signed(row: Row, extents: Extents) -> Iterator[Report]:
    """A paragraph that names its speaker at an end: "“…” — Name", "NAME: …", and one announced before it ("He said:")."""
    labels = Counter(row.low[p.first + (row.kind[p.first] == '"')] for p in row.places if p.last > p.first + 1)
    for place in row.places:
        a, b = place.first, place.last
        if not place.name.startswith("body") or b - a < 4:
            continue
        opened = a + 1 if row.kind[a] == '"' else a
        name = next((k for k in range(opened, min(b, opened + 5)) if row.kind[k] != "M"), opened)
        if name > opened and row.kind[name] == ":" and labels[row.low[opened]] > 1 and (span := extents.trim((name + 1, b))):
            yield Report([span], (name, name + 1), (opened, name), "post")
            continue
        q = row.tokens[a].q
        if q < 0 or row.quotes[q].open > a:
            continue
        end = row.quotes[q].close
        if end is not None and end + 1 < b and row.kind[end + 1] == "-" and b - end < 12 and "V" not in row.kind[end:b]:
            if span := extents.trim((a, end + 1)):
                yield Report([span], (end + 1, end + 2), (end + 2, b), "post")


def announced(row: Row, reports: list[Report], quotations: Quotations, extents: Extents) -> list[Report]:
    """ "He said:" at the end of a paragraph: the next one, when it is a quotation, is what he said."""
    found = []
    for before, place in zip(row.places, row.places[1:], strict=False):
        colon, a, b = before.last - 1, place.first, place.last
        if not before.name.startswith("body") or row.kind[colon] != ":" or a >= b or row.tokens[a].q < 0 or row.tokens[b - 1].q < 0:
            continue
        if row.quotes[row.tokens[a].q].open > a or any(r.covers(a + 1) for r in reports):
            continue
        start = next((u[0] for u in row.units if u[0] <= colon < u[1]), before.first)
        source, cue = quotations.introduced(colon, start)
        if source and (span := extents.trim((a, b))):
            found.append(Report([span], cue, source, "colon"))
    return found
