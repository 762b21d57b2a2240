"""Tags for languages whose word forms tell little (English): order, helpers and closed classes decide.

Same letters as ``tags``; a possessive ending is ``-``, so that it joins the words of a noun phrase.
"""

from __future__ import annotations

from parsers.claims.pack import Pack
from parsers.claims.tags import FINITE, MARKS, readings, shape
from parsers.claims.tokens import Row

POSSESSIVE = "'s"
TOLD = 16  # tokens between a verb of saying and its "that"
REDUCED = 14  # tokens between a participle and the verb of the clause whose subject it belongs to


class Tagger:
    """Tags one row from left to right."""

    def __init__(self, row: Row, names: frozenset[str]) -> None:
        self.row = row
        self.pack: Pack = row.pack
        self.language = row.pack.language
        self.low = row.low
        self.names = names
        self.kinds: list[str] = []
        self.starts = {u[0] for u in row.units}
        self.headlines = self._headlines()
        if self.headlines:
            self.names = self._seen()

    def run(self) -> list[str]:
        """The kinds of all tokens."""
        for i in range(len(self.row.tokens)):
            self.kinds.append(self._kind(i))
        return self.kinds

    def _headlines(self) -> set[int]:
        """The tokens of lines that capitalise every word: there a capital says nothing."""
        found: set[int] = set()
        for place in self.row.places:
            words = [t for t in self.row.tokens[place.first : place.last] if t.text[:1].isalpha() and len(t.text) > 3]
            if place.name == "title" and words and sum(t.text[0].isupper() for t in words) > 0.7 * len(words):
                found.update(range(place.first, place.last))
        return found

    def _seen(self) -> frozenset[str]:
        """Words with a capital inside the sentences of the body."""
        tokens = self.row.tokens
        inside = (i for i in range(1, len(tokens)) if i not in self.starts and i not in self.headlines)
        return frozenset(tokens[i].text for i in inside if tokens[i].text[0].isupper() and tokens[i - 1].text[0].isalnum())

    # --- what stands around ------------------------------------------------------------------------------------

    def _next(self, i: int) -> str:
        return self.low[i + 1] if i + 1 < len(self.low) else ""

    def _before(self) -> str:
        return self.kinds[-1] if self.kinds else ""

    def _shape(self, word: str) -> str:
        return shape(self.language, word)

    def _lemmas(self, word: str) -> set[str]:
        return {r[2] for r in readings(self.language, word)}

    def _helper(self, i: int) -> str:
        """The helper verb that governs the verb at i: its infinitive, or ""."""
        helpers = self.pack.grammar["auxiliaries"]
        for k in range(i - 1, max(-1, i - 7), -1):
            if self.kinds[k] in "VIXG":
                own = self._lemmas(self.low[k]) & helpers
                return next(iter(own), "")
            if self.kinds[k] not in "AnSK" and not (self.kinds[k] in "MN" and self._inverted(k)):
                return ""
        return ""

    def _inverted(self, k: int) -> bool:
        """ "Did the mayor say": the subject stands between helper and verb."""
        return k >= 1 and k - 1 in self.starts and bool(self._lemmas(self.low[k - 1]) & self.pack.grammar["auxiliaries"])

    def _noun_follows(self, i: int) -> bool:
        word = self._next(i)
        if not word or not word[0].isalpha():
            return False
        closed = ("prepositions", "that", "coordinators", "relatives", "subordinators", "determiners", "articles", "adverbs")
        return not (self.pack.is_word(word, *closed) or word in self.pack.subjects or ("V" in self._shape(word) and word not in self.pack.w["homographs"]))

    # --- one token ---------------------------------------------------------------------------------------------

    def _kind(self, i: int) -> str:
        token, low, p = self.row.tokens[i], self.low[i], self.pack
        if low[0].isdigit():
            return "#"
        if low == POSSESSIVE:
            return self._s(i)
        if low in p.w["negators"]:
            return "n"
        if not low[0].isalpha() and low not in p.forms and not (low[0] in "@#" and len(low) > 1):
            return '"' if token.text in p.quotes or token.text in p.quotes.values() else MARKS.get(token.text, token.text)
        first = i in self.starts or self._before() in ('"', ":", "-", "(", ".") or i in self.headlines
        capital = token.text[0].isupper() and low != "i"
        if capital and not first:
            closed = self._closed(i, low) if len(low) == 1 else ""
            return closed or ("N" if self._common(i, low) else "M")
        closed = self._closed(i, low)
        if closed and not (capital and token.text in self.names and closed in "PUAD"):
            return closed
        if capital and self._named(i):
            return "N" if self._common(i, low) and not token.text.isupper() else "M"
        verb = self._shape(low)
        if verb:
            return self._verbal(i, low, verb)
        if guess := self._guess(i, low):
            return guess
        if low in p.w["adverbs"] or (low.endswith(tuple(p.grammar["adverb_ends"])) and low not in p.grammar["nouns_in_ment"] and self._before() not in ("D",)):
            return "A"
        return "N"

    def _guess(self, i: int, low: str) -> str:
        """A word no list holds, read by where it stands: what follows "he" or "would" is a verb."""
        before = self._before()
        if low in self.pack.w["adverbs"] or low.endswith("ly"):
            return ""
        helper = self._helper(i)
        if helper in self.pack.grammar["modals"] and before not in ("D", "N", "M"):
            return "I"
        if low.endswith("ed") and helper in ("be", "have"):
            return "X"
        if before == "S" or (low.endswith("ed") and before in ("N", "M", "R") and self._opens_complement(i, near=True)):
            return "V"
        return ""

    def _common(self, i: int, low: str) -> bool:
        people = self.pack.people
        if low in people["roles_m"] or low in people["roles_f"]:
            return True
        after = self._next(i)
        return low in self.pack.w["adjectives"] and (after in people["roles_m"] or after in people["roles_f"])

    def _named(self, i: int) -> bool:
        """Whether a capitalised first word is a name."""
        token, low, p = self.row.tokens[i], self.low[i], self.pack
        if token.text in self.names or low in p.people["names_m"] or low in p.people["names_f"] or self._titled(low):
            return True
        if i in self.headlines:
            return not self._shape(low) and low not in p.w["adverbs"]
        if len(token.text) > 1 and token.text.isupper():
            return True
        known = bool(self._shape(low)) or any(low in c for c in p.people.values()) or low in p.w["adverbs"] or low in p.w["adjectives"]
        after = self.row.tokens[i + 1] if i + 1 < len(self.row.tokens) else None
        return bool(after and not known and (after.text[:1].isupper() or ("V" in self._shape(after.low) and not low.endswith("s"))))

    def _titled(self, low: str) -> bool:
        return low in self.pack.people["titles_m"] or low in self.pack.people["titles_f"]

    def _s(self, i: int) -> str:
        """The possessive, or the short form of "is" and "has"."""
        before, after = self._before(), self._next(i)
        if before == "S" or self.low[i - 1] in self.pack.grammar["how_words"] | self.pack.w["that"] | self.pack.w["relatives"]:
            return "V"
        verbal = self._shape(after)
        clause = after in self.pack.w["negators"] or after in ("a", "an", "the", "been") or (verbal == "G" and after not in self.pack.w["homographs"])
        return "V" if clause and before in ("N", "M") else "-"

    def _closed(self, i: int, low: str) -> str:
        w, p, before, after = self.pack.w, self.pack, self._before(), self._next(i)
        if low in w["articles"]:
            return "D"
        if low in w["that"]:
            return self._that(i, before, after)
        if low in w["possessives"] and (low not in p.objects or self._noun_follows(i) or self._shape(after) in ("G", "VI")):
            return "D"
        if low in p.subjects and low not in w["determiners"]:
            if low in p.objects and before and before in "VGIXPo" and after[:1] != "'" and "V" not in self._shape(after) and not self._adverb_verb(i):
                return "o"
            return "S"
        if low in w["determiners"]:
            return "S" if low in p.subjects and ("V" in self._shape(after) and after not in w["homographs"]) else "D"
        if low in p.objects:
            return "o"
        if low in w["relatives"]:
            return "R" if (before and before in "NM),-o#P") or low in ("who", "whose", "which") else "U"
        if low in w["coordinators"]:
            return "K"
        if self._shape(low) and (self._before() == "S" or self._helper(i) in self.pack.grammar["modals"]):
            return ""
        if low in w["prepositions"]:
            return "U" if low in w["subordinators"] and self._clause_follows(i) else "P"
        return "U" if low in w["subordinators"] else ""

    def _clause_follows(self, i: int) -> bool:
        """A clause rather than a noun phrase stands after "as", "after", "before" …"""
        if self._next(i) in self.pack.subjects and self._next(i) not in self.pack.w["determiners"]:
            return True
        for k in range(i + 1, min(len(self.low), i + 7)):
            word = self.low[k]
            if not word[0].isalpha() or self.pack.is_word(word, "prepositions", "coordinators", "relatives", "that"):
                return False
            verbal = self._shape(word)
            if k > i + 1 and "V" in verbal and word not in self.pack.w["homographs"] and verbal != "VI":
                return True
        return False

    def _adverb_verb(self, i: int) -> bool:
        return self._next(i) in self.pack.w["adverbs"] and i + 2 < len(self.low) and "V" in self._shape(self.low[i + 2])

    def _that(self, i: int, before: str, after: str) -> str:
        if after in self.pack.w["whens"]:
            return "D"
        if i in self.starts or before in ("P", '"', ":", "."):
            return "S" if "V" in self._shape(after) and after not in self.pack.w["homographs"] else "D"
        if before in ("N", "M", ")") and self.low[i - 1] not in self.pack.nouns and not self._told(i):
            return "R"
        return "S" if before not in ("N", "M") and "V" in self._shape(after) and after not in self.pack.w["homographs"] else "Q"

    def _told(self, i: int) -> bool:
        """Whether a verb that attributes stands before, with at most a short phrase between."""
        for k in range(i - 1, max(-1, i - TOLD), -1):
            if self.kinds[k] in "VIXG":
                cues = [c for lemma in self._lemmas(self.low[k]) for c in self.pack.cues.get(lemma, ())]
                return any("that" in c.takes for c in cues)
            if self.kinds[k] in ".;:,QRU":
                return False
        return False

    # --- verb forms --------------------------------------------------------------------------------------------

    def _verbal(self, i: int, low: str, verb: str) -> str:
        before, noun = self._before(), low in self.pack.w["homographs"]
        helper = self._helper(i)
        if self._lemmas(low) & self.pack.grammar["auxiliaries"]:
            return self._auxiliary(i, verb, helper, before)
        if verb == "G":
            after = readings(self.language, self._next(i))
            if before in ("N", "M", "") and after and all(r[0] in "HP" for r in after if r[0] in FINITE) and any(r[0] == "H" for r in after):
                return "N"
            return "N" if before == "D" or (noun and before in ("N", "-", "P") and helper == "") else "G"
        alone = before == "D" and self.low[i - 1] in self.pack.w["plural"] and verb != "G" and (
            "X" in verb or low not in self.pack.w["homographs"]
        ) and not self._noun_follows(i)
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
        plural = (bool(self.kinds) and before in ("N", "M") and self.low[i - 1].endswith("s")) or self.low[i - 1] in self.pack.people["groups"]
        if before == "A" and len(self.kinds) > 1 and self.kinds[-2] in "NMS":
            plural = self.kinds[-2] == "S" or self.low[i - 2].endswith("s")
        if past:
            return "X" if helper in ("have", "be") else "N" if noun and before not in ("N", "M", ")") else "V"
        if plural:
            return "V" if not noun or self._opens_complement(i) else "N"
        if before == "K":
            earlier = next((k for k in reversed(self.kinds) if k in "VIXG"), "")
            return "I" if earlier == "I" and not noun else "N" if noun else "V"
        if noun:
            return "N"
        if before and before in "VXGI":
            return "I" if self.low[i - 1] in self.pack.w["bare_infinitive"] else "N"
        return "V" if before not in ("N", "M", "#") or self._opens_complement(i, near=True) else "N"

    def _opens_complement(self, i: int, *, near: bool = False) -> bool:
        """What follows is what follows a verb: an article, a clause, a name, a quotation."""
        after = self._next(i)
        if not after:
            return False
        if near:
            pronoun = after in self.pack.subjects or after in self.pack.objects
            return pronoun or self.pack.is_word(after, "articles", "determiners", "that", "possessives") or self.row.tokens[i + 1].text in self.pack.quotes
        follows = self.pack.is_word(after, "articles", "determiners", "that", "adverbs", "subordinators", "possessives", "prepositions")
        mark = self.row.tokens[i + 1].text in self.pack.quotes or after in ",:"
        return follows or mark or after in self.pack.subjects or after in self.pack.objects or self.row.tokens[i + 1].text[0].isupper()

    def _past(self, i: int, verb: str, helper: str, before: str) -> str:
        if helper in ("have", "be"):
            return "X"
        if "V" not in verb:
            return "X"
        if before in ("S", "R", "K", "D"):
            return "V"
        if i in self.starts and not self._inverts(i):
            return "X"
        if self._next(i) == "by" and before != "S":
            return "X"
        if before == "P":
            return "X"
        if before in ("N", "M", ")", ",", "-", "#") and self._next(i) in self.pack.w["prepositions"]:
            return "X" if self._next(i) != "to" and self._reduced(i) else "V"
        return "V"

    def _inverts(self, i: int) -> bool:
        """ "Said Smith: …": the verb opens the sentence and its subject follows."""
        return self.low[i] in self.pack.forms and {"that", "quote"} <= {t for m in self._lemmas(self.low[i]) for c in self.pack.cues.get(m, ()) for t in c.takes} and (
            self.row.tokens[min(i + 1, len(self.low) - 1)].text[:1].isupper() and not self._common(i + 1, self._next(i))
        )

    def _reduced(self, i: int) -> bool:
        """ "a man accused of murder said": the verb of the clause is still to come."""
        for k in range(i + 1, min(len(self.low), i + REDUCED)):
            word = self.low[k]
            if word in self.pack.subjects or self.pack.is_word(word, "that", "relatives", "coordinators") or word in ",.;:":
                return False
            readers = self._shape(word)
            if self.row.tokens[k].text[0].isupper():
                continue
            past = any(r[0] == "H" for r in readings(self.language, word))
            if "V" in readers and "I" not in readers and (past or self._lemmas(word) & self.pack.grammar["auxiliaries"]):
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
            if before in ("N", "M") and self._next(i) in self.pack.w["that"]:
                return "V"
            return "V" if singular and self._opens_complement(i, near=True) else "N"
        return "V"
