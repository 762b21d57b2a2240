"""Subjects that stand behind their verb, with whatever stands between: "a déclaré mardi à l'AFP le ministre, X"."""

from __future__ import annotations

from parsers.claims.complements import Complements
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.steps import LOOKAHEAD

COMPLEMENTS = 6  # between a verb and its subject: "a lancé mardi, à Lyon, devant la presse, à l'issue du vote, X"
LABEL = 8  # tokens of a topic before the colon of a title


class Inverted(Complements):
    """Finds the subject of a verb that stands in or behind what is said."""

    def _subject_behind(self, group: VerbGroup, b: int, *, quoted: bool) -> Range | None:
        """The subject after its verb: "a déclaré (à cette occasion) le ministre"."""
        if group.passive or group.negated:
            return None
        k = self._past_complements(group.last, b, self.row.tokens[group.finite].q)
        if k is None or k >= b:
            return None
        if self.kind[k] in "So":
            unnamed = self.kind[k] == "S" and self.low[k] not in self.pack.subjects
            points = unnamed or self.low[k] in self.pack.w["pointing"]
            return (k, k + 1) if points and (quoted or self._ends_sentence(group, k, k + 1, b)) else None
        if k + 2 < b and self.kind[k] == "N" and self.kind[k + 1] == "," and self.kind[k + 2] == "M":
            k += 2  # "a confié, amer, Untel"
        if self.low[k] in self.pack.w["somebody"]:
            return k, self._somebody_end(k, b)
        end = self._phrase_end(k, b)
        closes = quoted or end >= b or self.kind[end] == "."
        bare = closes and self.pack.grammar["analytic"] and self.ph.speaks(k, max(end, k + 1))
        if self.kind[k] == "N" and not (bare or self.ph.role_within(k, end)):
            return None
        if end <= k or not (bare or self._starts_subject(k)):
            return None
        end = self._apposed(k, end, b)
        if not self._agrees(group, k, end):
            return None
        return (k, end) if quoted or self._ends_sentence(group, k, end, b) else None

    def _phrase_end(self, k: int, b: int) -> int:
        """The end of a subject: a noun phrase, "le même", "plusieurs d'entre eux"."""
        if k + 1 < b and self.kind[k] == "D" and self.low[k + 1] in self.pack.w["same"]:
            return max(self.ph.np_right(k, b), k + 2)
        end = self.ph.np_right(k, b)
        among = end + 2 < b and self.low[end] in self.pack.w["of"] and self.kind[end + 1 : end + 3] == ["P", "o"]
        return end + 3 if among else end

    def _somebody_end(self, k: int, b: int) -> int:
        """The end of "quelqu'un", or of "celle qui …"."""
        if k + 1 < b and self.kind[k + 1] == "R":
            return next((x for x in range(k + 2, b) if self.kind[x] in ',.;:"'), b)
        return k + 1

    def _past_complements(self, k: int, b: int, q: int) -> int | None:
        """The token behind the adverbials and objects that stand between a verb and its subject."""
        name: int | None = None
        for _ in range(COMPLEMENTS):
            k = self.ph.light(k, b)
            if k >= b or self.row.tokens[k].q != q:
                return name
            if self.low[k] in self.pack.w["somebody"]:
                return k
            step = self._complement_end(k, b)
            if step == k:
                break
            if self.kind[k - 1] == "," and self.kind[step : step + 1] == [","]:
                step += 1  # "a regretté, lundi, sur France Inter, le ministre"
            name, k = self._name_within(k, step), step
        return name if name is not None and not self._starts_subject(k) else k

    def _complement_end(self, k: int, b: int) -> int:
        """The end of a phrase at k that is no subject: with a preposition, of time, or a gerund with its object."""
        whens, kind = self.pack.w["whens"], self.kind
        if kind[k] == "-":  # "a lancé – sans rire – le ministre"
            close = next((x for x in range(k + 1, min(b, k + LOOKAHEAD)) if kind[x] in '-,.;:V"'), k)
            return close + 1 if kind[close] == "-" and close > k else k
        if kind[k] == "P" or (kind[k] == "D" and self.low[k] in self.pack.w["addressing"]):
            verb = next((x for x in range(k + 1, min(b, k + 4)) if kind[x] not in "Pc"), k)
            if verb > k and kind[verb] in "GI":
                end = self.ph.np_right(verb + 1, b)
                alone = end >= b or kind[end] not in "DM"
                return verb + 1 if alone and kind[verb + 1 : end][:1] == ["M"] else max(end, verb + 1)
            return max(self._addressee(k + 1, b), k + 1)
        if self.low[k] in whens:
            dated = kind[k + 1 : k + 3] == ["#", "N"] and self.low[k + 2] in whens  # "a annoncé | vendredi 3 mai | X"
            return k + 3 + (kind[k + 3 : k + 4] == ["#"]) if dated else k + 1
        if kind[k] == "D" and k + 2 < b:
            if self.low[k + 1] in whens and self.ph.is_time(k, b):
                return k + 2
            if kind[k + 1] == "#" and self.low[k + 2] in whens:
                return k + 3
        return k

    def _starts_subject(self, k: int) -> bool:
        contracted = self.low[k] in self.pack.contracted and self.low[k] not in self.pack.w["indefinite"]
        return self.kind[k] in "DMN#" and not contracted

    def _name_within(self, a: int, end: int) -> int | None:
        """Where a name begins that ends a complement but is not its own: "en mêlée de presse Julie Roy"."""
        k = end
        while k > a and self.kind[k - 1] == "M":
            k -= 1
        given = self.pack.given
        k = next((x for x in range(k + 1, end - 1) if self.low[x] in given and self.low[x - 1] not in given), k)
        return k if a + 1 < k < end and self.kind[k - 1] in "NM" else None

    def _addressee(self, k: int, b: int) -> int:
        """The end of the phrase behind a preposition; "à l'AFP des secouristes" are two."""
        end = self.ph.np_right(k, b)
        for x in range(k + 1, end):
            if self.low[x] in self.pack.w["indefinite"] and self.kind[x - 1] == "M" and self._speaks(x, end):
                return x
        return end

    def _agrees(self, group: VerbGroup, k: int, end: int) -> bool:
        """Whether verb and subject are both singular or plural; "un groupe de" and "X et Y" may be either."""
        low = self.low[k]
        if self.kind[k] != "D" or low in self.pack.w["of"] or self.pack.grammar["analytic"]:
            return True
        if low in self.pack.w["plural"]:
            return group.person == "6"
        several = any(self.kind[x] == "K" or self.low[x] in self.pack.w["of"] for x in range(k + 1, end))
        return group.person != "6" or several

    def _ends_sentence(self, group: VerbGroup, k: int, end: int, b: int) -> bool:
        """Whether the noun phrase behind a verb is its subject where no quotation shows it."""
        while end < b and self.low[end] in self.pack.w["whens"]:
            end += 1
        aside = end < b and self.low[end] in self.pack.contracted and self.low[end] in self.pack.w["addressing"]
        if end < b and self.kind[end] not in ",.()PXG-RU:" and not aside:
            return False
        past = self.ph.past_brackets(end, b)
        if self._goes_on(group, end, b) or not self._says_clause(group.first - 1, past, b):
            return False
        if not (self.kind[k] in "So" or self._speaks(k, end) or self._no_object(group, k)):
            return False
        return self.low[group.finite] not in self.pack.w["homographs"] or self._plain_subject(k)

    def _plain_subject(self, k: int) -> bool:
        """Whether a subject behind a form that may be a noun is plainly one: it has an article, or is no acronym."""
        text = self.row.tokens[k].text.rstrip(".")
        return self.kind[k] == "D" or (self.kind[k] == "M" and not (len(text) > 1 and text.isupper()))

    def _goes_on(self, group: VerbGroup, end: int, b: int) -> bool:
        """Whether the noun phrase behind is an object: "de" and an infinitive follow ("accuse X d'avoir")."""
        to = {f.to for c in group.cues for f in c.frames}
        base = self.pack.base(self.low[end]) if end < b else ""
        return base in to and end + 1 < b and self.kind[end + 1] in "Icn"

    def _says_clause(self, before: int, end: int, b: int) -> bool:
        """Whether a main clause stands before the parenthesis or around it; else subject or adverbial stand before."""
        start = self._content_start(before - 1, self.row.start_of(before))
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
        start = self._content_start(group.first - 2, self.row.start_of(group.first))
        if self.kind[k] != "D" or not self._main_verb(start, group.first):
            return False
        if not any("that" in c.takes for c in group.cues) or self.low[k] in self.pack.number_words:
            return False
        return not any("noun" in f.takes and "document" not in f.takes for c in group.cues for f in c.frames)

    def _label(self, a: int, colon: int) -> bool:
        """Whether the words before a colon only name the topic of a title: "Climat : l'Europe se réchauffe"."""
        title = self.row.places[self.row.place_of(a)].name == "title"
        return title and colon - a <= LABEL and not any(k in 'VQ"' for k in self.kind[a:colon])

    def _content_start(self, before: int, a: int) -> int:
        """Where the content before a parenthesis begins: after a colon that introduces the quotation."""
        k = before
        while k >= a:
            q = self.row.tokens[k].q
            if q >= 0:
                k = self.row.quotes[q].open - 1
            elif self.kind[k] == ":" and (
                self.ph.quote_at(k + 1) is not None
                or (self._main_verb(k, before) and self._main_verb(a, k))
                or self._label(a, k)
            ):
                return k + 1
            elif k == before - 1 and (self.kind[k] == "R" or (self.kind[k] == "K" and self.kind[before] == ",")):
                return k + 1
            elif self.kind[k] in ".;":
                return k + 1
            else:
                k -= 1
        return a
