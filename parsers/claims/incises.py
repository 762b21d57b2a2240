"""Verbs set in or behind what is said: "…, dit-il", "…, a annoncé le ministre"."""

from __future__ import annotations

from parsers.claims.complements import Complements
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.report import Report

AFTER_INCISE = 14  # tokens in which the parenthesis ends


class Incises(Complements):
    """Finds reports whose content stands around the verb."""

    def _incise(self, group: VerbGroup, a: int, b: int) -> Report | None:
        before = group.first - 1
        if before < a or not any({"quote", "that"} & c.takes for c in group.cues):
            return None
        behind = self._behind(before, a)
        if not behind:
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
            source, end = found, found[1]
        if source and self._first_person(source):
            return None
        content = self._around(group, before, end, a, b)
        cue = (group.first, max(group.last, group.finite + 1))
        return Report(content, cue, source, "incise", self._act(group), elided) if content else None

    def _any_verb(self, i: int, a: int, b: int) -> Report | None:
        """A verb of no list behind a quotation, with a person behind it: "« … », s'étrangle Untel"."""
        first = i
        while first > a and self.kind[first - 1] == "c":
            first -= 1
        if first - 1 < a or self._behind(first - 1, a) != "quote" or self.row.tokens[i].q >= 0:
            return None
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

    def _subject_behind(self, group: VerbGroup, b: int, *, quoted: bool) -> Range | None:
        """The subject after its verb: "a déclaré (à cette occasion) le ministre"."""
        if group.passive or group.negated:
            return None
        k, q = self.ph.light(group.last, b), self.row.tokens[group.finite].q
        for _ in range(3):
            if k >= b or self.row.tokens[k].q != q:
                return None
            if self.kind[k] == "P":
                k = self.ph.light(max(self._addressee(k + 1, b), k + 1), b)
            elif self.low[k] in self.pack.w["whens"] or (
                self.kind[k] == "D" and k + 1 < b and self.low[k + 1] in self.pack.w["whens"]
            ):
                k = self.ph.light(k + 1, b)
            else:
                break
        if k < b and self.kind[k] == "S" and self.low[k] in self.pack.subjects:
            return None
        if k + 2 < b and self.kind[k] == "N" and self.kind[k + 1] == "," and self.kind[k + 2] == "M":
            k += 2  # "a confié, amer, Untel"
        end = self.ph.np_right(k, b)
        if self.kind[k : k + 1] == ["N"] and not self.ph.role_within(k, end):
            return None
        if (
            end <= k
            or self.kind[k] not in "DMN#"
            or (self.low[k] in self.pack.contracted and self.low[k] not in self.pack.w["indefinite"])
        ):
            return None
        end = self._apposed(k, end, b)
        plural = self.low[k] in self.pack.w["plural"]
        if self.kind[k] == "D" and plural != (group.person == "6") and self.low[k] not in self.pack.w["of"]:
            return None
        if not quoted and end < b and self.kind[end] not in ",.()PXG-RU:":
            return None
        if not quoted and (self._goes_on(group, end, b) or not self._says_clause(group.first - 1, end, b)):
            return None
        if not quoted and (
            not (self._speaks(k, end) or self._no_object(group, k))
            or (self.low[group.finite] in self.pack.w["homographs"] and not self._plain_subject(k))
        ):
            return None
        return k, end

    def _plain_subject(self, k: int) -> bool:
        """Whether a subject behind a form that may be a noun is plainly one: it has an article, or is no acronym."""
        return self.kind[k] == "D" or (self.kind[k] == "M" and not self.row.tokens[k].text.isupper())

    def _addressee(self, k: int, b: int) -> int:
        """The end of the phrase behind a preposition; "à l'AFP des secouristes" are two."""
        end = self.ph.np_right(k, b)
        for x in range(k + 1, end):
            if self.low[x] in self.pack.w["indefinite"] and self.kind[x - 1] == "M" and self._speaks(x, end):
                return x
        return end

    def _goes_on(self, group: VerbGroup, end: int, b: int) -> bool:
        """Whether the noun phrase behind is an object: "de" and an infinitive follow ("accuse X d'avoir")."""
        to = {f.to for c in group.cues for f in c.frames}
        base = self.pack.contracted.get(self.low[end], self.low[end]) if end < b else ""
        return base in to and end + 1 < b and self.kind[end + 1] in "Icn"

    def _says_clause(self, before: int, end: int, b: int) -> bool:
        """Whether a main clause stands before the parenthesis or around it; else subject or adverbial stand before."""
        start = self._content_start(before - 1, max(0, before - 60))
        lead = self.ph.introducer(before, start)
        if lead is not None and self.kind[lead] == "R" and lead < before - 1:
            return False  # "le club, dont le président, X, accuse la ligue": the verb is the relative clause's
        if self._main_verb(start, before) or self.kind[start] not in "DMSP":
            return True
        return end < b and self.kind[end] == "," and self._main_verb(end, b)

    def _main_verb(self, a: int, b: int) -> bool:
        """Whether [a, b) has a verb that stands in no relative clause."""
        for k in range(a, b):
            lead = self.ph.introducer(k, a) if self.kind[k] == "V" else a
            if self.kind[k] == "V" and (lead is None or not self._relative(lead, a)):
                return True
        return False

    def _relative(self, lead: int, a: int) -> bool:
        if self.kind[lead] == "Q" and lead > a and self.kind[lead - 1] == "U" and lead - 1 > a:
            return True  # a clause of reason or time
        return self.kind[lead] == "R" or (self.kind[lead] == "Q" and lead > a and self.kind[lead - 1] in "NXM,")

    def _no_object(self, group: VerbGroup, k: int) -> bool:
        """Whether a noun phrase behind must be the subject: a clause stands before, and the verb takes no noun."""
        start = self._content_start(group.first - 2, max(0, group.first - 60))
        if self.kind[k] != "D" or not self._main_verb(start, group.first):
            return False
        return not any("noun" in f.takes and "document" not in f.takes for c in group.cues for f in c.frames)

    def _apposed(self, k: int, end: int, b: int) -> int:
        """The end of a subject that is a role with the name behind a comma."""
        if end + 1 >= b or self.kind[end] != "," or self.kind[end + 1] != "M" or self.ph.holds_name(k, end):
            return end
        close = self.ph.np_right(end + 1, b)
        return close if close >= b or (self.kind[close] in ",.-(" and self.ph.speaks(k, end)) else end

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

    def _around(self, group: VerbGroup, before: int, end: int, a: int, b: int) -> list[Range]:
        q = self.row.tokens[group.finite].q
        stop = self._mark(end, b)
        while (
            stop < b - 1 and self.kind[stop] == "," and (self._apposition(stop + 1, b) or self._about_name(stop, q, b))
        ):
            stop = self._mark(stop + 1, b)
        if q >= 0:
            quote = self.row.quotes[q]
            return self._spans((quote.first, before), (stop + 1, quote.last + 1))
        start = self._content_start(before, a)
        spans: list[Range] = [(start, before + 1 if self.kind[before] == '"' else before)]
        k = stop + 1
        if stop < b and self.kind[stop] in ",:" and k < b:
            if self.ph.quote_at(k) is not None:
                spans.append((k, self.ph.past_quote(k)))
            elif self._resumes(k, b, group) and self.row.tokens[before - 1].q < 0 and self.kind[before] == ",":
                spans.append((k, self.ex.clause(k, b)))
        return self._spans(*spans)

    def _resumes(self, k: int, b: int, group: VerbGroup) -> bool:
        """Whether the clause goes on behind the parenthesis: "ils continuaient, dit-elle, à recevoir"."""
        after = self.kind[k + 1] if k + 1 < b else ""
        if self.kind[k] == "P" and group.pronoun is not None:
            return after == "I"
        if self.kind[k] == "K" and group.pronoun is not None:
            return after in ("c", "V") and not self.ex.breaks(k, b, None)
        return self.kind[k] not in "GRUPXAK"

    def _mark(self, k: int, b: int) -> int:
        return next((x for x in range(k, min(b, k + AFTER_INCISE)) if self.kind[x] in ",.:;" or x == b - 1), k)

    def _about_name(self, comma: int, q: int, b: int) -> bool:
        """Inside a quotation, whether what stands between the speaker's name and a full stop says who they are."""
        stop = self._mark(comma + 1, b)
        words = self.kind[comma + 1 : stop]
        return (
            q >= 0 and self.kind[comma - 1] == "M" and self.kind[stop] == "." and bool(words) and words[0] in "NXD"
        ) and not any(k in "VSQR" for k in words)

    def _apposition(self, k: int, b: int) -> bool:
        """Whether what follows a speaker's name says who they are: a role or an age."""
        if self.kind[k] == "#":
            return True
        if self.kind[k] == "D":
            k += 1
        while k < b and self.low[k] in self.pack.w["adjectives"]:
            k += 1
        people = self.pack.people
        return k < b and (self.low[k] in people["roles_m"] or self.low[k] in people["roles_f"])

    def _content_start(self, before: int, a: int) -> int:
        """Where the content before a parenthesis begins: after a colon that introduces the quotation."""
        k = before
        while k >= a:
            q = self.row.tokens[k].q
            if q >= 0:
                k = self.row.quotes[q].open - 1
            elif self.kind[k] == ":" and (
                self.ph.quote_at(k + 1) is not None or (self._main_verb(k, before) and self._main_verb(a, k))
            ):
                return k + 1
            elif self.kind[k] == "R" and k == before - 1:
                return k + 1
            elif self.kind[k] == ".":
                return k + 1
            else:
                k -= 1
        return a
