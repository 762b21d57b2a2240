"""Quotations that no cue of their own took: who speaks is told by the colon, the sentence or the paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range
from parsers.claims.report import Report
from parsers.claims.tags import lemmas, readings
from parsers.claims.tokens import TERMINAL, Quote

HEADLINE = 14  # tokens of a subhead
SCARE = 3  # a quoted fragment of fewer words without a verb may be a nickname or irony
HANDLE = re.compile(r"[-–—]\s*(?P<name>.+?)\s*\(@\w+\)")


class Quotations(Finder):
    """Finds the reports that consist of quoted words alone."""

    def find(self, reports: Sequence[Report]) -> Iterator[Report]:
        """The reports of quotations that none of ``reports`` covers."""
        taken = [False] * len(self.row.tokens)
        answered = [r for r in reports if r.how == "answer"]
        for report in reports:
            cue = [report.cue] if report.cue else []
            for a, b in [*report.content, *report.inner, *cue] if report.how != "answer" else []:
                taken[a:b] = [True] * (b - a)
        by_unit: dict[int, list[int]] = {}
        unit = 0
        for q, quote in enumerate(self.row.quotes):
            if any(taken[quote.first : quote.last + 1]):
                continue
            while unit + 1 < len(self.row.units) and self.row.units[unit + 1][0] <= max(quote.open, quote.first - 1, 0):
                unit += 1
            if any(r.covers(quote.first) for r in answered) and not self._cited(quote.open, self.row.units[unit][0]):
                continue
            by_unit.setdefault(unit, []).append(q)
        for number, quotes in by_unit.items():
            yield from self._unit(number, quotes, reports)

    def after_colons(self, reports: Sequence[Report]) -> Iterator[Report]:
        """What stands behind the colon of a clause about somebody, partly quoted or in the conditional of hearsay.

        "Elle sort furieuse : on lui aurait promis un poste", "Lui balaie : on lui a écrit, et « rien ne va »".
        """
        for n, (a, b) in enumerate(self.row.units):
            name = self.row.places[self.row.unit_place[n]].name
            colon = next((k for k in range(a + 1, b - 2) if self.kind[k] == ":" and self.row.tokens[k].q < 0), None)
            if colon is None or name == "title" or not self._partly(colon + 1, b):
                continue
            beyond = (r.covers(k) or (r.cue and colon < r.cue[0] < b) for r in reports for k in (colon + 1, colon + 2))
            source = None if any(beyond) else self._teller(colon, a)
            if source and (span := self.ex.trim((colon + 1, self.ex.clause(colon + 1, b, whole=True)))):
                yield Report([span], (colon, colon + 1), source, "colon")

    def _partly(self, a: int, b: int) -> bool:
        """Whether a clause is quoted in part, or has a verb in the conditional."""
        if not any(self.kind[k] == "V" and self.row.tokens[k].q < 0 for k in range(a, b)):
            return False
        tenses = {r[0] for k in range(a, b) if self.kind[k] == "V" for r in readings(self.ph.language, self.low[k])[:1]}
        quotes = {self.row.tokens[k].q for k in range(a, b)} - {-1}
        speech = any(self._speech(q, a, b, "", ()) for q in quotes if self.row.quotes[q].open > a)
        return speech or not tenses.isdisjoint(self.pack.grammar["conditional"] or ())

    def _teller(self, colon: int, a: int) -> Range | None:
        """The subject of the clause before a colon, where that is somebody."""
        verb = next((k for k in range(colon - 1, a, -1) if self.kind[k] == "V" and self.row.tokens[k].q < 0), None)
        group = self.ph.verb_group(verb, colon) if verb is not None else None
        source = self.ph.subject(group.first, a)[0] if group and group.pronoun is None else None
        if source is None or group is None or self._first_person(source) or self._thing(source):
            return None
        dummy = self.low[source[0]] in self.pack.w["dummies"] and (
            group.lemma in self.pack.w["impersonal_verbs"] | self.pack.grammar["auxiliaries"]
        )
        vague = dummy or self.low[source[0]] in self.pack.w["impersonal"]
        return None if vague or not self.ph.speaks(*source) else source

    def _unit(self, number: int, quotes: list[int], reports: Sequence[Report]) -> Iterator[Report]:
        a, b = self.row.units[number]
        place = self.row.places[self.row.unit_place[number]]
        fragments = [q for q in quotes if self._speech(q, a, b, place.name, reports)]
        if not fragments:
            return
        first = self.row.quotes[fragments[0]]
        colon = first.open - 1
        if colon >= a and self.kind[colon] == ":":
            yield from self._colon(fragments, colon, a)
            return
        spans = [t for q in fragments if (t := self.ex.trim((self.row.quotes[q].first, self.row.quotes[q].last + 1)))]
        echo = self._echo(first, spans[0][0], reports) if spans else None
        if echo is not None:
            holder = self._holder(first, a) if len(fragments) == 1 else None
            speaks = holder is not None and self.ph.speaks(holder, first.open)
            if holder is not None and not speaks:
                spans = [(holder, (first.close or first.last) + 1)]
            source = (holder, first.open) if holder is not None and speaks else None
            yield Report(spans, None, source, "subhead", main=echo, elided=source is None)
        elif spans:
            source = self._named_beside(first, a, b) if len(fragments) == 1 else None
            start = self._predicated(first, a) if source is None else first.open
            if start < first.open:
                last = self.row.quotes[fragments[-1]]
                spans = [t] if (t := self.ex.trim((start, (last.close or last.last) + 1))) else spans
            yield Report(spans, None, source, "orphan", main=spans[0][0])

    def _named_beside(self, quote: Quote, a: int, b: int) -> Range | None:
        """Who a quotation without a cue is tied to: "X « n'exclut rien »", "X (« … »)", "« … » (X, ministre)"."""
        before, behind = quote.open - 1, (quote.close or quote.last) + 1
        if before - 3 > a and [*self.kind[before - 2 : before + 1]] in ([",", "S", ","], [",", "o", ","]):
            before -= 3  # "La préfecture, elle, « suit la situation »"
        if self._bracketed(quote):
            before -= 1
        elif behind + 1 < b and self.kind[behind] == "(" and self.kind[behind + 1] == "M":
            return behind + 1, self.ph.np_right(behind + 1, b)
        elif self.kind[quote.first] not in "Vcn":
            return None
        start = next((k + 1 for k in range(before, a - 1, -1) if self.kind[k] in ",:;.K"), a)
        found = start <= before and self.kind[start] in "DM" and self.ph.np_right(start, before + 1) == before + 1
        return (start, before + 1) if found and self.ph.speaks(start, before + 1) else None

    def _predicated(self, quote: Quote, a: int) -> int:
        """Where a clause begins whose predicate is quoted, "l'examen « ne relève pas du préfet »"; or the quotation."""
        k, before = quote.first, quote.open - 1
        while k < quote.last and self.kind[k] in "cn":
            k += 1
        if self.kind[k] == "V":
            group = self.ph.verb_group(k, quote.last + 1)
            first, told = quote.first, group is not None
        else:
            while before > a and self.kind[before] in "nA":
                before -= 1
            group = self.ph.verb_group(before, quote.last + 1) if before >= a and self.kind[before] == "V" else None
            said = any(r[2] in self.pack.cues for r in readings(self.ph.language, self.low[k]) if r[0] == "X")
            have = group is not None and group.lemma in self.pack.grammar["auxiliaries"] and group.pronoun is None
            first, told = before, have and self.kind[k] == "X" and not said
        subject = self.ph.subject(group.first, a)[0] if told and group else None
        if subject is None or subject[1] > first or self._first_person(subject) or self._thing(subject):
            return quote.open
        return a if self.low[a] in self.pack.w["topical"] else subject[0]

    def _bracketed(self, quote: Quote) -> bool:
        """Whether a quotation fills a pair of brackets."""
        behind = (quote.close or quote.last) + 1
        return quote.open > 0 and self.kind[quote.open - 1 : quote.open] + self.kind[behind : behind + 1] == ["(", ")"]

    def _holder(self, quote: Quote, a: int) -> int | None:
        """Where the noun phrase begins that a headline's quoted word says something of: "la piste « écartée »"."""
        start = next((k + 1 for k in range(quote.open - 1, a - 1, -1) if self.kind[k] in ",:;."), a)
        if quote.last - quote.first >= SCARE or self.kind[quote.first] not in "NXAP" or start >= quote.open:
            return None
        return start if self.kind[start] in "DMN" and self.ph.np_right(start, quote.open) == quote.open else None

    def _cited(self, opened: int, a: int) -> bool:
        """Whether a clause with a subject and a colon introduces a quotation inside an answer."""
        colon = opened - 1
        if colon <= a or self.kind[colon] != ":":
            return False
        source, cue = self.introduced(colon, a)
        return source is not None and cue[0] < colon

    def _colon(self, fragments: list[int], colon: int, a: int) -> Iterator[Report]:
        spans = [t for q in fragments if (t := self.ex.trim((self.row.quotes[q].first, self.row.quotes[q].last + 1)))]
        source, cue = self.introduced(colon, a)
        if spans:
            yield Report(spans, cue, source, "colon", elided=source is None)

    def introduced(self, colon: int, a: int) -> tuple[Range | None, Range]:
        """Who the words before a colon make speak: a pronoun or name in a phrase "for him", else the subject."""
        for k in range(colon - 1, a - 1, -1):
            if self.kind[k] == "o" and self.kind[k - 1] == "P":
                return (k, k + 1), (colon, colon + 1)
        for k in range(colon - 1, a - 1, -1):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0:
                group = self.ph.verb_group(k, colon)
                if not group:
                    continue
                if group.pronoun is not None:
                    return (group.pronoun, group.pronoun + 1), (k, k + 1)
                subject, _ = self.ph.subject(group.first, a)
                if subject and (
                    self.kind[subject[0]] != "S" or self.pack.subjects.get(self.low[subject[0]]) not in ("1", "x")
                ):
                    return subject, (group.first, group.last)
        piece = next((k + 1 for k in range(colon - 1, a - 1, -1) if self.kind[k] == ","), a)
        end = self.ph.np_right(piece, colon)
        if end > piece and self.kind[piece] in "DM" and self.ph.speaks(piece, end):
            return (piece, end), (colon, colon + 1)
        if not any(self.kind[k] == "V" for k in range(a, colon)):
            start = self.ph.np_start(a, colon)
            if start is not None and any(self.kind[k] == "M" for k in range(start, colon)):
                return (start, self.ph.np_right(start, colon)), (colon, colon + 1)
        return None, (colon, colon + 1)

    def _speech(self, q: int, a: int, b: int, place: str, reports: Sequence[Report]) -> bool:
        """Whether quoted words are somebody's, not a title, a nickname or irony."""
        quote = self.row.quotes[q]
        words = [i for i in range(quote.first, quote.last + 1) if self.kind[i] not in '.,:;-()"']
        if not words:
            return False
        verbal = any(self.kind[i] == "S" or (self.kind[i] == "V" and i > words[0]) for i in words)
        verbal = verbal or (self.kind[words[0]] == "V" and self._named_beside(quote, a, b) is not None)
        first = next((i for i in range(a, quote.open) if self.kind[i] != "-"), quote.open)
        whole = quote.open <= first and all(k in "-." for k in self.kind[(quote.close or quote.last) + 1 : b])
        brackets = [self.kind[i] for i in range(a, quote.first) if self.kind[i] in "()"]
        if brackets[-1:] == ["("]:
            return verbal and self._bracketed(quote) and self._named_beside(quote, a, b) is not None
        if whole:
            return verbal or len(words) >= 2
        if self._titled(quote, words[0], a):
            return False
        if self.kind[quote.open - 1] == ":" and quote.open - 1 > a and self.introduced(quote.open - 1, a)[0]:
            return True
        if len(words) >= 2 if verbal else len(words) > SCARE:
            return True
        return self._echo(quote, words[0], reports) is not None

    def _titled(self, quote: Quote, first: int, a: int) -> bool:
        """Whether the words before name a work, a slogan or a thing that is called so, or the quoted words are a name.

        A name has a capital, stands behind its noun or article, and is no sentence.
        """
        before = self.kind[quote.open - 1] if quote.open > a else ""
        capital = self.row.tokens[first].text[0].isupper()
        sentence = self.row.tokens[quote.last].text in TERMINAL or (
            quote.last - quote.first > SCARE and "S" in self.kind[quote.first : quote.last]
        )
        if capital and (before == "D" or (before and before in "NX" and not sentence)):
            return True
        complement = quote.open - 1 > a and self.low[quote.open - 1] in self.pack.w["of"]
        if capital and not sentence and complement and self.kind[quote.open - 2] in "NX":
            return True  # "un éditorial de « L'Écho »"
        predicate = self.kind[first] in "VcnXAPQ" and not capital
        for i in range(quote.open - 1, max(a, quote.open - 5) - 1, -1):
            if self.low[i] in self.pack.w["works"] and not predicate:
                return True
            if self.kind[i] == "V":
                return not self.pack.w["naming"].isdisjoint(lemmas(self.ph.language, self.low[i]))
            if self.kind[i] in ",.;:":
                return False
        return False

    def _echo(self, quote: Quote, first: int, reports: Sequence[Report]) -> int | None:
        """Where what is said elsewhere has the words that a title or subhead quotes, one behind another."""
        place = self.row.places[quote.place]
        heading = place.last - place.first <= HEADLINE and self.kind[place.last - 1] != "."
        if not (place.name == "title" or (place.name.startswith("body") and heading)):
            return None
        if not self.row.tokens[first].text[0].islower() and (quote.open > place.first or self.kind[first] == "#"):
            return None
        words = self.low[quote.first : quote.last + 1]
        for report in reports:
            for a, b in report.content if self.row.place_of(report.start) != quote.place else []:
                for k in range(a, b - len(words) + 1):
                    if self.low[k] == words[0] and self.row.tokens[k].q >= 0 and self.low[k : k + len(words)] == words:
                        return k
        return None

    # --- paragraphs without marks ------------------------------------------------------------------------------

    def posts(self) -> Iterator[Report]:
        """Embedded posts: a paragraph, then "— Name (@handle) date"."""
        for n in range(1, len(self.row.places)):
            place, before = self.row.places[n], self.row.places[n - 1]
            match = HANDLE.match(self.row.text[place.start : place.end])
            if not match or before.last <= before.first or not before.name.startswith("body"):
                continue
            tokens = self.row.tokens
            at = [i for i in range(place.first, place.last) if tokens[i].end <= place.start + match.end("name")]
            source = [i for i in at if tokens[i].start >= place.start + match.start("name")]
            end = next((i for i in range(before.first, before.last) if tokens[i].low in ("http", "https")), before.last)
            if (span := self.ex.trim((before.first, end))) and source:
                yield Report([span], None, (source[0], source[-1] + 1), "post")

    def subheads(self, reports: Sequence[Report]) -> Iterator[Report]:
        """A subhead that repeats, unmarked, first-person words of a quotation near it."""
        for n, place in enumerate(self.row.places):
            size = place.last - place.first
            if not place.name.startswith("body") or not 3 <= size <= 25 or self.kind[place.last - 1] == ".":
                continue
            if not any(self.pack.subjects.get(self.low[i]) == "1" for i in range(place.first, place.last)):
                continue
            if self._inside_quotation(n):
                continue
            words = set(self.low[place.first : place.last])
            for report in reports:
                said = {w for a, b in report.content for w in self.low[a:b]}
                if (
                    self.row.tokens[report.start].q >= 0
                    and words <= said
                    and (span := self.ex.trim((place.first, place.last)))
                ):
                    yield Report(
                        [span],
                        None,
                        report.source,
                        "subhead",
                        main=report.start,
                        elided=True,
                        inner=[(report.start, report.start)],
                    )
                    break

    def _inside_quotation(self, n: int) -> bool:
        """Whether the paragraphs on both sides are quoted from their first word."""

        def quoted(k: int) -> bool:
            place = self.row.places[k]
            return place.last > place.first and self.row.tokens[place.first].q >= 0

        return 0 < n < len(self.row.places) - 1 and quoted(n - 1) and quoted(n + 1)
