"""Reports made by a verb, in all its forms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parsers.claims.complements import REACH
from parsers.claims.nonfinite import NonFinite
from parsers.claims.pack import Cue
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.tags import lemmas

__all__ = ["REACH", "Verbs"]

INVERTED = 12  # tokens from what inverts a clause to its verb: "tout au plus le délégué … fait-il remarquer"


class Verbs(NonFinite):
    """Finds the reports of one sentence that a verb makes."""

    def find(self, a: int, b: int) -> Iterator[Report]:
        """The reports of the sentence [a, b)."""
        found: list[Report] = []
        for i in range(a, b):
            if self.kind[i] == "V":
                group = self.ph.verb_group(i, b)
                report = self._finite(group, a, b, found) if group and group.cues else self._any_verb(i, a, b)
                report = report or (self._certain(group, a, b) if group else None)
            elif self.kind[i] in "NX" and i > a and self.kind[i - 1] in ',"':
                report = self._any_verb(i, a, b)
                if report is None and self.kind[i] == "X" and self.row.tokens[i].q < 0:
                    report = self._coordinated(i, a, b, found)
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
        report = self._incise(group, a, b, found)
        if report or quoted:
            return report or self._quoted_cue(group, a, b, found)
        beside = self._as(group, a, b) or self._which(group, a, b) or self._of_noun(group, a, b, found)
        return beside or self._governing(group, a, b, found)

    def _quoted_cue(self, group: VerbGroup, a: int, b: int, found: list[Report]) -> Report | None:
        """ "le groupe « dément fermement » avoir triché": the marks hold nothing but the verb."""
        quote = self.row.quotes[self.row.tokens[group.finite].q]
        bare = all(k in "An" for k in self.kind[group.last : quote.last + 1])
        if quote.close is None or quote.first != group.first or not bare or quote.open <= a:
            return None
        marked = replace(group, first=quote.open, last=quote.close + 1)
        report = self._governing(marked, a, b, found)
        if report:
            report.cue = (quote.first, quote.last + 1)
        return report

    def _governing(self, group: VerbGroup, a: int, b: int, found: list[Report]) -> Report | None:
        cues = [c for c in group.cues if not group.negated or "negative" in c.takes]
        if not cues or group.person not in "36" or group.tense == "F":
            return None
        own = any(c.clitic == "s" and "that" in c.takes and "impersonal" not in c.takes for c in cues)
        if group.reflexive and not own and group.first > a and self.low[group.first - 1] in self.pack.w["dummies"]:
            if said := self._impersonal(cues, group, a, b):
                return said
        if (group.passive and not group.reflexive) or any("impersonal" in c.takes for c in cues):
            return self._impersonal(cues, group, a, b)
        if self._supposed(group.first, a) or self._nickname(group, a, b) or self._advisable(group, b):
            return None
        source, elided = self.ph.subject(group.first, a)
        if group.pronoun is not None and (source is None or self.kind[source[0]] in "DM"):
            if self._asks(group, a, b):
                return None
            source, elided = (group.pronoun, group.pronoun + 1), False
        if source and (self._first_person(source) or self._thing(source) or self._nobody(source, group, a)):
            return None
        if source is None and group.first - 1 == a and self.kind[a] == "R":
            source = (a, a + 1)  # a sentence of its own: "Qui assure n'avoir visé personne."
        if source is None and not elided:
            return None
        lead = self.ph.introducer(group.finite, a)
        if (
            lead is not None
            and lead > a
            and self.kind[lead] == "Q"
            and self.kind[lead - 1] == "S"
            and self._thing((lead - 1, lead))
        ):
            return None
        if source is None and lead is not None and self.kind[lead] == "Q" and self.ph.behind_noun(lead, a):
            return None
        if source and found and found[-1].how == "incise" and found[-1].source and self.kind[group.first - 1] == "R":
            if found[-1].source[1] <= source[0] and not self._speaks(*source):
                source = found[-1].source
        if source is None:
            source = self._shared_subject(group, a, found)
            if source and self._first_person(source):
                return None
        content = self._complement(cues, group, source, b, a) or self._dislocated(group, a) or self._announced(group, b)
        if not content:
            return None
        spans, act, how = content
        act = "assert" if act == "deny" and group.negated else act  # "n'exclut pas …": a concession
        if how in ("noun", "about", "stand") or (how == "quality" and self.row.tokens[spans[0][0]].q < 0):
            ahead = next((k for k in range(spans[-1][1], b) if self.kind[k] in ":.;V"), b)
            bound = self.kind[group.first - 1] == "R" and self.kind[group.first - 2] in "NM"
            ahead = b if bound else ahead  # "dit à un élu qui craint un retard : « … »"
            quoted = ahead + 1 < b and self.kind[ahead] == ":" and self.ph.quote_at(ahead + 1) is not None
            if act != "deny" and quoted and self._told_within(ahead + 1, b):
                return Report(spans, (group.first, group.last), source, how, act)
            if act != "deny" and quoted:
                spans, how = self._spans((ahead + 1, self.ph.past_quote(ahead + 1))), "quote"
            elif (
                act != "deny"
                and how in ("noun", "about")
                and spans[-1][1] == ahead
                and ahead + 2 < b
                and self.kind[ahead] == ":"
            ):
                spans = self._spans(*spans[:-1], (spans[-1][0], self.ex.clause(spans[-1][0], b, group)))
            elif how != "quality" and source and group.compound and self._court(source):
                return None
            elif how == "noun" and source and not (self._speaks(*source) or self.kind[source[0]] == "S"):
                return None
        if group.tense in self.pack.grammar["conditional"] and group.compound and self.kind[group.first - 1] == "R":
            return None
        if source is None and group.first - a > 6 and how == "noun":
            return None
        return Report(spans, (group.first, group.last), source, how, act, elided)

    def _nobody(self, source: Range, group: VerbGroup, a: int) -> bool:
        """Whether "on" is whoever looks ("on y voit"), names or, in a clause of time, asks what is answered."""
        if self.kind[source[0]] != "S" or self.low[source[0]] not in self.pack.w["impersonal"]:
            return False
        w, before = self.pack.w, self.low[source[0] - 1] if source[0] > a else ""
        asked = before in w["when"] and any(f.act == "ask" for c in group.cues for f in c.frames)
        return asked or group.lemma in w["naming"] or group.lemma in w["seeing"]

    def _court(self, source: Range) -> bool:
        return any(self.low[x] in self.pack.w["courts"] for x in range(*source))

    def _told_within(self, opened: int, b: int) -> bool:
        """Whether the quotation that opens there says itself who speaks: "on craint le pire : « X, constate Y »"."""
        quote = self.row.quotes[self.row.tokens[opened].q]
        for k in range(quote.first + 1, min(quote.last + 1, b)):
            if self.kind[k] == "V" and self.kind[k - 1] == ",":
                group = self.ph.verb_group(k, b)
                if group and not group.negated and self._incise(group, opened, b):
                    return True
        return False

    def _asks(self, group: VerbGroup, a: int, b: int) -> bool:
        """Whether an inverted verb asks; it doesn't behind "aussi", "tout juste", "peut-être"."""
        opener = self.low[a] in self.pack.w["inverting"] or tuple(self.low[a : a + 2]) in self.pack.adverbials
        near = opener and group.first - a < INVERTED
        return not near or any(self.row.tokens[x].text == "?" for x in range(group.last, b))

    def _certain(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "est convaincu que …", "est catégorique : …"."""
        if self.pack.grammar["be"].isdisjoint(lemmas(self.ph.language, self.low[group.finite])):
            return None
        k = self.ph.light(group.finite + 1, b)
        if k + 2 >= b or self.low[k] not in self.pack.w["convictions"]:
            return None
        announced = self.kind[k + 1] == "," and any(self.low[x] in self.pack.w["of_it"] for x in range(group.first, k))
        if self.kind[k + 1] not in "Q:" and not announced:
            return None
        source, _ = self.ph.subject(group.first, a)
        if source is None or self._first_person(source) or self._thing(source) or self._supposed(group.first, a):
            return None
        spans = self._spans((k + 2, self.ex.clause(k + 2, b, group)))
        return Report(spans, (group.first, k + 1), source, "that") if spans else None

    def _impersonal(self, cues: list[Cue], group: VerbGroup, a: int, b: int) -> Report | None:
        """ "il a été souligné que …", "il est reproché à X de …": said, and not by whom."""
        k = group.first - 1
        j = self.ph.light(group.last, b)
        if k < a or self.low[k] not in self.pack.w["dummies"] or j >= b:
            return None
        source: Range | None = None
        if self.low[j] in self.pack.w["of"] and (end := max(self.ph.np_right(j + 1, b), j + 1)) < b:
            source, j = (j + 1, end), end
        if self.kind[j] != "Q":
            content = self._complement(cues, group, None, b, a)
            charged = content is not None and content[2] == "infinitive"
            return (
                Report(content[0], (group.first, group.last), None, "hearsay", content[1])
                if content and charged
                else None
            )
        frame = next((f for c in cues for f in c.frames if "that" in f.takes), None)
        spans = self._spans((j + 1, self.ex.clause(j + 1, b, group))) if frame else []
        how = "that" if source else "hearsay"
        return Report(spans, (group.first, group.last), source, how, frame.act) if spans and frame else None

    def _advisable(self, group: VerbGroup, b: int) -> bool:
        """ "il convient de rappeler que …": nobody says so but the journalist."""
        dummy = group.first and self.low[group.first - 1] in self.pack.w["dummies"]
        to = self.ph.light(group.last, b)
        leads = to + 1 < b and self.low[to] in self.pack.w["of"] and self.kind[to + 1] in "Ic"
        return bool(dummy and leads and group.lemma in self.pack.w["impersonal_verbs"])

    def _nickname(self, group: VerbGroup, a: int, b: int) -> bool:
        """ "X, dit « le Turc », …": the participle gives a name."""
        bare = group.first == group.finite and group.last == group.finite + 1
        named = bare and self.low[group.finite] in self.pack.w["works"] and group.first > a
        quoted = self.ph.quote_at(group.last) is not None and self.kind[group.last + 1] not in "VIc"
        return named and quoted and self.kind[group.first - 1] in ",NM"

    def _supposed(self, first: int, a: int) -> bool:
        """Whether the verb stands in an "if" clause: nothing is said then."""
        for k in range(first - 1, a - 1, -1):
            if self.kind[k] in ",.;:V":
                return False
            if self.low[k] in self.pack.grammar["if"] and self.kind[k + 1 : k + 2] not in (["A"], ["X"]):
                return True  # not "si tard"
        return False

    def _silent_subject(self, group: VerbGroup, last: Report) -> Range | None:
        """The subject of a verb behind the last report that says nothing: "…, le maire nie et dénonce"."""
        k = next((x for x in range(group.first - 1, last.content[-1][1] - 1, -1) if self.kind[x] == "V"), None)
        earlier = self.ph.verb_group(k, group.first) if k is not None and self.row.tokens[k].q < 0 else None
        if (
            earlier is None
            or self.pack.grammar["analytic"]
            or earlier.person != group.person
            or (last.cue and earlier.first <= last.cue[0])
        ):
            return None
        return self.ph.subject(earlier.first, last.content[-1][1])[0]

    def _shared_subject(self, group: VerbGroup, a: int, found: list[Report]) -> Range | None:
        """The subject of the clause before, for a verb with none of its own ("… et a souligné")."""
        if found and found[-1].source and found[-1].how != "as":
            return self._silent_subject(group, found[-1]) or found[-1].source
        for k in range(group.first - 1, a - 1, -1):
            if self.kind[k] == "V" and self.row.tokens[k].q < 0:
                earlier = self.ph.verb_group(k, group.first)
                if earlier and earlier.person == group.person:
                    subject, _ = self.ph.subject(earlier.first, a)
                    if subject:
                        return subject
        return None
