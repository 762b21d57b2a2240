"""Verb forms where endings tell little (English): what stands before tells finite ones from participles and nouns."""

from __future__ import annotations

from parsers.claims.tags import FINITE, readings
from parsers.claims.wordcontext import POSSESSIVE, REDUCED, WordContext

__all__ = ["POSSESSIVE", "VerbForms"]


class VerbForms(WordContext):
    """Tells the kind of a verb form in a row that is tagged from left to right."""

    def verbal(self, i: int, low: str, verb: str) -> str:
        """The kind of the verb form at i, whose shape is known."""
        before, noun = self.before(), low in self.pack.w["homographs"]
        helper = self.helper(i)
        if self.lemmas(low) & self.pack.grammar["auxiliaries"]:
            return self._auxiliary(i, verb, helper, before)
        if verb == "G":
            after = readings(self.language, self.next(i))
            if (
                before in ("N", "M", "")
                and after
                and all(r[0] in "HP" for r in after if r[0] in FINITE)
                and any(r[0] == "H" for r in after)
            ):
                return "N"
            return "N" if before == "D" or (noun and before in ("N", "-", "P") and helper == "") else "G"
        alone = (
            before == "D"
            and self.low[i - 1] in self.pack.w["plural"]
            and verb != "G"
            and ("X" in verb or low not in self.pack.w["homographs"])
            and not self.noun_follows(i)
        )
        if (before == "D" and not alone) or (before == "-" and self.low[i - 1] == POSSESSIVE):
            return "X" if "X" in verb and not noun else "N"
        if "I" in verb:
            return self._base(i, low, noun, helper, before)
        if "X" in verb:
            return self._past(i, verb, helper, before)
        return self._third(i, noun, before)

    def _auxiliary(self, i: int, verb: str, helper: str, before: str) -> str:
        if verb in ("X", "G"):
            return verb
        if "I" in verb and (helper in self.pack.grammar["modals"] or (before == "P" and self.low[i - 1] == "to")):
            return "I"
        if "X" in verb and helper in ("have", "be"):
            return "X"
        return "V"

    def _base(self, i: int, low: str, noun: bool, helper: str, before: str) -> str:
        if helper in self.pack.grammar["modals"] and before != "D":
            return "I"
        if before == "P" or (before == "A" and len(self.kinds) > 1 and self.kinds[-2] == "P"):
            at = i - 1 if before == "P" else i - 2
            return "I" if self.low[at] == "to" else "N"
        if before in ("S", "R", "D"):
            return "V"
        if before == "o":
            return "I"
        past = [r for r in readings(self.language, low) if r[0] == "H"]
        plural = (bool(self.kinds) and before in ("N", "M") and self.low[i - 1].endswith("s")) or self.low[
            i - 1
        ] in self.pack.people["groups"]
        if before == "A" and len(self.kinds) > 1 and self.kinds[-2] in "NMS":
            plural = self.kinds[-2] == "S" or self.low[i - 2].endswith("s")
        if past:
            if noun and self.next(i) in self.pack.w["of"]:
                return "N"
            return "X" if helper in ("have", "be") else "N" if noun and before not in ("N", "M", ")") else "V"
        if plural:
            return "V" if not noun or self.opens_complement(i) else "N"
        if before == "K":
            earlier = next((k for k in reversed(self.kinds) if k in "VIXG"), "")
            return "I" if earlier == "I" and not noun else "N" if noun else "V"
        if noun:
            return "N"
        if before and before in "VXGI":
            return "I" if self.low[i - 1] in self.pack.w["bare_infinitive"] else "N"
        return "V" if before not in ("N", "M", "#") or self.opens_complement(i, near=True) else "N"

    def opens_complement(self, i: int, *, near: bool = False) -> bool:
        """What follows is what follows a verb: an article, a clause, a name, a quotation."""
        after = self.next(i)
        if not after:
            return False
        if near:
            pronoun = after in self.pack.subjects or after in self.pack.objects
            return (
                pronoun
                or self.pack.is_word(after, "articles", "determiners", "that", "possessives")
                or self.row.tokens[i + 1].text in self.pack.quotes
            )
        follows = self.pack.is_word(
            after, "articles", "determiners", "that", "adverbs", "subordinators", "possessives", "prepositions"
        )
        mark = self.row.tokens[i + 1].text in self.pack.quotes or after in ",:"
        return (
            follows
            or mark
            or after in self.pack.subjects
            or after in self.pack.objects
            or self.row.tokens[i + 1].text[0].isupper()
        )

    def _past(self, i: int, verb: str, helper: str, before: str) -> str:
        if helper in ("have", "be"):
            return "X"
        if "V" not in verb:
            return "X"
        if before in ("S", "R", "K", "D") or self._behind_quote():
            return "V"
        if before == "V":
            return "V" if self._tells(i - 1) and self._related(i - 1) else "X"
        if i in self.starts and not self._inverts(i):
            return "X"
        if self.next(i) == "by" and before != "S":
            return "X"
        if before == "P":
            return "X"
        if before in ("N", "M", ")", ",", "-", "#") and self.next(i) in self.pack.w["prepositions"]:
            return "X" if self.next(i) != "to" and self._reduced(i) else "V"
        return "V"

    def _inverts(self, i: int) -> bool:
        """ "Said Smith: …": the verb opens the sentence and its subject follows."""
        return (
            self.low[i] in self.pack.forms
            and {"that", "quote"}
            <= {t for m in self.lemmas(self.low[i]) for c in self.pack.cues.get(m, ()) for t in c.takes}
            and (
                self.row.tokens[min(i + 1, len(self.low) - 1)].text[:1].isupper()
                and not self.common(i + 1, self.next(i))
            )
        )

    def _reduced(self, i: int) -> bool:
        """ "a man accused of murder said": the verb of the clause is still to come."""
        for k in range(i + 1, min(len(self.low), i + REDUCED)):
            word = self.low[k]
            if (
                word in self.pack.subjects
                or self.pack.is_word(word, "that", "relatives", "coordinators")
                or word in ",.;:"
            ):
                return False
            readers = self.shape(word)
            if self.row.tokens[k].text[0].isupper():
                continue
            past = any(r[0] == "H" for r in readings(self.language, word))
            bare = "I" in readers and word not in self.pack.w["homographs"]
            if bare and self._several(i - 1) and self._tells(k) and self._finite_form(k):
                return True
            told = self._tells(k) and (word not in self.pack.w["homographs"] or not self.opens_complement(k))
            helps = self.lemmas(word) & self.pack.grammar["auxiliaries"]
            if "V" in readers and "I" not in readers and (past or told or helps):
                return True
        return False

    def _third(self, i: int, noun: bool, before: str) -> str:
        if before in ("S", "R"):
            return "V"
        if before in ("P", "D"):
            return "N"
        if not any(r[0] in FINITE and r[0] == "P" for r in readings(self.language, self.low[i])):
            return "V"
        if noun:
            singular = before in ("M", ")", '"', "A", ",") or (before == "N" and not self.low[i - 1].endswith("s"))
            if before in ("N", "M") and self.next(i) in self.pack.w["that"]:
                return "V"
            if singular and (self.opens_complement(i, near=True) or self._lone(i)):
                return "V"
            return "N"
        return "V"
