"""Subjects and antecedents, on top of verb groups and noun phrases."""

from __future__ import annotations

from parsers.claims.steps import Range
from parsers.claims.tags import FINITE, readings
from parsers.claims.verbgroups import VerbGroup, VerbGroups

__all__ = ["OverPhrases", "Phrases", "Range", "VerbGroup"]


class Phrases(VerbGroups):
    """Reads phrases off one row; ranges are of tokens, half-open."""

    def subject(self, first: int, a: int) -> tuple[Range | None, bool]:
        """The subject that stands before a verb group's first token, and whether it is elided ("et a souligné")."""
        if self.pack.grammar["analytic"] and (fused := self.fused(first, a)):
            return fused, False
        relative = self.relative(first, a)
        source, elided = self._subject(first if relative is None else relative + 1, a)
        if source is None and self.pack.grammar["analytic"] and (apart := self._set_apart(first, a)):
            return apart, False
        return source, elided

    def fused(self, first: int, a: int) -> Range | None:
        """The subject behind "what": "what the mayor called a disgrace"."""
        end = first
        while end > a and self.kind[end - 1] == "A":
            end -= 1
        k = end - 1
        while k > a and self.kind[k] in "DNMS-" and self.low[k] not in self.pack.grammar["how_words"]:
            k -= 1
        return (k + 1, end) if k + 1 < end and k >= a and self.low[k] in self.pack.grammar["how_words"] else None

    def relative(self, first: int, a: int) -> int | None:
        """The relative pronoun that only adverbials part from its verb: "who on Tuesday endorsed"."""
        lead = self.introducer(first, a) if self.pack.grammar["analytic"] else None
        if lead is None or self.kind[lead] != "R":
            return None
        k = lead + 1
        while k < first and (step := self.adverbial(k, first)) > k:
            k = step
        while k < first and self.kind[k] == "P" and any(w in self.pack.w["whens"] for w in self.low[k + 1 : k + 3]):
            k = max(self.np_right(k + 1, first), k + 2)
        return lead if k == first else None

    def _set_apart(self, first: int, a: int) -> Range | None:
        """A subject at the head of the sentence, parted from its verb between commas or dashes."""
        k = first - 1
        while k > a and self.kind[k] == "A":
            k -= 1
        if k <= a or self.kind[k] not in ",-":
            return None
        closed = next((x + 1 for x in range(k - 1, a, -1) if self.kind[x] == '"'), a)
        for s in (self._after_openers(a, k), self._after_openers(closed, k)):
            if s >= k or self.kind[s] not in "DMN#":
                continue
            end = self.np_right(s, k)
            while end < k and self.kind[end] == "P":
                end = max(self.np_right(end + 1, k), end + 1)
            if end < k and self.kind[end] == self.kind[k] and self._aside(end + 1, k):
                return s, end
        return None

    def _aside(self, a: int, b: int) -> bool:
        """Whether [a, b) holds no main clause."""
        for x in range(a, b):
            if self.kind[x] in ".;:":
                return False
            if self.kind[x] == "V" and self.introducer(x, a) is None:
                if not any(self.low[y] in self.pack.w["subordinators"] for y in range(a, x)):
                    return False
        return True

    def _subject(self, first: int, a: int) -> tuple[Range | None, bool]:
        """The subject right before a verb group, with what stands between them."""
        k = first - 1
        while k >= a and self.kind[k] == "A":
            k -= 1
        k0 = k
        if k < a:
            return None, True
        if self.kind[k] == "S":
            return (k, k + 1), False
        if self.kind[k] == "K":
            return None, True
        if self.kind[k] == "R":
            return self._antecedent(k, a, self._plural_verb(first)), False
        stop, skips = self._clause_start(k, a)
        if all(self.kind[i] in "KA,nP" or i in skips for i in range(stop, first)):
            return None, True
        pieces = self._pieces(stop, k0 + 1, skips)
        tail_comma = bool(pieces) and pieces[-1][0] == pieces[-1][1]
        pieces = [p for p in pieces if p[1] > p[0]]
        if not pieces:
            return None, True
        if not tail_comma:
            if (relative := self._restrictive(*pieces[-1], skips)) is not None:
                return self._antecedent(relative, pieces[-1][0], self._plural_verb(first)), False
            start, opens = self.np_start(*pieces[-1]), pieces[-1][0]
            if start is not None and self.kind[start - 1] == ")" and self.low[start] in self.pack.contracted:
                bracket = next((x for x in range(start - 1, opens, -1) if self.kind[x] == "("), opens)
                start = self.np_start(opens, bracket) if bracket > opens else start  # "le sénateur (UC) | du Nord"
            start = self._whole_from(start, opens)
            if start is None:
                return None, all(self.kind[i] in "KAPNX#DM," for i in range(*pieces[-1]))
            if len(pieces) > 1 and self.kind[start] == "M":
                before = self.np_start(*pieces[-2])
                if (
                    before == self._after_openers(*pieces[-2])
                    and self.kind[before] == "D"
                    and self.role_within(*pieces[-2])
                ):
                    start = before
            return (start, pieces[-1][1]), False
        for n, (s, e) in enumerate(pieces):
            s = self._after_openers(s, e)
            if s < e and (self.kind[s] in "DMS#" or (self.kind[s] == "N" and self.role_within(s, e))):
                spell = self.kind[s] in "D#" and s + 1 < e and self.low[s + 1] in self.pack.w["lengths"]
                if spell or self.is_time(s, e):
                    continue  # "Trente ans après, …"
                end = max(self.np_right(s, e), s + 1)
                if n + 1 < len(pieces) and self.kind[pieces[n + 1][0]] == "M" and not self.holds_name(s, end):
                    nxt = pieces[n + 1]
                    end = max(self.np_right(*nxt), nxt[0] + 1)
                return (s, end), False
        return None, True

    def _whole_from(self, start: int | None, opens: int) -> int | None:
        """Where the noun phrase begins that goes on at ``start`` with "au" or "aux"."""
        while start is not None and start > opens and self._complement_at(start):
            start = self.np_start(opens, start)
        return start

    def _complement_at(self, k: int) -> bool:
        """Whether "au" or "aux" at k belongs to the noun before it: "le Haut-Commissariat | aux réfugiés"."""
        joined = self.kind[k] == "D" and self.low[k] in self.pack.w["addressing"] & self.pack.contracted.keys()
        return joined and self.kind[k - 1] in "NMX"

    def _restrictive(self, s: int, e: int, skips: set[int]) -> int | None:
        """The pronoun of a relative clause that belongs to the subject ("ceux qui vivent ici disent")."""
        return next((k for k in range(s + 1, e) if k in skips and self.kind[k] in "RQ"), None)

    def _after_openers(self, s: int, e: int) -> int:
        while s < e:
            step = self.adverbial(s, e)
            if step == s and (self.kind[s] in "K-" or self.low[s] in self.pack.w["openers"]):
                step = s + 1
            if step == s:
                break
            s = step
        return s

    def _clause_start(self, k: int, a: int) -> tuple[int, set[int]]:
        """Where the clause whose verb follows k begins; the tokens of relative clauses and brackets inside it."""
        skips: set[int] = set()
        before, quoted_verb = k, False
        while k >= a:
            kind = self.kind[k]
            q = self.row.tokens[k].q
            if q >= 0 and self.row.quotes[q].close == k:
                opened = max(self.row.quotes[q].open, a)
                if opened - 1 > a and self.np_right(a, opened - 1) == opened - 1 and self.kind[opened - 1] == ",":
                    skips.update(range(opened, k + 1))  # "la préfète, « consternée », promet"
                elif opened == a or self.kind[opened - 1] in ",.:":
                    return k + 1, skips
                quoted_verb = quoted_verb or "V" in self.kind[opened:k]
                k = opened - 1
                continue
            if kind == ")":
                opened = next((i for i in range(k, a - 1, -1) if self.kind[i] == "("), a)
                skips.update(range(opened, k + 1))
                k = opened - 1
                continue
            if kind == "-" and k == before and (opened := self._opening_dash(k, a)):
                skips.update(range(opened, k + 1))
                k = opened - 1
                continue
            if kind in ".;:":
                return k + 1, skips
            if kind == "V":
                lead = self.introducer(k, a)
                if lead is not None and (self.kind[lead] == "R" or self._relative_que(lead, a)):
                    while lead - 1 >= a and self.kind[lead - 1] == "P":
                        lead -= 1
                    skips.update(range(lead, k + 1))
                    comma = next((i for i in range(k + 1, len(self.kind)) if self.kind[i] in ",VR"), k)
                    if lead - 1 >= a and self.kind[lead - 1] == "," and self.kind[comma] == ",":
                        skips.update(range(lead, comma))
                    k = lead - 1
                    continue
                aside = self._set_off(k, lead, before)
                if aside is not None:
                    skips.update(range(aside, before + 1))
                    k = aside - 1
                    continue
                return self._after_verb(k), skips
            if kind == "R" and quoted_verb and self.kind[before] == ",":
                while k - 1 >= a and self.kind[k - 1] == "P":
                    k -= 1
                skips.update(range(k, before + 1))  # "X, pour qui l'Europe « doit céder », a assuré"
                k, quoted_verb = k - 1, False
                continue
            if self._compared(k, a, before) or self._some_of(k, a, before):
                skips.update(range(k, before + 1))
                k -= 1
                continue
            if kind in "QUR":
                return k + 1, skips
            k -= 1
        return a, skips

    def _some_of(self, k: int, a: int, before: int) -> bool:
        """Whether some of a subject are named between commas: "dix pays, dont X et Y, ont signé"."""
        set_off = k > a and self.kind[k - 1] == "," == self.kind[before] and self.kind[k] == "R"
        return set_off and self.low[k] in self.pack.w["including"] and not {"V", ","} & set(self.kind[k:before])

    def _compared(self, k: int, a: int, before: int) -> bool:
        """Whether "comme" at k opens a comparison between commas, which ends before the verb: "X, comme Y, dit"."""
        set_off = k > a and self.kind[k - 1] == "," == self.kind[before]
        return set_off and self.low[k] in self.pack.grammar["comparison"] and "V" not in self.kind[k:before]

    def _opening_dash(self, k: int, a: int) -> int:
        """The dash behind the subject whose parenthesis ends before the verb ("Le chef – … – estime"); or 0."""
        opened = next((x for x in range(k - 2, a, -1) if self.kind[x] == "-"), a)
        return opened if opened > a and self.np_right(self.light(a, opened), opened) == opened else 0

    def behind_noun(self, lead: int, a: int) -> bool:
        """Whether "que" stands behind a noun phrase, and not behind a verb's participle."""
        k = lead - 1
        return k >= a and (self.kind[k] in "NM" or (self.kind[k] == "X" and k > a and self.kind[k - 1] in "NM"))

    def _relative_que(self, lead: int, a: int) -> bool:
        """Whether "que" is a relative: behind a comma, or behind a noun that no verb stands before."""
        if self.kind[lead] != "Q" or lead <= a:
            return False
        if self.kind[lead - 1] == ",":
            return True
        opened = next((i for i in range(lead - 1, a - 1, -1) if self.kind[i] in ".;:,VXIGQ"), None)
        return self.kind[lead - 1] in "NM" and (opened is None or self.kind[opened] in ".;:,")

    def _set_off(self, k: int, lead: int | None, before: int) -> int | None:
        """Where the clause of reason that ends at the comma ``before`` begins ("X, qui dort parce qu'il …,")."""
        if lead is None or self.kind[before] != "," or self._after_verb(k) <= before:
            return None
        if self.kind[lead] == "Q" and lead and self.kind[lead - 1] == "U":
            lead -= 1
        return lead if self.kind[lead] == "U" else None

    def introducer(self, k: int, a: int) -> int | None:
        """The relative, "que" or conjunction that opens the clause of the verb at k."""
        outside = self.row.tokens[k].q < 0
        for i in range(k - 1, a - 1, -1):
            if outside and self.row.tokens[i].q >= 0:
                continue
            if self.kind[i] in "RQU":
                return i
            if self.kind[i] in "V.;:":
                return None
        return None

    def _after_verb(self, k: int) -> int:
        end = k + 1
        while end < len(self.kind) and self.kind[end] not in ",KV.":
            end += 1
        return end + 1 if end < len(self.kind) and self.kind[end] == "," else end

    def _pieces(self, a: int, b: int, skips: set[int]) -> list[Range]:
        pieces, start = [], a
        for i in range(a, b):
            if self.kind[i] == "," and i not in skips:
                pieces.append((start, i))
                start = i + 1
        pieces.append((start, b))
        return [self._trim(p, skips) for p in pieces]

    @staticmethod
    def _trim(piece: Range, skips: set[int]) -> Range:
        s, e = piece
        while s < e and s in skips:
            s += 1
        while e > s and e - 1 in skips:
            e -= 1
        return s, e

    def _with_name(self, start: int, end: int, a: int) -> Range | None:
        """The name before the comma that an apposition stands behind ("X, président de Y, qui …")."""
        if start - 2 < a or self.kind[start - 1] != "," or self.kind[start - 2] != "M":
            return None
        if self.kind[end - 1] == "M" and not any(self.low[k] in self.pack.w["of"] for k in range(start, end)):
            return None  # a name of its own: "le colonel X, qui …"
        k = start - 2
        while k > a and self.kind[k - 1] == "M":
            k -= 1
        return k, start - 1

    def antecedent(self, k: int, a: int) -> Range | None:
        """The noun phrase that the relative pronoun at k stands for."""
        return self._antecedent(k, a, None)

    def _plural_verb(self, first: int) -> bool | None:
        k = next((i for i in range(first, min(len(self.kind), first + 5)) if self.kind[i] == "V"), None)
        persons = {r[1] for r in readings(self.language, self.low[k]) if r[0] in FINITE} if k is not None else set()
        return None if {"3", "6"} <= persons or not persons & {"3", "6"} else "6" in persons

    def _antecedent(self, k: int, a: int, plural: bool | None) -> Range | None:
        """The noun phrase before a relative pronoun, agreeing with the verb behind it."""
        if k - 1 > a and self.kind[k - 1] == "o" and self.kind[k - 2] in ",K":
            return k - 1, k  # "…, lui qui avait promis de …"
        end = k
        while end > a and self.kind[end - 1] in ",)":
            if self.kind[end - 1] == ")":
                end = next((i for i in range(end - 1, a - 1, -1) if self.kind[i] == "("), a)
            else:
                end -= 1
            if end - 3 > a and self.kind[end - 2] == "#" and self.kind[end - 3] == ",":
                end -= 2  # an age: "X, 41 ans, qui …"
        outer: Range | None = None
        for start in range(max(a, end - 12), end):
            if self.kind[start] in "DMN" and (
                start == a
                or self.kind[start - 1] not in "DNMX#"
                or self.kind[start] == "D"
                or (self.kind[start] == "M" and self.kind[start - 1] == "X")
            ):
                singular = self.low[start] in self.pack.w["singular"] and "K" not in self.kind[start:end]
                if plural is not None and (
                    (plural and singular) or (not plural and self.low[start] in self.pack.w["plural"])
                ):
                    continue
                inner = start > a and self.low[start - 1] in self.pack.w["of"]
                led = start > a and self.kind[start - 1] == "P" and "," in self.kind[start:end]  # "à Oran, de la"
                if (not inner or plural is not None or outer) and not led and self._reaches(start, end):
                    if self.speaks(start, end):
                        return self._with_name(start, end, a) or (start, end)
                    if outer is None and (named := self._with_name(start, end, a)):
                        return named  # "X, tête de liste de la gauche, pour qui …"
                    outer = outer or (start, end)
        return outer

    def _reaches(self, start: int, end: int) -> bool:
        """Whether a noun phrase goes on to ``end`` with what is told of its noun: "l'ingénieure passée par X"."""
        k = self.np_right(start, end)
        while k < end:
            behind = k + (self.kind[k] == "," and self.kind[k - 1] == "M" and self.low[k + 1] in self.pack.w["of"])
            if behind == k and self.kind[k] == "X":
                behind = self.light(k + 1, end)
            if behind == k and self._complement_at(k) and not self.speaks(k, end):
                k = max(self.np_right(k, end), k + 1)  # "un éditorial | au vitriol de X"
                continue
            if behind >= end or not (self.kind[behind] == "P" or self.low[behind] in self.pack.w["of"]):
                return behind >= end
            close = self.np_right(behind + 1, end)
            if close <= behind + 1:
                return False
            k = close
        return True


class OverPhrases:
    """What reads the phrases of one row, under the names that the rules use."""

    def __init__(self, phrases: Phrases) -> None:
        self.ph = phrases
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack
