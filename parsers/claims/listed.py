"""What a colon at the end of a paragraph announces: a list whose items are said, in paragraphs of their own."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report

BULLETS = frozenset("•·▪●◦►‣*")
ITEMS = 2
CLAUSES = frozenset({"that", "infinitive", "source", "possessed", "incise"})  # said together with their list


class Lists(Finder):
    """Finds the reports whose content is a list."""

    def find(self, reports: Sequence[Report]) -> list[Report]:
        """``reports`` with those that announce a list given its items, and without those made inside the items."""
        kept = list(reports)
        for n in range(len(self.row.places) - 1):
            place = self.row.places[n]
            if not place.name.startswith("body") or self.kind[place.last - 1 : place.last] != [":"]:
                continue
            items = self._items(n + 1)
            if len(items) < ITEMS:
                continue
            if report := self._announcing(place.last - 1, kept):
                quoted = [r for r in kept if r is not report and self._apart(r, items)]
                report.content = [*report.content, *items] if report.how in CLAUSES else items
                kept = [*quoted, report]
        return kept

    def _apart(self, report: Report, items: list[Range]) -> bool:
        return self.row.tokens[report.start].q >= 0 or not any(a <= report.start < b for a, b in items)

    def _items(self, n: int) -> list[Range]:
        """The items from paragraph n on: each opens with a bullet or number, or each but the last ends with ";"."""
        found: list[Range] = []
        marked = self._marked(n) > 0
        for k in range(n, len(self.row.places)):
            place = self.row.places[k]
            skip = self._marked(k)
            if place.last <= place.first or (marked and not skip):
                break
            if span := self.ex.trim((place.first + skip, place.last)):
                found.append(span)
            if not marked and self.kind[place.last - 1] != ";":
                break
        return found

    def _marked(self, n: int) -> int:
        """The tokens of the mark that opens an item."""
        place = self.row.places[n]
        first = place.first
        if place.last - first < 2:
            return 0
        if self.row.tokens[first].text in BULLETS or self.kind[first] == "-":
            return 1
        return 2 if self.kind[first] == "#" and self.row.tokens[first + 1].text in (".", ")") else 0

    def _announcing(self, colon: int, reports: Sequence[Report]) -> Report | None:
        """The report that the words before the colon make, or would make if anything stood there."""
        a = self.row.start_of(colon)
        verb = next((k for k in range(colon - 1, a - 1, -1) if self.kind[k] == "V" and self.row.tokens[k].q < 0), None)
        group = self.ph.verb_group(verb, colon) if verb is not None else None
        for report in reports:
            if not report.cue or not a <= report.cue[0] < colon or not colon - 1 <= report.content[-1][1] <= colon:
                continue
            if self.row.tokens[report.content[-1][1] - 1].q >= 0:
                continue
            if group and report.covers(group.first) and self.kind[group.first - 1] == "K":
                return self._second(group, report, colon)
            return report
        if group is None or group.negated:
            return None
        shared = self.kind[group.first - 1] == "K"
        before = (r.source for r in reports if r.cue and a <= r.cue[0] < group.first)
        return self._by_verb(group, a, colon, next(before, None) if shared else None)

    def _second(self, group: VerbGroup, report: Report, colon: int) -> Report:
        """The verb before the colon, where a report before it has taken it in: "réaffirment que … et demandent :"."""
        second = self._by_verb(group, group.first, colon, report.source)
        if second is None:
            return report
        kept = [(s, min(e, group.first - 1)) for s, e in report.content if s < group.first - 1]
        report.content = [t for s in kept if (t := self.ex.trim(s))] or report.content
        return second

    def _by_verb(self, group: VerbGroup, a: int, colon: int, source: Range | None = None) -> Report | None:
        takes = {t for c in group.cues for t in c.takes}
        head = self.ph.light(group.last, colon)
        object_said = any(self.low[x] in self.pack.w["listed"] for x in range(head, self.ph.np_right(head, colon)))
        bare = head >= colon or all(
            self.kind[x] in "PQA" or self.low[x] in self.pack.w["of"] for x in range(head, colon)
        )
        if not (object_said or (bare and takes & {"that", "noun", "infinitive"})):
            return None
        source = source or self.ph.subject(group.first, a)[0]
        if source is None or self.pack.subjects.get(self.low[source[0]]) in ("1", "x"):
            return None
        if self.kind[source[0]] != "S" and not self.ph.speaks(*source):
            return None
        act = group.cues[0].frames[0].act if group.cues else "ask"
        return Report([source], (group.first, group.last), source, "list", act)
