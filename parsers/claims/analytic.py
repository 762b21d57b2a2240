"""Tags for languages whose word forms tell little (English): order, helpers and closed classes decide.

Same letters as ``tags``; a possessive ending is ``-``, so that it joins the words of a noun phrase.
"""

from __future__ import annotations

from parsers.claims.tags import MARKS
from parsers.claims.tokens import Row
from parsers.claims.verbforms import POSSESSIVE, VerbForms

NAMES = ("names_m", "names_f", "places")
TOLD = 16  # tokens between a verb of saying and its "that"


class Tagger(VerbForms):
    """Tags one row from left to right."""

    def __init__(self, row: Row, names: frozenset[str]) -> None:
        super().__init__(row)
        self.names = names
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
        return frozenset(
            tokens[i].text for i in inside if tokens[i].text[0].isupper() and tokens[i - 1].text[0].isalnum()
        )

    # --- one token ---------------------------------------------------------------------------------------------

    def _kind(self, i: int) -> str:
        token, low, p = self.row.tokens[i], self.low[i], self.pack
        if low[0].isdigit():
            return "#"
        if low == POSSESSIVE:
            return self._s(i)
        if low == "'" and self._owned_by_several(i):
            return "-"
        if low in p.w["negators"]:
            return "n"
        if not low[0].isalpha() and low not in p.forms and not (low[0] in "@#" and len(low) > 1):
            return (
                '"' if token.text in p.quotes or token.text in p.quotes.values() else MARKS.get(token.text, token.text)
            )
        first = i in self.starts or self.before() in ('"', ":", "-", "(", ".") or i in self.headlines
        capital = token.text[0].isupper() and low != "i"
        if capital and not first:
            closed = self._closed(i, low) if len(low) == 1 else ""
            return closed or ("N" if self.common(i, low) else "M")
        closed = self._closed(i, low)
        if closed and not (capital and token.text in self.names and closed in "PUAD"):
            return closed
        if capital and self._named(i):
            return "N" if self.common(i, low) and not token.text.isupper() else "M"
        verb = self.shape(low)
        if verb:
            return self.verbal(i, low, verb)
        if guess := self._guess(i, low):
            return guess
        if low in p.w["adverbs"] or (
            low.endswith(tuple(p.grammar["adverb_ends"]))
            and low not in p.grammar["nouns_in_ment"]
            and self.before() != "D"
        ):
            return "A"
        return "N"

    def _guess(self, i: int, low: str) -> str:
        """A word no list holds, read by where it stands: what follows "he" or "would" is a verb."""
        before = self.before()
        if low in self.pack.w["adverbs"] or low.endswith("ly"):
            return ""
        helper = self.helper(i)
        if helper in self.pack.grammar["modals"] and before not in ("D", "N", "M"):
            return "I"
        if low.endswith("ed") and helper in ("be", "have"):
            return "X"
        if before == "S" or (low.endswith("ed") and before in ("N", "M", "R") and self.opens_complement(i, near=True)):
            return "V"
        return ""

    def _named(self, i: int) -> bool:
        """Whether a capitalised first word is a name."""
        token, low, p = self.row.tokens[i], self.low[i], self.pack
        if token.text in self.names or self._titled(low) or any(low in p.people[c] for c in NAMES):
            return True
        if i in self.headlines:
            return not self.shape(low) and low not in p.w["adverbs"]
        if len(token.text) > 1 and token.text.isupper():
            return True
        known = (
            bool(self.shape(low))
            or any(low in c for c in p.people.values())
            or low in p.w["adverbs"]
            or low in p.w["adjectives"]
        )
        after = self.row.tokens[i + 1] if i + 1 < len(self.row.tokens) else None
        return bool(
            after
            and not known
            and (after.text[:1].isupper() or ("V" in self.shape(after.low) and not low.endswith("s")))
        )

    def _titled(self, low: str) -> bool:
        return low in self.pack.people["titles_m"] or low in self.pack.people["titles_f"]

    def _owned_by_several(self, i: int) -> bool:
        """Whether an apostrophe closes no quotation but the possessive of a plural: "the dockers' union"."""
        before, mark = self.row.tokens[i - 1], self.row.tokens[i]
        tied = i > 0 and before.end == mark.start and before.low.endswith("s")
        return tied and mark.q < 0 and self.next(i)[:1].isalpha()

    def _s(self, i: int) -> str:
        """The possessive, or the short form of "is" and "has"."""
        before, after = self.before(), self.next(i)
        if (
            before == "S"
            or self.low[i - 1] in self.pack.grammar["how_words"] | self.pack.w["that"] | self.pack.w["relatives"]
        ):
            return "V"
        verbal = self.shape(after)
        clause = (
            after in self.pack.w["negators"]
            or after in ("a", "an", "the", "been")
            or (
                verbal == "G"
                and after not in self.pack.w["homographs"]
                and not (before == "N" and self.noun_follows(i + 1))
            )
        )
        return "V" if clause and before in ("N", "M") else "-"

    def _closed(self, i: int, low: str) -> str:
        w, p, before, after = self.pack.w, self.pack, self.before(), self.next(i)
        if low in w["articles"]:
            return "D"
        if low in w["that"]:
            return self._that(i, before, after)
        if low in w["possessives"] and (
            low not in p.objects or self.noun_follows(i) or self.shape(after) in ("G", "VI")
        ):
            return "D"
        if (
            low in w["possessives"]
            and low in p.objects
            and before
            and before in "VIG"
            and after in p.quotes
            and self._ends_quoted(i + 1)
        ):
            return "o"
        if low in p.subjects and low not in w["determiners"]:
            if (
                low in p.objects
                and before
                and before in "VGIXPo"
                and after[:1] != "'"
                and "V" not in self.shape(after)
                and not self._adverb_verb(i)
            ):
                return "o"
            return "S"
        if low in w["determiners"]:
            return "S" if low in p.subjects and ("V" in self.shape(after) and after not in w["homographs"]) else "D"
        if low in p.objects:
            return "o"
        if low in w["relatives"]:
            return "R" if (before and before in "NM),-o#P") or low in ("who", "whose", "which") else "U"
        if low in w["coordinators"]:
            return "K"
        if self.shape(low) and (self.before() == "S" or self.helper(i) in self.pack.grammar["modals"]):
            return ""
        if low in w["prepositions"]:
            return "U" if low in w["subordinators"] and self._clause_follows(i) else "P"
        return "U" if low in w["subordinators"] else ""

    def _ends_quoted(self, k: int) -> bool:
        """Whether no noun stands behind the quotation that opens at k: "called her “third-rate” and left"."""
        q = self.row.tokens[k].q
        close = self.row.quotes[q].close if q >= 0 else None
        after = close + 1 if close else k
        return close is not None and (after >= len(self.low) or not self.noun_follows(close))

    def _clause_follows(self, i: int) -> bool:
        """A clause rather than a noun phrase stands after "as", "after", "before" …"""
        if self.next(i) in self.pack.subjects and self.next(i) not in self.pack.w["determiners"]:
            return True
        for k in range(i + 1, min(len(self.low), i + 10)):
            word = self.low[k]
            if not word[0].isalpha() or self.pack.is_word(word, "prepositions", "coordinators", "relatives", "that"):
                return False
            verbal = self.shape(word)
            if k > i + 1 and "V" in verbal and word not in self.pack.w["homographs"] and verbal != "VI":
                return True
        return False

    def _adverb_verb(self, i: int) -> bool:
        return self.next(i) in self.pack.w["adverbs"] and i + 2 < len(self.low) and "V" in self.shape(self.low[i + 2])

    def _that(self, i: int, before: str, after: str) -> str:
        if after in self.pack.w["whens"] or (self.noun_follows(i) and self._takes_things(i - 1)):
            return "D"
        if i in self.starts or before in ("P", '"', ":", "."):
            return "S" if "V" in self.shape(after) and after not in self.pack.w["homographs"] else "D"
        if before in ("N", "M", ")") and self.low[i - 1] not in self.pack.nouns and not self._told(i):
            return "R"
        return (
            "S"
            if before not in ("N", "M") and "V" in self.shape(after) and after not in self.pack.w["homographs"]
            else "Q"
        )

    def _takes_things(self, k: int) -> bool:
        """Whether a verb stands at k that reports, but takes no clause: "called that report a lie"."""
        if k < 0 or self.kinds[k] not in "VIXG":
            return False
        cues = [c for lemma in self.lemmas(self.low[k]) for c in self.pack.cues.get(lemma, ()) if not c.tail]
        return bool(cues) and not any("that" in c.takes for c in cues)

    def _told(self, i: int) -> bool:
        """Whether a verb that attributes stands before, with at most a short phrase between."""
        for k in range(i - 1, max(-1, i - TOLD), -1):
            if self.kinds[k] in "VIXG":
                cues = [c for lemma in self.lemmas(self.low[k]) for c in self.pack.cues.get(lemma, ())]
                return any("that" in c.takes for c in cues)
            if self.kinds[k] in ".;:,QRU":
                return False
        return False
