"""How far what is said reaches: the ends of clauses, noun phrases and quotations that are contents."""

from __future__ import annotations

from parsers.claims.breaks import NEAR, Breaks
from parsers.claims.phrases import Range, VerbGroup
from parsers.claims.tags import readings

SIGNED = 5  # tokens of an agency in brackets before a text


class Extents(Breaks):
    """Ends of contents over one row."""

    def clause(
        self, start: int, b: int, group: VerbGroup | None = None, *, subordinate: bool = False, whole: bool = False
    ) -> int:
        """The end of a clause that is said, from its first token: the sentence's end, or where the report goes on.

        ``whole``: verbs and gerunds of saying inside belong to what is said.
        """
        depth, i = 0, start
        while i < b:
            kind = self.kind[i]
            if self.ph.quote_at(i) is not None:
                i = self.ph.past_quote(i)
                continue
            if kind == ":" and not whole and depth == 0 and i > start and self.ph.quote_at(i + 1) is not None and group:
                return i
            if kind == "(":
                depth += 1
            elif kind == ")":
                if depth == 0:
                    return i
                depth -= 1
            elif kind == "." and depth == 0 and i + 1 < b and self.row.tokens[i].text not in ("...", "…"):
                return i
            elif not whole and depth == 0 and i > start and kind in ",K-":
                if self.breaks(i, b, group, subordinate and self._says_it(start, i)):
                    return i
                if kind == "," and self._juxtaposed(start, i, b, group):
                    return i
            elif kind == ";" and not whole and depth == 0 and self._juxtaposed(start, i, b, group):
                return i
            i += 1
        return b

    def _says_it(self, a: int, b: int) -> bool:
        """Whether [a, b) has a verb of its own: "dans dix ans" and "si rien n'est fait" have still to say it."""
        if self.kind[a] not in "PUA":
            return True
        verbs = (k for k in range(a, b) if self.kind[k] in "VI")
        return any(self.kind[k] == "I" or self.ph.introducer(k, a) is None for k in verbs)

    def apposed(self, end: int, b: int) -> int:
        """The end of a speaker's name with what is said about them behind it."""
        return end

    def noun(self, start: int, b: int) -> int:
        """The end of a noun phrase that is said: its complements and relative clauses belong, adverbials don't."""
        quoted = self.ph.quote_at(start) is not None
        k = self.ph.past_quote(start) if quoted else max(self.ph.np_right(start, b), start + 1)
        while k < b:
            kind = self.kind[k]
            if self.ph.quote_at(k) is not None:
                k = self.ph.past_quote(k)
            elif past := self._as_well(k, b):
                k = past
            elif kind == "R" or (kind == "Q" and self.kind[k - 1] in "NXM"):
                k = self._relative(k, b)
            elif kind == "P" and self.kind[k + 1 : k + 2] == ["R"]:
                k = self._relative(k + 1, b)  # "les rumeurs selon lesquelles …"
            elif self._of_noun(k, b) or (k == start + 2 and self._of_spell(start, b)):
                k = max(self.ph.np_right(k + 1, b), k + 2)
            elif kind in "PD" and self._of_participle(start, k, b):
                k = max(self.ph.np_right(k + (kind == "P"), b), k + 2)
            elif kind == "P" and not self._adverbial(k, b):
                k = max(self.ph.np_right(k + 1, b), k + 2)
            elif kind in "NXAM#oGI" and self.low[k] not in self.pack.w["whens"]:
                k = max(self.ph.np_right(k, b), k + 1)
            elif kind == "D" and k + 2 < b and self.ph.is_time(k, b) and self.low[k + 2] in self.pack.w["of"]:
                k += 2  # "la quête chaque jour de nourriture"
            elif kind == "D" and (self.low[k - 1] in self.pack.w["prepositions"] or self.kind[k - 1] == "I"):
                k = max(self.ph.np_right(k, b), k + 1)
            elif kind == "D" and self.low[k] in self.pack.contracted and not self._adverbial(k, b):
                k = max(self.ph.np_right(k, b), k + 1)
            elif kind == "," and self.low[k + 1 : k + 2] and self.low[k + 1] in self.pack.w["together"]:
                k = max(self.ph.np_right(k + 2, b), k + 2)
            elif kind == "," and (past := self._interrupted(k, b)):
                k = past
            elif kind == "," and (past := self._some_of_it(k, b) or self._told_behind(k, b)):
                k = past
            elif kind == "K" and self.ph.quote_at(k + 1) is not None and self.kind[k - 1] == '"':
                k = self.ph.past_quote(k + 1)  # "un homme « froid » et « sans empathie »"
            elif kind in ",K" and k + 1 < b and self._continues(k + 1, b, kind):
                k += 1
                while k < b and (self.low[k] in self.pack.w["including"] or self.kind[k] in "KP"):
                    k += 1
                k = max(self.ph.np_right(k, b), k + 1)
            else:
                break
        return min(k, b)

    def _of_noun(self, k: int, b: int) -> bool:
        """ "les enterrements | de nuit": no date, but what is meant."""
        of = self.low[k] in self.pack.w["of"] and k + 1 < b and self.kind[k + 1] == "N"
        return of and self.low[k - 1] not in self.pack.w["whens"]

    def _of_participle(self, start: int, k: int, b: int) -> bool:
        """ "l'aide décidée | dans le dernier budget": what goes on behind a participle tells of the noun."""
        if self.kind[k - 1] != "X" or k - 1 == start or k + 1 >= b or self.kind[k - 2] not in "NMXA":
            return False
        return self.kind[k] == "P" or self.ph.is_time(k, b)

    def _interrupted(self, comma: int, b: int) -> int:
        """Past an adverbial between commas that parts a noun from its "of": "l'envoi, dès lundi, de renforts"; or 0."""
        quoted = self.ph.quote_at(comma + 1) is not None
        behind = self.ph.past_quote(comma + 1) if quoted else comma + 1
        close = self.ph.closing_comma(behind, min(b, comma + NEAR))
        if close is None or close + 1 >= b:
            return 0
        parted = self.low[close + 1] in self.pack.w["of"]
        object_ = self.kind[comma - 1] == "I" and self.kind[close + 1] in "D#"  # "de finir, avant l'été, les travaux"
        when = quoted or self.kind[comma + 1] == "P" or self.ph.is_time(comma + 1, close)
        if not (parted or object_) or not (when or self.ph.light(comma + 1, close) >= close):
            return 0
        return close + 1 if parted else self.ph.np_right(close + 1, b)

    def _some_of_it(self, comma: int, b: int) -> int:
        """Past what a part of it is: "trois ans de prison, dont dix-huit mois ferme"; or 0."""
        k = comma + 1
        if k + 1 >= b or self.kind[k] != "R" or self.low[k] not in self.pack.w["including"]:
            return 0
        end = self.noun(k + 1, b) if self.kind[k + 1] in "D#NM" else k
        return end if end > k + 1 and not (end < b and self.kind[end] in "VcS") else 0

    def _told_behind(self, comma: int, b: int) -> int:
        """Past a participle that ends the sentence: "le désarroi des débutants, livrés à eux-mêmes"; or 0."""
        k = comma + 1
        if k + 2 >= b or self.kind[k] != "X" or self.kind[k + 1] not in "PDA" or self.pack.grammar["analytic"]:
            return 0
        stop = next((x for x in range(k, b) if self.kind[x] in ".;:VR"), b)
        said = any(r[2] in self.pack.cues for r in readings(self.ph.language, self.low[k]) if r[0] == "X")
        return stop if not said and (stop == b or self.kind[stop] == ".") else 0

    def _as_well(self, k: int, b: int) -> int:
        """Past "ainsi que" and another thing; or 0."""
        k += self.kind[k] == ","
        joins = k + 2 < b and self.low[k] in self.pack.w["joining"] and self.kind[k + 1] in "KQ"
        start = k + 2 + (joins and self.kind[k + 2] == "P")  # "l'accent sur X ainsi que sur Y"
        end = self.ph.np_right(start, b) if joins else k
        return end if joins and end > start else 0

    def _of_spell(self, start: int, b: int) -> bool:
        """ "un mois | de grève", where the time itself is said."""
        return self.ph.is_time(start, b) and self.low[start + 2] in self.pack.w["of"] and self.kind[start] == "D"

    def members(self, at: int, b: int) -> int:
        """The end of the noun phrase behind the preposition at ``at``, and of others that the same one joins to it."""
        end = self.noun(at + 1, b)
        base = self.pack.base(self.low[at])
        while end < b and self.kind[end] in ",K":
            k = self.ph.light(end + 1, b)
            if k >= b or self.pack.base(self.low[k]) != base:
                break
            end = self.noun(k + 1, b)
        return end

    def _relative(self, k: int, b: int) -> int:
        seen = False
        for i in range(k + 1, b):
            if self.kind[i] == "V":
                if seen and self.kind[i - 1] not in "RcKA":
                    return i
                seen = True
            if self.kind[i] in ",.;:" and seen:
                return i
            if self.kind[i] == "K" and seen and i + 1 < b and self.kind[i + 1] in "Vc":
                group = self.ph.verb_group(i + 1, b) if self.kind[i + 1] == "V" else None
                if group and group.cues:
                    return i
        return b

    def _adverbial(self, k: int, b: int) -> bool:
        low, after = self.low[k], self.low[k + 1 : k + 3]
        month = self.kind[k + 1 : k + 2] == ["N"] and after[0] in self.pack.w["whens"]
        if low in self.pack.w["forward"] and (month or self.kind[k + 1 : k + 2] in (["D"], ["#"])):
            return False  # a term: "promet un logement avant la rentrée", "annonce sa fermeture pour juin"
        if low in self.pack.w["among"] and self.kind[k + 1 : k + 2] in (["D"], ["#"]):
            return False  # "un risque accru chez les fumeurs"
        if low in self.pack.grammar["adverbial_prepositions"]:
            return True
        if low in self.pack.by and after[:1] and after[0] in self.pack.w["lengths"]:
            return False  # "80 000 euros par jour"
        if low in self.pack.grammar["adverbial_places"]:
            known = self.pack.people["documents"] | self.pack.people["organisations"] | self.pack.w["media"]
            return any(w in known for w in self.low[k + 1 : k + 4])
        return (
            any(w in self.pack.w["whens"] for w in after)
            or " ".join((low, *after[:1])) in self.pack.grammar["adverbial_starts"]
        )

    def _continues(self, k: int, b: int, joint: str) -> bool:
        """Whether another member of an enumeration starts at k."""
        if self.kind[k] == "K":
            k += 1
        while k < b and self.low[k] in self.pack.w["including"]:
            k += 1
        if k < b and self.low[k] in self.pack.w["any"] and self.kind[k + 1 : k + 2] in (["P"], ["c"]):
            return False  # "tout en appelant"
        if k >= b or self.kind[k] not in "DNM#PI" or self.low[k] in self.pack.w["whens"]:
            return False
        stop = next((i for i in range(k, b) if self.kind[i] in ",.;:RQ"), b)
        if joint == "," and any(self.kind[i] == "V" for i in range(k, stop)):
            return False
        if joint == "," and any(self.kind[i] == "X" and self.low[i + 1] in self.pack.by for i in range(k, stop - 1)):
            return False  # "une trêve, une proposition rejetée par l'armée"
        if self.kind[k] in "PI":
            return (
                self.low[k] in self.pack.w["of"] or self.kind[k] == "I" or self.low[k - 1] in self.pack.w["including"]
            )
        end = self.ph.np_right(k, b)
        if joint == "," and self.absolute(k, b):
            return False
        if joint == "," and end < b and self.kind[end] == "Q" and self.reports_before_verb(end + 1, b):
            return False  # "…, un bilan que X porte à 63"
        quoted = next((x for x in range(k + 1, min(end + 1, b)) if self.ph.quote_at(x) is not None), None)
        if joint == "," and quoted and self.ph.np_right(k, quoted) == quoted and self.ph.speaks(k, quoted):
            return False  # "… une trêve, l'ONU « soulagée »"
        if joint == "," and end < b and self.low[end] in self.pack.w["indefinite"] - self.pack.w["of"]:
            return False  # "X réclame une pause, la gauche un débat"
        return end > k and not (end < b and self.kind[end] in "VcS")

    def _opener(self, a: int) -> bool:
        """Whether a coordinator at the head of a content only ties it to the text; in a quotation it is said."""
        q = self.row.tokens[a].q
        return self.low[a] in self.pack.w["openers"] and (q < 0 or bool(self.pack.grammar["analytic"]))

    def _including(self, k: int) -> bool:
        """Whether "notamment" stands at k; what is quoted keeps its "la même"."""
        return self.low[k] in self.pack.w["including"] and self.kind[k] == "A" and self.row.tokens[k].q < 0

    def trim(self, span: Range) -> Range | None:
        """A span without marks and openers at its ends; a quotation that fills it loses its quotation marks."""
        a, b = span
        if a < b and self.kind[a] == "(":  # "(AFP) Le bilan …"
            close = next((x for x in range(a + 1, min(b, a + SIGNED)) if self.kind[x] == ")"), a)
            a = close if close + 1 < b else a
        while a < b and (self.kind[a] in ",.:;-)" or (self.kind[a] == "K" and self._opener(a))):
            a += 1
        while b > a and (
            self.kind[b - 1] in ",:;-(" or (self.kind[b - 1] == "." and self.row.tokens[b - 1].text not in "?!")
        ):
            b -= 1
        if b - 1 > a and self.kind[b - 1] == ")" and self.low[b - 2] in self.pack.w["editorial"]:
            b = next((x for x in range(b - 1, a, -1) if self.kind[x] == "("), b)
        while b - 1 > a and self._including(b - 1):
            b -= 1
            return self.trim((a, b))
        q = self.ph.quote_at(a) if a < b else None
        if q is not None and self.row.quotes[q].close in (b - 1, None):
            inner = (a + 1, b - 1 if self.row.quotes[q].close == b - 1 else b)
            return self.trim(inner) if inner[1] > inner[0] else None
        if (
            b > a
            and self.kind[b - 1] == '"'
            and self.row.tokens[a].q == self.row.tokens[b - 1].q >= 0
            and self.kind[a] != '"'
            and self.row.quotes[self.row.tokens[a].q].close == b - 1
        ):
            return self.trim((a, b - 1))
        return (a, b) if b > a else None
