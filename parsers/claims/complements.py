"""What a verb reports: the clause, infinitive, quotation or noun phrase behind it."""

from __future__ import annotations

from parsers.claims.pack import Cue, Frame
from parsers.claims.pairs import Content
from parsers.claims.passing import Passing
from parsers.claims.phrases import Range, VerbGroup
from parsers.models import Act

REACH = 45  # tokens between a verb and what it reports
WORD = 4  # tokens of a quoted word with its marks


class Complements(Passing):
    """Finds what the words behind a verb say, by its frames."""

    def _complement(self, cues: list[Cue], group: VerbGroup, source: Range | None, b: int, a: int) -> Content | None:
        frames = [f for c in cues for f in c.frames if self._admits(f, source)]
        frames = [f for f in frames if "plan" not in f.takes or not group.compound]
        frames = [f for f in frames if "negative" not in f.takes or group.negated]
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
                if self._titled(j, cues):
                    return None
                return self._quoted(j, b, group, frames)
            if kind == ":":
                return self._after_colon(j, b, frames, source)
            if kind == "D" and not person and {"that", "noun"} & takes and self._what(j, b):
                name = "that" if "that" in takes else "noun"
                return self._result([(j, self.ex.clause(j, b, group))], frames, name, "that")
            if kind == "Q" and "that" in takes and not (person and self._relative_que(j, frames)):
                hangs = group.tense == "G" and all(self.kind[x] in "AcP" for x in range(a, group.first))
                end = self.ex.clause(j + 1, b, group, subordinate=hangs or self._subordinate(group.first, a))
                if self.ph.quote_at(j + 1) is not None and "V" in self.kind[j : self.ph.past_quote(j + 1)]:
                    past = self.ph.past_quote(j + 1)
                    if past < end and self.kind[past] in ",K":
                        end = self.ex.coordinated(past, end, group, clauses=False)
                return self._result([(j + 1, end)], frames, "that", "that")
            bound = low in self.pack.w["bounds"] and self.low[j + 1 : j + 2] and self.low[j + 1] in self.pack.w["of"]
            if bound and self.kind[j + 2 : j + 3] == ["#"] and not person and {"noun", "indefinite"} & takes:
                return self._result([(j, self.ex.noun(j + 2, b))], frames, None, "noun")
            if step > j:
                j = step
                continue
            plain = "quote" in takes and not {"noun", "indefinite", "stand", "marked", "quality"} & takes
            plain = plain and not person and not any(f.about for f in frames)
            if plain and (mark := self._in_a_word(j, b)):
                return self._result([(mark, self.ph.past_quote(mark))], frames, "quote", "quote")
            if kind in "cn" and "infinitive" in takes and not person and self.ph.quote_at(j + 1) is not None:
                return self._result([(j, self.ph.past_quote(j + 1))], frames, "infinitive", "infinitive")
            whole = kind == "D" and low in self.pack.w["whole"]
            if (kind in "Icn" or whole) and not person and "infinitive" in takes and (start := self._infinitive(j, b)):
                end = self.ex.coordinated(start, self.ex.clause(start, b, group, subordinate=True), group)
                return self._result([(start, end)], frames, "infinitive", "infinitive")
            if kind in "NXG" and "deemed" in takes and not person and (thing := self._deemed_before(j, b)):
                return self._result([(j, self.ex.noun(thing, b))], frames, "deemed", "quality")
            if kind in "NXG" and "adjective" in takes and not person and low not in self.pack.w["whens"]:
                end = self.ex.coordinated(j, self._until_manner(j, b, group), group)
                return self._result([(j, end)], frames, "adjective", "quality")
            if (
                kind == "P"
                and "that" in takes
                and not person
                and self.low[j + 1 : j + 2]
                and self.low[j + 1] in self.pack.grammar["which_words"]
            ):
                return self._result([(j, self.ex.clause(j, b, group))], frames, "that", "that")
            if "that" in takes and not person and self._asked(j, b, frames):
                hangs = group.tense == "G" or self._subordinate(group.first, a)
                return self._result([(j, self.ex.clause(j + 1, b, group, subordinate=hangs))], frames, "that", "that")
            if {"amount", "tally"} & takes and not person and kind in "PDX":
                if found := self._amount(j, b, group, tally="amount" not in takes):
                    return found
            if kind == "P" and not person and {"noun", "indefinite"} & takes and (at := self._figure(j, b)):
                return self._result([(j, self.ex.noun(at, b))], frames, None, "noun")
            found = None if self._compound(j, b) else self._prepositional(j, b, group, frames, person)
            if found is not None:
                return found
            if kind == "P" and "measure" in takes and j + 1 < b and self.kind[j + 1] == "#":
                return self._result([(j + 1, self.ex.noun(self.ph.np_right(j + 1, b), b))], frames, "measure", "noun")
            if low in self.pack.w["of"] and self.low[j + 1 : j + 2] and self.low[j + 1] in self.pack.w["articles"]:
                if kind == "P" and (frame := next((f for f in frames if "noun" in f.takes and f.act == "ask"), None)):
                    return self._result([(j, self.ex.noun(j + 1, b))], [frame], None, "noun")
            if low in self.pack.w["of"] and j + 1 < b and self.low[j + 1] in self.pack.w["partitives"] and not person:
                if frame := next((f for f in frames if {"noun", "indefinite"} & f.takes), None):
                    return self._result([(j, self.ex.noun(j + 1, b))], [frame], None, "noun")
            when = j + 1 < b and self.low[j + 1] in self.pack.w["whens"]
            if self._circumstance(j) and not (kind == "D" and when):
                if (meant := self._infinitive(j + 1, b)) is not None:
                    if low in self.pack.w["of"] | self.pack.w["at"] | self.pack.w["purpose"]:
                        return None
                    verb = self.kind.index("I", meant)
                    j = max(self.ph.np_right(verb + 1, b), verb + 1)  # "assure sans rire que"
                    continue
                j = self._past_circumstance(j, b, takes)
                if j + 1 < b and self.kind[j] == "K" and self._circumstance(j + 1):
                    j += 1  # "au Figaro et à RTL"
                continue
            if kind in "(-":
                behind = next((x + 1 for x in range(j + 1, limit) if self.kind[x] in (")" if kind == "(" else "-")), j)
                if behind == j:
                    return None
                j = behind
                continue
            when = when or (kind == "D" and self.kind[j + 1 : j + 2] == ["#"] and self._dated(j + 2, b))
            if (kind == "N" and low in self.pack.w["whens"]) or (kind == "D" and when and not self._spell(j, b)):
                j += 1
                while j < b and (self.low[j] in self.pack.w["whens"] or self._day(j, b)):
                    j += 1
                continue
            if kind == ",":
                past = self._past_echo(j, b) or self.ph.light(j, b)
                if self._own_report(j, group, b):
                    return None
                if j + 1 < limit and (self.kind[j + 1] == "Q" or self.ph.quote_at(j + 1) is not None):
                    past = j + 1  # the last of several parentheses closes here
                close = past if past > j else self._parenthesis(j, limit, frames)
                if close is None:
                    return None
                j = close
                continue
            if kind in "DNM#o" and not person:
                if (found := self._noun_content(j, b, frames)) is not None:
                    return found
                if not {"person", "quality", "quote"} & takes:
                    return None
                j, person = self._object_end(j, b, frames, takes), True
                continue
            if person and kind in "GRX" and (beyond := self._past_modifier(j, limit, frames)):
                j = beyond
                continue
            return None
        return None

    def _in_a_word(self, j: int, b: int) -> int:
        """Where short quoted words open behind an article: "lâche un « non » sec", "répond d'un « oui »"; or 0."""
        k = j + (self.low[j] in self.pack.w["of"])
        one = k < b and self.kind[k] == "D" and self.low[k] in self.pack.w["indefinite"] & self.pack.w["singular"]
        mark = next((x for x in range(k + 1, min(b, k + 3)) if self.ph.quote_at(x) is not None), 0) if one else 0
        return mark if mark and self.ph.past_quote(mark) - mark <= WORD else 0

    def _day(self, j: int, b: int) -> bool:
        """Whether the figure at j belongs to a date: "jeudi | 2 | octobre 2025", not "a promis mardi | 50 millions"."""
        if self.kind[j] != "#":
            return False
        text = self.row.tokens[j].text
        return self._dated(j + 1, b) or (text.isdigit() and len(text) == 4)

    def _titled(self, j: int, cues: list[Cue]) -> bool:
        """Whether what is quoted at j is the title of what is published: "publie « Intime conviction »"."""
        quote = self.row.quotes[self.row.tokens[j].q]
        words = range(quote.first, quote.last + 1)
        name = self.row.tokens[quote.first].text[:1].isupper() and not any(self.kind[k] in "V.," for k in words[1:])
        return name and any(c.lemma in self.pack.w["publishing"] for c in cues)

    def _what(self, j: int, b: int) -> bool:
        """Whether a free relative clause opens at j: "a raconté | ce qu'elle avait vu"."""
        return self.low[j] in self.pack.w["demonstratives"] and j + 1 < b and self.kind[j + 1] in "QR"

    def _asked(self, j: int, b: int, frames: list[Frame]) -> bool:
        """Whether an indirect question opens at j; one that may be answered by yes or no behind a verb of asking."""
        if self.low[j] in self.pack.grammar["if"]:
            return self.kind[j] != "c" and j + 1 < b and any(f.act == "ask" for f in frames)
        asks = self.low[j] in self.pack.w["asked_words"] and any(f.act == "ask" for f in frames)
        return asks or self.low[j] in self.pack.grammar["how_words"]

    def _admits(self, frame: Frame, source: Range | None) -> bool:
        if "document" in frame.takes:
            return source is not None and self._papers(source)
        if "body" in frame.takes:
            return source is not None and self._body(source)
        if "speaker" in frame.takes and source is not None and self.kind[source[0]] not in "SN":
            return self._speaks(*source) and not self._papers(source)
        return True

    def _body(self, source: Range) -> bool:
        """Whether a source names an organisation, by what it is or in capitals."""
        bodies = self.pack.people["organisations"]
        return any(
            self.low[i] in bodies or (self.kind[i] == "M" and self.row.tokens[i].text.isupper()) for i in range(*source)
        )

    def _papers(self, source: Range) -> bool:
        documents = self.pack.people["documents"]
        return any(self.low[i] in documents or self.low[i].rstrip("s") in documents for i in range(*source))

    def _relative_que(self, j: int, frames: list[Frame]) -> bool:
        return not any("person" in f.takes and "that" in f.takes for f in frames)

    def _prepositional(self, j: int, b: int, group: VerbGroup, frames: list[Frame], person: bool) -> Content | None:
        low, k = self.low[j], j + 1
        if self.kind[j] not in "PDKU" or k >= b:
            return None
        base = self.pack.base(low)
        for frame in frames:
            if frame.to and base == frame.to:
                if (start := self._infinitive(k, b)) is not None:
                    if frame.act == "deny" and self._silent(start, b):
                        continue
                    end = self.ex.coordinated(start, self.ex.clause(start, b, group, subordinate=True), group)
                    return self._result([(start, end)], [frame], None, "infinitive")
                if self.ph.quote_at(k) is not None:
                    end = self.ex.clause(k, b, group)
                    end = self.ex.coordinated(min(self.ph.past_quote(k), end), end, group)
                    return self._result([(k, end)], [frame], None, "infinitive")
            if low in frame.about or base in frame.about:
                if "pair" in frame.takes:
                    if not person and (behind := self._turned_pair(j, b, frame)):
                        return behind
                    if person or not self._has_object(group) or not self._links(j, frame):
                        continue
                    return self._result([(k, self.ex.members(j, b))], [frame], "pair", "pair")
                if (
                    "quality" in frame.takes
                    and not person
                    and not any(self.kind[x] == "c" for x in range(group.first, group.finite))
                ):
                    if not (self.ph.quote_at(k) is not None):
                        continue
                if self.ph.quote_at(k) is not None:
                    return self._result([(k, self.ex.noun(k, b))], [frame], None, "about")
                if frame.act == "forecast" and not person and self.kind[k] in "DN#" and not self._fact(k, b):
                    return self._result([(k, self.ex.clause(k, b, group))], [frame], None, "about")
                start = self._fact(k, b)
                if start:
                    return self._result([(start, self.ex.clause(start, b, group))], [frame], None, "about")
                if "quoted" in frame.takes or ("named" in frame.takes and not self._named_so(k)):
                    continue
                if (
                    self.kind[k] in "DNM#X"
                    or (self.kind[j] == "D" and self.kind[k] in "NX")
                    or "quality" in frame.takes
                ):
                    past = self.ph.np_right(k, b)
                    clause = past < b and self.kind[past] == "Q" and any("that" in f.takes for f in frames)
                    if self.kind[k] == "M" and clause:
                        continue  # "insiste sur France 2 que"
                    if self.low[k] in self.pack.w["whens"] or (
                        person and "person" not in frame.takes and "quality" not in frame.takes
                    ):
                        continue
                    if not self._abstract(k, b, frame) and "quality" not in frame.takes and base == "à":
                        continue
                    return self._result([(k, self.ex.noun(k, b))], [frame], None, "about")
        return None

    def _silent(self, start: int, b: int) -> bool:
        """ "refuse de commenter": who won't speak has said nothing."""
        verb = next((x for x in range(start, b) if self.kind[x] == "I"), start)
        return self.low[verb] in self.pack.w["speaking"]

    def _until_manner(self, j: int, b: int, group: VerbGroup) -> int:
        """The end of a quality: ", sans s'engager" says how the speaker spoke."""
        end = self.ex.clause(j, b, group)
        commas = (x for x in range(j, end - 2) if self.kind[x] == "," and self.kind[x + 1] == "P")
        return next((x for x in commas if self.kind[x + 2] in "IcG"), end)

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

    def _quoted(self, j: int, b: int, group: VerbGroup, frames: list[Frame]) -> Content | None:
        """A quotation right behind the verb, with what goes on outside it."""
        if self.kind[group.last - 1] == "N":
            return None
        if self.kind[j - 1] != ":" and frames and all(f.to == "à" != self.low[j + 1] for f in frames):
            return None  # "on l'appelle « X »" names
        end = self.ph.past_quote(j)
        if end < b and self.kind[end] in "Vc" and not self.pack.grammar["bare_clause"]:
            return self._result([(j, end)], frames, None, "quote")  # "des affiches dénonçant « X » couvrent les murs"
        if end < b and self.kind[end] not in ",.;:)" and end - j < 12 and not self.ex.breaks(end, b, group):
            adjective = any("adjective" in f.takes for f in frames)
            past = self._until_manner(end, b, group) if adjective else self.ex.clause(end, b, group)
            end = self.ex.coordinated(end, past, group, clauses=not self.pack.grammar["bare_clause"])
        return self._result([(j, end)], frames, None, "quote")

    def _after_colon(self, j: int, b: int, frames: list[Frame], source: Range | None) -> Content | None:
        if j + 1 >= b:
            return None
        if self.ph.quote_at(j + 1) is not None:
            spans = [(j + 1, self.ph.past_quote(j + 1))]
            return self._result(spans, frames, None, "quote")
        told = self.pack.subjects.get(self.low[j + 1], "")[:1] in ("m", "f")  # "s'est agacé : il n'en savait rien"
        if not (told or any("that" in f.takes for f in frames)) or not (
            source is None or self._speaks(*source) or self.kind[source[0]] == "S"
        ):
            return None
        return self._result([(j + 1, self.ex.clause(j + 1, b))], frames, "that", "that")

    def _act(self, group: VerbGroup) -> Act:
        return next((f.act for c in group.cues for f in c.frames if {"quote", "that"} & f.takes), "assert")

    def _speaks(self, a: int, b: int) -> bool:
        return self.ph.speaks(a, b)

    def _subordinate(self, first: int, a: int) -> bool:
        """Whether the reporting clause itself hangs on a conjunction that opens the sentence."""
        k = a
        while k < first and self.kind[k] in "KA":
            k += 1
        if k >= first or self.kind[k] not in "UP":
            return False
        if self.kind[k] == "P" and "R" in self.kind[k:first]:
            return True  # "À un élu qui demandait si …, il a répondu"
        return self.kind[k] == "U" or (k + 1 < first and self.kind[k + 1] == "Q")
