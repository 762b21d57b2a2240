"""Sources behind a preposition: "selon X", "pour X", and what they are responsible for."""

from __future__ import annotations

from parsers.claims.finder import Finder
from parsers.claims.phrases import Range
from parsers.claims.report import Report


class Prepositions(Finder):
    """Finds sources behind prepositions in one sentence."""

    def _preposition(self, i: int, a: int, b: int) -> Report | None:
        words = self.ex.source_phrase(i)
        if words and i > a and self.kind[i - 1] in "VI" and words[0] in self.pack.w["of"]:
            return None
        if not words or (i > a and self.kind[i - 1] not in ',.:;-("KAURQN)MX#oVID'):
            return None
        k, whose = i + len(words), self.pack.sources[words]
        if k < b and self.kind[k] == "R" and (who := self.ph.antecedent(i, a)):
            if any(self.low[x] in self.pack.said | self.pack.w["summing"] for x in range(*who)):
                return None  # "la rumeur selon laquelle …"
            spans = self._spans((k + 1, self.ex.clause(k + 1, b)))
            return Report(spans, (i, k), who, "source") if spans else None
        if k >= b or not self._allowed(k, b, whose):
            return None
        end = self._source_end(k, b)
        if i > a and self.kind[i - 1] == "V":  # what the verb needs stands behind the source: "reste selon X trop haut"
            end = next((x for x in range(k + 1, end) if self.kind[x] in "AX"), end)
        if self.pack.grammar["analytic"]:
            end = self._set_off(i, end, a, b)
            end = self._apposed(k, end, b) if self._opening(a, i) else self.ex.apposed(end, b)
        else:
            end = self._apposed(k, end, b)
        if end <= k or (whose == "human" and not self._human(i, k, end, a, b)):
            return None
        if whose == "speaker" and not self._is_speaker(k, end):
            return None
        at = i - (i - 1 > a and self.low[i - 1] in self.pack.w["again"] and self.kind[i - 2] == ",")
        spans = self._beside(at, self._with_told(i, k, end, a, b), a, b)
        first = k - 1 if whose == "bare" else k
        if whose == "bare" and not (self._opening(a, i) or self.kind[i - 1] == ","):
            return None
        return Report(spans, (i, k), (first, end), "source") if spans else None

    def _with_told(self, i: int, k: int, end: int, a: int, b: int) -> int:
        """The end of a source with what is told of it, where a clause follows or nothing does."""
        past = end if self.kind[k] in "oS" else self._told_of(end, b)
        if past == end:
            return end
        if self._opening(a, i):
            clause = past + 1 < b and self.kind[past] == "," and self._subject_at(past)
            return past if clause and "V" in self.kind[past:b] else end
        return past if past >= b or self.kind[past] in ".;" else end

    def _allowed(self, k: int, b: int, whose: str) -> bool:
        if self.kind[k] in "VIGQRU,." or self.low[k] in self.pack.w["that"]:
            return False
        head = next((x for x in range(k, min(b, k + 4)) if self.kind[x] in "NMXo#S"), k)
        if self.low[k] in self.pack.w["ours"] and head == k:
            return False
        if self.pack.grammar["analytic"]:
            head = max(self.ph.np_right(head, b) - 1, head)
        w = self.pack.w
        own = self.low[k] in w["possessives"] and self.kind[head] == "N"
        said = self._is_speaker(k, self.ph.np_right(k, b)) or self.low[head] in w["own_words"] | w["wordings"]
        own = own and (self.low[head] in w["own_part"] or not (said or self.low[head] in self.pack.said))
        words = self.low[head] in self.pack.w["wordings"] and self._is_speaker(head + 2, self.ph.np_right(head + 2, b))
        return (words or self.low[head] not in self.pack.not_sources) and not own

    def _set_off(self, i: int, end: int, a: int, b: int) -> int:
        """The end of a source that marks part from what is said: all up to the mark tells who or what it is."""
        opening = self._opening(a, i)
        if end >= b or not (opening or self.kind[i - 1] in ',"'):
            return end
        mark = next((x for x in range(end, b) if self.kind[x] in ",.;:-)(" or self.row.tokens[x].q >= 0), b)
        return mark if not opening or (mark < b and self.kind[mark] == ",") else end

    def _source_end(self, k: int, b: int) -> int:
        end = self.ph.np_right(k, b)
        if end < b and self.kind[end] == "K" and self.kind[k] in "oS":
            joined = self.ph.np_right(end + 1, b)
            end = joined if joined < b and self.kind[joined] == "," else end
        while end < b and end > k:
            if self.kind[end] == "Q" or (self.kind[end] == "R" and self.kind[end - 1] != ","):
                end = next((x for x in range(end, b) if self.kind[x] in ",.;:"), b)
            elif self._participial(end, b):
                end = next((x for x in range(end, b) if self.kind[x] in ",.;:"), b)
            elif self.kind[end] == "P" and self.kind[end + 1 : end + 2] and not self._is_speaker(k, end):
                end = max(self.ph.np_right(end + 1, b), end + 1)
            else:
                break
        return end

    def _participial(self, end: int, b: int) -> bool:
        """Whether a participle with a complement goes on ("un rapport publié en juin par X")."""
        if self.kind[end] == "X" and end + 1 < b:
            return self.kind[end + 1] in "PAD" or self.low[end + 1] in self.pack.w["whens"]
        return self.kind[end - 1] == "X" and (self.kind[end] in "PA" or self.low[end] in self.pack.w["whens"])

    def _human(self, i: int, k: int, end: int, a: int, b: int) -> bool:
        """ "Pour X, …": a person or group, at the head of the clause, with a comma (or a quotation) behind."""
        closes = self.kind[i - 2 : i] == ['"', ","] and (end >= b or self.kind[end] == ".")
        if closes and (self._is_speaker(k, end) or self.ph.speaks(k, end)):
            return True  # "« … », pour la députée X."
        opens = all(self.kind[x] in "KA," or self.low[x] in self.pack.w["openers"] for x in range(a, i))
        if not (opens or self.kind[i - 1] == ":" or (self.kind[i - 1] in ",;" and self.kind[k] == "o")):
            return False
        mark = self.ph.past_brackets(end, b)
        if mark >= b or not (self.kind[mark] == "," or self.ph.quote_at(mark) is not None):
            return False
        if self.kind[k] in "oS" or self.ph.stands_for(k, end):
            return True
        named = any(self.kind[x] == "M" and self.low[x] in self.pack.given for x in range(k, end))
        acronym = end == k + 2 and self.kind[k + 1] == "M" and self.row.tokens[k + 1].text.isupper()
        return named or acronym or self.kind[k] == "M" or self._is_speaker(k, end)

    def _is_speaker(self, k: int, end: int) -> bool:
        if self.kind[k] in "oSM":
            return True
        head = next(
            (x for x in range(k, end) if self.kind[x] in "NM" and self.low[x] not in self.pack.w["adjectives"]), k
        )
        return self.low[head] in self.pack.speaking or self.low[head].rstrip("s") in self.pack.speaking

    def _beside(self, i: int, end: int, a: int, b: int) -> list[Range]:
        """What a source in the clause is responsible for: the rest of its clause, or the quotation beside it."""
        before = i - 1
        left_quote = before >= a and (
            self.kind[before] == '"' or (self.kind[before] == "," and before > a and self.kind[before - 1] == '"')
        )
        after = self._past_affiliation(end, b)
        if after > end and self.ph.quote_at(after) is not None and self._opening(a, i):
            return self._spans((after, self.ex.clause(after, b)))
        if end < b and self.ph.quote_at(end) is not None:
            past = self.ph.past_quote(end)
            alone = past + 1 < b and self.kind[past] == "," and self.kind[past + 1] in "KV"
            return self._spans((end, past if alone else self.ex.clause(end, b)))
        token = self.row.tokens[before if before >= a and self.kind[before] == '"' else max(before - 1, 0)]
        if left_quote and token.q >= 0:
            opened = self.row.quotes[token.q].open
            set_off = opened > a and self.kind[opened - 1] == "," and self.kind[end : end + 1] == [","]
            alone = set_off and self.kind[before] == '"'  # ", « armés » selon un témoin,"
            if not alone and not self._opening(a, opened) and self.kind[opened - 1] not in ":.":
                opened = self._judged(before, self._left(opened, a))
            return self._spans((opened, i))
        if self._opening(a, i):
            start = self._past_affiliation(end, b)
            return self._spans((start, self._own_end(start, b))) if start < b else []
        start = self._left(i, a)
        if end + 1 < b and self.kind[end] == ":" and not any(k in "VQ" for k in self.kind[start:i]):
            return self._spans((end + 1, self.ex.clause(end + 1, b)))  # "Résultat, selon X : …"
        if end >= b or self.kind[end] in ".;)" or self._another(end + 1, b):
            return self._spans((start, i))
        lead = i - 2
        opens = lead >= a and self.kind[lead] in "RK"
        opens = opens or (lead > a and self.kind[lead] == "Q" and (lead - 1 == a or self.kind[lead - 1] in "VI"))
        if self.kind[end] == "," and self.kind[i - 1] == "," and opens:
            return self._spans((end + 1, self.ex.clause(end + 1, b, whole=True)))
        if self.kind[end] == "," and end + 1 < b and self.kind[end + 1] in "RX":
            tied = self.kind[i - 1] == "," and self.kind[end + 1] == "X"
            tied = tied and (self.kind[i - 2] == "V" or "V" not in self.kind[start:i])
            return self._spans((start, i), (end + 1, self.ex.clause(end + 1, b))) if tied else self._spans((start, i))
        if self.kind[end] == "," and self.kind[i - 1] in ",-R":
            tail = (end + 1, self.ex.clause(end + 1, b, whole=True))
            if self.kind[i - 1] == "R":
                return self._spans(tail)
            if i - start > 2 and "#" in self.kind[start:i] and not any(k in "VQ" for k in self.kind[start:i]):
                return self._spans((start, i))
            return self._spans((start, i), tail) if i - start > 2 else self._spans(tail)
        if self.kind[end] in "XNAVIc":
            return self._spans((start, i), (end, self.ex.clause(end, b, whole=True)))
        return self._spans((start, i))

    def _own_end(self, start: int, b: int) -> int:
        """The end of what an opening source says: "Selon lui, tout va ; il promet …" has two reports."""
        end = self.ex.clause(start, b, whole=True)
        own = (x for x in range(start, end - 2) if self.kind[x] == ";" and self.kind[x + 1] in "SDM")
        return next((x for x in own if self.ex.reports_before_verb(x + 2, min(b, x + 8))), end)

    def _another(self, k: int, b: int) -> bool:
        """Whether a second source follows in the sentence."""
        found = (self.ex.source_phrase(x) for x in range(k, b))
        return any(words and self.pack.sources[words] != "human" for words in found)

    def _past_affiliation(self, end: int, b: int) -> int:
        """Past the comma behind a source, and past ", of the agency," or ", a lawyer," where that follows."""
        if end < b and self.kind[end] == "(":
            end = next((k + 1 for k in range(end, b) if self.kind[k] == ")"), end)
        if end < b and self.kind[end] == "P" and not self.ph.light(end, b) > end:
            comma = next((k for k in range(end, min(b, end + 8)) if self.kind[k] in ",V."), b)
            if comma < b and self.kind[comma] == ",":
                end = comma
        if end >= b or self.kind[end] != ",":
            return end
        close = next((k for k in range(end + 1, min(b, end + 16)) if self.kind[k] == ","), None)
        if close and self.kind[end + 1] == "R":
            return close + 1
        if close and not any(self.kind[k] in "VS" for k in range(end + 1, close)):
            apposed = self.kind[end + 1] == "N" and self._is_speaker(end + 1, close)
            apposed = apposed or (self.kind[end + 1] in "NG" and self.kind[end - 1] == "M")
            if apposed or self.low[end + 1] in self.pack.w["of"]:
                return close + 1
        return end + 1

    def _left(self, i: int, a: int) -> int:
        """The start of the clause before a source that stands in or behind it."""
        for k in range(i - 1, a, -1):
            if self.row.tokens[k].q >= 0:
                continue
            if self.kind[k] in ".;:(":
                return k + 1
            if self.kind[k] == "K" and self.kind[k - 1] == ",":
                return k + 1
            if self.kind[k] in ",-" and self._mere_figure(k + 1, i):
                return k + 1
            if self.kind[k] == "," and (self._sourced(a, k) or self.ex.absolute(k + 1, i)):
                return k + 1
        k = a
        while k < i and (self.kind[k] == "K" or self.low[k] in self.pack.w["openers"]):
            k += 1
        return k

    def _mere_figure(self, k: int, i: int) -> bool:
        """ "500 selon X, 800 d'après Y": the second source has a figure of its own."""
        words = self.kind[k : i - (self.kind[i - 1] == ",")]
        named = any(self.ex.source_phrase(x) for x in range(max(0, k - 8), k - 1))
        return named and words in (["#"], ["#", "N"])

    def _sourced(self, a: int, k: int) -> bool:
        """Whether another source ends at the comma at k: "onze selon X, aucun selon Y"."""
        for x in range(k - 1, max(a, k - 8), -1):
            if self.kind[x] in ",VQR":
                return False
            words = self.ex.source_phrase(x)
            if words and self.pack.sources[words] != "human":
                return self.kind[x - 1] != "," and self._source_end(x + len(words), k) == k
        return False

    def _opening(self, a: int, i: int) -> bool:
        return all(self.kind[x] in "KAU,Q" or self.low[x] in self.pack.w["openers"] for x in range(a, i)) or (
            self.kind[i - 1] in ".:;" or self.kind[i - 2 : i] == [",", "K"]
        )

    def _spans(self, *spans: Range) -> list[Range]:
        return [t for s in spans if s[1] > s[0] and (t := self.ex.trim(s))]
