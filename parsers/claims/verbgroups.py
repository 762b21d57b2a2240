"""Verb groups: a finite verb with its pronouns, auxiliaries and the rest of its phrase."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.claims.nounphrases import NounPhrases
from parsers.claims.pack import Cue
from parsers.claims.tags import finite, readings
from parsers.claims.tokens import Row


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


class VerbGroups(NounPhrases):
    """Reads verb groups off one row."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self._groups: dict[tuple[int, int], VerbGroup | None] = {}

    def verb_group(self, i: int, b: int) -> VerbGroup | None:
        """The group of the finite verb at i, as far as it stands before b. It is kept: nobody may change it."""
        if (i, b) not in self._groups:
            self._groups[i, b] = self._verb_group(i, b)
        return self._groups[i, b]

    def _verb_group(self, i: int, b: int) -> VerbGroup | None:
        found = finite(self.language, self.low[i])
        if not found:
            return None
        tense, person, lemma = found[0]
        first = i
        while first and self.kind[first - 1] == "c" and self.row.tokens[first - 1].q == self.row.tokens[i].q:
            first -= 1
        clitics = self.low[first:i]
        negated = not self.pack.w["negations"].isdisjoint(clitics)
        reflexive = not self.pack.w["reflexives"].isdisjoint(clitics)
        pronoun = i + 1 if i + 1 < b and self.kind[i + 1] == "S" and self.low[i + 1][0] == "-" else None
        group = VerbGroup(first, i, i + 1, lemma, tense, person, (), pronoun, reflexive, negated, False, False)
        group.last = (pronoun or i) + 1
        of_it = negated and not self.pack.w["of_it"].isdisjoint(clitics)
        if of_it and not self.pack.w["less"].isdisjoint(self.low[group.last : group.last + 2]):
            group.negated = False  # "n'en estime pas moins" estimates
            group.last += 2 if lemma not in self.pack.grammar["auxiliaries"] else 0
        lemmas = {r[2] for r in found}
        if lemma in self.pack.grammar["auxiliaries"]:
            if self.pack.grammar.get("analytic"):
                self._chain(group, b)
            else:
                self._compound(group, b)
            lemmas = {group.lemma}
            if group.compound:
                lemmas = {r[2] for r in readings(self.language, self.low[group.last - 1]) if r[0] in "XIGN"} or lemmas
        if not self.pack.attributing.isdisjoint(lemmas):
            if not self._set_phrase(group, lemmas):
                self.led(group, lemmas, b)
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
            group.compound = True
            group.lemma = next((r[2] for r in readings(self.language, self.low[n])), self.low[n])
            k = group.last = n + 1

    def _compound(self, group: VerbGroup, b: int) -> None:
        k = self.light(group.last, b)
        if k < b and self.kind[k] == "S" and self.low[k][0] == "-":
            group.pronoun, k = k, self.light(k + 1, b)
        if self.kind[k : k + 3] == [",", "S", ","]:
            k = self.light(k + 3, b)  # "a, elle, appelé à …"
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

    def led(self, group: VerbGroup, lemmas: set[str], b: int) -> None:
        """Reads on to the infinitive of saying that a verb leads to: "tient à rappeler"."""
        leads = [(lemma, tail) for lemma in lemmas for tail in self.pack.leads.get(lemma, ())]
        after = self.light(group.last, b) if leads else b
        for lemma, tail in leads:
            if self._reads(after, tail):
                k = self.light(after + len(tail), b)
                own = group.reflexive
                group.reflexive = False  # the verb that leads has its own pronoun: "s'est empressé de répondre"
                while k < b and self.kind[k] == "c":
                    group.reflexive |= self.low[k] in self.pack.w["reflexives"]
                    k += 1
                if k < b and self.kind[k] == "I" and self.row.tokens[k].q == self.row.tokens[group.finite].q:
                    last, group.last = group.last, k + 1
                    self.match_cues(group, {self.low[k]}, b)
                    says = any("infinitive" in c.takes for c in self.pack.cues.get(lemma, ()) if not c.tail)
                    if group.cues and (tail or not says or self.low[k] in self.pack.w["felt"]):
                        if lemma in self.pack.w["done_if_negated"]:
                            group.negated = not group.negated
                        group.lemma, group.passive = self.low[k], False
                        group.negated &= lemma not in self.pack.w["affirming"]
                        return
                    group.last, group.cues = last, ()
                group.reflexive = own

    def _set_phrase(self, group: VerbGroup, lemmas: set[str]) -> bool:
        """Whether a cue of several words begins with the verb, whose tail is no complement: "se refuse à parler de"."""
        tails = [c for x in lemmas for c in self.pack.cues.get(x, ()) if len(c.tail) > 1]
        if not tails:
            return False
        after = self.light(group.last, len(self.kind))
        return any(self._past_tail(c, after) is not None and (c.clitic == "s") == group.reflexive for c in tails)

    def match_cues(self, group: VerbGroup, lemmas: set[str], b: int) -> None:
        """Give the group the cue entries that fit it: reflexive ones only when it is, phrases before bare verbs."""
        options = [c for lemma in lemmas for c in self.pack.cues.get(lemma, ())]
        if not options:
            return
        after, fitting = self.light(group.last, b), []
        for cue in options:
            if (cue.clitic == "s") != group.reflexive or (cue.clitic == "y" and not self._with_y(group)):
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
        return k + len(cue.tail) if self._reads(k, cue.tail) else None

    def _reads(self, k: int, tail: tuple[str, ...]) -> bool:
        """Whether the words at k are those of a phrase, elided or not ("de", "d'")."""
        if k + len(tail) > len(self.low) or (tail and self.low[k][0] != tail[0][0]):
            return False
        low = self.low[k : k + len(tail)]
        return all(x == w or x == f"{w[:-1]}'" for x, w in zip(low, tail, strict=True))

    def _with_y(self, group: VerbGroup) -> bool:
        return "y" in self.low[group.first : group.finite]
