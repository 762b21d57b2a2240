"""Reports by verbs that are not finite: participles, gerunds, infinitives that narrate."""

from __future__ import annotations

from parsers.claims.beside import Beside
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.tags import readings


class NonFinite(Beside):
    """Finds reports of gerunds, second participles and infinitives."""

    def _coordinated(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        """ "a salué … et promis …": a second participle on the auxiliary of the first."""
        k = i - 1
        while k > a and self.kind[k] == "A":
            k -= 1
        if self.kind[k] not in "K," or not self.ex.shares_auxiliary(i, b):
            return None
        cue = found[-1].cue if found else None
        reported = cue is not None and "X" in self.kind[cue[0] : cue[1]] and found[-1].how != "incise"
        series = any(self.kind[x : x + 2] == ["K", "X"] for x in range(i, b - 1))  # "a reçu X, promis Y et assuré Z"
        if self.kind[k] == "," and not (reported or series):
            return None
        source = found[-1].source if reported else self._auxiliary_subject(k, a)
        if source is None:
            return None
        lemmas = {r[2] for r in readings(self.ph.language, self.low[i]) if r[0] == "X"}
        group = VerbGroup(i, i, i + 1, self.low[i], "X", "3", (), None, False, False, False, True)
        self.ph.match_cues(group, lemmas, b)
        content = self._complement(list(group.cues), group, source, b, a) if group.cues else None
        return Report(content[0], (i, group.last), source, content[2], content[1], True) if content else None

    def _auxiliary_subject(self, k: int, a: int) -> Range | None:
        """The subject of the verb form with "have" before k, that tells an act: "a décrété … et exhorté …"."""
        for x in range(k - 1, a - 1, -1):
            if self.kind[x] == "V":
                group = self.ph.verb_group(x, k)
                tells = group is not None and group.compound and not group.passive
                return self.ph.subject(group.first, a)[0] if group and tells else None
        return None

    def _gerund(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        lemmas = self.ex.gerund_cues(i) or self._gerund_leads(i)
        if not lemmas or (i > a and self.kind[i - 1] == "D" and self.low[i - 1] not in self.pack.w["pronominal"]):
            return None
        first = i
        while first > a and self.kind[first - 1] == "c":
            first -= 1
        reflexive = any(w in self.pack.w["reflexives"] for w in self.low[first:i])
        group = VerbGroup(first, i, i + 1, lemmas[0], "G", "3", (), None, reflexive, False, False, False)
        self.ph.match_cues(group, set(lemmas), b)
        if not group.cues:
            self.ph.led(group, set(lemmas), b)
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
        quoted = any(self.row.tokens[x].q >= 0 for s in spans for x in range(*s))
        if (
            how == "noun"
            and act == "assert"
            and not quoted
            and self.kind[first - 1] == ","
            and not self.pack.grammar["analytic"]
            and group.lemma not in self.pack.w["pleading"]
        ):
            return None  # ", confirmant son avance" tells what happened
        return Report(spans, (first, group.last), source, how, act, elided=True)

    def _gerund_leads(self, i: int) -> list[str]:
        """The infinitives of verbs that lead to one of saying: "se bornant à rappeler que"."""
        return [r[2] for r in readings(self.ph.language, self.low[i]) if r[0] == "G" and r[2] in self.pack.leads]

    def _own_subject(self, first: int, a: int) -> Range | None:
        """A noun phrase between a comma and the gerund: "…, certains estimant que"."""
        if self.kind[first - 1] == "," and not self.pack.grammar["analytic"]:
            return self._absolute(first - 1, a)
        if self.kind[first - 1] in "NM" and (noun := self.ph.antecedent(first, a)) and self.ph.speaks(*noun):
            if noun[1] == first and not self.pack.grammar["analytic"]:
                return noun  # "une lettre accusant le maire"
        comma = next((k for k in range(first - 1, max(a, first - 8), -1) if self.kind[k] in ",:"), None)
        if comma is None or comma + 1 >= first or self.kind[comma + 1] not in "DM":
            return None
        return (comma + 1, first) if self.ph.np_right(comma + 1, first) == first else None

    def _absolute(self, e: int, a: int) -> Range | None:
        """A role with its name between commas before the gerund: "…, leur chef, X, expliquant que"."""
        commas = [k for k in range(e - 1, max(a, e - 16), -1) if self.kind[k] in ",:"][:2]
        if len(commas) < 2:
            return None
        inner, outer = commas[0] + 1, commas[1] + 1
        whole = self.ph.np_right(inner, e) == e and self.ph.np_right(outer, inner - 1) == inner - 1
        role = self.kind[outer] == "D" and self.kind[inner] == "M" and self.ph.role_within(outer, inner)
        named = self.kind[outer] == "M" and self.kind[inner] in "DN" and self.ph.role_within(inner, e)
        return (outer, e) if whole and (role or named) else None

    def _narrated(self, i: int, a: int, b: int, found: list[Report]) -> Report | None:
        """ "Et d'ajouter : …", "Et le ministre de conclure", "avant de préciser que": an infinitive that narrates."""
        k = i - 1
        while k > a and self.kind[k] in "cA":
            k -= 1
        after = k - 1 >= a and self.low[k - 1] in self.pack.w["before"] and self.kind[k] == "P"
        if k < a or not (after or self.low[k] in self.pack.w["of"] | self.pack.w["purpose"]):
            return None
        source: Range | None = None
        if self.low[k] in self.pack.w["purpose"]:
            return self._meant(i, k, a, b, found)
        if after:
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

    def _meant(self, i: int, k: int, a: int, b: int, found: list[Report]) -> Report | None:
        """ "ont défilé pour réclamer la paix": what somebody did something to say."""
        main = next((x for x in range(k - 1, a - 1, -1) if self.kind[x] in "VRUQ"), None)
        source = self._main_subject(k, a, b, found) if main is not None and self.kind[main] == "V" else None
        if source is None or main is None or self._first_person(source):
            return None
        group = self.ph.verb_group(main, b)
        idle = group is None or group.lemma in self.pack.w["impersonal_verbs"] or "y" in self.low[group.first : main]
        if idle and self.low[source[0]] in self.pack.w["dummies"]:
            return None  # "il faut partir pour …"
        if "n" in self.kind[main:k] or not (self.kind[source[0]] == "S" or self._speaks(*source)):
            return None
        reflexive = any(self.low[x] in self.pack.w["reflexives"] for x in range(k, i))
        group = VerbGroup(k, i, i + 1, self.low[i], "N", "3", (), None, reflexive, False, False, False)
        self.ph.match_cues(group, {self.low[i]}, b)
        content = self._complement(list(group.cues), group, source, b, a) if group.cues else None
        if content is None or content[2] not in ("that", "noun", "infinitive", "quote", "stand"):
            return None
        return Report(content[0], (k, group.last), source, content[2], content[1], elided=True)

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
