"""Words of the closed classes (articles, pronouns, prepositions …): what each is where it stands."""

from __future__ import annotations

from functools import cache

from parsers.claims.pack import pack
from parsers.claims.tags import THIRD, finite, lemmas, readings, shape
from parsers.claims.tokens import Row

NEGATION = 6  # words between the halves of a negation
NOUN_LEFT = frozenset("NMX#)")  # kinds before a verb
CLAUSE_LEFT = frozenset(("", ".", ",", "K", "U", "Q", ":"))  # kinds before a clause
CLASSES = ("that", "articles", "pronominal", "clitics", "reflexives", "determiners", "quantifiers", "of", "relatives",
           "coordinators", "prepositions", "subordinators", "negators")  # fmt: skip


@cache
def closed_words(language: str) -> frozenset[str]:
    """The words that ``ClosedClasses.closed`` knows."""
    p = pack(language)
    return frozenset().union(p.subjects, p.objects, *(p.w[c] for c in CLASSES)) if p else frozenset()


class ClosedClasses:
    """Reads words of closed classes in a row that is tagged from left to right.

    ``before`` is the kind of the token before and ``after`` the next word, both "" at the ends of a sentence.
    """

    def __init__(self, row: Row) -> None:
        self.row = row
        self.pack = row.pack
        self.language = row.pack.language
        self.low = row.low
        self.kinds: list[str] = []
        self.auxiliaries = row.pack.grammar["auxiliaries"]
        self.have = self.auxiliaries - row.pack.grammar["be"]

    def closed(self, i: int, low: str, before: str, after: str) -> str:
        """The kind of the word at token i, one of ``closed_words``; "" where it is an open word there."""
        w, p, previous = self.pack.w, self.pack, self.low[i - 1] if i else ""
        if low in w["that"] and previous in w["joining"] and (after in w["articles"] or after in w["determiners"]):
            return "K"
        if low in w["articles"]:
            return self._article(i, low, before, after)
        if low in w["that"]:
            return "Q"
        if low in w["pronominal"] and shape(self.language, after).startswith("V") and after not in w["homographs"]:
            return "S" if before in CLAUSE_LEFT or before == '"' else "A"
        if low in p.subjects:
            return self._subject(low, before, after)
        if low in w["clitics"] or low in w["reflexives"]:
            return self._clitic(low, before, after)
        if low in w["determiners"]:
            return "D"
        if (low in w["quantifiers"] and after in w["of"]) or (low in w["of"] and previous in w["quantifiers"]):
            return "D"
        if after in w["partitives"] and low in w["of"] and (before in CLAUSE_LEFT or before in ("X", "V")):
            return "D"
        if low in w["relatives"]:
            return "R"
        if low in w["coordinators"]:
            return "K"
        if low in p.objects:
            return "o"
        if low in w["prepositions"]:
            return "V" if before in ("N", "M") and p.grammar.get("verbs_before", {}).get(low) == after else "P"
        if low in w["subordinators"]:
            return "U"
        if low in w["negators"]:
            if before == "D" and low not in w["quantifiers"]:
                return "N"  # "un point presse"
            return "n" if low not in w["quantifiers"] or self._negated(i) else "A"
        return ""

    def _article(self, i: int, low: str, before: str, after: str) -> str:
        if low not in self.pack.w["clitics"]:
            return "D"
        if before in (",", "S", "N", "M", ")") and self._called(i + 1):
            return "c"
        previous = self.low[i - 1] if i else ""
        clitic = not self._after_perfect(i, before) and self._is_clitic(before, previous, after)
        return "c" if clitic else "D"

    def _subject(self, low: str, before: str, after: str) -> str:
        w = self.pack.w
        governed = before == "P" and after not in w["that"] and after not in w["relatives"]
        noun = after in w["homographs"] or not shape(self.language, after).startswith("V")
        if low in w["determiners"] and after and (governed or noun):
            return "D"
        if (before == "P" and low in self.pack.objects) or (before in ("V", "I", "X", "P") and "-" in low[1:]):
            return "o"
        if low in w["clitics"] and (before in ("S", "c") or self._object_before(after)):
            return "c"
        return "S"

    def _clitic(self, low: str, before: str, after: str) -> str:
        w, verbal = self.pack.w, shape(self.language, after)
        if low in self.pack.grammar["if"] and after in self.pack.subjects and after not in w["clitics"]:
            return "U"  # "s'il"
        infinitive = verbal == "I" and not {after} & (w["homographs"] | w["not_infinitives"])
        if low in w["determiners"] and before == "P" and (infinitive or after in w["clitics"]):
            return "c"  # "de leur laisser"
        if low in w["determiners"] and before not in ("S", "c", "R", "n"):
            have = any(r[2] in self.auxiliaries for r in finite(self.language, after))
            bare = before in ("N", "M", "K", ",", '"') and after not in w["homographs"]
            return "c" if "V" in verbal and (have or bare) else "D"
        if low in self.pack.objects:
            if (before == "P" and "I" not in verbal) or not (verbal or after in w["clitics"]):
                return "o"
        if low not in w["prepositions"] or before == "c":
            return "c"  # "n'en"
        if before not in ("D", "P") and not self.auxiliaries.isdisjoint(lemmas(self.language, after)):
            return "c"
        governs = verbal[:1] in ("V", "I") and after not in w["homographs"] and before not in ("", "D", "P")
        return "c" if governs else "P"

    def _negated(self, i: int) -> bool:
        """Whether a particle of negation stands before: "ne … plus" denies, "plus stricte" compares."""
        return not self.pack.w["negations"].isdisjoint(self.low[max(0, i - NEGATION) : i])

    def _called(self, k: int) -> bool:
        """Whether a form at k gives a quoted quality: "X, qui la connaît, la juge « brillante »"."""
        if k + 1 >= len(self.low) or self.row.tokens[k + 1].text not in self.pack.quotes:
            return False
        verbs = (r[2] for r in finite(self.language, self.low[k]) if r[1] in THIRD)
        return any({"quality", "called"} & c.takes for v in verbs for c in self.pack.cues.get(v, ()))

    def _after_perfect(self, i: int, before: str) -> bool:
        """Whether a participle with "have" stands before: an article follows ("a imputé la frappe"), no pronoun."""
        near = self.low[max(0, i - 3) : i - 1]
        return before == "X" and not all(self.have.isdisjoint(lemmas(self.language, word)) for word in near)

    def _object_before(self, after: str) -> bool:
        """Whether "nous" or "vous" is an object: another pronoun or a verb of another person follows."""
        persons = {r[1] for r in finite(self.language, after)}
        pronoun = after in self.pack.w["clitics"] and after not in self.pack.w["negations"]
        return pronoun or (bool(persons) and not persons & {"4", "5"})

    def _is_clitic(self, before: str, previous: str, after: str) -> bool:
        """An article before a verb form is a pronoun after a subject, and before a form that is no noun."""
        w, verbal = self.pack.w, shape(self.language, after)
        if not verbal:
            return after in w["clitics"] and before in ("S", "R", "c")
        noun = after in w["homographs"]
        if noun if verbal == "G" else after in w["not_infinitives"]:
            return False
        if before == "R" and previous not in self.pack.grammar["before_verbs"] and noun:
            return False  # "dont le président": a subject follows
        if verbal == "I" and noun and (before in CLAUSE_LEFT or before in ("N", "M", '"')):
            return False  # "le conseiller"
        if before in ("S", "c", "R") or verbal in ("I", "G"):
            return True
        if not self.have.isdisjoint(lemmas(self.language, after)):
            return True
        if "V" not in verbal or noun or {r[1] for r in readings(self.language, after)} == {"2"}:
            return False
        return before in NOUN_LEFT or before in ("U", "Q")
