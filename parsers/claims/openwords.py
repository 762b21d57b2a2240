"""Words of the open classes: which of its readings a verb form has where it stands, and what unknown words are."""

from __future__ import annotations

from functools import cache

from parsers.claims.closed import NOUN_LEFT, ClosedClasses
from parsers.claims.pack import pack
from parsers.claims.tags import THIRD, finite, lemmas, readings, shape
from parsers.claims.tokens import Row

SENTENCE = 40  # words before a verb among which its "que" stands


@cache
def _adverbial_ends(language: str) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in p.adverbials if (p := pack(language)) else ():
        if len(phrase) > 1:
            found.setdefault(phrase[-1], []).append(phrase)
    return found


class OpenWords(ClosedClasses):
    """Reads verb forms, adverbs and nouns in a row that is tagged from left to right."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        grammar = row.pack.grammar
        self.finite_ends, self.adverb_ends = tuple(grammar["finite_ends"]), tuple(grammar["adverb_ends"])
        self.sure_infinitive_ends = tuple(grammar["sure_infinitive_ends"])
        self.open_infinitive_ends = tuple(grammar["open_infinitive_ends"])

    def verbal(self, i: int, low: str, before: str, verb: str) -> str:
        """The kind of a verb form at token i; ``verb`` holds the kinds it may have as a verb."""
        w = self.pack.w
        following = self.low[i + 1] if i + 1 < len(self.low) else ""
        if verb == "G" and low in w["adverbs"]:
            return "G" if before in ("P", ",", "c") and following != "," else "A"  # "maintenant"
        if verb in ("I", "G"):
            after_all = verb == "G" and i > 0 and self.low[i - 1] in w["pronominal"]
            return "N" if before == "D" and not after_all else verb
        if "V" in verb and following[:1] == "-" and following.rsplit("-", 1)[-1] in self.pack.subjects:
            return "V"
        if before == "D" or (before == "P" and "I" not in verb):
            return "N" if low in w["homographs"] or before == "P" or "X" not in verb else "X"
        if before == "c" and "V" in verb:
            return "V"
        if "V" in verb and "X" in verb and self._finite_here(i, before, following):
            return "V"
        if "X" in verb and self._after_auxiliary(i):
            return "X"
        if before in ("S", "c"):
            return verb[0]
        return self._finite(i, low, before, following, verb) if "V" in verb else verb[-1]

    def _finite(self, i: int, low: str, before: str, following: str, verb: str) -> str:
        """The kind of a form that may be a finite verb, or a participle, infinitive or noun."""
        w, kinds, previous = self.pack.w, self.kinds, self.low[i - 1] if i else ""
        found = finite(self.language, low)
        persons = {r[1] for r in found}
        if verb == "V" and {r[0] for r in found if r[1] in THIRD} == {"S"} and "Q" not in kinds[-SENTENCE:]:
            return "N"  # "Terre vive": no subjunctive without "que"
        if verb == "V" and (persons == {"2"} or (persons <= {"1", "2"} and before in ("#", "N", "D", "P"))):
            return "N"  # "900 postes", "un possible recours": nobody is spoken to
        third = not THIRD.isdisjoint(persons)
        if "X" in verb:
            if not third or (following in self.pack.by and not self._said(low, before, previous)):
                return "X"  # "un habitant joint par téléphone", not "le maire dit par ailleurs"
            if before == "," and following in self.pack.grammar["comparison"]:
                return "X"  # "…, décrit comme"
            joined = before == "K" and next((k for k in reversed(kinds) if k in "VX."), "") == "V"
            return "V" if joined or before in ("N", "M", ")", "R", '"', ",", "A") else "X"
        if "I" in verb and before == "P":
            return "I"
        noun = low in w["homographs"]
        if noun and (before in ("", ".", "#", "A", "P", ":") or (previous in w["prenominal"] and kinds[-2] == "D")):
            return "N"
        if noun and not third:
            return "N"
        last = previous in self.pack.people["that_one"] and self.low[i - 2] not in w["demonstratives"]
        if noun and last and kinds[-2] == "D" and following in w["of"]:
            return "N"  # "le dernier décompte de"
        if low in w["also_adjectives"] and before == "N" and kinds[-2:-1] in (["D"], ["#"]) and self._no_object(i):
            return "N"
        if noun and before == "N" and previous in w["adjectives"] and (i < 2 or kinds[i - 2] != "D"):
            return "N"  # "seule voie"
        if noun and before == "N" and previous not in w["homographs"] and following in w["of"]:
            reports = any(r[2] in self.pack.cues and r[1] in THIRD for r in found)
            return "V" if reports else "N"
        return "V"

    def _said(self, low: str, before: str, previous: str) -> bool:
        """Whether somebody stands before a form of a verb of saying."""
        says = any(lemma in self.pack.cues for lemma in lemmas(self.language, low))
        return says and (before == "M" or previous in self.pack.speaking)

    def _no_object(self, i: int) -> bool:
        """Whether what follows i is nothing that a verb there could govern."""
        w, after = self.pack.w, self.row.tokens[i + 1].low if i + 1 < len(self.low) else ""
        if (after in w["articles"] or after in w["determiners"]) and after not in w["addressing"]:
            return False
        says = any(lemma in self.pack.cues for lemma in lemmas(self.language, self.low[i]))
        return not (says and (after in w["that"] or after in self.pack.quotes))

    def _finite_here(self, i: int, before: str, following: str) -> bool:
        """Whether a form that may be a participle is none: "…, dit le maire", "elle note que … et dit que"."""
        w = self.pack.w
        if not any(r[0] == "P" and r[1] in THIRD for r in readings(self.language, self.low[i])):
            return False
        if before == ",":
            text = self.row.tokens[i + 1].text if following else ""
            subject = following in w["articles"] or following in w["determiners"] or text[:1].isupper()
            return subject or following in w["that"] or shape(self.language, following) == "I"
        if before == "o":
            return following in w["that"]
        if before == "K" and (following in w["that"] or shape(self.language, following) == "I"):
            start = self.row.start_of(i)
            main = next((k for k in range(start, i) if self.kinds[k] == "V" and self.row.tokens[k].q < 0), i)
            return main < i and self.auxiliaries.isdisjoint(lemmas(self.language, self.low[main]))
        return False

    def _before_adverbial(self, i: int) -> int:
        """Where a set phrase before i begins: "a de son côté fait", or i."""
        for phrase in _adverbial_ends(self.language).get(self.low[i - 1], ()) if i else ():
            if i >= len(phrase) and tuple(self.low[i - len(phrase) : i]) == phrase:
                return i - len(phrase)
        return i

    def _after_auxiliary(self, i: int) -> bool:
        """Whether an auxiliary stands before, with at most a few adverbs or a pronoun between."""
        i = self._before_adverbial(i)
        for back in range(i - 1, max(-1, i - 6), -1):
            kind, word = self.kinds[back], self.low[back]
            if kind in "VGIX" and not self.auxiliaries.isdisjoint(lemmas(self.language, word)):
                return True
            if kind not in "AnScX,PK" and word not in self.pack.w["negators"]:
                return False
        return False

    def _action(self, low: str) -> bool:
        """Whether a word is the noun of a verb's action: "recensement" from "recenser"."""
        actions = dict(self.pack.grammar["actions"]).items()
        return any(low.endswith(end) and low[: -len(end)] + new in self.pack.forms for end, new in actions)

    def plain(self, i: int, low: str, before: str) -> str:
        """The kind of a word that is no known verb form, by its ending and what stands before."""
        w, grammar, previous = self.pack.w, self.pack.grammar, self.low[i - 1] if i else ""
        if previous in w["whole"] and low.endswith(self.open_infinitive_ends):
            return "I"
        if len(low) > 5 and low.endswith(self.finite_ends) and (before in NOUN_LEFT or before in ("S", "c", "R")):
            return "V"
        if low in w["adverbs"]:
            return "A"
        if previous in grammar["before_verbs"] and low.isalpha():
            return "V"  # no noun stands behind "il" or "qui"
        if before not in ("D", "P", "N") and low.endswith(self.sure_infinitive_ends):
            return "I"
        if before in ("P", "c") and len(low) > 4 and low.endswith(self.open_infinitive_ends):
            if low not in w["not_infinitives"] and not low.endswith("ier"):
                return "I"
        if before not in ("D", "P") and low.endswith(self.adverb_ends):
            if low not in grammar["nouns_in_ment"] and not self._action(low):
                return "A"
        return "N"
