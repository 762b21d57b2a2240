"""Verb groups, noun phrases and subjects over the tagged row."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.claims.pack import Cue
from parsers.claims.tags import FINITE, readings
from parsers.claims.tokens import Row

Range = tuple[int, int]  # tokens [first, last)
LOOKAHEAD = 8  # tokens of a parenthesis between an auxiliary and its participle


@dataclass(slots=True)
class VerbGroup:
    """A finite verb with its clitics, auxiliaries and phrase; ``cues`` are the entries it may attribute by."""

    first: int
    finite: int
    last: int
    lemma: str
    tense: str
    person: str
    cues: tuple[Cue, ...]
    pronoun: int | None
    reflexive: bool
    negated: bool
    passive: bool
    compound: bool


class Phrases:
    """Reads phrases off one row; ranges are of tokens, half-open."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.pack = row.pack
        self.kind = row.kind
        self.low = row.low
        self.language = row.pack.language
        self.adverbials: dict[str, list[tuple[str, ...]]] = {}
        for phrase in row.pack.adverbials:
            self.adverbials.setdefault(phrase[0], []).append(phrase)

    # --- small steps -------------------------------------------------------------------------------------------

    def adverbial(self, i: int, b: int) -> int:
        """The end of an adverb or set phrase that starts at i, or i."""
        if i >= b:
            return i
        for phrase in self.adverbials.get(self.low[i], ()):
            if tuple(self.low[i : i + len(phrase)]) == phrase and i + len(phrase) <= b:
                return i + len(phrase)
        return i + 1 if self.kind[i] in "An" else i

    def light(self, i: int, b: int) -> int:
        """Skip adverbs, set phrases and short parentheses between commas."""
        while i < b:
            step = self.adverbial(i, b)
            if step == i and self.kind[i] == ",":
                step = next((k + 1 for k in range(i + 1, min(b, i + LOOKAHEAD)) if self.kind[k] == ","), i)
                if any(self.kind[k] in 'VSQ".:' for k in range(i, step)):
                    return i
            if step == i:
                return i
            i = step
        return i

    def quote_at(self, i: int) -> int | None:
        """The number of the quotation whose opening mark stands at i."""
        q = self.row.tokens[i].q if i < len(self.row.tokens) else -1
        return q if q >= 0 and self.row.quotes[q].open == i else None

    def past_quote(self, i: int) -> int:
        """The token after the quotation that i stands in."""
        quote = self.row.quotes[self.row.tokens[i].q]
        return (quote.close if quote.close is not None else quote.last) + 1

    # --- verbs -------------------------------------------------------------------------------------------------

    def verb_group(self, i: int, b: int) -> VerbGroup | None:
        """The group of the finite verb at i."""
        found = [r for r in readings(self.language, self.low[i]) if r[0] in FINITE]
        if not found:
            return None
        tense, person, lemma = min(found, key=lambda r: (r[1] not in "36", r[0] == "S"))
        first = i
        while first and self.kind[first - 1] == "c" and self.row.tokens[first - 1].q == self.row.tokens[i].q:
            first -= 1
        clitics = self.low[first:i]
        negated = any(c in self.pack.w["negations"] for c in clitics)
        reflexive = any(c in self.pack.w["reflexives"] for c in clitics)
        pronoun = i + 1 if i + 1 < b and self.kind[i + 1] == "S" and self.low[i + 1][0] == "-" else None
        group = VerbGroup(first, i, i + 1, lemma, tense, person, (), pronoun, reflexive, negated, False, False)
        group.last = (pronoun or i) + 1
        lemmas = {r[2] for r in found}
        if lemma in self.pack.grammar["auxiliaries"]:
            if self.pack.grammar.get("analytic"):
                self._chain(group, b)
            else:
                self._compound(group, b)
            lemmas = {group.lemma}
            if group.compound:
                lemmas = {r[2] for r in readings(self.language, self.low[group.last - 1]) if r[0] in "XIGN"} or lemmas
        self._led(group, lemmas, b)
        if not group.cues:
            self.match_cues(group, lemmas, b)
        return group

    def _chain(self, group: VerbGroup, b: int) -> None:
        """Helpers one after another: "would not have been asked"."""
        grammar, k = self.pack.grammar, group.last
        while group.lemma in grammar["auxiliaries"]:
            n = self.light(k, b)
            if n < b and self.low[n] == "to" and group.lemma in ("have", "ought", "be"):
                n += 1
            if n >= b or self.kind[n] not in "IXG" or self.row.tokens[n].q != self.row.tokens[group.finite].q:
                break
            group.passive = group.lemma in grammar["be"] and self.kind[n] == "X"
            group.negated |= any(w in self.pack.w["negations"] for w in self.low[k:n])
            group.compound, group.lemma = True, readings(self.language, self.low[n])[0][2]
            k = group.last = n + 1

    def _compound(self, group: VerbGroup, b: int) -> None:
        k = self.light(group.last, b)
        if k < b and self.kind[k] == "S" and self.low[k][0] == "-":
            group.pronoun, k = k, self.light(k + 1, b)
        if k >= b or self.kind[k] != "X" or self.row.tokens[k].q != self.row.tokens[group.finite].q:
            return
        be = group.lemma in self.pack.grammar["be"]
        if self.low[k] in self.pack.grammar["been_forms"]:
            n = self.light(k + 1, b)
            if n < b and self.kind[n] == "X":
                k, be = n, True
        group.passive = be and not group.reflexive
        group.compound = True
        group.last = k + 1
        group.lemma = next(r[2] for r in readings(self.language, self.low[k]) if r[0] == "X")

    def _led(self, group: VerbGroup, lemmas: set[str], b: int) -> None:
        for lemma in lemmas:
            for tail in self.pack.leads.get(lemma, ()):
                k = self.light(group.last, b)
                if tuple(self.low[k : k + len(tail)]) != tail:
                    continue
                k = self.light(k + len(tail), b)
                while k < b and self.kind[k] == "c":
                    group.reflexive |= self.low[k] in self.pack.w["reflexives"]
                    k += 1
                if k < b and self.kind[k] == "I" and self.row.tokens[k].q == self.row.tokens[group.finite].q:
                    last, group.last = group.last, k + 1
                    self.match_cues(group, {self.low[k]}, b)
                    if group.cues:
                        group.lemma, group.passive = self.low[k], False
                        return
                    group.last = last

    def match_cues(self, group: VerbGroup, lemmas: set[str], b: int) -> None:
        """Give the group the cue entries that fit it: reflexive ones only when it is, phrases before bare verbs."""
        after = self.light(group.last, b)
        options = [c for lemma in lemmas for c in self.pack.cues.get(lemma, ())]
        fitting = []
        for cue in options:
            if (cue.clitic == "s") != group.reflexive or (cue.clitic == "y") > self._with_y(group):
                continue
            if cue.tail and self._past_tail(cue, after) is None:
                continue
            fitting.append(cue)
        if fitting:
            longest = max(len(c.tail) for c in fitting)
            group.cues = tuple(c for c in fitting if len(c.tail) == longest)
            if longest:
                group.last = self._past_tail(group.cues[0], after) or group.last

    def _past_tail(self, cue: Cue, k: int) -> int | None:
        """Past the words that make a verb a phrase; a pronoun may stand before them ("peut-on y lire")."""
        while k < len(self.kind) and self.kind[k] == "c" and self.low[k] != cue.tail[0]:
            k += 1
        return k + len(cue.tail) if tuple(self.low[k : k + len(cue.tail)]) == cue.tail else None

    def _with_y(self, group: VerbGroup) -> bool:
        return "y" in self.low[group.first : group.finite]

    # --- noun phrases ------------------------------------------------------------------------------------------

    def np_right(self, i: int, b: int) -> int:
        """The end of the noun phrase that starts at i (i where there is none)."""
        k, low, kind = i, self.low, self.kind
        if k >= b:
            return i
        if kind[k] in "So":
            return k + 1
        while k < b and kind[k] == "D":
            k += 1
        start = k
        while k < b:
            if kind[k] in "NM#A-" and not (kind[k] == "-" and self.row.text[self.row.tokens[k].start - 1].isspace()):
                if kind[k] == "N" and low[k] in self.pack.w["whens"] and k > start and kind[k - 1] != "#":
                    break
                if kind[k] == "A" and (k + 1 >= b or kind[k + 1] not in "NX"):
                    break
                k += 1
            elif kind[k] == "X" and k > start and kind[k - 1] == "N":
                k += 1
            elif kind[k] == "X" and k == start and k > i:
                k += 1
            elif (
                kind[k] == "D"
                and k > start
                and low[k - 1] in self.pack.w["ranked"]
                and low[k] in self.pack.number_words
            ):
                k += 1
            elif (
                low[k] in self.pack.w["of"]
                and (k > start or self._counted(i, k))
                and k + 1 < b
                and kind[k + 1] in "DNMX#o"
            ):
                if low[k + 1] in self.pack.w["whens"]:
                    break
                k = max(self.np_right(k + 1, b), k + 1)
            elif (
                low[k] in self.pack.w["linkers"]
                and k > start
                and k + 1 < b
                and kind[k + 1] in "DNM"
                and self.role_within(start, k)
            ):
                if (
                    kind[k + 1] == "D"
                    and k + 2 < b
                    and low[k + 2] in self.pack.w["whens"] | self.pack.people["documents"]
                ):
                    break
                end = self.np_right(k + 1, b)
                if end == k + 1:
                    break
                k = end
            elif kind[k] == "K" and k > start and k + 1 < b and self._joins(k, b):
                k = max(self.np_right(k + 1, b), k + 1)
            elif kind[k] == '"' and self.quote_at(k) is not None and self.past_quote(k) - k <= 6:
                k = self.past_quote(k)
            else:
                break
        return k if k > start or k > i else i

    def _counted(self, i: int, k: int) -> bool:
        """ "l'un de", "plusieurs des": a determiner that stands for its noun."""
        return k > i and self.kind[k - 1] == "D" and self.low[k - 1] not in self.pack.w["articles"] | self.pack.w["of"]

    def role_within(self, start: int, end: int) -> bool:
        """Whether a noun for a person's role stands in [start, end)."""
        people = self.pack.people
        known = people["roles_m"], people["roles_f"], self.pack.w["linking_nouns"]
        return any(self.low[k] in c for k in range(start, end) for c in known)

    def _joins(self, k: int, b: int) -> bool:
        """A coordinator inside a noun phrase: another phrase follows, and no verb of its own."""
        if self.kind[k + 1] not in "DNM":
            return False
        end = self.np_right(k + 1, b)
        return end > k + 1 and not (end < b and self.kind[end] in "VcS")

    def np_start(self, a: int, b: int) -> int | None:
        """Where, in [a, b), the noun phrase that reaches b begins: adverbials before it are left out."""
        k, kind, low = a, self.kind, self.low
        start: int | None = None
        while k < b:
            step = self.adverbial(k, b)
            if step > k:
                k = step
            elif kind[k] == "P":
                if start is not None:
                    return start
                k = max(self.np_right(k + 1, b), k + 1)
            elif kind[k] in "K,-" and start is None:
                k += 1
            elif kind[k] == "N" and low[k] in self.pack.w["whens"] and start is None:
                k += 1
            elif kind[k] in "DM#NS" or (kind[k] in "Xo" and start is None and k == a):
                if kind[k] == "S" and start is not None:
                    return k
                if kind[k] == "D" and k + 1 < b and self.is_time(k, b) and start is None:
                    k = self.np_right(k, b)
                    continue
                if kind[k] in "DM" and start is not None and kind[k] == "D" and kind[k - 1] not in "PDK":
                    start = k
                start = k if start is None else start
                end = self.np_right(k, b)
                if end >= b:
                    return start
                k = max(end, k + 1)
                if k < b and kind[k] == "D" and kind[k - 1] not in "PDK":
                    start = None
            else:
                if kind[k] in "VIG":
                    start = None
                k += 1
        return start

    # --- subjects ----------------------------------------------------------------------------------------------

    def subject(self, first: int, a: int) -> tuple[Range | None, bool]:
        """The subject that stands before a verb group's first token, and whether it is elided ("et a souligné")."""
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
            start = self.np_start(*pieces[-1])
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
                if self.is_time(s, e):
                    continue
                end = max(self.np_right(s, e), s + 1)
                if n + 1 < len(pieces) and self.kind[pieces[n + 1][0]] == "M" and not self.holds_name(s, end):
                    nxt = pieces[n + 1]
                    end = max(self.np_right(*nxt), nxt[0] + 1)
                return (s, end), False
        return None, True

    def is_time(self, k: int, b: int) -> bool:
        """Whether a phrase that starts at k says when; "ce dernier" by itself is a person."""
        head = k + 1 if self.kind[k] == "D" and k + 1 < b else k
        if self.low[head] not in self.pack.w["whens"]:
            return False
        return (head + 1 < b and self.kind[head + 1] in "NM#") or self.low[head] not in self.pack.people["that_one"]

    def holds_name(self, a: int, b: int) -> bool:
        """Whether a noun phrase names its person itself ("le ministre X", not "le maire de La Londe")."""
        for i in range(a, b):
            if self.kind[i] == "M" and (i == a or self.kind[i - 1] not in "PD") and not self._thing_before(i, a):
                if not (i > a and self.kind[i - 1] == "M" and i > a + 1 and self.kind[i - 2] in "PD"):
                    return True
        return False

    def _thing_before(self, i: int, a: int) -> bool:
        """A noun that is no role before a name, inside a longer phrase: "le président de la région Nord"."""
        people = self.pack.people
        noun = i > a and self.kind[i - 1] == "N" and self.low[i - 1] not in people["roles_m"] | people["roles_f"]
        return noun and any(self.kind[x] == "P" or self.low[x] in self.pack.w["of"] for x in range(a, i))

    def _after_openers(self, s: int, e: int) -> int:
        while s < e and (self.kind[s] in "KA-" or self.low[s] in self.pack.w["openers"]):
            s += 1
        return s

    def _clause_start(self, k: int, a: int) -> tuple[int, set[int]]:
        """Where the clause whose verb follows k begins; the tokens of relative clauses and brackets inside it."""
        skips: set[int] = set()
        while k >= a:
            kind = self.kind[k]
            q = self.row.tokens[k].q
            if q >= 0 and self.row.quotes[q].close == k:
                opened = max(self.row.quotes[q].open, a)
                if opened == a or self.kind[opened - 1] in ",.:":
                    return k + 1, skips
                k = opened - 1
                continue
            if kind == ")":
                opened = next((i for i in range(k, a - 1, -1) if self.kind[i] == "("), a)
                skips.update(range(opened, k + 1))
                k = opened - 1
                continue
            if kind in ".;:":
                return k + 1, skips
            if kind == "V":
                lead = self.introducer(k, a)
                if lead is not None and self.kind[lead] == "R":
                    while lead - 1 >= a and self.kind[lead - 1] == "P":
                        lead -= 1
                    skips.update(range(lead, k + 1))
                    comma = next((i for i in range(k + 1, len(self.kind)) if self.kind[i] in ",VR"), k)
                    if lead - 1 >= a and self.kind[lead - 1] == "," and self.kind[comma] == ",":
                        skips.update(range(lead, comma))
                    k = lead - 1
                    continue
                return self._after_verb(k), skips
            if kind in "QUR":
                return k + 1, skips
            k -= 1
        return a, skips

    def introducer(self, k: int, a: int) -> int | None:
        """The relative, "que" or conjunction that opens the clause of the verb at k."""
        for i in range(k - 1, a - 1, -1):
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

    def speaks(self, a: int, b: int) -> bool:
        """Whether the head of a noun phrase is a name or a noun for who or what can speak."""
        if self.kind[a] in "SoM":
            return True
        people = self.pack.people
        nouns = (k for k in range(a, b) if self.kind[k] in "NMX#" and self.low[k] not in self.pack.w["adjectives"])
        head = next(nouns, a)
        if self.pack.grammar["analytic"]:
            end = next((k for k in range(a, b) if self.kind[k] not in "DNMX#AG-"), b)
            head = next((k for k in range(end - 1, a - 1, -1) if self.kind[k] in "NM"), a)
        if self.kind[head] == "M":
            return True
        known = ("roles_m", "roles_f", "groups", "organisations", "documents", "relayed")
        return any(self.low[head] in people[c] or self.low[head].rstrip("sx") in people[c] for c in known)

    def _with_name(self, start: int, a: int) -> Range | None:
        """The name before the comma that an apposition stands behind ("X, président de Y, qui …")."""
        if start - 2 < a or self.kind[start - 1] != "," or self.kind[start - 2] != "M":
            return None
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
        end = k
        while end > a and self.kind[end - 1] in ",)":
            if self.kind[end - 1] == ")":
                end = next((i for i in range(end - 1, a - 1, -1) if self.kind[i] == "("), a)
            else:
                end -= 1
        outer: Range | None = None
        for start in range(max(a, end - 12), end):
            if self.kind[start] in "DMN" and (
                start == a or self.kind[start - 1] not in "DNMX#" or self.kind[start] == "D"
            ):
                singular = self.low[start] in self.pack.w["singular"]
                if plural is not None and (
                    (plural and singular) or (not plural and self.low[start] in self.pack.w["plural"])
                ):
                    continue
                inner = start > a and self.low[start - 1] in self.pack.w["of"]
                if (not inner or plural is not None or outer) and self.np_right(start, end) == end:
                    if self.speaks(start, end):
                        return self._with_name(start, a) or (start, end)
                    outer = outer or (start, end)
        return outer
