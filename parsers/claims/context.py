"""Reports without source words: who speaks is told by what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.claims.descriptions import Descriptions
from parsers.claims.ranking import Candidate, Question
from parsers.claims.report import Report
from parsers.claims.view import FULL, LIKELY, PHRASE, UNSURE, Speaker

REACH = 3  # paragraphs over which a speaker goes on, quotation after quotation
ECHO = 0.75  # of a subhead's words, said by somebody in the text


class Context(Descriptions):
    """Looks at the sentences and reports beside a quotation that no source names."""

    def context(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """Who speaks where the text doesn't say so at the cue."""
        report = reports[n]
        if report.how in ("hearsay", "noun", "participle", "incise"):
            return None
        if report.how == "subhead":
            other = next((m for m, r in enumerate(reports) if r is not report and r.covers(report.main)), None)
            return found[other] if other is not None else None
        if report.how == "answer" and (asked := self._interviewee(report)):
            return replace(asked, confidence=LIKELY)
        if report.how in ("orphan", "colon") and self._heads(report):
            return self._echo(reports, found, n)
        return self._between(reports, found, n) or self._about(reports, found, n)

    def _between(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """Who speaks before and behind, where that is one and the same: they hardly stop for one quotation."""
        sides = [next((m for m in way if found[m]), None) for way in (range(n - 1, -1, -1), range(n + 1, len(reports)))]
        if reports[n].how != "orphan" or None in sides:
            return None
        (before, after), here = sides, self.row.place_of(reports[n].start)
        assert before is not None
        assert after is not None
        one, other = found[before], found[after]
        near = all(abs(self.row.place_of(reports[m].start) - here) <= REACH for m in (before, after))
        inside = self.row.places[self.row.place_of(reports[before].start)].name.startswith("body")
        if one is None or other is None or not (near and inside) or self.key(one) != self.key(other):
            return None
        return replace(one, confidence=min(PHRASE, one.confidence), form="between")

    def _about(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """The likeliest of those in view and of those whom the neighbouring words offer."""
        report = reports[n]
        question = Question(report.start, "none", plural=None)
        candidates = self.candidates(question)
        known = {self.key(c.speaker): c for c in candidates if c.speaker}
        offers = list(self._offers(reports, found, n))
        for _, speaker in offers:
            if self.key(speaker) not in known:
                known[self.key(speaker)] = Candidate(speaker, [(report.start, "beside")])
                candidates.append(known[self.key(speaker)])
        self.weigh(question, candidates)
        for n, (name, speaker) in enumerate(offers):
            known[self.key(speaker)].features |= {name: 1.0, "offered": 1.0, "offered first": float(n == 0)}
        best, sure = self.choose(question, [*candidates, self._nobody(report, offers)])
        return self.linked(best.speaker, sure, question) if best.speaker else None

    def _nobody(self, report: Report, offers: list[tuple[str, Speaker]]) -> Candidate:
        first = not any(t < report.start for t, _ in self.trail)
        features = {"nobody": 1.0, f"nobody {report.how}": 1.0, "nobody offered": float(bool(offers))}
        short = sum(b - a for a, b in report.content) <= 3
        return Candidate(None, features=features | {"nobody first": float(first), "nobody short": float(short)})

    def _offers(self, reports: list[Report], found: list[Speaker | None], n: int) -> Iterator[tuple[str, Speaker]]:
        """Whom the words beside a report offer, by what they do there."""
        report = reports[n]
        if report.how in ("orphan", "colon"):
            yield from self._beside(report)
        if going := self._going_on(reports, found, n):
            before = next(m for m in range(n - 1, -1, -1) if found[m] is not None and reports[m].how != "participle")
            gap = self.row.place_of(report.start) - self.row.place_of(reports[before].start)
            place = self.row.places[self.row.place_of(report.start)]
            whole = report.start - place.first <= 2 and place.last - report.content[-1][1] <= 2
            yield f"goes on {'whole' if whole else 'part'} {min(gap, 2)}", going

    def _heads(self, report: Report) -> bool:
        """Whether a quotation is all of a title or of a paragraph without a full stop: a headline."""
        place = self.row.places[self.row.place_of(report.start)]
        end = report.content[-1][1]
        if place.name == "title":
            return True
        return report.start - place.first <= 1 and place.last - end <= 1 and place.last - place.first <= 16

    def _echo(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """Who says the words of a headline in the text."""
        words = self._words(reports[n])
        near = sorted(range(len(reports)), key=lambda m: (m < n, abs(m - n)))
        for m in near:
            if m != n and found[m] and reports[m].how != "subhead":
                said = self._words(reports[m])
                if words and len(words & said) >= ECHO * len(words):
                    return found[m]
        going = self._going_on(reports, found, n)
        return going and replace(going, confidence=LIKELY if self._alone(found) else UNSURE)

    def _words(self, report: Report) -> set[str]:
        return {self.low[i] for a, b in report.content for i in range(a, b) if self.kind[i] in "NVIXGM#"}

    def _alone(self, found: list[Speaker | None]) -> bool:
        return len({s.text for s in found if s}) == 1

    def _beside(self, report: Report) -> Iterator[tuple[str, Speaker]]:
        """The subject behind a quotation, of the sentence it stands in or of the one before, or whom the next names."""
        if behind := self._behind(report):
            yield "behind", behind
        unit = self.row.unit_of(report.start)
        last = max((t for t, _ in self.trail if t < report.start), default=-1)
        for n, name in ((unit, "opens here"), (unit - 1, "opens before")):
            if n < 0 or self.row.unit_place[unit] - self.row.unit_place[n] > 1:
                break
            opened = self.opened(n)
            if opened and last < opened[0] < report.start:
                yield name, opened[1]
            if last >= self.row.units[n][0]:
                break
        same = unit + 1 < len(self.row.units) and self.row.unit_place[unit + 1] == self.row.unit_place[unit]
        if same and last < self.row.places[self.row.unit_place[unit]].first and (after := self._after(unit + 1)):
            yield "after", after

    def _behind(self, report: Report) -> Speaker | None:
        """The subject turned behind its verb: "« … », avait un jour glissé X"."""
        unit_end = self.row.units[self.row.unit_of(report.start)][1]
        k = report.content[-1][1]
        while k < unit_end and self.kind[k] in '".-)':
            k += 1
        if k + 1 >= unit_end or self.kind[k] != "," or self.kind[k + 1] not in "Vc":
            return None
        k += 1
        while k < unit_end and self.kind[k] in "VXIcAnP":
            k += 1
        end = self.ph.np_right(k, unit_end) if k < unit_end and self.kind[k] in "DM" else k
        return self.source((k, end)) if end > k and self._somebody((k, end)) else None

    def _after(self, unit: int) -> Speaker | None:
        """The subject of a verb of saying, or a person named for the first time, in the sentence behind."""
        a, b = self.row.units[unit]
        opened = self.opened(unit)
        if opened and opened[1].person and opened[1].person.at and opened[1].person.at[0] >= a:
            return opened[1]
        points = self.pack.subjects.get(self.low[a]) == "x"
        for k in range(a, b):
            group = self.ph.verb_group(k, b) if self.kind[k] == "V" else None
            if group and (group.cues or points) and (subject := self.ph.subject(group.first, a)[0]):
                if speaker := self.source(subject):
                    return speaker
        return None

    def _interviewee(self, report: Report) -> Speaker | None:
        """Who answers in an interview: the name that labels the answer before, else whom the title names."""
        if report.main:
            end = self.people.runs.get(report.main, report.main + 1)
            if speaker := self.named(report.main, end):
                return speaker
        head = [p for p in self.people.persons.values() if p.at and p.at[0] < self.head_end]
        return self.person(max(head, key=lambda p: len(p.name)), FULL, "") if head else None

    def _a_body(self, speaker: Speaker) -> bool:
        """Whether a speaker without a person's name is somebody: a role, a body or a document, or a proper name."""
        return self.proper(speaker) or not self.pack.speaking.isdisjoint(self.words_of(speaker))

    def _going_on(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """The speaker of the report before, for the paragraph (a fragment) or a few paragraphs (whole sentences)."""
        report, place = reports[n], self.row.place_of(reports[n].start)
        before = [m for m in range(n) if found[m] is not None and reports[m].how != "participle"]
        speaker = found[before[-1]] if before else None
        if speaker is None or not (speaker.person or speaker.plural or self._a_body(speaker)):
            return None
        inside = self.row.places[place].name.startswith("body")
        apart = inside and reports[before[-1]].start < self.head_end
        if report.how == "orphan" and apart and not speaker.person:
            return None
        gap = place - self.row.place_of(reports[before[-1]].start)
        fragment = report.how == "orphan" and self.row.tokens[report.start].start - 2 > self.unit_start(report.start)
        reach = REACH if not fragment else int(self.is_document(speaker))
        if gap > reach or (speaker.fresh and (fragment or gap > 0) and report.how == "orphan"):
            return None
        return speaker
