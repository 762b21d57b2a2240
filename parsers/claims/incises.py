"""Verbs set in or behind what is said: "…, dit-il", "…, a annoncé le ministre"."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.claims.inverted import Inverted
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report
from parsers.claims.tokens import TERMINAL

BRIEF = 4  # tokens before a parenthesis that are hardly a clause of their own
AFTER_INCISE = 14  # tokens in which the parenthesis ends


class Incises(Inverted):
    """Finds reports whose content stands around the verb."""

    def _incise(self, group: VerbGroup, a: int, b: int, reports: Sequence[Report] = ()) -> Report | None:
        before = group.first - 1
        if before < a or not any({"quote", "that"} & c.takes for c in group.cues):
            return None
        behind = self._behind(before, a)
        if not behind or (group.pronoun is None and self._within_subject(before, a)):
            return None
        source = (group.pronoun, group.pronoun + 1) if group.pronoun is not None else None
        end = group.last
        elided = False
        if source and self.low[source[0]].rsplit("-", 1)[-1] in self.pack.w["impersonal"]:
            found = self._relayed(group.last, b)
            source, end, elided = found, found[1] if found else group.last, found is None
        elif "relayed" in {t for c in group.cues for t in c.takes if c.tail}:
            return None
        if source is None and not elided:
            found = self._subject_behind(group, b, quoted=behind == "quote")
            if not found:
                return None
            if any("relayed" in c.takes for c in group.cues):
                found = self._informed(found, b)
            source, end = found, found[1]
        if source and self._first_person(source):
            return None
        content = self._around(group, before, end, a, b, reports)
        cue = (group.first, max(group.last, group.finite + 1))
        return Report(content, cue, source, "incise", self._act(group), elided) if content else None

    def _within_subject(self, mark: int, a: int) -> bool:
        """Whether quoted words belong to the verb's subject: "le groupe « X » revendique", "X, « ému », promet"."""
        if self._set_off_subject(mark, a):
            return True
        quoted = mark - 1 if self.kind[mark] == "," and mark > a else mark
        if self.kind[quoted] != '"' or self.row.tokens[quoted].q < 0:
            return False
        quote = self.row.quotes[self.row.tokens[quoted].q]
        before = quote.open - 1
        if before <= a:
            return False
        if quoted < mark:
            apposed = self.kind[before] == "," and self.ph.np_right(a, before) == before
            return apposed and not self.ph.is_time(a, before) and self.ph.speaks(a, before)
        return self.kind[before] in "NMXD" and self.row.tokens[quote.last].text not in TERMINAL | {","}

    def _set_off_subject(self, mark: int, a: int) -> bool:
        """Whether the mark closes a parenthesis behind the verb's subject: "Les auteurs – … – estiment"."""
        close = self.kind[mark]
        if close not in ",-" or (close == "," and '"' not in self.kind[mark - 1]):
            return False
        start = self.ph.light(a, mark)
        opened = self.ph.np_right(start, mark)
        if opened >= mark - 2 or self.kind[start] != "D" or self.kind[opened] != close or opened <= start:
            return False
        return self.kind[opened + 1] == "R" if close == "," else self.ph.speaks(start, opened)

    def _any_verb(self, i: int, a: int, b: int) -> Report | None:
        """A verb of no list behind a quotation, with a person behind it: "« … », s'étrangle Untel"."""
        first = i
        while first > a and self.kind[first - 1] == "c":
            first -= 1
        if first - 1 < a or self._behind(first - 1, a) != "quote" or self.row.tokens[i].q >= 0:
            return None
        if self.kind[i] == "V" and i + 1 < b and self._joined_third(i + 1):
            asked = VerbGroup(first, i, i + 1, self.low[i], "P", "3", (), i + 1, False, False, False, False)
            content = self._around(asked, first - 1, i + 2, a, b)
            return Report(content, (first, i + 2), (i + 1, i + 2), "incise") if content else None
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

    def _joined_third(self, k: int) -> bool:
        """Whether a pronoun of the third person is joined to the verb before: "hésite-t-elle"."""
        low = self.low[k]
        code = self.pack.subjects.get(low.rsplit("-", 1)[-1], "")
        return low[0] == "-" and code[:1] in ("m", "f")

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

    def _informed(self, learner: Range, b: int) -> Range:
        """Who told it to those who learned it: "a appris l'AFP de sources concordantes", "… auprès du parquet"."""
        for x in range(learner[0] + 1, learner[1] - 1):
            if self.low[x] in self.pack.w["of"] and self.low[x + 1] in self.pack.people["relayed"]:
                return x + 1, learner[1]
        k = self.ph.light(learner[1], b)
        while k < b and self.low[k] in self.pack.w["whens"]:
            k += 1
        told = self._relayed(k, b) if k < b and self.kind[k] == "P" else None
        return told if told and self._speaks(*told) else learner

    def _around(
        self, group: VerbGroup, before: int, end: int, a: int, b: int, reports: Sequence[Report] = ()
    ) -> list[Range]:
        q = self.row.tokens[group.finite].q
        text = q >= 0 or '"' not in self.kind[before - 1 : before + 1]
        stop = self._mark(self._told_of(end, b) if text else end, b)
        while stop < b - 1 and self.kind[stop] == "," and self._describes(stop, end, group, before, b):
            stop = self._mark(stop + 1, b)
        if q >= 0:
            quote = self.row.quotes[q]
            return self._spans((quote.first, before), (stop + 1, quote.last + 1))
        start = whole = self._content_start(before, a)
        if group.pronoun is not None:
            start = self._own_clause(group, before, start, stop, b, reports)
        if start == whole and (start := self._judged(before, whole)) > whole:
            self._clip(reports, start - 1)
        spans: list[Range] = [(start, before + 1 if self.kind[before] == '"' else before)]
        k = stop + 1
        if stop < b and self.kind[stop] in ",:" and k < b:
            if self.ph.quote_at(k) is not None:
                spans.append((k, self.ph.past_quote(k)))
            elif start == before or (
                self._resumes(k, b, group, brief=before - start < BRIEF)
                and self.row.tokens[before - 1].q < 0
                and self.kind[before] == ","
            ):
                end = self.ex.clause(k, b)
                spans.append((k, next((x for x in range(k, end) if self.kind[x] == ";"), end)))
        return self._spans(*spans)

    def _own_clause(
        self, group: VerbGroup, before: int, start: int, stop: int, b: int, reports: Sequence[Report]
    ) -> int:
        """Where the content of "dit-il" begins: behind the colon or the report whose subject "il" is.

        "X se montre moins sûr : l'homme, dit-il, avait peur"; "X s'est réjoui du choix, qui est, a-t-il dit, juste".
        """
        goes_on = stop + 1 < b and self.kind[stop] == ","
        for k in range(before - 1, start, -1):
            if self.kind[k] in ":;" and self.row.tokens[k].q < 0:
                if self._main_verb(start, k) and (goes_on or self._main_verb(k, before)):
                    self._clip(reports, k)
                    return k + 1
        earlier = next((r for r in reversed(reports) if self._same_source(r, group, start, before)), None)
        if earlier is None or earlier.cue is None:
            return start
        breaks = (k for k in range(before - 1, earlier.cue[1], -1) if self.kind[k] in ",;")
        clause = next((k for k in breaks if self.row.tokens[k].q < 0), None)
        if clause is None:
            return start
        left = self._spans(*((s, min(e, clause)) for s, e in earlier.content if s < clause))
        if not left:
            return start
        earlier.content = left
        return clause + 1 if before - clause > 2 else before  # a lone connector: "…, soit, écrit-elle, le double"

    def _clip(self, reports: Sequence[Report], at: int) -> None:
        """End what was said before at ``at``."""
        for report in reports:
            report.content = self._spans(*((s, min(e, at)) for s, e in report.content if s < at)) or report.content

    def _same_source(self, report: Report, group: VerbGroup, start: int, before: int) -> bool:
        """Whether an earlier report of the sentence may be made by whom the pronoun of the parenthesis stands for."""
        if report.how == "incise" or not report.cue or not start <= report.cue[0] < before or group.pronoun is None:
            return False
        code = self.pack.subjects.get(self.low[group.pronoun].rsplit("-", 1)[-1], "")
        head = self.low[report.source[0]] if report.source else ""
        own = self.pack.subjects.get(head)
        if own is not None:
            return own == code
        other = self.pack.w["feminine"] if code[:1] == "m" else self.pack.w["masculine"]
        return head not in other and (head in self.pack.w["plural"]) == (code[1:] == "p")

    def _resumes(self, k: int, b: int, group: VerbGroup, *, brief: bool) -> bool:
        """Whether the clause goes on behind the parenthesis: "ils continuaient, dit-elle, à recevoir".

        What is too ``brief`` to be a clause goes on with a preposition too: "pas question, dit le maire, de partir".
        """
        after = self.kind[k + 1] if k + 1 < b else ""
        if self.low[k] in self.pack.w["whens"] and "V" not in self.kind[k:b]:
            return False
        if self.ex.source_phrase(k + (self.low[k] in self.pack.w["again"])):
            return False
        if self.kind[k] == "N" and not brief and "V" not in self.kind[k:b]:
            return False  # "dit-il, sourire aux lèvres"
        if self.kind[k] == "D" and "V" not in self.kind[k:b] and self._manner(k, b):
            return False  # "dit-il, au grand dam des élus", "dit-il, quelques minutes après"
        if self.kind[k] == "P":
            governed = group.pronoun is not None or self.kind[group.first - 2 : group.first] in (["V", ","], ["X", ","])
            return brief or (governed and after == "I")
        if self.kind[k] == "K" and group.pronoun is not None:
            return after in ("c", "V", "D") and not self.ex.breaks(k, b, None)
        if self.kind[k] == "U" and not self.pack.grammar["analytic"]:  # "est tombée, raconte X, quand Y a …"
            return "V" in self.kind[k:b] and self.low[k] not in self.pack.grammar["contrast"]
        return self.kind[k] not in "GRUPXAK"

    def _manner(self, k: int, b: int) -> bool:
        """Whether a phrase at k that no verb follows tells how or when something was said."""
        spell = k + 1 < b and self.low[k + 1] in self.pack.w["lengths"]
        return spell or self.low[k] in self.pack.w["addressing"] or self.ph.is_time(k, b)

    def _mark(self, k: int, b: int) -> int:
        return next((x for x in range(k, min(b, k + AFTER_INCISE)) if self.kind[x] in ",.:;" or x == b - 1), k)

    def _describes(self, comma: int, end: int, group: VerbGroup, before: int, b: int) -> bool:
        """Whether what stands behind the comma, up to the full stop, says who the speaker is, where or how."""
        aged = self.kind[comma + 1] == "#"  # "précise-t-il, 40 tonnes": nobody's age
        told = not self._main_verb(comma + 1, self._mark(comma + 1, b))
        if not (aged and group.pronoun is not None) and told and self._apposition(comma + 1, b):
            return True
        if self.row.tokens[group.finite].q < 0:
            return False
        stop = self._mark(comma + 1, b)
        words, named = self.kind[comma + 1 : stop], self.kind[comma - 1] == "M"
        if not words or self.kind[stop] != ".":
            return False
        if words[0] == "P" or self.low[comma + 1] in self.pack.w["addressing"]:
            return comma > end and not any(k in "VSQR" for k in words)  # "a-t-il dit en public, à la veille du vote"
        if group.pronoun is not None:
            return False
        if words[0] == "R":
            mine = any(self.pack.subjects.get(w) == "1" for w in self.low[comma + 1 : stop])
            return not mine and (named or self.kind[before - 1] not in "NM")
        return words[0] in ("NXD" if named else "X") and not any(k in "VSQR" for k in words)

    def _apposition(self, k: int, b: int) -> bool:
        """Whether what follows a speaker's name says who they are: a role or an age."""
        if self.kind[k] == "#":
            return True
        if self.kind[k] == "D":
            k += 1
            if k < b and self.low[k] in self.pack.w["bearing"]:
                return True
        while k < b and self.low[k] in self.pack.w["adjectives"]:
            k += 1
        return k < b and self.low[k] in self.pack.roles
