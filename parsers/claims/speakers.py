"""Who speaks: the source words of reports resolved within the article, with the evidence and how sure the link is."""

from __future__ import annotations

from bisect import insort
from dataclasses import replace

from parsers.claims.affiliations import split_role
from parsers.claims.context import Context
from parsers.claims.pack import Pack
from parsers.claims.phrases import Range
from parsers.claims.ranking import Question, certainty
from parsers.claims.report import Report
from parsers.claims.view import UNSURE, Speaker
from parsers.models import SpeakerInfo


class Speakers(Context):
    """Resolves the sources of one article's reports, in reading order."""

    def resolve(self, reports: list[Report]) -> list[Speaker | None]:
        """The speaker of each report (reports in reading order), as sure as such links are right."""
        found = self.resolved(reports)
        return [s and replace(s, confidence=certainty(s.form, s.confidence)) for s in found]

    def resolved(self, reports: list[Report]) -> list[Speaker | None]:
        """The speaker of each report, each with the form of its link and how sure the ranking is."""
        found = self._found(reports)
        return [s and replace(s, form=s.form or self._form(r, s)) for r, s in zip(reports, found, strict=True)]

    def _form(self, report: Report, speaker: Speaker) -> str:
        """What a source that asks nothing is: a person's name, or a phrase taken at its words."""
        if report.source is None or speaker.person:
            return "none asked" if report.source is None else "person"
        a, b = report.source
        head, w = self.head(a, b), self.pack.w
        if head is None or self.kind[a] in "SoRc":
            return "pronoun taken"
        if self.low[a] in w["plural"]:
            return "plural"
        sort = "name" if self.kind[head] == "M" else "noun" if self.low[head] in self.pack.speaking else "word"
        article = "definite" if self.low[a] in w["articles"] else "bare"
        return f"{'indefinite' if self.low[a] in w['indefinite'] else article} {sort}"

    def _found(self, reports: list[Report]) -> list[Speaker | None]:
        said = {i for r in reports if r.how != "as" for a, b in r.content for i in range(a, b)}
        self.verbs = [i for i in self.verbs if i not in said]
        self.said = said
        self.openings = self._sentence_openings(said)
        found: list[Speaker | None] = [None] * len(reports)
        later: list[int] = []
        for n, report in enumerate(reports):
            self._turned(report)
            self._named_before(report)
            self._apposed(report)
            self._headed(report)
            if report.source is None:
                later.append(n)
                continue
            speaker = self.source(report.source)
            found[n] = speaker
            if speaker:
                self.trail.append((report.source[0], speaker))
        self.trail.sort(key=lambda t: t[0])
        for n in sorted(later, key=lambda n: reports[n].start < self.head_end):  # a headline repeats what the text says
            found[n] = speaker = self.context(reports, found, n)
            if speaker and speaker.confidence > UNSURE:
                insort(self.trail, (reports[n].start, speaker), key=lambda t: t[0])
        return found

    def _turned(self, report: Report) -> None:
        """A pronoun joined to the cue ("concède-t-il") is the source, whatever stands before."""
        if report.cue and report.how != "answer":
            joined = (k for k in range(*report.cue) if self.kind[k] == "S" and self.low[k].startswith("-"))
            at = next(joined, None)
            vague = at is not None and report.source and self.low[at].rsplit("-", 1)[-1] in self.pack.w["impersonal"]
            if at is not None and not vague:
                report.source = self._doubled(at) or (at, at + 1)

    def _doubled(self, at: int) -> Range | None:
        """The noun phrase that the pronoun joined to a verb takes up: "Tout juste la députée a-t-elle promis …"."""
        first = at - 1
        while first and self.kind[first - 1] in "cn":
            first -= 1
        subject = self.ph.subject(first, self.row.start_of(first))[0]
        return subject if subject and subject[1] == first and self.ph.speaks(*subject) else None

    def _apposed(self, report: Report) -> None:
        """The name set off behind a noun for a person ("la préfète, Mme X") is the source's."""
        if report.source is None or self.pack.grammar["analytic"]:
            return
        a, b = report.source
        head = self.head(a, b)
        if head is None or self.kind[a] not in "DN" or self.low[head] in self.pack.things or self.named(a, b):
            return
        end = self.with_apposed(b, self.row.units[self.row.unit_of(a)][1])
        first, last = report.content[0]
        if report.how == "source" and first == b + 1 and end + 1 < last and self.kind[end] == ",":
            report.content[0] = end + 1, last
        taken = [*report.content, *([report.cue] if report.cue else [])]
        if not any(s < end and b < e for s, e in taken):
            report.source = a, end

    def _named_before(self, report: Report) -> None:
        """A role without an article is set off behind the name of who speaks: "Me X, avocate de Y, appuie"."""
        if report.source is None or self.pack.grammar["analytic"]:
            return
        a, _ = report.source
        if a < 2 or self.kind[a] not in "NX" or not self.role_word(a) or self.kind[a - 1] != ",":
            return
        first = next((k for k, end in self.people.runs.items() if end == a - 1), None)
        if first is not None and self.people.named(first, a - 1):
            report.source = first, a - 1

    def _headed(self, report: Report) -> None:
        """Before the colon of a title: somebody; else whom the words name ("les nuits de Zoé : « … »"), or a topic."""
        if (
            report.how != "colon"
            or report.source is None
            or self.row.places[self.row.place_of(report.start)].name != "title"
        ):
            return
        a, b = report.source
        if self.pack.grammar["analytic"] or self.kind[a] not in "DMN" or b > report.start:
            return
        head = self.head(a, b)
        if head is None or self.low[head] in self.pack.speaking:
            return
        runs = [(k, e) for k, e in self.people.runs.items() if a <= k < b]
        if self.kind[a] in "MN":
            if not self._again(a, b) and not self.people.named(*runs[0] if runs else (a, b)):
                report.source = None
        elif self.kind[head] in "NX":
            report.source = next(((k, e) for k, e in runs if self.people.named(k, e)), None)

    def _again(self, a: int, b: int) -> bool:
        """Whether the words of a title's name are a name in the text too."""
        end = self.title_end()
        return (
            any(self.low[k] == self.low[a] and self.kind[k] == "M" for k in range(end, len(self.kind)))
            or self.row.tokens[a].text.isupper()
        )

    def _sentence_openings(self, said: set[int]) -> dict[int, Speaker]:
        """Named persons that open a sentence outside of what is said: its subject, whatever its verb."""
        found = {}
        for a, b in self.row.units:
            if a in said or self.row.tokens[a].q >= 0:
                continue
            start = a + 2 if self.low[a] in self.pack.w["topical"] else a
            if self.kind[start] not in "DM":
                start = self._behind_opening(a, b)
            if start >= b or self.kind[start] not in "DM" or start in said:
                continue
            end = self.ph.np_right(start, b)
            speaker = self.named(start, end) if end > start else None
            if speaker is None and self.kind[start] == "D" and self.low[start] in self.pack.w["articles"]:
                head = self.head(start, end)
                role = head is not None and self.role_word(head)
                speaker = self.by_role(start, end, head, self.gender_of(start, head)) if role and head else None
            if speaker and speaker.person:
                found[start] = speaker
        return found

    def _behind_opening(self, a: int, b: int) -> int:
        """Behind the adverbials that open a sentence, each closed by a comma."""
        for k in range(a, min(b - 1, a + 24)):
            if self.kind[k] == "V":
                break
            if self.kind[k] == "," and self.kind[k + 1] in "DM":
                return k + 1
        return b

    def source(self, source: Range) -> Speaker | None:
        """The speaker a source names."""
        a, b = source
        if b - a == 1 and self.kind[a] == "R":
            start = self.row.start_of(a)
            who = self.ph.antecedent(a, start)
            if who is None and a == start:  # "Qui assure …", a sentence of its own
                gender = "f" if self.low[a].startswith("la") else "m" if self.low[a].startswith("le") else ""
                return self.in_view(Question(a, "pronoun", gender, self.low[a].startswith("les")))
            return self.source(who) if who else None
        low = self.low[a].rsplit("-", 1)[-1] if self.low[a].startswith("-") else self.low[a]
        if (
            b - a <= 2
            and "".join(self.low[a : a + 2]) in self.pack.subjects
            and "-" in "".join(self.low[a : a + 2])[1:]
        ):
            return self.latter(a)
        if low in self.pack.w["impersonal"] and b - a == 1:
            return self.somewhere(a)
        if b - a == 1:
            code = self.pack.subjects.get(low) or self.pack.objects.get(low)
            if code and self.kind[a] in "So":
                return self.pronoun(a, code)
            if low in self.pack.w["clitics"] and self.kind[a] in "cD":
                return self.pronoun(a, "p" if low in self.pack.w["plural"] else "s")
            if low in self.pack.w["possessives"]:
                return self.pronoun(a, "p" if low.startswith("leur") or low == "their" else "s")
        if (
            b - a == 2
            and self.kind[a] == "D"
            and (self.low[a + 1] in self.pack.w["general_roles"] | self.pack.w["generic_organisations"])
        ):
            return self.described(a, b)
        if self.is_latter(a, b):
            return self.latter(a)
        if named := self.named(a, b):
            return named
        return self.described(a, b)


def info(speaker: Speaker | None, pack: Pack) -> SpeakerInfo:
    """What a statement keeps of the link."""
    if speaker is None:
        return SpeakerInfo()
    role, affiliation = None, None
    if speaker.person:
        told = [split_role(text, pack) for text, _ in speaker.person.roles]
        role, affiliation = next((t for t in told if t[1]), told[0] if told else (None, None))
        affiliation = speaker.person.party or affiliation
    return SpeakerInfo(role, affiliation, speaker.evidence or None, speaker.confidence)
