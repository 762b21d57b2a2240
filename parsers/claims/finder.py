"""What every finder of the grammar works on."""

from __future__ import annotations

from parsers.claims.extents import Extents
from parsers.claims.phrases import OverPhrases, Phrases, Range
from parsers.claims.report import Report

AGE = 4  # tokens of an age set off by commas
ROLE = 5  # tokens before the noun for what somebody is


class Finder(OverPhrases):
    """The row of one article, with its phrases and the ends of its contents, under the names that the rules use."""

    def __init__(self, phrases: Phrases, extents: Extents) -> None:
        super().__init__(phrases)
        self.ex = extents
        self.told: list[Report] = []  # what the sentences before report

    def _sentence_before(self, a: int) -> Range | None:
        """The sentence before the one that begins at a, in the same place."""
        unit = self.row.unit_of(a)
        if not unit or self.row.unit_place[unit] != self.row.unit_place[unit - 1]:
            return None
        return self.row.units[unit - 1]

    def _first_person(self, source: Range) -> bool:
        return self.pack.subjects.get(self.low[source[0]].rsplit("-", 1)[-1]) == "1"

    def _thing(self, source: Range) -> bool:
        return self.kind[source[0]] == "S" and self.pack.subjects.get(self.low[source[0]]) == "x"

    def _summed_up(self, k: int, a: int) -> Report | None:
        """What the sentence before reports, where the one at a opens with a word for it at k: "Une accusation que"."""
        opens = k == a or (k == a + 1 and self.low[a] in self.pack.w["indefinite"])
        if not opens or a == 0 or self.low[k] not in self.pack.w["summing"]:
            return None
        first = self.row.start_of(a - 1)
        return next((r for r in reversed(self.told) if first <= r.content[-1][1] - 1 < a), None)

    def _apposed(self, k: int, end: int, b: int) -> int:
        """The end of a subject that is a role with the name, or a rank and the name, behind a comma."""
        end = self._past_brackets(k, end, b)
        if end + 1 >= b or self.kind[end] != "," or self.kind[end + 1] not in "MD" or self._names(k, end):
            return end
        close = self.ph.np_right(end + 1, b)
        if self.kind[end + 1] == "D" and not (
            self.ph.role_within(end + 1, close) and self.ph.holds_name(end + 1, close)
        ):
            return end
        closed = close >= b or self.kind[close] in ",.-(P" or self.ph.light(close, b) > close
        closed = closed or self.low[close] in self.pack.w["whens"]
        return close if closed and self.ph.speaks(k, end) else end

    def _past_brackets(self, k: int, end: int, b: int) -> int:
        """Past brackets inside a subject: "le député (PS) Untel", "le maire (PS) de Luz"."""
        close = self.ph.past_brackets(end, b)
        if k < end < close < b and (self.kind[close] == "M" or self.low[close] in self.pack.w["of"]):
            return self.ph.np_right(close + (self.kind[close] != "M"), b)
        return end

    def _names(self, k: int, end: int) -> bool:
        """Whether a noun phrase names its person; "la présidente de l'association Les Deux Rives" names a thing."""
        if not self.ph.holds_name(k, end):
            return False
        head = next((x for x in range(k, end) if self.kind[x] in "NM"), k)
        of = next((x for x in range(head + 1, end) if self.low[x] in self.pack.w["of"]), end)
        thing = next((x for x in range(of + 1, end) if self.kind[x] in "NM"), end)
        role = self.kind[head] == "N" and self.low[head] in self.pack.roles
        return not (role and thing < end and self.kind[thing] == "N" and self.low[thing] not in self.pack.roles)

    def _told_of(self, end: int, b: int) -> int:
        """Past what is said about a speaker between commas, age, role or deed: "X, 54 ans, retraité de la SNCF"."""
        end = self.ph.past_brackets(end, b)
        while end + 1 < b and self.kind[end] == ",":
            close = self._mark_behind(end + 1, b)
            if not self._about_who(end, close):
                break
            end = close
        return end

    def _mark_behind(self, k: int, b: int) -> int:
        """Where the piece at k ends: at a comma or stop outside of brackets and quotations."""
        q = self.row.tokens[k].q
        while k < b and self.kind[k] not in ",.;:" and self.row.tokens[k].q == q:
            k += 1
        return k

    def _about_who(self, comma: int, close: int) -> bool:
        """Whether the piece behind a comma says who the speaker is, and is no clause of its own."""
        words, low = self.kind[comma + 1 : close], self.low[comma + 1 : close]
        if not words:
            return False
        if words[0] == "R":
            quoted = close < len(self.kind) and self.kind[close + 1 : close + 2] == ['"']
            return "V" in words and not quoted and not self.ex.reports_before_verb(comma + 2, close)
        if any(x in "VSQU" for x in words):
            return False
        if words[0] == "#":
            return words == ["#"] or (len(words) <= AGE and low[1:2] != [] and low[1] in self.pack.w["lengths"])
        if words == ["M"] and self.kind[comma - 1] == "M":
            return low[0][1:2] == "-"  # "Sen. Doyle, R-Texas"
        if words[0] == "X":
            return words[1:2] in (["P"], ["A"]) or (low[1:2] != [] and low[1] in self.pack.w["whens"])
        role = next((x for x in range(comma + 1, close) if self.low[x] in self.pack.roles), close)
        if words[0] == "D" and not (self.kind[comma - 1] == "M" and self._subject_at(close)):
            return False
        return role < close and all(self.kind[x] in "DNXA#" for x in range(comma + 1, role)) and role - comma < ROLE

    def _subject_at(self, close: int) -> bool:
        """Whether the mark at ``close`` ends all, or another subject may stand behind it."""
        bare = "N" if self.pack.grammar["analytic"] else ""
        return self.kind[close : close + 1] != [","] or self.kind[close + 1] in 'DMSPUA#o"' + bare

    def _judged(self, end: int, start: int) -> int:
        """Where an apposition with quoted words begins behind a main clause, else ``start``: alone it is said.

        "La ville a reçu un million, une somme « dérisoire », juge le maire."
        """
        close = end - 1 if self.kind[end] == "," else end
        if close <= start or self.kind[close] != '"' or self.row.tokens[close].q < 0:
            return start
        quote = self.row.quotes[self.row.tokens[close].q]
        comma = next((k for k in range(quote.open - 1, start, -1) if self.kind[k] in ",V"), start)
        apart = self.kind[comma] == "," and self.low[comma + 1] in self.pack.w["singular"] | self.pack.w["plural"]
        verb = any(self.kind[k] == "V" and self.row.tokens[k].q < 0 for k in range(start, comma))
        return comma + 1 if apart and verb and comma + 1 < quote.open else start
