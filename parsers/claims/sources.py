"""Reports made without a verb of saying of their own: "selon X", "à ses yeux", nouns, participles, titles, hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.breaks import NEAR
from parsers.claims.pack import NounCue
from parsers.claims.participles import Participles
from parsers.claims.phrases import Range
from parsers.claims.report import Report
from parsers.claims.tags import lemmas, readings
from parsers.models import Act

TITLE_NAME = 7  # tokens of a name before the colon of a title


class Sources(Participles):
    """Finds the reports of one sentence that a preposition, noun, participle or colon makes."""

    def find(self, a: int, b: int, place: str) -> Iterator[Report]:
        """The reports of the sentence [a, b) of a place."""
        if place == "title" and (report := self._title(a, b)):
            yield report
        for i in range(a, b):
            if self.row.tokens[i].q >= 0 or not (self.low[i] in self.pack.openers or self.kind[i] in "VX"):
                continue
            report = self._preposition(i, a, b) or self._possessed(i, a, b) or self._heading(i, a, b)
            report = report or self._noun(i, a, b) or self._participle(i, a, b) or self._hearsay(i, a, b)
            report = report or self._ground(i, a, b)
            if report:
                yield report

    # --- prepositions ------------------------------------------------------------------------------------------

    def _possessed(self, i: int, a: int, b: int) -> Report | None:
        """ "à ses yeux": the possessive is the source."""
        for words in self.pack.possessives.get(self.low[i], ()):
            end = i + len(words)
            if end > b or self.low[end - 1] != words[-1]:
                continue
            if all(w in ("*", x) for w, x in zip(words, self.low[i:end], strict=True)):
                at = i + words.index("*")
                if self.low[at] not in self.pack.w["possessives"] and not (
                    self.low[at] in self.pack.w["articles"] and words[-1] in self.pack.w["believe"]
                ):
                    continue
                spans = self._beside(i, end, a, b)
                if spans:
                    return Report(spans, (i, end), (at, at + 1), "possessed")
        return None

    # --- nouns and participles ---------------------------------------------------------------------------------

    def _noun(self, i: int, a: int, b: int) -> Report | None:
        cue = self.pack.nouns.get(self.low[i]) if self.kind[i] in "NX" else None
        owned = self.pack.grammar["analytic"]
        if not cue or i + 2 >= b or (i > a and self.kind[i - 1] not in ("DN:-AX" if owned else "DN:")):
            return self._equated(i, a, b)
        if self.kind[i + 1] == "Q" and (self.low[i - 1] in self.pack.w["indefinite"] or self.kind[i + 2] == "V"):
            return None  # "une affirmation que X a contestée", "version que conteste X" are relative clauses
        first = i - 1 if i > a and self.kind[i - 1] == "D" else i
        by = next((k for k in range(i + 1, min(b, i + 5)) if self.low[k] in self.pack.by), None) if cue.by else None
        if by and first == a and not any(self.kind[x] == "V" for x in range(a, by)):
            end = self._source_end(by + 1, b)
            spans = self._said_last(a)
            return Report(spans, (first, by), (by + 1, end), "noun", cue.act) if spans and end > by + 1 else None
        whose = None if owned or by else self._whose(i, b, cue)
        j = whose[1] if whose else i + 1 if owned else self._past_inserted(i + 1, b)
        if j + 1 >= b or self.low[j] not in cue.what or (cue.by and self.kind[j] != "Q" and self.kind[j + 1] != "I"):
            return self._equated(i, a, b)
        if cue.by and self.kind[j] != "Q" and not (whose or j > i + 1 or self._owned_by(first)):
            return self._equated(i, a, b)
        if (
            self.kind[j] != "Q"
            and self.kind[j + 1] not in ("D", "I", "N" if self.low[j] not in self.pack.w["at"] else "D")
            and self.low[j] not in self.pack.contracted
        ):
            return None
        if self.kind[j] == "Q" or self.kind[j + 1] == "I":
            end = self.ex.clause(j + 1, b)
            if self.kind[j] != "Q":
                end = next((k for k in range(j + 1, end) if self.kind[k] == "V"), end)
        else:
            end = max(self.ph.np_right(j + 1, b), j + 2)
        spans = self._spans((j if owned and self.kind[j + 1] == "I" else j + 1, end))
        source = (
            whose
            or self._owned_by(first)
            or next(
                (
                    (k + 1, self.ph.np_right(k + 1, b))
                    for k in range(end, b)
                    if self.kind[k] == "P"
                    and self.low[k] in self.pack.w["of_people"]
                    and self._is_speaker(k + 1, self.ph.np_right(k + 1, b))
                ),
                None,
            )
        )
        if i > a and self.kind[i - 1] == ":":
            start = self.ph.np_start(a, i - 1)
            source = (start, i - 1) if start is not None else source
        if owned and source is None and (source := self._owner(i, a)) is None:
            return None
        cue_end = i + 2 if j == i + 1 else i + 1
        return Report(spans, (first, cue_end), source, "noun", cue.act, elided=source is None) if spans else None

    def _whose(self, i: int, b: int, cue: NounCue) -> Range | None:
        """Whose the noun at i is, where what is said follows: "le refus | de la Ville | de voir"."""
        w, contracted = self.pack.w, self.low[i + 1] in self.pack.contracted
        if not (contracted or self.low[i + 1] in w["of"]) or self.kind[i + 2] == "I":
            return None
        start = i + 1 if self.kind[i + 1] == "D" and contracted else i + 2
        leads = (k for k in range(start + 1, min(b - 1, i + NEAR)) if self.low[k] in cue.what and self.kind[k] in "PD")
        end = next((k for k in leads if self.kind[k + 1] in "Ic" or self.low[k] not in w["of"]), b)
        return (start, end) if end < b and self.ph.np_right(start, end) == end and self.ph.speaks(start, end) else None

    def _past_inserted(self, k: int, b: int) -> int:
        """Past what stands between commas behind a noun: "l'engagement, pris en janvier, de rester neutre"."""
        if self.kind[k] != ",":
            return k
        close = self.ph.closing_comma(k + 1, min(b, k + NEAR))
        return k if close is None else close + 1

    def _owned_by(self, k: int) -> Range | None:
        """The possessive at k: "son appel à …"."""
        return (k, k + 1) if self.low[k] in self.pack.w["possessives"] else None

    def _owner(self, i: int, a: int) -> Range | None:
        """Whose claim the noun at i is: "his promise", "the mayor's repeated promise"."""
        k = i - 1
        while k > a and self.kind[k] in "NXA#":
            k -= 1
        if k < a or self.row.tokens[k].q >= 0:
            return None
        if self.low[k] in self.pack.w["possessives"]:
            return k, k + 1
        start = self.ph.np_start(a, k) if self.kind[k] == "-" and k > a else None
        return (start, k) if start is not None else None

    def _equated(self, i: int, a: int, b: int) -> Report | None:
        """ "À la mairie, la consigne est de se taire", "leur crainte est que …": a noun and what it is."""
        if self.low[i] not in self.pack.w["equated"] or i == a or self.kind[i - 1] != "D":
            return None
        of = self.low[i + 1 : i + 2] and self.low[i + 1] in self.pack.w["of"] and self._source_end(i + 2, b)
        k = self.ph.light(of or i + 1, b)
        be = k < b and not self.pack.grammar["be"].isdisjoint(lemmas(self.ph.language, self.low[k]))
        n = self.ph.light(k + 1, b)
        opens = n + 1 < b and (self.kind[n] == "Q" or (self.low[n] in self.pack.w["of"] and self.kind[n + 1] in "Icn"))
        if not be or not opens:
            return None
        source = (i + 2, of) if of and self._is_speaker(i + 2, of) else None
        if source is None and i - 2 > a and self.kind[i - 2] == "," and self.kind[a] in "PD":
            source = (a + 1, i - 2) if self.kind[a] == "P" and self.ph.np_right(a + 1, i - 2) == i - 2 else None
        spans = self._spans((n + 1, self.ex.clause(n + 1, b)))
        act: Act = "assert" if self.kind[n] == "Q" else "ask"
        return Report(spans, (i - 1, n + 1), source, "noun", act, elided=source is None) if spans else None

    def _heading(self, i: int, a: int, b: int) -> Report | None:
        """ "Réponse du président : la Syrie …", "Leur conclusion : …": a verbless heading that says who speaks."""
        owned = i == a + 1 and self.low[a] in self.pack.w["possessives"] and self.low[i] in self.pack.w["headings"]
        if owned and i + 2 < b and self.kind[i + 1] == ":" and self.ph.quote_at(i + 2) is None:
            return Report(self._spans((i + 2, b)), (a, i + 2), (a, a + 1), "colon")
        if (
            i > a + 1
            or self.low[i] not in self.pack.w["headings"]
            or i + 2 >= b
            or self.low[i + 1] not in self.pack.w["of"]
        ):
            return None
        colon = next((k for k in range(i + 2, b) if self.kind[k] in ":V."), b)
        if colon >= b - 1 or self.kind[colon] != ":" or not self._is_speaker(i + 2, colon):
            return None
        spans = self._spans((colon + 1, b))
        return Report(spans, (i, i + 2), (i + 2, colon), "colon") if spans else None

    def _ground(self, i: int, a: int, b: int) -> Report | None:
        """ "X a saisi le juge, au motif que …": the ground that the subject of the clause gives."""
        word = self.low[i]
        words = next((p for p in self.pack.grounds if p[0] == word and tuple(self.low[i : i + len(p)]) == p), None)
        if words is None or i + len(words) >= b:
            return None
        verb = next((k for k in range(i - 1, a, -1) if self.kind[k] == "V" and self.row.tokens[k].q < 0), None)
        group = self.ph.verb_group(verb, i) if verb is not None else None
        if group is None:
            return None
        source = self.ph.subject(group.first, a)[0]
        if group.passive or (source and not (self.kind[source[0]] == "S" or self.ph.speaks(*source))):
            source = None
        k = i + len(words)
        spans = self._spans((k, self.ex.clause(k, b, group)))
        return Report(spans, (i, k), source, "noun", elided=source is None) if spans else None

    def _said_last(self, a: int) -> list[Range]:
        """What the sentence before says, behind its colon if it has one."""
        if (before := self._sentence_before(a)) is None:
            return []
        s, e = before
        colon = next((k for k in range(e - 1, s, -1) if self.kind[k] == ":"), None)
        return self._spans((colon + 1 if colon else s, e))

    # --- titles and hearsay ------------------------------------------------------------------------------------

    def _title(self, a: int, b: int) -> Report | None:
        """ "X : « … »", and "« … » : X"."""
        colon = next((k for k in range(a, b) if self.kind[k] == ":" and self.row.tokens[k].q < 0), None)
        if colon is None or colon == a or colon + 1 >= b:
            return None
        signed = self.ph.quote_at(colon + 1) is not None and self._signed(self.ph.past_quote(colon + 1), b)
        if self.ph.quote_at(colon + 1) is not None and colon - a <= 3 * TITLE_NAME and not signed:
            start = self.ph.np_start(a, colon)
            if start is not None and self._is_speaker(start, colon) and not self._common(start):
                return Report(self._spans((colon + 1, b)), (colon, colon + 1), (start, colon), "colon")
        with_whom = next(
            (k for k in range(colon + 1, b) if self.low[k] in self.pack.w["companions"] | self.pack.w["of"]), colon
        )
        start = (
            with_whom + 1
            if any(self.low[k] in self.pack.w["interviews"] for k in range(colon + 1, with_whom))
            else colon + 1
        )
        named = self.ph.np_right(start, b) >= b - 1 and self._is_speaker(start, b)
        if named and self.row.tokens[a].q >= 0 and self.ph.quote_at(a) is not None and self.ph.past_quote(a) == colon:
            return Report(self._spans((a, colon)), (colon, colon + 1), (start, b), "colon")
        return None

    def _common(self, k: int) -> bool:
        """Whether the article also writes a capitalised word small: it is no name."""
        return self.kind[k] in "MN" and any(t.text == self.low[k] for t in self.row.tokens)

    def _signed(self, k: int, b: int) -> bool:
        """Whether a verb behind a quotation says who speaks: "« … », souffle-t-on"."""
        return k + 1 < b and self.kind[k] == "," and self.kind[k + 1] in "Vc"

    def _hearsay(self, i: int, a: int, b: int) -> Report | None:
        """ "aurait perdu": somebody says so, and the text doesn't say who."""
        if self.kind[i] != "V" or not self.pack.grammar["conditional"]:
            return None
        found = [r for r in readings(self.ph.language, self.low[i]) if r[0] in self.pack.grammar["conditional"]]
        if not found or found[0][2] not in self.pack.grammar["auxiliaries"]:
            return None
        group = self.ph.verb_group(i, b)
        have = found[0][2] not in self.pack.grammar["be"]
        if (
            not group
            or not group.compound
            or not (have or group.reflexive or group.lemma in self.pack.grammar["with_be"])
            or self.low[group.last - 1] in self.pack.hearsay_not
            or group.pronoun
        ):
            return None
        if any(self.kind[x] in "URQ" for x in range(a, i)) or any(
            self.low[x] in self.pack.grammar["if"] for x in range(a, b)
        ):
            return None
        if any(self.low[x] in self.pack.w["against_hearsay"] for x in range(a, b)):
            return None
        subject, _ = self.ph.subject(group.first, a)
        if not subject or (self.kind[subject[0]] == "S" and self.pack.subjects.get(self.low[subject[0]]) in ("1", "x")):
            return None
        spans = self._spans((self._left(i, a), self.ex.clause(i, b)))
        return Report(spans, (i, i + 1), None, "hearsay") if spans else None
