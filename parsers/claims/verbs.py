"""Reports made by a verb: with a complement ("X affirme que …"), and set in or behind what is said ("…, dit-il")."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.pack import Cue, Frame
from parsers.claims.phrases import Phrases, Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.tags import readings
from parsers.models import Act

REACH = 45  # tokens between a verb and what it reports
AFTER_INCISE = 14


class Verbs:
    """Finds the reports of one sentence that a verb makes."""

    def __init__(self, phrases: Phrases, extents: Extents) -> None:
        self.ph = phrases
        self.ex = extents
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack

    def find(self, a: int, b: int) -> Iterator[Report]:
        """The reports of the sentence [a, b)."""
        found: list[Report] = []
        for i in range(a, b):
            if self.kind[i] == "V":
                group = self.ph.verb_group(i, b)
                report = self._finite(group, a, b, found) if group and group.cues else self._any_verb(i, a, b)
            elif self.kind[i] in "NX" and i > a and self.kind[i - 1] in ',"':
                report = self._any_verb(i, a, b)
            elif self.kind[i] == "G" and self.row.tokens[i].q < 0:
                report = self._gerund(i, a, b, found)
            elif self.kind[i] == "X" and self.row.tokens[i].q < 0 and i > a and self.kind[i - 1] in "KA":
                report = self._coordinated(i, a, b, found)
            elif self.kind[i] == "I" and self.row.tokens[i].q < 0 and self.low[i] in self.pack.cues:
                report = self._narrated(i, a, b, found)
            else:
                continue
            if report:
                found.append(report)
                yield report

    def _finite(self, group: VerbGroup, a: int, b: int, found: list[Report]) -> Report | None:
        quoted = self.row.tokens[group.finite].q >= 0
        report = self._incise(group, a, b)
        if report or quoted:
            return report
        return self._as(group, a, b) or self._which(group, a, b) or self._governing(group, a, b, found)

    # --- set in or behind the content --------------------------------------------------------------------------

    def _incise(self, group: VerbGroup, a: int, b: int) -> Report | None:
        before = group.first - 1
        if before < a or not any({"quote", "that"} & c.takes for c in group.cues):
            return None
        behind = self._behind(before, a)
        if not behind:
            return None
        source = (group.pronoun, group.pronoun + 1) if group.pronoun is not None else None
        end = group.last
        elided = False
        if source and self.low[source[0]].rsplit("-", 1)[-1] in self.pack.w["impersonal"]:
            found = self._relayed(group.last, b)
            source, end, elided = found, found[1] if found else group.last, found is None
        elif "relayed" in {t for c in group.cues for t in c.takes}:
            return None
        if source is None and not elided:
            found = self._subject_behind(group, b, quoted=behind == "quote")
            if not found:
                return None
            source, end = found, found[1]
        if source and self._first_person(source):
            return None
        content = self._around(group, before, end, a, b)
        cue = (group.first, max(group.last, group.finite + 1))
        return Report(content, cue, source, "incise", self._act(group), elided) if content else None

    def _any_verb(self, i: int, a: int, b: int) -> Report | None:
        """A verb of no list behind a quotation, with a person behind it: "« … », s'étrangle Untel"."""
        first = i
        while first > a and self.kind[first - 1] == "c":
            first -= 1
        if first - 1 < a or self._behind(first - 1, a) != "quote" or self.row.tokens[i].q >= 0:
            return None
        k = self.ph.light(i + 1, b)
        if k >= b or not self.row.tokens[i].text[0].islower():
            return None
        end = self.ph.np_right(k, b)
        person = self.kind[k] == "M" or (self.kind[k] == "D" and self.ph.role_within(k, end))
        if self.kind[i] in "NX" and self.kind[i + 1] not in "MD":
            return None
        if not person or end <= k or (end < b and self.kind[end] not in ",.)P-RU:"):
            return None
        group = VerbGroup(first, i, i + 1, self.low[i], "P", "3", (), None, False, False, False, False)
        end = self._apposed(k, end, b)
        content = self._around(group, first - 1, end, a, b)
        return Report(content, (first, i + 1), (k, end), "incise") if content else None

    def _behind(self, before: int, a: int) -> str:
        """What stands before a parenthesis: "quote" after quoted words, "text" after a comma or dash, or nothing."""
        token = self.row.tokens[before]
        if self.kind[before] == '"' and token.q >= 0 and self.row.quotes[token.q].close == before:
            return "quote"
        if self.kind[before] in ",-":
            if before - 1 >= a and self.kind[before - 1] == '"':
                return "quote"
            return "quote" if token.q >= 0 else "text"
        if token.q >= 0 and token.text in "?!…":
            return "quote"
        return ""

    def _subject_behind(self, group: VerbGroup, b: int, *, quoted: bool) -> Range | None:
        """The subject after its verb: "a déclaré (à cette occasion) le ministre"."""
        if group.passive or group.negated:
            return None
        k, q = self.ph.light(group.last, b), self.row.tokens[group.finite].q
        for _ in range(3):
            if k >= b or self.row.tokens[k].q != q:
                return None
            if self.kind[k] == "P":
                k = self.ph.light(max(self.ph.np_right(k + 1, b), k + 1), b)
            elif self.low[k] in self.pack.w["whens"] or (
                self.kind[k] == "D" and k + 1 < b and self.low[k + 1] in self.pack.w["whens"]
            ):
                k = self.ph.light(k + 1, b)
            else:
                break
        if k < b and self.kind[k] == "S" and self.low[k] in self.pack.subjects:
            return None
        end = self.ph.np_right(k, b)
        if (
            end <= k
            or self.kind[k] not in "DMN#"
            or (self.low[k] in self.pack.contracted and self.low[k] not in self.pack.w["indefinite"])
        ):
            return None
        end = self._apposed(k, end, b)
        plural = self.low[k] in self.pack.w["plural"]
        if self.kind[k] == "D" and plural != (group.person == "6") and self.low[k] not in self.pack.w["of"]:
            return None
        if not quoted and end < b and self.kind[end] not in ",.()PXG-RU:":
            return None
        if not quoted and (
            not (self._speaks(k, end) or self._no_object(group, k))
            or (self.kind[k] != "D" and self.low[group.finite] in self.pack.w["homographs"])
        ):
            return None
        return k, end

    def _no_object(self, group: VerbGroup, k: int) -> bool:
        """Whether a noun phrase behind must be the subject: a clause stands before, and the verb takes no noun."""
        start = self._content_start(group.first - 2, max(0, group.first - 60))
        if self.kind[k] != "D" or "V" not in self.kind[start : group.first]:
            return False
        return not any("noun" in f.takes and "document" not in f.takes for c in group.cues for f in c.frames)

    def _apposed(self, k: int, end: int, b: int) -> int:
        """The end of a subject that is a role with the name behind a comma."""
        if end + 1 >= b or self.kind[end] != "," or self.kind[end + 1] != "M" or self.ph.holds_name(k, end):
            return end
        close = self.ph.np_right(end + 1, b)
        return close if close >= b or (self.kind[close] in ",.-(" and self.ph.speaks(k, end)) else end

    def _speaks(self, a: int, b: int) -> bool:
        return self.ph.speaks(a, b)

    def _relayed(self, k: int, b: int) -> Range | None:
        """Who told it where "one" learns it: "a-t-on appris auprès de la police", "indique-t-on de source proche"."""
        for _ in range(3):
            k = self.ph.light(k, b)
            if k < b and self.low[k] in self.pack.w["whens"]:
                k += 1
        while k < b and self.kind[k] == "P":
            k += 1
        if k < b and self.kind[k] == "D" and self.low[k] in self.pack.contracted:
            k += 1
        end = self.ph.np_right(k, b)
        return (k, end) if end > k else None

    def _first_person(self, source: Range) -> bool:
        return self.pack.subjects.get(self.low[source[0]].rsplit("-", 1)[-1]) == "1"

    def _thing(self, source: Range) -> bool:
        return self.kind[source[0]] == "S" and self.pack.subjects.get(self.low[source[0]]) == "x"

    def _around(self, group: VerbGroup, before: int, end: int, a: int, b: int) -> list[Range]:
        q = self.row.tokens[group.finite].q
        stop = self._mark(end, b)
        while stop < b - 1 and self.kind[stop] == "," and self._apposition(stop + 1, b):
            stop = self._mark(stop + 1, b)
        if q >= 0:
            quote = self.row.quotes[q]
            return self._spans((quote.first, before), (stop + 1, quote.last + 1))
        start = self._content_start(before, a)
        spans: list[Range] = [(start, before + 1 if self.kind[before] == '"' else before)]
        k = stop + 1
        if stop < b and self.kind[stop] in ",:" and k < b:
            if self.ph.quote_at(k) is not None:
                spans.append((k, self.ph.past_quote(k)))
            elif self.kind[k] not in "GRUPXAK" and self.row.tokens[before - 1].q < 0 and self.kind[before] == ",":
                spans.append((k, self.ex.clause(k, b)))
        return self._spans(*spans)

    def _mark(self, k: int, b: int) -> int:
        return next((x for x in range(k, min(b, k + AFTER_INCISE)) if self.kind[x] in ",.:;" or x == b - 1), k)

    def _apposition(self, k: int, b: int) -> bool:
        """Whether what follows a speaker's name says who they are: a role or an age."""
        if self.kind[k] == "#":
            return True
        if self.kind[k] == "D":
            k += 1
        while k < b and self.low[k] in self.pack.w["adjectives"]:
            k += 1
        people = self.pack.people
        return k < b and (self.low[k] in people["roles_m"] or self.low[k] in people["roles_f"])

    def _content_start(self, before: int, a: int) -> int:
        """Where the content before a parenthesis begins: after a colon that introduces the quotation."""
        k = before
        while k >= a:
            q = self.row.tokens[k].q
            if q >= 0:
                k = self.row.quotes[q].open - 1
            elif self.kind[k] == ":" and self.ph.quote_at(k + 1) is not None:
                return k + 1
            elif self.kind[k] == ".":
                return k + 1
            else:
                k -= 1
        return a

    def _spans(self, *spans: Range) -> list[Range]:
        return [t for s in spans if s[1] > s[0] and (t := self.ex.trim(s))]

    def _as(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "comme l'a souligné X, …": the content is the clause beside."""
        k = group.first
        source: Range | None = None
        if k > a and self.kind[k - 1] == "S":
            source, k = (k - 1, k), k - 1
        elif k > a and self.low[k - 1] not in self.pack.grammar["comparison"]:
            subject, _ = self.ph.subject(group.first, a)
            if subject and subject[0] > a and self.low[subject[0] - 1] in self.pack.grammar["comparison"]:
                source, k = subject, subject[0]
        lead = k - 1
        if lead < a or self.low[lead] not in self.pack.grammar["comparison"] or group.negated:
            return None
        end = group.last
        if source is None:
            if found := self._subject_behind(group, b, quoted=True):
                source, end = found, found[1]
            else:
                return None
        if self._first_person(source):
            return None
        cue = (group.first, group.last)
        close = next((i for i in range(end, b) if self.kind[i] in ",."), b)
        if (
            lead - a <= 3
            or self.kind[lead - 1] in ".;:"
            or (lead > a and self.kind[lead - 1] == "," and self._only_openers(a, lead - 1))
        ):
            depth_end = close
            while (
                depth_end < b
                and self.kind[depth_end] == ","
                and depth_end + 1 < b
                and self.kind[depth_end + 1] in "XPRDN"
                and not self._starts_clause(depth_end + 1, b)
            ):
                depth_end = next((i for i in range(depth_end + 1, b) if self.kind[i] in ",."), b)
            if depth_end >= b or self.kind[depth_end] == ".":
                depth_end = close
            content = self._spans((depth_end, self.ex.clause(depth_end + 1, b))) if depth_end < b else []
        else:
            content = self._spans((self._clause_before(lead, a), lead))
        return Report(content, cue, source, "as", self._act(group)) if content else None

    def _starts_clause(self, k: int, b: int) -> bool:
        stop = next((i for i in range(k, b) if self.kind[i] in ",."), b)
        return any(self.kind[i] == "V" for i in range(k, stop)) and not any(self.kind[i] == "R" for i in range(k, stop))

    def _only_openers(self, a: int, b: int) -> bool:
        return all(self.kind[i] in "KA," or self.low[i] in self.pack.w["openers"] for i in range(a, b))

    def _clause_before(self, lead: int, a: int) -> int:
        """The start of the clause that ends at ``lead``: a leading "si" and the like are left out."""
        start = a
        while start < lead and (self.kind[start] in "KUAQ" or self.low[start] in self.pack.w["openers"]):
            start += 1
        return start

    def _which(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "C'est ce qu'affirme X", "Ce que confirme X : « … »": the sentence before, or what follows a colon."""
        lead = self.ph.introducer(group.finite, a)
        if lead is None or self.low[lead] not in self.pack.w["that"] or lead == a or group.negated:
            return None
        start = next((k + 1 for k in range(lead - 1, a - 1, -1) if self.kind[k] in ":,;"), a)
        if self.pack.subjects.get(self.low[lead - 1]) != "x" or lead - start > 4:
            return None
        source, _ = self.ph.subject(group.first, lead + 1)
        end = group.last
        if source is None:
            source = self._subject_behind(group, b, quoted=True)
            end = source[1] if source else end
        if source is None or self._first_person(source):
            return None
        colon = next((k for k in range(end, b) if self.kind[k] == ":" and self.row.tokens[k].q < 0), None)
        spans: list[Range] = []
        if start > a:
            spans = self._spans((a, start - 1))
        elif colon is not None and colon + 1 < b:
            spans = self._spans(
                (colon + 1, self.ph.past_quote(colon + 1) if self.ph.quote_at(colon + 1) is not None else b)
            )
        elif previous := self._sentence_before(a):
            spans = self._spans(previous)
        return Report(spans, (group.first, group.last), source, "as", self._act(group)) if spans else None

    def _sentence_before(self, a: int) -> Range | None:
        unit = next((n for n, u in enumerate(self.row.units) if u[0] == a), 0)
        if not unit or self.row.unit_place[unit] != self.row.unit_place[unit - 1]:
            return None
        return self.row.units[unit - 1]

    # --- with a complement -------------------------------------------------------------------------------------

    def _governing(self, group: VerbGroup, a: int, b: int, found: list[Report]) -> Report | None:
        cues = [c for c in group.cues if not group.negated or "negative" in c.takes]
        if not cues or group.person not in "36":
            return None
        if group.passive and not group.reflexive:
            return self._impersonal(cues, group, a, b)
        if self._supposed(group.first, a):
            return None
        source, elided = self.ph.subject(group.first, a)
        if group.pronoun is not None and source is None:
            return None
        if source and (self._first_person(source) or self._thing(source)):
            return None
        if source is None and not elided:
            return None
        lead = self.ph.introducer(group.finite, a)
        if source is None and lead is not None and self.kind[lead] == "Q" and lead > a and self.kind[lead - 1] in "NXM":
            return None
        if source and found and found[-1].how == "incise" and found[-1].source and self.kind[group.first - 1] == "R":
            if found[-1].source[1] <= source[0] and not self._speaks(*source):
                source = found[-1].source
        if source is None:
            source = self._shared_subject(group, a, found)
            if source and self._first_person(source):
                return None
        content = self._complement(cues, group, source, b, a) or self._dislocated(group, a)
        if not content:
            return None
        spans, act, how = content
        if how in ("noun", "about", "stand"):
            ahead = next((k for k in range(spans[-1][1], b) if self.kind[k] in ":.;V"), b)
            if ahead + 1 < b and self.kind[ahead] == ":" and self.ph.quote_at(ahead + 1) is not None:
                spans, how = self._spans((ahead + 1, self.ph.past_quote(ahead + 1))), "quote"
            elif how == "noun" and source and not (self._speaks(*source) or self.kind[source[0]] == "S"):
                return None
        if group.tense in self.pack.grammar["conditional"] and group.compound and self.kind[group.first - 1] == "R":
            return None
        if source is None and group.first - a > 6 and how == "noun":
            return None
        return Report(spans, (group.first, group.last), source, how, act, elided)

    def _dislocated(self, group: VerbGroup, a: int) -> tuple[list[Range], Act, str] | None:
        """ "« … », c'est ainsi qu'il a qualifié …": the quotation stands before."""
        lead = self.ph.introducer(group.finite, a)
        if lead is None or self.kind[lead] != "Q":
            return None
        k = next((x for x in range(lead - 1, a - 1, -1) if self.row.tokens[x].q >= 0), None)
        if k is None or lead - k > 6 or not any(self.pack.subjects.get(self.low[x]) == "x" for x in range(k, lead)):
            return None
        spans = self._spans((self.row.quotes[self.row.tokens[k].q].open, k + 1))
        return (spans, self._act(group), "quote") if spans else None

    def _impersonal(self, cues: list[Cue], group: VerbGroup, a: int, b: int) -> Report | None:
        """ "il a été souligné que …": said, and not by whom."""
        k = group.first - 1
        j = self.ph.light(group.last, b)
        if k < a or self.low[k] not in self.pack.w["dummies"] or j >= b or self.kind[j] != "Q":
            return None
        frame = next((f for c in cues for f in c.frames if "that" in f.takes), None)
        spans = self._spans((j + 1, self.ex.clause(j + 1, b, group))) if frame else []
        return Report(spans, (group.first, group.last), None, "hearsay", frame.act) if spans and frame else None

    def _supposed(self, first: int, a: int) -> bool:
        """Whether the verb stands in an "if" clause: nothing is said then."""
        for k in range(first - 1, a - 1, -1):
            if self.kind[k] in ",.;:V":
                return False
            if self.low[k] in self.pack.grammar["if"]:
                return True
        return False

    def _shared_subject(self, group: VerbGroup, a: int, found: list[Report]) -> Range | None:
        """The subject of the clause before, for a verb with none of its own ("… et a souligné")."""
        if found and found[-1].source and found[-1].how != "as":
            return found[-1].source
        for k in range(group.first - 1, a - 1, -1):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0:
                earlier = self.ph.verb_group(k, group.first)
                if earlier and earlier.person == group.person:
                    subject, _ = self.ph.subject(earlier.first, a)
                    if subject:
                        return subject
        return None

    def _complement(
        self, cues: list[Cue], group: VerbGroup, source: Range | None, b: int, a: int
    ) -> tuple[list[Range], Act, str] | None:
        frames = [f for c in cues for f in c.frames if self._admits(f, source)]
        takes = {t for f in frames for t in f.takes}
        if not takes:
            return None
        j, limit, person = group.last, min(b, group.last + REACH), False
        while j < limit:
            kind, low = self.kind[j], self.low[j]
            step = self.ph.adverbial(j, b)
            if self.ph.quote_at(j) is not None:
                if (j > group.last and self.low[j - 1] in self.pack.w["works"]) or (
                    person and not {"person", "quality"} & takes
                ):
                    return None
                return self._quoted(j, b, group, frames)
            if kind == ":":
                return self._after_colon(j, b, frames, source)
            if kind == "Q" and "that" in takes and not (person and self._relative_que(j, frames)):
                hangs = group.tense == "G" and all(self.kind[x] in "AcP" for x in range(a, group.first))
                end = self.ex.clause(j + 1, b, group, subordinate=hangs or self._subordinate(group.first, a))
                return self._result([(j + 1, end)], frames, "that", "that")
            if step > j:
                j = step
                continue
            if kind in "Icn" and not person and "infinitive" in takes and (start := self._infinitive(j, b)):
                return self._result([(start, self.ex.clause(start, b, group))], frames, "infinitive", "infinitive")
            if kind in "NX" and "adjective" in takes and not person and low not in self.pack.w["whens"]:
                return self._result([(j, self.ex.clause(j, b, group))], frames, "adjective", "quality")
            if (
                kind == "P"
                and "that" in takes
                and not person
                and self.low[j + 1 : j + 2]
                and self.low[j + 1] in self.pack.grammar["which_words"]
            ):
                return self._result([(j, self.ex.clause(j, b, group))], frames, "that", "that")
            if low in self.pack.grammar["how_words"] and "that" in takes and not person:
                return self._result([(j, self.ex.clause(j, b, group))], frames, "that", "that")
            if (found := self._prepositional(j, b, group, frames, person)) is not None:
                return found
            if kind == "P" or (kind == "D" and low in self.pack.w["addressing"]):
                if self._infinitive(j + 1, b) is not None:
                    return None
                j = max(self.ph.np_right(j + 1, b), j + 1)
                continue
            if (kind == "N" and low in self.pack.w["whens"]) or (
                kind == "D" and j + 1 < b and self.low[j + 1] in self.pack.w["whens"]
            ):
                j += 1
                while j < b and (self.low[j] in self.pack.w["whens"] or self.kind[j] == "#"):
                    j += 1
                continue
            if kind == ",":
                past = self.ph.light(j, b)
                close = past if past > j else self._parenthesis(j, limit, frames)
                if close is None:
                    return None
                j = close
                continue
            if kind in "DNM#" and not person:
                if (found := self._noun_content(j, b, frames)) is not None:
                    return found
                if not {"person", "quality", "quote"} & takes:
                    return None
                j, person = max(self.ph.np_right(j, b), j + 1), True
                continue
            if kind in "RU" and person and "quality" in takes and low in {x for f in frames for x in f.about}:
                pass
            return None
        return None

    def _admits(self, frame: Frame, source: Range | None) -> bool:
        if "document" in frame.takes:
            return source is not None and any(self.low[i] in self.pack.people["documents"] for i in range(*source))
        return True

    def _subordinate(self, first: int, a: int) -> bool:
        """Whether the reporting clause itself hangs on a conjunction that opens the sentence."""
        k = a
        while k < first and self.kind[k] in "KA":
            k += 1
        if k >= first or self.kind[k] not in "UP":
            return False
        return self.kind[k] == "U" or (k + 1 < first and self.kind[k + 1] == "Q")

    def _relative_que(self, j: int, frames: list[Frame]) -> bool:
        return not any("person" in f.takes and "that" in f.takes for f in frames)

    def _infinitive(self, j: int, b: int) -> int | None:
        k = j
        while k < b and self.kind[k] in "cnA":
            k += 1
        return j if k < b and self.kind[k] == "I" else None

    def _prepositional(
        self, j: int, b: int, group: VerbGroup, frames: list[Frame], person: bool
    ) -> tuple[list[Range], Act, str] | None:
        low, k = self.low[j], j + 1
        if self.kind[j] not in "PDKU" or k >= b:
            return None
        base = self.pack.contracted.get(low, low)
        for frame in frames:
            if frame.to and base == frame.to:
                if (start := self._infinitive(k, b)) is not None:
                    return self._result([(start, self.ex.clause(start, b, group))], [frame], None, "infinitive")
                if self.ph.quote_at(k) is not None:
                    return self._result([(k, self.ex.clause(k, b, group))], [frame], None, "infinitive")
            if low in frame.about or base in frame.about:
                if (
                    "quality" in frame.takes
                    and not person
                    and not any(self.kind[x] == "c" for x in range(group.first, group.finite))
                ):
                    if not (self.ph.quote_at(k) is not None):
                        continue
                if self.ph.quote_at(k) is not None:
                    return self._result([(k, self.ex.noun(k, b))], [frame], None, "about")
                if "quoted" in frame.takes:
                    continue
                start = self._fact(k, b)
                if start:
                    return self._result([(start, self.ex.clause(start, b, group))], [frame], None, "about")
                if (
                    self.kind[k] in "DNM#X"
                    or (self.kind[j] == "D" and self.kind[k] in "NX")
                    or "quality" in frame.takes
                ):
                    if self.low[k] in self.pack.w["whens"] or (
                        person and "person" not in frame.takes and "quality" not in frame.takes
                    ):
                        continue
                    if not self._abstract(k, b, frame) and "quality" not in frame.takes and base == "à":
                        continue
                    return self._result([(k, self.ex.noun(k, b))], [frame], None, "about")
        return None

    def _abstract(self, k: int, b: int, frame: Frame) -> bool:
        """ "appelle à la grève" reports, "appelle à Paris" and "s'adresse au ministre" don't."""
        return self.kind[k] != "M" and not (self.kind[k] == "D" and k + 1 < b and self.kind[k + 1] == "M")

    def _fact(self, k: int, b: int) -> int | None:
        """The clause in "sur le fait que", "de ce que"."""
        for i in range(k, min(b, k + 3)):
            if self.kind[i] == "Q":
                return i + 1
            if self.kind[i] not in "DNS":
                return None
        return None

    def _parenthesis(self, j: int, limit: int, frames: list[Frame]) -> int | None:
        """Past a parenthesis between commas that separates a verb from its "que" or its quotation."""
        wanted = {f.to for f in frames} | {x for f in frames for x in f.about}
        for i in range(j + 1, limit):
            if self.kind[i] in ".;":
                return None
            if self.kind[i] == "," and i + 1 < limit and self.kind[i + 1] in "PD":
                if self.pack.contracted.get(self.low[i + 1], self.low[i + 1]) in wanted:
                    return i + 1
            if (
                self.kind[i] == ","
                and i + 1 < limit
                and (self.kind[i + 1] == "Q" or self.ph.quote_at(i + 1) is not None)
            ):
                return i + 1
            if self.kind[i] == ":" and i + 1 < limit and self.ph.quote_at(i + 1) is not None:
                return i
            if self.row.tokens[i].q >= 0:
                return None
        return None

    def _noun_content(self, j: int, b: int, frames: list[Frame]) -> tuple[list[Range], Act, str] | None:
        open_frame = self.low[j] in self.pack.w["indefinite"]
        frame = next((f for f in frames if "noun" in f.takes or (open_frame and "indefinite" in f.takes)), None)
        end = max(self.ph.np_right(j, b), j + 1)
        if frame:
            if frame.to and end < b and self.low[end] == frame.to and self._infinitive(end + 1, b) is not None:
                return None
            if self.kind[j] == "M" or self.kind[j + 1 : j + 2] in (["M"], ["n"], ["P"]):
                return None
            return self._result([(j, self.ex.noun(j, b))], [frame], None, "noun")
        frame = next((f for f in frames if "stand" in f.takes), None)
        if frame and (at := next((i for i in range(j, end) if self.low[i] in self.pack.said), None)) is not None:
            k = at + 1
            while k < b and self.kind[k] == "X":
                k += 1
            call = self.pack.nouns.get(self.low[at])
            if call and k + 1 < b and self.low[k] in call.what and self.kind[k] != "Q" and frame.act != "deny":
                return self._result([(k + 1, self.ex.noun(k + 1, b))], [frame], None, "stand")
            if k + 1 < b and self.low[k] in self.pack.w["of"] | self.pack.w["that"]:
                inner = (k + 1, self.ex.clause(k + 1, b) if self.kind[k] == "Q" else self.ex.noun(k + 1, b))
                if self.low[at] in self.pack.grammar["carriers"]:
                    return self._result([inner], [frame], None, "stand")
            return self._result([(j, self.ex.noun(j, b))], [frame], None, "stand")
        return None

    def _quoted(self, j: int, b: int, group: VerbGroup, frames: list[Frame]) -> tuple[list[Range], Act, str] | None:
        """A quotation right behind the verb, with what goes on outside it."""
        if self.kind[group.last - 1] == "N":
            return None
        end = self.ph.past_quote(j)
        if end < b and self.kind[end] not in ",.;)" and end - j < 12 and not self.ex.breaks(end, b, group):
            end = self.ex.clause(end, b, group)
        return self._result([(j, end)], frames, None, "quote")

    def _after_colon(
        self, j: int, b: int, frames: list[Frame], source: Range | None
    ) -> tuple[list[Range], Act, str] | None:
        if j + 1 >= b:
            return None
        if self.ph.quote_at(j + 1) is not None:
            spans = [(j + 1, self.ph.past_quote(j + 1))]
            return self._result(spans, frames, None, "quote")
        if not any("that" in f.takes for f in frames) or not (
            source is None or self._speaks(*source) or self.kind[source[0]] == "S"
        ):
            return None
        return self._result([(j + 1, self.ex.clause(j + 1, b))], frames, "that", "that")

    def _result(
        self, spans: list[Range], frames: list[Frame], take: str | None, how: str
    ) -> tuple[list[Range], Act, str] | None:
        chosen = next((f for f in frames if take is None or take in f.takes), frames[0])
        trimmed = self._spans(*spans)
        return (trimmed, chosen.act, how) if trimmed else None

    def _act(self, group: VerbGroup) -> Act:
        return next((f.act for c in group.cues for f in c.frames if {"quote", "that"} & f.takes), "assert")

    def _coordinated(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        """ "a salué … et promis …": a second participle on the auxiliary of the first."""
        k = i - 1
        while k > a and self.kind[k] == "A":
            k -= 1
        if not found or not found[-1].cue or self.kind[k] != "K" or not self.ex.shares_auxiliary(i, b):
            return None
        if "X" not in self.kind[found[-1].cue[0] : found[-1].cue[1]]:
            return None
        lemmas = {r[2] for r in readings(self.ph.language, self.low[i]) if r[0] == "X"}
        group = VerbGroup(i, i, i + 1, self.low[i], "X", "3", (), None, False, False, False, True)
        self.ph.match_cues(group, lemmas, b)
        content = self._complement(list(group.cues), group, found[-1].source, b, a) if group.cues else None
        return Report(content[0], (i, group.last), found[-1].source, content[2], content[1], True) if content else None

    # --- gerunds -----------------------------------------------------------------------------------------------

    def _gerund(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        lemmas = self.ex.gerund_cues(i)
        if not lemmas or (i > a and self.kind[i - 1] == "D"):
            return None
        first = i
        while first > a and self.kind[first - 1] == "c":
            first -= 1
        reflexive = any(w in self.pack.w["reflexives"] for w in self.low[first:i])
        group = VerbGroup(first, i, i + 1, lemmas[0], "G", "3", (), None, reflexive, False, False, False)
        self.ph.match_cues(group, set(lemmas), b)
        if not group.cues:
            return None
        source = self._own_subject(first, a) or self._main_subject(first, a, b, found)
        if source and self._first_person(source):
            return None
        if all(self.kind[x] in "AcP" or self.low[x] in self.pack.w["determiners"] for x in range(a, first)):
            comma = next((x for x in range(i, b) if self.kind[x] == "," and self.row.tokens[x].q < 0), b)
            if not any(self.kind[x] in "QV" for x in range(i, comma)):
                b = comma
        content = self._complement(list(group.cues), group, source, b, a)
        if not content:
            return None
        spans, act, how = content
        return Report(spans, (first, group.last), source, how, act, elided=True)

    def _own_subject(self, first: int, a: int) -> Range | None:
        """A noun phrase between a comma and the gerund: "…, certains estimant que"."""
        comma = next((k for k in range(first - 1, max(a, first - 8), -1) if self.kind[k] in ",:"), None)
        if comma is None or comma + 1 >= first or self.kind[comma + 1] not in "DM":
            return None
        return (comma + 1, first) if self.ph.np_right(comma + 1, first) == first else None

    def _narrated(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        """ "Et d'ajouter : …", "Et le ministre de conclure", "avant de préciser que": an infinitive that narrates."""
        k = i - 1
        while k > a and self.kind[k] in "cA":
            k -= 1
        if k < a or self.low[k] not in self.pack.w["of"]:
            return None
        source: Range | None = None
        if k - 1 >= a and self.low[k - 1] in self.pack.w["before"]:
            source = self._main_subject(k - 1, a, b, found)
        elif not (k - 1 >= a and self.kind[k - 1] == "K" and (k - 1 == a or self.kind[k - 2] in '."')):
            if self.kind[a] != "K" or k - a > 12 or self.ph.np_right(a + 1, k) != k:
                return None
            source = (a + 1, k)
        reflexive = any(self.low[x] in self.pack.w["reflexives"] for x in range(k, i))
        group = VerbGroup(k, i, i + 1, self.low[i], "N", "3", (), None, reflexive, False, False, False)
        self.ph.match_cues(group, {self.low[i]}, b)
        content = self._complement(list(group.cues), group, source, b, a) if group.cues else None
        return Report(content[0], (k, group.last), source, content[2], content[1], source is None) if content else None

    def _main_subject(self, first: int, a: int, b: int, found: list[Report]) -> Range | None:
        """The subject of the finite verb that a gerund hangs on: before it, else behind it."""
        for k in range(first - 1, a - 1, -1):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0:
                group = self.ph.verb_group(k, b)
                if not group:
                    continue
                lead = self.ph.introducer(group.first, a)
                if (
                    lead is not None
                    and self.kind[lead] in "RQ"
                    and any(self.kind[x] == "V" and x < lead for x in range(a, lead))
                ):
                    continue
                if group.pronoun is not None:
                    return group.pronoun, group.pronoun + 1
                subject, _ = self.ph.subject(group.first, a)
                return subject or (found[-1].source if found else None)
        for k in range(first + 1, b):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0 and any(self.kind[x] == "," for x in range(first, k)):
                subject, _ = self.ph.subject(k, first)
                return subject
        return None
