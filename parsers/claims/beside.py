"""Reports whose content stands in the clause beside: "comme l'a dit X", "c'est ce qu'affirme X"."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.claims.incises import Incises
from parsers.claims.pack import Frame
from parsers.claims.pairs import Content
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.tags import lemmas


class Beside(Incises):
    """Finds reports that point to what has been said already."""

    def _as(self, group: VerbGroup, a: int, b: int) -> Report | None:
        """ "comme l'a souligné X, …": the content is the clause beside."""
        opening, joining = self.pack.grammar["comparison"], self.pack.w["joining"]
        if opening.isdisjoint(said := self.low[a : group.first]) and joining.isdisjoint(said):
            return None
        k = group.first
        source: Range | None = None
        if k > a and self.kind[k - 1] == "S":
            source, k = (k - 1, k), k - 1
        elif k > a and self.low[k - 1] not in opening and self.kind[k - 1] != ",":
            subject, _ = self.ph.subject(group.first, a)
            if subject and subject[0] > a and self.low[subject[0] - 1] in opening:
                source, k = subject, subject[0]
        lead = k - 1
        if lead > a and self.low[lead] in self.pack.w["that"] and self.low[lead - 1] in joining:
            lead -= 1  # "ainsi que l'a rappelé X", not "c'est ainsi qu'il"
            if lead > a and self.kind[lead - 1] in "VA":
                return None
        if group.lemma in self.pack.w["naming"]:
            return None  # "les Bleuets, comme on les appelle"
        if lead < a or group.negated or (self.low[lead] not in opening and self.low[lead] not in joining):
            return None
        if lead > a and self.kind[lead - 1] == "X":
            return None  # "un homme présenté comme le chef a été arrêté"
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
        told = self._past_circumstances(self._told_of(close, b), b)
        if (
            lead - a <= 3
            or self.kind[lead - 1] in ".;:"
            or (lead > a and self.kind[lead - 1] == "," and self._only_openers(a, lead - 1))
        ):
            content = self._spans((told, self.ex.clause(told + 1, b))) if told < b else []
            if (
                content
                and self.kind[a] in "DM"
                and self.kind[lead - 1] == ","
                and self.ph.np_right(a, lead) == lead - 1
            ):
                content = self._spans((a, lead), *content)  # "La loi, comme l'a dit X, entrera en vigueur"
        elif told < b and self.kind[lead - 2 : lead] == ["R", ","]:
            content = self._spans((self._clause_before(lead, a), lead), (told, self.ex.clause(told + 1, b)))
        else:
            content = self._spans((self._clause_before(lead, a), lead))
        return Report(content, cue, source, "as", self._act(group)) if content else None

    def _past_circumstances(self, comma: int, b: int) -> int:
        """Past what tells where or when behind a comma: "comme l'a dit X, à Lyon, la digue tient"."""
        while comma + 1 < b and self.kind[comma] == "," and self.kind[comma + 1] == "P":
            close = next((k for k in range(comma + 1, b) if self.kind[k] in ",.V"), b)
            if close >= b or self.kind[close] != ",":
                break
            comma = close
        return comma

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
        if self.pack.subjects.get(self.low[lead - 1]) != "x" or lead - start > 8 or "Q" in self.kind[start:lead]:
            return None
        if any(self.kind[k] == "V" and not self._copula(k) for k in range(start, lead)):
            return None  # "il se demande ce que …"
        about = {x for c in group.cues for f in c.frames if "quality" in f.takes for x in f.about}
        if start > a and group.last < b and self.low[group.last] in about:
            return None  # "ce que X considère comme …"
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
            said = next(
                (x + 1 for x in range(a + 1, start - 1) if self.kind[x] == "Q" and self.kind[x - 1] in "VXI"), a
            )
            spans = self._spans((said, start - 1))
        elif colon is not None and colon + 1 < b:
            spans = self._spans(
                (colon + 1, self.ph.past_quote(colon + 1) if self.ph.quote_at(colon + 1) is not None else b)
            )
        elif previous := self._sentence_before(a):
            spans = self._spans(previous)
        denies = any(f.act == "deny" and "noun" in f.takes for c in group.cues for f in c.frames)
        act = "deny" if denies else self._act(group)
        return Report(spans, (group.first, group.last), source, "as", act) if spans else None

    def _of_noun(self, group: VerbGroup, a: int, b: int, reports: Sequence[Report] = ()) -> Report | None:
        """ "une estimation que conteste X", "un bilan que X porte à 63": what is said is the noun before "que"."""
        lead = self.ph.introducer(group.finite, a)
        frame = self._of_noun_frame(group)
        if lead is None or lead == a or self.kind[lead] != "Q" or group.negated or frame is None:
            return None
        if frame.act in ("deny", "judge") and (before := self._summed_up(lead - 1, a)):
            who = self.ph.subject(group.first, lead + 1)[0] or self._subject_behind(group, b, quoted=True)
            cue = (group.first, group.last)
            return Report(list(before.content), cue, who, "echo", frame.act) if who else None
        start = self._apposed_noun(lead, a)
        if start is None:
            return None
        spans = [(start, lead)]
        source, _ = self.ph.subject(group.first, lead + 1)
        k = group.last
        figure = {"tally", "pair"} & frame.takes and k < b and self._links_to(k, frame)
        if figure:
            spans.append((k + 1, self.ex.noun(k + 1, b)))
        elif "deemed" in frame.takes:
            if not (end := self._deemed_behind(k, b)):
                return None
            spans.append((k, end))
        elif not {"noun", "stand"} & frame.takes:
            return None
        elif source is None:
            source = self._subject_behind(group, b, quoted=True)
        elif "deemed" not in frame.takes and self.ph.light(k, b) < b and self.kind[k] not in ",.;K":
            return None
        if source is None or self._first_person(source):
            return None
        found = self._spans(*spans)
        said = self._taken_up(start, lead, reports) if len(spans) == 1 else None
        if said and said.source != source:
            return Report(list(said.content), (group.first, k), source, "echo", frame.act)
        return Report(found, (group.first, k), source, "noun", frame.act) if found else None

    def _taken_up(self, start: int, lead: int, reports: Sequence[Report]) -> Report | None:
        """What the sentence reports already, where "…, une idée que" sums it up."""
        sums = self.low[start] in self.pack.w["indefinite"] and lead == start + 2 and self.kind[start - 1] == ","
        return next((r for r in reversed(reports) if r.content[-1][1] == start - 1), None) if sums else None

    def _of_noun_frame(self, group: VerbGroup) -> Frame | None:
        frames = [f for c in group.cues for f in c.frames]
        judged = (f for f in frames if {"noun", "stand", "indefinite"} & f.takes and f.act in ("deny", "judge", "ask"))
        found = next((f for f in frames if {"tally", "pair"} & f.takes), None) or next(judged, None)
        return found or next((f for f in frames if "deemed" in f.takes), None)

    def _deemed_behind(self, k: int, b: int) -> int:
        """The end of the quality behind a verb that ends its clause: "une offre que X juge trop basse"; or 0."""
        end = next((x for x in range(k, b) if self.kind[x] in ",.;K" and self.row.tokens[x].q < 0), b)
        return end if k < end < k + 6 and all(x in 'NXGAn"' for x in self.kind[k:end]) else 0

    def _links_to(self, k: int, frame: Frame) -> bool:
        base = self.pack.base(self.low[k])
        return base in (frame.about or self.pack.w["at"])

    def _apposed_noun(self, lead: int, a: int) -> int | None:
        """Where the noun phrase before "que" begins, behind a comma or at the head of the sentence."""
        lead -= self.kind[lead - 1] == "," and self.kind[lead - 2] in "NX"  # "Le plan, que les élus jugent trop vague"
        for s in range(max(a, lead - 12), lead - 1):
            if self.kind[s] == "D" and self.ph.np_right(s, lead) == lead and (s == a or self.kind[s - 1] in ",.;:K"):
                return s
        return None

    def _copula(self, k: int) -> bool:
        return not self.pack.grammar["be"].isdisjoint(lemmas(self.ph.language, self.low[k]))

    def _announced(self, group: VerbGroup, b: int) -> Content | None:
        """ "Il le reconnaît, la tâche est immense": a pronoun announces the clause behind the comma."""
        k = group.last
        it = any(w in self.pack.w["announcing"] for w in self.low[group.first : group.finite])
        if not it or k + 2 >= b or self.kind[k] != "," or (group.first and self.kind[group.first - 1] == "R"):
            return None
        spans = self._spans((k + 1, self.ex.clause(k + 1, b, group)))
        return (spans, self._act(group), "that") if spans else None

    def _dislocated(self, group: VerbGroup, a: int) -> Content | None:
        """ "« … », c'est ainsi qu'il a qualifié …": the quotation stands before."""
        lead = self.ph.introducer(group.finite, a)
        if lead is None or self.kind[lead] != "Q":
            return None
        k = next((x for x in range(lead - 1, a - 1, -1) if self.row.tokens[x].q >= 0), None)
        if k is None or lead - k > 6 or not any(self.pack.subjects.get(self.low[x]) == "x" for x in range(k, lead)):
            return None
        spans = self._spans((self.row.quotes[self.row.tokens[k].q].open, k + 1))
        return (spans, self._act(group), "quote") if spans else None
