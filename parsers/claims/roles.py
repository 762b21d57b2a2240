"""Roles told beside a name: "le ministre X", "X, professeur", "X est maire", "X, à la tête de Y"."""

from __future__ import annotations

from parsers.claims.phrases import OverPhrases, Phrases, Range

FURTHEST = 24  # tokens from a role's determiner to the name


class Roles(OverPhrases):
    """Reads the roles that stand before and behind the names of one row."""

    def __init__(self, phrases: Phrases) -> None:
        super().__init__(phrases)
        self.people = phrases.pack.people
        self.analytic = bool(phrases.pack.grammar["analytic"])

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.row.slice(start, end).split())

    def _role_before(self, start: int) -> bool:
        k = start - 1
        return (k >= 0 and self.kind[k] in "NX" and self._is_role(self.low[k])) or self._role_left(start) is not None

    def _is_role(self, word: str) -> bool:
        return word in self.pack.roles

    def _role_left(self, start: int) -> Range | None:
        """The role before a name: "le ministre de la Santé X", "la ministre de la justice, X"."""
        k = start - 1
        if k >= 0 and self.low[k] in self.people["organisations"]:
            return None
        if k >= 0 and self.kind[k] == ",":
            k -= 1
        elif k >= 0 and self.kind[k] not in "NMX":
            return None
        comma = k != start - 1
        while (
            k >= 0
            and start - k < FURTHEST
            and (self.kind[k] in "NMXADPK#-" or (comma and self._listed(k)))
            and self.row.tokens[k].q == self.row.tokens[start].q
        ):
            governed = self.low[k] in self.pack.w["of"] or (k > 0 and self.low[k - 1] in self.pack.w["of"])
            opens = not governed or (comma and self.low[k] in self.pack.contracted and not self._of_role(k))
            if self.kind[k] == "D" and opens and k + 1 < start and self._role_at(k + 1, start):
                end = start - 1 if comma else start
                if comma and not self._determines(k):
                    return None
                if not comma or self._whole(k, end):
                    return k + 1, end
            if self.kind[k] == "P" and self.low[k] not in self.pack.w["linkers"]:
                break
            k -= 1
        if not comma and self._role_at(k + 1, start) and k + 1 < start:
            return k + 1, start
        return None

    def _listed(self, k: int) -> bool:
        """Whether k joins complements in a list: "le ministre de l'Agriculture, de l'Eau et de la Pêche"."""
        return self.kind[k] in ",K" and self.low[k + 1] in self.pack.w["of"]

    def _whole(self, k: int, end: int) -> bool:
        """Whether one noun phrase goes from k to ``end``, with a list of its complements."""
        k = self.ph.np_right(k, end)
        while k < end and self._listed(k):
            k = max(self.ph.np_right(k + 1 + (self.kind[k + 1] == "P"), end), k + 1)
        return k == end

    def _determines(self, k: int) -> bool:
        """Whether a determiner may open the role of the one person whose name follows."""
        low, w = self.low[k], self.pack.w
        known = low in w["articles"] or low in self.pack.contracted
        return known or (not self.analytic and low in w["possessives"] | w["indefinite"])

    def _of_role(self, k: int) -> bool:
        """Whether "du" at k opens the complement of a role: "le porte-parole du ministre, X"."""
        return any(self._is_role(self.low[x]) for x in range(max(0, k - 4), k) if self.kind[x] in "NX")

    def _role_at(self, k: int, b: int) -> bool:
        if self.analytic:
            end = next((x for x in range(k, b) if self.kind[x] not in "NMXA#-"), b)
            return end > k and any(
                self._is_role(self.low[x]) and self.kind[x] == "N" for x in range(max(k, end - 2), end)
            )
        while k < b and self.low[k] in self.pack.w["adjectives"] and not self._is_role(self.low[k]):
            k += 1
        return k < b and self._is_role(self.low[k])

    def _role_right(self, end: int) -> Range | None:
        """The role behind a name: "X, secrétaire général de Y", "X est professeur", "X, à la tête de Y"."""
        n = len(self.kind)
        if end + 2 < n and self.kind[end] == "," and self.low[end + 1] in self.pack.w["quarters"]:
            head = next((k for k in range(end + 2, min(n, end + 4)) if self.low[k] in self.pack.w["posts"]), None)
            if head:
                return head, self.ph.np_right(head, n)
        if not self._apposed(end):
            return None
        k = end + 1
        if k < len(self.kind) and self.kind[k] == "#":
            k += 3
        determined = k < len(self.kind) and self.kind[k] == "D"
        k += determined
        stop = self.ph.np_right(k, len(self.kind))
        if determined and self.kind[end] == "," and self.kind[stop : stop + 1] in (["V"], ["c"], ["n"]):
            return None  # "pour X, le prévenu a agi"
        return (k, stop) if stop > k else None

    def _apposed(self, end: int) -> bool:
        n = len(self.kind)
        if end + 1 >= n:
            return False
        k = end + 1
        if self.kind[end] == "," and self.kind[k] == "#" and k + 3 < n and self.kind[k + 2] == ",":
            k += 3
        elif self.kind[end] == "V":
            if not self._be(end):
                return False
        elif self.kind[end] != ",":
            return False
        if k < n and self.kind[k] == "D":
            k += 1
        return k < n and self._role_at(k, n) and (self.kind[end] == "V" or self.kind[k] != "V")

    def _be(self, i: int) -> bool:
        group = self.ph.verb_group(i, min(len(self.kind), i + 3))
        return bool(group and group.lemma in self.pack.grammar["be"])

    def _words(self, span: Range) -> frozenset[str]:
        return frozenset(self.low[k] for k in range(*span) if self.kind[k] in "NMXA#" and len(self.low[k]) > 1)

    def _noun_gender(self, span: Range) -> str:
        before = self.low[span[0] - 1] if span[0] else ""
        if before in self.pack.w["feminine"]:
            return "f"
        if before in self.pack.w["masculine"] and before != "l'":
            return "m"
        head = next((self.low[k] for k in range(*span) if self._is_role(self.low[k])), "")
        female, male = head in self.people["roles_f"], head in self.people["roles_m"]
        return "f" if female and not male else "m" if male and not female else ""
