"""Tags for languages whose word forms tell much (French): closed classes, verb forms and the neighbours decide."""

from __future__ import annotations

from parsers.claims.closed import closed_words
from parsers.claims.openwords import OpenWords
from parsers.claims.retag import retag
from parsers.claims.tags import MARKS, shape
from parsers.claims.tokens import Row


class Tagger(OpenWords):
    """Tags one row from left to right; ``names`` are words with a capital inside a sentence."""

    def __init__(self, row: Row, names: frozenset[str]) -> None:
        super().__init__(row)
        self.names = names
        self.closed_words = closed_words(row.pack.language)

    def run(self) -> list[str]:
        """The kinds of all tokens."""
        kinds, low = self.kinds, self.low
        self._bare_capitals()
        for a, b in self.row.units:
            for i in range(a, b):
                kinds.append(self._kind(i, kinds[-1] if i > a else "", low[i + 1] if i + 1 < b else ""))
        for i in [*(a for a, _ in self.row.units), *(k + 1 for k, kind in enumerate(kinds) if kind == ":")]:
            if kinds[i : i + 1] in (["N"], ["V"]) and self._bare_subject(i):
                kinds[i] = "M"
            if kinds[i : i + 1] in (["c"], ["o"]) and low[i] in self.pack.objects and self._verb_near(i):
                kinds[i] = "S"  # "Lui table sur une baisse"
        retag(self.row, kinds)
        return kinds

    def _kind(self, i: int, before: str, after: str) -> str:
        text, low = self.row.tokens[i].text, self.low[i]
        if not low[0].isalpha() and (len(low) == 1 or low[0] not in "@#"):
            return self._sign(text, low)
        if low in self.pack.number_words and low not in self.pack.w["determiners"]:
            return "#"
        closed = self.closed(i, low, before, after) if low in self.closed_words else ""
        if text[0].isupper():
            first = before in '":-(.'  # or "", at the head of the sentence
            if closed and (first or len(low) == 1 or (closed == "D" and before != "M")):
                return closed
            if not first or self._named(i):
                return "N" if before != "M" and self._common(low) else "M"
        if closed:
            return closed
        verb = shape(self.language, low) if low in self.pack.forms else ""
        return self.verbal(i, low, before, verb) if verb else self.plain(i, low, before)

    def _sign(self, text: str, low: str) -> str:
        """The kind of what begins with no letter: a figure, a mark, a pronoun joined to its verb ("-il")."""
        p = self.pack
        if low[0].isdigit() or (low in p.number_words and low not in p.w["determiners"]):
            return "#"
        if low[0] in "%€$£°":
            return "N"
        if low[0] not in "-@#":
            return '"' if text in p.quotes or text in p.quotes.values() else MARKS.get(text, text)
        if len(low) == 1:
            return "-"
        return "S" if low.rsplit("-", 1)[-1] in p.subjects else "A"

    def _verb_near(self, i: int) -> bool:
        """Whether a finite verb stands behind i, with at most its pronouns between."""
        verb = next((k for k in range(i + 1, min(i + 4, len(self.kinds))) if self.kinds[k] not in "cnA"), i)
        return self.kinds[verb] == "V"

    def _bare_subject(self, i: int) -> bool:
        """Whether an unknown word with a capital opens a sentence without an article, as its verb's subject: a name."""
        text, low, p, kinds = self.row.tokens[i].text, self.low[i], self.pack, self.kinds
        verb = next((k for k in range(i + 1, min(i + 4, len(kinds))) if kinds[k] not in "cn"), i)
        if not text[0].isupper() or len(text) < 4 or kinds[verb] != "V" or self.row.tokens[i].q >= 0:
            return False
        if kinds[i] == "V" and kinds[verb + 1 : verb + 2] not in (["D"], ["Q"], ["c"], ["P"], ["n"]):
            return False  # "Fausse alerte : …"
        known = (low in p.forms and kinds[i] != "V") or any(low in c for c in (*p.w.values(), *p.people.values()))
        return not known and not any(t.text == low for t in self.row.tokens)

    def _bare_capitals(self) -> None:
        """A capital that lost its accent at the head of a sentence ("A Paris") is the preposition, not the verb."""
        bare, tokens, low = self.pack.grammar["bare_capitals"], self.row.tokens, self.low
        behind = (i + 1 for i, t in enumerate(tokens) if t.text in self.pack.quotes)
        for i in [*(a for a, _ in self.row.units), *behind] if bare else ():
            if i + 1 < len(tokens) and tokens[i].text in bare and low[i + 1][0] != "-":
                low[i] = bare[tokens[i].text]

    def _common(self, low: str) -> bool:
        """A role or adjective written with a capital: "Premier ministre", "Président"."""
        return low in self.pack.w["adjectives"] or low in self.pack.roles

    def _named(self, i: int) -> bool:
        """Whether a capitalised word that opens a sentence is a name."""
        token, p = self.row.tokens[i], self.pack
        if len(token.text) > 1 and token.text.isupper() and token.low not in p.forms:
            return True
        if token.text in self.names or token.low in p.given or token.low in p.people["places"]:
            return True
        if token.low in p.people["titles_m"] or token.low in p.people["titles_f"]:
            return True
        following = self.row.tokens[i + 1] if i + 1 < len(self.row.tokens) else None
        known = token.low in p.forms or any(token.low in c for c in p.people.values()) or token.low in p.w["adverbs"]
        return bool(following and following.text[:1].isupper() and following.low not in p.w["articles"] and not known)
