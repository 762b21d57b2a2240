"""Noun phrases: where they begin and end, and what they are headed by."""

from __future__ import annotations

from parsers.claims.steps import Steps


class NounPhrases(Steps):
    """Reads noun phrases off one row."""

    def np_right(self, i: int, b: int) -> int:
        """The end of the noun phrase that starts at i (i where there is none)."""
        k, low, kind = i, self.low, self.kind
        if k >= b:
            return i
        if kind[k] in "So":
            return k + 1
        while k < b and kind[k] == "D":
            k += 1
        if i < k < b - 1 and kind[k] == "n" and low[k] in self.pack.w["quantifiers"] and kind[k + 1] in "NX":
            k += 1  # "les plus menacés"
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
            elif kind[k] == "D" and k > start and self._named_with(k, b):
                k += 1
            elif (
                kind[k] == "D"
                and k > start
                and self.pack.is_word(low[k - 1], "ranked", "bounds")
                and low[k] in self.pack.number_words
            ):
                k += 1
            elif low[k] in self.pack.w["of"] and k > start and self.adverbial(k, b) > k:
                break  # "l'Élysée | d'emblée"
            elif (
                low[k] in self.pack.w["of"]
                and (k > start or self._counted(i, k))
                and k + 1 < b
                and kind[k + 1] in "DNMX#o"
            ):
                if low[k + 1] in self.pack.w["whens"] and (kind[k + 1] != "M" or self.pack.grammar["analytic"]):
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
                if end == k + 1 or self._addressed(k, end) or self._beside_role(start, k, end):
                    break
                k = end
            elif kind[k] == "/" and k > start and k + 1 < b:
                k += 2  # "110 km/h"
            elif kind[k] == "K" and self._joins_complement(start, k, b):
                k = self.np_right(k + 2, b)  # "de l'université de Grenoble et de l'École de Zurich"
            elif kind[k] == "K" and k > start and k + 1 < b and self._joins(k, b):
                k = max(self.np_right(k + 1, b), k + 1)
            elif kind[k] == '"' and self._quoted_part(k):
                k = self.past_quote(k)
            else:
                break
        return k if k > start or k > i else i

    def _beside_role(self, start: int, k: int, end: int) -> bool:
        """Whether "à" at k tells where or when, not of what: "clame l'accusé | à la barre", "l'adjoint aux sports"."""
        if self.low[k] not in self.pack.w["addressing"] or "M" in self.kind[k:end]:
            return False
        if any(self.low[x] in self.pack.w["tied_by_at"] for x in range(start, end)):
            return False
        office = any(self.low[x] in self.pack.w["functions"] for x in range(start, k))
        return not office or any(self.low[x] in self.pack.w["whens"] for x in range(k, min(end + 1, len(self.low))))

    def _addressed(self, k: int, end: int) -> bool:
        """Whether "au" at k leads to somebody spoken to: "lance la présidente | au prévenu"."""
        noun = k + 1 + (self.kind[k + 1] == "D")
        spoken = noun < end and self.low[noun] in self.pack.roles
        return spoken and self.low[k] in self.pack.w["addressing"] and self.row.tokens[noun].text.islower()

    def _quoted_part(self, k: int) -> bool:
        """Whether short quoted words belong to the phrase; "« à la retenue »" is the verb's."""
        apart = self.kind[k + 1 : k + 2] == ["P"] and self.low[k + 1] not in self.pack.w["of"]
        if self.kind[k + 1 : k + 2] == ["D"] and self.low[k + 1] not in self.pack.w["of"]:
            apart = self.row.tokens[k + 1].text[0].islower()  # another phrase, where it is no name
        verbal = (
            self.kind[k + 1 : k + 2] == ["I"] and self.row.tokens[k + 1].text[0].islower()
        )  # "« assumer » son choix"
        return self.quote_at(k) is not None and self.past_quote(k) - k <= 6 and not (apart or verbal)

    def _named_with(self, k: int, b: int) -> bool:
        """An article that belongs to a name: "le groupe Les Républicains", "l'association Les Deux Rives"."""
        return k + 1 < b and all(self.row.tokens[x].text[0].isupper() for x in (k, k + 1)) and self.kind[k + 1] in "MD"

    def _counted(self, i: int, k: int) -> bool:
        """ "l'un de", "plusieurs des": a determiner that stands for its noun."""
        return k > i and self.kind[k - 1] == "D" and not self.pack.is_word(self.low[k - 1], "articles", "of")

    def role_within(self, start: int, end: int) -> bool:
        """Whether a noun for a person's role stands in [start, end)."""
        known = self.pack.roles, self.pack.w["linking_nouns"]
        heads = {w for k in range(start, end) for w in (self.low[k], self.low[k].rsplit("-", 1)[-1])}
        return any(w in c for w in heads for c in known)  # "vice-président", "lieutenant-colonel"

    def _joins_complement(self, start: int, k: int, b: int) -> bool:
        """Whether "et de" at k joins another complement to one that stands before."""
        if k + 2 >= b or self.low[k + 1] not in self.pack.w["of"] or self.kind[k + 2] not in "DNM":
            return False
        end = self.np_right(k + 2, b)
        own = end < b and self.kind[end] in "VcS"
        return not own and any(self.low[x] in self.pack.w["of"] for x in range(start + 1, k))

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

    def is_time(self, k: int, b: int) -> bool:
        """Whether a phrase that starts at k says when; "ce dernier" by itself is a person."""
        head = k + 1 if self.kind[k] == "D" and k + 1 < b else k
        if self.low[head] not in self.pack.w["whens"] or (head > k and self.kind[head] == "A"):
            return False
        return (head + 1 < b and self.kind[head + 1] in "NM#") or self.low[head] not in self.pack.people["that_one"]

    def holds_name(self, a: int, b: int) -> bool:
        """Whether a noun phrase names its person itself ("le ministre X", not "le maire de La Londe")."""
        for i in range(a, b):
            if self.kind[i] == "M" and (i == a or self.kind[i - 1] not in "PD(") and not self._thing_before(i, a):
                if not (i > a and self.kind[i - 1] == "M" and i > a + 1 and self.kind[i - 2] in "PD"):
                    return True
        return False

    def _thing_before(self, i: int, a: int) -> bool:
        """A noun that is no role before a name, inside a longer phrase: "le président de la région Nord"."""
        noun = i > a and self.kind[i - 1] == "N" and self.low[i - 1] not in self.pack.roles
        return noun and any(self.kind[x] == "P" or self.low[x] in self.pack.w["of"] for x in range(a, i))

    def stands_for(self, a: int, b: int) -> bool:
        """Whether a phrase without a noun points to somebody: "l'un d'eux", "ce dernier", "certains", "tous deux"."""
        kinds, low = self.kind[a:b], self.low
        if any(x in "NMX#" for x in kinds):
            last = low[a] in self.pack.w["demonstratives"] and low[b - 1] in self.pack.people["that_one"]
            one = low[a] in self.pack.w["articles"] and low[b - 1] in self.pack.w["the_one"]
            return (last or one) and b == a + 2
        bare = not self.pack.is_word(low[a], "articles", "demonstratives", "possessives")
        several = b > a + 1 or low[a] in self.pack.w["plural"]
        pronoun = kinds == ["S"] and low[a] not in self.pack.subjects
        return "o" in kinds or pronoun or (kinds[:1] == ["D"] and bare and several)

    def speaks(self, a: int, b: int) -> bool:
        """Whether the head of a noun phrase is a name or a noun for who or what can speak."""
        if self.kind[a] in "SoM":
            return True
        nouns = [k for k in range(a, b) if self.kind[k] in "NMX#" and self.low[k] not in self.pack.w["adjectives"]]
        head = next((k for k in nouns if self.kind[k] != "#"), next(iter(nouns), a))
        if self.low[head] in self.pack.w["counts"]:
            head = next((k for k in nouns if k > head), head)  # "des centaines de riverains"
        if self.stands_for(a, b):
            return True
        named = self.row.tokens[a].text[:1].isupper() and self.kind[a] == "N" and self.kind[b - 1] == "M"
        if named and not any(x in "PD" for x in self.kind[a:b]):
            return True  # "Santé publique France"
        if self.pack.grammar["analytic"]:
            end = next((k for k in range(a, b) if self.kind[k] not in "DNMX#AG-"), b)
            head = next((k for k in range(end - 1, a - 1, -1) if self.kind[k] in "NM"), a)
        if self.kind[head] == "M" or any(self.low[k] in self.pack.w["standing"] for k in range(a, b)):
            return True
        ends = tuple(self.pack.grammar["agent_ends"])
        agent = ends and self.low[head].endswith(ends) and self.low[head] not in self.pack.w["not_agents"]
        if ends and (agent or self.low[head] in self.pack.people["places"]):
            return True
        stems = {self.low[head], self.low[head].rstrip("sx"), self.low[head].rsplit("-", 1)[-1]}  # "ex-patron"
        return not stems.isdisjoint(self.pack.speaking)
