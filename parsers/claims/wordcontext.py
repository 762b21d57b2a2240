"""What stands around a word that is being tagged (English): helpers, nouns, whether its clause has a verb yet."""

from __future__ import annotations

from parsers.claims.pack import Pack
from parsers.claims.tags import lemmas, readings, shape
from parsers.claims.tokens import Row

POSSESSIVE = "'s"
REDUCED = 14  # tokens between a participle and the verb of the clause whose subject it belongs to


class WordContext:
    """The words and kinds around a token of a row that is tagged from left to right."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.pack: Pack = row.pack
        self.language = row.pack.language
        self.low = row.low
        self.kinds: list[str] = []
        self.starts = {u[0] for u in row.units}

    def next(self, i: int) -> str:
        """The word behind token i, or ""."""
        return self.low[i + 1] if i + 1 < len(self.low) else ""

    def before(self) -> str:
        """The kind of the token before."""
        return self.kinds[-1] if self.kinds else ""

    def shape(self, word: str) -> str:
        """The kinds a word may have as a verb."""
        return shape(self.language, word)

    def lemmas(self, word: str) -> frozenset[str]:
        """The infinitives of a verb form."""
        return lemmas(self.language, word)

    def helper(self, i: int) -> str:
        """The helper verb that governs the verb at i: its infinitive, or ""."""
        helpers = self.pack.grammar["auxiliaries"]
        for k in range(i - 1, max(-1, i - 7), -1):
            if self.kinds[k] in "VIXG":
                if self.low[k] == POSSESSIVE:
                    return "be"
                own = self.lemmas(self.low[k]) & helpers
                return next(iter(own), "")
            if self.kinds[k] not in "AnSK" and not (self.kinds[k] in "MN" and self._inverted(k)):
                return ""
        return ""

    def _inverted(self, k: int) -> bool:
        """ "Did the mayor say": the subject stands between helper and verb."""
        return k >= 1 and k - 1 in self.starts and bool(self.lemmas(self.low[k - 1]) & self.pack.grammar["auxiliaries"])

    def noun_follows(self, i: int) -> bool:
        """Whether the word behind i can belong to a noun phrase."""
        word = self.next(i)
        if not word or not word[0].isalpha():
            return False
        closed = (
            "prepositions",
            "that",
            "coordinators",
            "relatives",
            "subordinators",
            "determiners",
            "articles",
            "adverbs",
        )
        return not (
            self.pack.is_word(word, *closed)
            or word in self.pack.subjects
            or ("V" in self.shape(word) and word not in self.pack.w["homographs"])
        )

    def common(self, i: int, low: str) -> bool:
        """A role, or an adjective of one, that is written with a capital: "Prime Minister"."""
        return low in self.pack.roles or (low in self.pack.w["adjectives"] and self.next(i) in self.pack.roles)

    def _behind_quote(self) -> bool:
        """Whether only a name stands since a quotation: "…," Hannity said."""
        k = len(self.kinds) - 1
        while k >= 0 and self.kinds[k] == "M":
            k -= 1
        return 0 <= k < len(self.kinds) - 1 and self.kinds[k] == '"'

    def _related(self, i: int) -> bool:
        """Whether the verb at i stands in a relative clause."""
        for k in range(i - 1, -1, -1):
            if self.kinds[k] in "V.;:,":
                return False
            if self.kinds[k] in "RQ":
                return True
        return False

    def _several(self, k: int) -> bool:
        return self.low[k].endswith("s") or self.low[k] in self.pack.people["groups"]

    def _lone(self, i: int) -> bool:
        """Whether the clause has no finite verb before the form at i nor, up to its end, behind it."""
        for k in range(len(self.kinds) - 1, -1, -1):
            if self.kinds[k] == "V":
                return False
            if k in self.starts or self.kinds[k] in '.;:"UQR':
                break
        if self.row.tokens[min(i + 1, len(self.low) - 1)].text[:1].isupper() and self._tells(i):
            return True
        if i + 1 < len(self.low) and self._tells(i + 1):
            return False
        closed = ("that", "relatives", "subordinators", "coordinators")
        for k in range(i + 1, min(len(self.low), i + REDUCED)):
            if k in self.starts or self.low[k] in ",;:" or self.pack.is_word(self.low[k], *closed):
                return True
            if self._finite_form(k):
                return False
        return True

    def _finite_form(self, k: int) -> bool:
        """Whether the word at k can only be a finite verb."""
        word = self.low[k]
        verbal = self.shape(word)
        if "V" not in verbal or word in self.pack.w["homographs"]:
            return False
        if "I" in verbal:
            return self.low[k - 1] not in self.pack.grammar["infinitive_marks"]
        return "X" not in verbal or any(r[0] == "H" for r in readings(self.language, word))

    def _tells(self, i: int) -> bool:
        """Whether the form belongs to a verb that takes a clause."""
        return any("that" in c.takes for lemma in self.lemmas(self.low[i]) for c in self.pack.cues.get(lemma, ()))
