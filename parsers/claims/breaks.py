"""Where a clause that is said breaks off: the speaker's next act, another report, a source behind a comma."""

from __future__ import annotations

from parsers.claims.phrases import OverPhrases, VerbGroup
from parsers.claims.tags import readings

NEAR = 12


class Breaks(OverPhrases):
    """Ends of clauses over one row."""

    def breaks(self, i: int, b: int, group: VerbGroup | None, subordinate: bool = False) -> bool:
        """Whether the comma or coordinator at i ends what is said."""
        k = i + 1
        if self.kind[i] == "," and k < b and self.kind[k] == "K":
            k += 1
        k = self.ph.light(k, b) if self.kind[i] != "-" else k
        if k >= b:
            return False
        kind = self.kind[k]
        if self.low[k] in self.pack.w["any"] and self.kind[k + 1 : k + 2] == ["P"]:
            k, kind = k + 1, "P"  # "tout en refusant"
        if kind == "P":
            verb = next((x for x in range(k + 1, b) if self.kind[x] not in "cn"), k)  # "en les exhortant"
            k, kind = (verb, "G") if self.kind[verb] == "G" else (k, kind)
        if kind == "G" and (self.kind[i] == "," or (group and group.tense == "G")):
            return bool(self.gerund_cues(k))
        if kind in "DM" and self.kind[i] == "," and (end := self.ph.np_right(k, b)) < b and self.kind[end] == "G":
            if self.gerund_cues(end) and self.ph.speaks(k, end):
                return True  # "…, certains précisant que"
        if self.kind[i] == "," and (self._before_act(k, b) or self._without_word(k, b) or self._judged_by(k, b)):
            return True
        if self.kind[i] == "," and (self._contrasted(k, b) or self.low[i + 1] in self.pack.w["contrary"]):
            return True
        if self.low[k] in self.pack.grammar["comparison"] and self.kind[i] == ",":
            return self.reports_before_verb(k + 1, min(b, k + NEAR))
        if self.kind[i] == "," and self.source_phrase(k) and self._to_end(k, b):
            return True
        if self.kind[i] == "," and self.pack.subjects.get(self.low[k]) == "x" and self.kind[k + 1 : k + 2] == ["Q"]:
            return self.reports_before_verb(k + 2, min(b, k + NEAR))  # "…, ce que l'armée dément"
        if kind == "Q" and self.kind[i - 1 : i + 1] == ["N", ","] and self.kind[k + 1 : k + 2] == ["S"]:
            clause = bool(group and self.kind[group.last : group.last + 1] == ["Q"])  # one of several
            return not clause and self.reports_before_verb(k + 2, min(b, k + NEAR))  # "…, qu'il dit prêts à partir"
        if kind == "D" and self.kind[i] == "," and (end := self.ph.np_right(k, b)) < b and self.kind[end] == "Q":
            if self.reports_before_verb(end + 1, min(b, end + NEAR)):
                return True  # "…, une décision que conteste le maire"
        if kind == "X" and self.kind[k - 1] in ",KA" and group and group.compound:
            return self.shares_auxiliary(k, b)
        while k < b and self.kind[k] == "c":
            k += 1
        if group and k < b and self.kind[k] == "V" and self.kind[i] == "," and self._in_relative(group):
            return self._complete(group.last, i)
        if k < b and self.kind[k] == "V":
            return self._past_relative(i, k, b, group) or self._new_report(i, k, b, group)
        if subordinate and self.kind[i] == ",":
            return self._main_clause(i + 1, b)
        return False

    def coordinated(self, start: int, b: int, group: VerbGroup, *, clauses: bool = True) -> int:
        """Where, behind what is no clause, the speaker's next act or another clause begins ("« X » et sort")."""
        stop = self.row.units[self.row.unit_of(start)][1]
        for i in range(start, b):
            if self.kind[i] not in ",K" or self.row.tokens[i].q >= 0 or "V" in self._outside(start, i):
                continue
            k = self.ph.light(i + 1 + (self.kind[i] == "," and self.kind[i + 1 : i + 2] == ["K"]), b)
            participle = k < b and self.kind[k] == "X" and group.compound and self.kind[k - 1] in "KA"
            if participle and self.kind[start] == "I" and "X" in self.kind[start + 1 : i]:  # "avoir abattu X et pris Y"
                participle = self.shares_auxiliary(k, b)
            while k < b and self.kind[k] in "cn":
                k += 1
            verb = k < b and self.kind[k] == "V" and self.kind[i] == "K"
            if participle or verb or (clauses and self._main_clause(i + 1, stop)):
                return i
        return b

    def _outside(self, a: int, b: int) -> list[str]:
        return [self.kind[x] for x in range(a, b) if self.row.tokens[x].q < 0]

    def _juxtaposed(self, start: int, i: int, b: int, group: VerbGroup | None) -> bool:
        """Whether somebody else's report begins at the comma: "… que la digue tient, la mairie assure que …"."""
        if not group or i + 1 >= b or self.kind[i + 1] not in ("DM" if self.kind[i] == "," else "DMS"):
            return False
        k = self.ph.light(self.ph.np_right(i + 1, b), b)
        if k >= b or self.kind[k] not in "Vc":
            return False
        words = self._outside(start, i)
        if self.kind[i] == "," and ("V" not in words or any(x in "URQ" for x in words)):
            return False
        own = self.ph.verb_group(next((x for x in range(k, b) if self.kind[x] != "c"), k), b)
        if not own or not own.cues or own.negated or own.person not in "36":
            return False
        after = self.ph.light(own.last, b)
        said = after < b and (self.kind[after] == "Q" or self.ph.quote_at(after) is not None)
        return said or (self.kind[i] == ";" and self.kind[i + 1] != "S" and after < b and self.kind[after] in "DPI")

    def _before_act(self, k: int, b: int) -> bool:
        """Whether an infinitive that reports follows: "…, avant d'admettre une erreur"."""
        if self.low[k] not in self.pack.w["before"] or k + 2 >= b or self.kind[k + 1] != "P":
            return False
        verb = next((x for x in range(k + 2, b) if self.kind[x] not in "cA"), k)
        return self.kind[verb] == "I" and self.low[verb] in self.pack.cues

    def _contrasted(self, k: int, b: int) -> bool:
        """Whether others are set against the speaker: "…, quand les syndicats y voient un recul"."""
        k += self.kind[k : k + 2] == ["U", "Q"]  # "alors que"
        end = self.ph.np_right(k + 1, b) if self.low[k] in self.pack.w["contrasting"] else k
        return end > k + 1 and self.ph.speaks(k + 1, end) and self.reports_before_verb(end, min(b, end + 4))

    def _without_word(self, k: int, b: int) -> bool:
        """Whether the speaker is told to say no more: "…, sans toutefois préciser de date"."""
        verb = next((x for x in range(k + 1, min(b, k + 5)) if self.kind[x] not in "Acn"), b)
        silent = verb < b and self.kind[verb] == "I" and self.low[verb] in self.pack.w["detailing"]
        return silent and self.low[k] in self.pack.w["without"]

    def _judged_by(self, k: int, b: int) -> bool:
        """Whether an apposition follows that somebody else judges: "…, un objectif jugé irréaliste par la Cour"."""
        end = self.ph.np_right(k, b) if self.kind[k] == "D" and not self.pack.grammar["analytic"] else k
        at = next((x for x in range(k + 1, min(b, end + 1)) if self.kind[x] == "X"), None)
        told = self.pack.passives | self.pack.grammar["told_by"]
        if at is None or told.isdisjoint(r[2] for r in readings(self.ph.language, self.low[at])):
            return False
        stop = next((x for x in range(at, b) if self.kind[x] in ",.;:V"), b)
        return any(self.low[x] in self.pack.by for x in range(at, stop))

    def absolute(self, k: int, b: int) -> bool:
        """Whether an absolute clause starts at k: "…, l'intention étant écartée"."""
        end = self.ph.np_right(k, b)
        return k < end < b and self.kind[end] == "G" and self.low[end] in self.pack.w["being"]

    def _in_relative(self, group: VerbGroup) -> bool:
        """Whether the reporting verb stands in a relative clause set off by a comma."""
        lead = self.ph.introducer(group.first, max(0, group.first - NEAR))
        return lead is not None and lead > 0 and self.kind[lead] == "R" and self.kind[lead - 1] == ","

    def _complete(self, a: int, b: int) -> bool:
        """Whether what is said in [a, b) has its verb: "que le suspect, âgé de 27 ans" waits for it."""
        if "Q" not in self.kind[a : a + 1]:
            return True
        leads = (self.ph.introducer(k, a + 1) for k in range(a + 1, b) if self.kind[k] == "V")
        return any(lead is None or self.kind[lead] != "R" for lead in leads)

    def shares_auxiliary(self, k: int, b: int) -> bool:
        """Whether the participle at k, behind "and", reports with the auxiliary of the verb before it."""
        lemmas = [r[2] for r in readings(self.ph.language, self.low[k]) if r[0] == "X" and r[2] in self.pack.cues]
        after = self.ph.light(k + 1, b)
        if not lemmas or after >= b:
            return False
        if any(
            c.tail and tuple(self.low[k + 1 : k + 1 + len(c.tail)]) == c.tail for x in lemmas for c in self.pack.cues[x]
        ):
            return True
        takes = {t for lemma in lemmas for c in self.pack.cues[lemma] for t in c.takes}
        to = {f.to for lemma in lemmas for c in self.pack.cues[lemma] for f in c.frames}
        apart = self.kind[k - 1] == ","  # "…, accusé d'avoir" is a passive
        if self.kind[after] == "Q" or self.ph.quote_at(after) is not None or (self.low[after] in to and not apart):
            return True
        asking = [f for lemma in lemmas for c in self.pack.cues[lemma] for f in c.frames if f.act == "ask"]
        about = {x for f in asking for x in f.about}
        if not apart and self.low[after] in self.pack.contracted and self.pack.contracted[self.low[after]] in about:
            return True  # "… et appelé au calme"
        if self._names_saying(after, b, takes) or (self.low[after] in self.pack.w["indefinite"] and "noun" in takes):
            return True
        if self.kind[after] in "Icn" and not apart and "infinitive" in takes:
            return True
        if self.kind[after] == "#" and "noun" in takes:
            return True
        if self.kind[after] == "D" and self.low[after] not in self.pack.contracted and "noun" in takes:
            return True
        near = range(after, min(b - 1, after + NEAR))
        own = (self.low[x] in to and (self.kind[x + 1] in 'Icn"' or self.kind[x - 1] == '"') for x in near)
        return "person" in takes and any(own)

    def source_phrase(self, k: int) -> tuple[str, ...] | None:
        """The preposition that names a source, if one starts at k."""
        for words in self.pack.source_phrases.get(self.low[k], ()):
            last = k + len(words) - 1
            if last < len(self.low) and tuple(self.low[k:last]) == words[:-1]:
                if self.low[last] == words[-1] or (last > k and self.pack.contracted.get(self.low[last]) == words[-1]):
                    return words
        return None

    def _to_end(self, k: int, b: int) -> bool:
        return not any(self.kind[i] in ",V" for i in range(k, b))

    def reports_before_verb(self, k: int, b: int) -> bool:
        """Whether the first finite verb from k on reports."""
        for i in range(k, b):
            if self.kind[i] == "V":
                group = self.ph.verb_group(i, b)
                return bool(group and group.cues and not (group.passive and not group.reflexive))
            if self.kind[i] in ".;:":
                return False
        return False

    def _past_relative(self, i: int, k: int, b: int, group: VerbGroup | None) -> bool:
        """Whether the comma at i closes the relative clause that reports ("X, qui promet …, table sur")."""
        if not group or self.kind[i] != "," or i + 1 >= b or self.kind[i + 1] == "K" or group.first < 2:
            return False
        if self.kind[group.first - 1] != "R" or self.kind[group.first - 2] != ",":
            return False
        own = self.ph.verb_group(k, b)
        return own is not None and own.pronoun is None and not self._subject_follows(own.last, b)

    def _new_report(self, i: int, k: int, b: int, group: VerbGroup | None) -> bool:
        own = self.ph.verb_group(k, b)
        if not own or not own.cues:
            return False
        if own.pronoun is not None:
            return self.kind[i] == ","
        if self.kind[i] == "," and self.kind[i + 1] != "K" and self._subject_follows(own.last, b):
            return True
        contrast = self.kind[i] == "," and self.kind[i + 1] == "K"
        if group and (own.person != group.person or (own.compound != group.compound and not contrast)):
            return False
        after = self.ph.light(own.last, b)
        if after >= b:
            return False
        if self.kind[after] == "Q" or self.ph.quote_at(after) is not None:
            return True
        takes = {t for c in own.cues for t in c.takes}
        to = {f.to for c in own.cues for f in c.frames}
        if self.kind[after] == "I":
            return "infinitive" in takes
        about = {x for c in own.cues for f in c.frames for x in f.about}
        if group and (self.low[after] in to or (self.low[after] in about and self.kind[i] == "K")):
            return True
        if self.kind[after] == "P" or self.low[after] in self.pack.contracted:
            past = max(self.ph.np_right(after + 1, b), after + 1)
            if past < b and (self.kind[past] == "Q" or {self.low[past], self.pack.base(self.low[past])} & to):
                return True
        return bool(group) and self.kind[after] in "DN" and ("noun" in takes or self._names_saying(after, b, takes))

    def _names_saying(self, k: int, b: int, takes: set[str]) -> bool:
        end = self.ph.np_right(k, b)
        return "stand" in takes and any(self.low[x] in self.pack.said for x in range(k, end))

    def _subject_follows(self, k: int, b: int) -> bool:
        """A verb with its subject behind it, up to the end or a comma: "…, a fait savoir son porte-parole"."""
        k = self.ph.light(k, b)
        if k < b and self.low[k] in self.pack.w["whens"]:
            k += 1
        end = self.ph.np_right(k, b)
        return end > k and self.kind[k] in "DM" and (end >= b or self.kind[end] in ",.P") and self.ph.speaks(k, end)

    def _main_clause(self, k: int, b: int) -> bool:
        if k < b and self.kind[k] == "S":
            return True
        end = self.ph.np_right(k, b)
        if k < b and self.kind[k] in "DM" and self.kind[end : end + 1] == [","] and self.ph.speaks(k, end):
            close = self.ph.closing_comma(end + 1, min(b, end + NEAR))
            if close is not None and close + 1 < b and "I" not in self.kind[end:close] and self.kind[close + 1] in "Vc":
                end = close + 1  # an apposition: "…, et Untel, maire depuis peu, a fermé"
        return k < b and self.kind[k] in "DM" and end < b and self.kind[end] in "Vc"

    def gerund_cues(self, k: int) -> list[str]:
        """The infinitives, among cue verbs, of the gerund at k."""
        return [r[2] for r in readings(self.ph.language, self.low[k]) if r[0] == "G" and r[2] in self.pack.cues]
