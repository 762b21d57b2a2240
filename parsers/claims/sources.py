"""Reports made without a verb of saying of their own: "selon X", "à ses yeux", nouns, participles, titles, hearsay."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.finder import Finder
from parsers.claims.phrases import Phrases, Range
from parsers.claims.report import Report
from parsers.claims.tags import readings

TITLE_NAME = 7  # tokens of a name before the colon of a title


class Sources(Finder):
    """Finds the reports of one sentence that a preposition, noun, participle or colon makes."""

    def __init__(self, phrases: Phrases, extents: Extents) -> None:
        super().__init__(phrases, extents)
        self.possessed: dict[str, list[tuple[str, ...]]] = {}
        for words in phrases.pack.possessed:
            self.possessed.setdefault(words[0], []).append(words)

    def find(self, a: int, b: int, place: str) -> Iterator[Report]:
        """The reports of the sentence [a, b) of a place."""
        if place == "title" and (report := self._title(a, b)):
            yield report
        for i in range(a, b):
            if self.row.tokens[i].q >= 0:
                continue
            report = self._preposition(i, a, b) or self._possessed(i, a, b) or self._heading(i, a, b)
            report = report or self._noun(i, a, b) or self._participle(i, a, b) or self._hearsay(i, a, b)
            if report:
                yield report

    # --- prepositions ------------------------------------------------------------------------------------------

    def _preposition(self, i: int, a: int, b: int) -> Report | None:
        words = self.ex.source_phrase(i)
        if words and i > a and self.kind[i - 1] in "VI" and words[0] in self.pack.w["of"]:
            return None
        if not words or (i > a and self.kind[i - 1] not in ',.:;-("KAURQN)MX#oVID'):
            return None
        k, whose = i + len(words), self.pack.sources[words]
        if k < b and self.kind[k] == "R" and (who := self.ph.antecedent(i, a)):
            spans = self._spans((k + 1, self.ex.clause(k + 1, b)))
            return Report(spans, (i, k), who, "source") if spans else None
        if k >= b or not self._allowed(k, b, whose):
            return None
        end = self._source_end(k, b)
        if i > a and self.kind[i - 1] == "V":  # what the verb needs stands behind the source: "reste selon X trop haut"
            end = next((x for x in range(k + 1, end) if self.kind[x] in "AX"), end)
        if self.pack.grammar["analytic"]:
            end = self.ex.apposed(end, b)
        if end <= k or (whose == "human" and not self._human(i, k, end, a, b)):
            return None
        if whose == "speaker" and not self._is_speaker(k, end):
            return None
        spans = self._beside(i, end, a, b)
        first = k - 1 if whose == "bare" else k
        if whose == "bare" and not (self._opening(a, i) or self.kind[i - 1] == ","):
            return None
        return Report(spans, (i, k), (first, end), "source") if spans else None

    def _allowed(self, k: int, b: int, whose: str) -> bool:
        if self.kind[k] in "VIGQRU,." or self.low[k] in self.pack.w["that"]:
            return False
        head = next((x for x in range(k, min(b, k + 4)) if self.kind[x] in "NMXo#S"), k)
        if self.low[k] in self.pack.w["ours"] and head == k:
            return False
        own = self.low[k] in self.pack.w["possessives"] and self.low[head] in self.pack.w["own_part"]
        return self.low[head] not in self.pack.not_sources and not own

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
        opens = all(self.kind[x] in "KA," or self.low[x] in self.pack.w["openers"] for x in range(a, i))
        if not (opens or (self.kind[i - 1] in ",:;" and self.kind[k] == "o")):
            return False
        if end >= b or not (self.kind[end] == "," or self.ph.quote_at(end) is not None):
            return False
        if self.kind[k] in "oS":
            return True
        return self.kind[k] == "M" or self._is_speaker(k, end)

    def _is_speaker(self, k: int, end: int) -> bool:
        if self.kind[k] in "oSM":
            return True
        people = self.pack.people
        head = next(
            (x for x in range(k, end) if self.kind[x] in "NM" and self.low[x] not in self.pack.w["adjectives"]), k
        )
        known = ("roles_m", "roles_f", "groups", "organisations", "documents", "relayed")
        return any(self.low[head] in people[c] or self.low[head].rstrip("s") in people[c] for c in known)

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
            return self._spans((end, self.ex.clause(end, b)))
        token = self.row.tokens[before if before >= a and self.kind[before] == '"' else max(before - 1, 0)]
        if left_quote and token.q >= 0:
            opened = self.row.quotes[token.q].open
            return self._spans(
                (opened if self._opening(a, opened) or self.kind[opened - 1] in ":." else self._left(opened, a), i)
            )
        if self._opening(a, i):
            start = self._past_affiliation(end, b)
            return self._spans((start, self.ex.clause(start, b, whole=True))) if start < b else []
        start = self._left(i, a)
        if end >= b or self.kind[end] in ".;)" or self._another(end + 1, b):
            return self._spans((start, i))
        if self.kind[end] == "," and self.kind[i - 1] == "," and i - 2 >= a and self.kind[i - 2] in "RK":
            return self._spans((end + 1, self.ex.clause(end + 1, b, whole=True)))
        if self.kind[end] == "," and end + 1 < b and self.kind[end + 1] in "RX":
            tied = (
                self.kind[i - 1] == "," and self.kind[end + 1] == "X" and not any(k == "V" for k in self.kind[start:i])
            )
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
            if self.low[end + 1] in self.pack.w["of"] or (
                self._is_speaker(end + 1, close) and self.kind[end + 1] == "N"
            ):
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
            if self.kind[k] == "," and self._sourced(a, k):
                return k + 1
        k = a
        while k < i and (self.kind[k] == "K" or self.low[k] in self.pack.w["openers"]):
            k += 1
        return k

    def _sourced(self, a: int, k: int) -> bool:
        """Whether another source ends at the comma at k: "onze selon X, aucun selon Y"."""
        for x in range(k - 1, max(a, k - 8), -1):
            if self.kind[x] in ",VQR":
                return False
            if words := self.ex.source_phrase(x):
                return self.kind[x - 1] != "," and self._source_end(x + len(words), k) == k
        return False

    def _opening(self, a: int, i: int) -> bool:
        return all(self.kind[x] in "KAU,Q" or self.low[x] in self.pack.w["openers"] for x in range(a, i)) or (
            self.kind[i - 1] in ".:;"
        )

    def _possessed(self, i: int, a: int, b: int) -> Report | None:
        """ "à ses yeux": the possessive is the source."""
        for words in self.possessed.get(self.low[i], ()):
            low = self.low[i : min(b, i + len(words))]
            if len(low) == len(words) and all(w in ("*", x) for w, x in zip(words, low, strict=True)):
                at = i + words.index("*")
                if self.low[at] not in self.pack.w["possessives"] and not (
                    self.low[at] in self.pack.w["clitics"] and words[-1] in self.pack.w["believe"]
                ):
                    continue
                spans = self._beside(i, i + len(words), a, b)
                if spans:
                    return Report(spans, (i, i + len(words)), (at, at + 1), "possessed")
        return None

    # --- nouns and participles ---------------------------------------------------------------------------------

    def _noun(self, i: int, a: int, b: int) -> Report | None:
        cue = self.pack.nouns.get(self.low[i]) if self.kind[i] in "NX" else None
        if not cue or i + 2 >= b or (i > a and self.kind[i - 1] not in "DN:"):
            return self._equated(i, a, b)
        if self.kind[i + 1] == "Q" and self.low[i - 1] in self.pack.w["indefinite"]:
            return None  # "une affirmation que X a contestée" is a relative clause
        first = i - 1 if i > a and self.kind[i - 1] == "D" else i
        by = next((k for k in range(i + 1, min(b, i + 5)) if self.low[k] in self.pack.by), None) if cue.by else None
        if by and first == a and not any(self.kind[x] == "V" for x in range(a, by)):
            end = self._source_end(by + 1, b)
            spans = self._sentence_before(a)
            return Report(spans, (first, by), (by + 1, end), "noun", cue.act) if spans and end > by + 1 else None
        if self.low[i + 1] not in cue.what or (cue.by and self.kind[i + 1] != "Q"):
            return self._equated(i, a, b)
        if (
            self.kind[i + 1] != "Q"
            and self.kind[i + 2] not in ("D", "I", "N" if self.low[i + 1] not in self.pack.w["at"] else "D")
            and self.low[i + 1] not in self.pack.contracted
        ):
            return None
        end = self.ex.clause(i + 2, b) if self.kind[i + 1] == "Q" else max(self.ph.np_right(i + 2, b), i + 3)
        spans = self._spans((i + 2, end))
        source = next(
            (
                (k + 1, self.ph.np_right(k + 1, b))
                for k in range(end, b)
                if self.kind[k] == "P"
                and self.low[k] in self.pack.w["of_people"]
                and self._is_speaker(k + 1, self.ph.np_right(k + 1, b))
            ),
            None,
        )
        if i > a and self.kind[i - 1] == ":":
            start = self.ph.np_start(a, i - 1)
            source = (start, i - 1) if start is not None else source
        return Report(spans, (first, i + 2), source, "noun", cue.act, elided=source is None) if spans else None

    def _equated(self, i: int, a: int, b: int) -> Report | None:
        """ "À la mairie, la consigne est de se taire", "leur crainte est que …": a noun and what it is."""
        if self.low[i] not in self.pack.w["equated"] or i == a or self.kind[i - 1] != "D":
            return None
        of = self.low[i + 1 : i + 2] and self.low[i + 1] in self.pack.w["of"] and self._source_end(i + 2, b)
        k = self.ph.light(of or i + 1, b)
        be = k < b and any(r[2] in self.pack.grammar["be"] for r in readings(self.ph.language, self.low[k]))
        n = self.ph.light(k + 1, b)
        opens = n + 1 < b and (self.kind[n] == "Q" or (self.low[n] in self.pack.w["of"] and self.kind[n + 1] in "Icn"))
        if not be or not opens:
            return None
        source = (i + 2, of) if of and self._is_speaker(i + 2, of) else None
        if source is None and i - 2 > a and self.kind[i - 2] == "," and self.kind[a] in "PD":
            source = (a + 1, i - 2) if self.kind[a] == "P" and self.ph.np_right(a + 1, i - 2) == i - 2 else None
        spans = self._spans((n + 1, self.ex.clause(n + 1, b)))
        return Report(spans, (i - 1, n + 1), source, "noun", "ask", elided=source is None) if spans else None

    def _heading(self, i: int, a: int, b: int) -> Report | None:
        """ "Réponse du président : la Syrie …": a verbless heading that says who speaks."""
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

    def _sentence_before(self, a: int) -> list[Range]:
        unit = next((n for n, u in enumerate(self.row.units) if u[0] == a), 0)
        if not unit or self.row.unit_place[unit] != self.row.unit_place[unit - 1]:
            return []
        s, e = self.row.units[unit - 1]
        colon = next((k for k in range(e - 1, s, -1) if self.kind[k] == ":"), None)
        return self._spans((colon + 1 if colon else s, e))

    def _participle(self, i: int, a: int, b: int) -> Report | None:
        """ "accusé de X par Y", "décrié par Y pour X", "qualifié de « X » par Y"."""
        if self.kind[i] != "X":
            return None
        lemma = next((r[2] for r in readings(self.ph.language, self.low[i]) if r[0] == "X"), "")
        if lemma not in self.pack.passives | self.pack.grammar["told_by"] or self._active(i, a):
            return None
        cue_end, source, k = i + 1, None, self.ph.light(i + 1, b)
        frames = [f for c in self.pack.cues.get(lemma, ()) for f in c.frames]
        content: Range | None = None
        for _ in range(3):
            if k >= b:
                break
            if self.low[k] in self.pack.by and source is None and k + 1 < b:
                end = self._source_end(k + 1, b)
                source, k = (k + 1, end), self.ph.light(end, b)
                continue
            if content and source is None and self._in_document(k, b):
                end = self._source_end(k + 1, b)
                source, k = (k + 1, end), end
                continue
            if content is None and self._quality(k, b):
                measured = k - 1 if self.kind[k - 1] in "An" and k - 1 > i else k
                content, k = (measured, self._quality(k, b)), self.ph.light(self._quality(k, b), b)
                continue
            base = self.pack.contracted.get(self.low[k], self.low[k])
            wanted = {f.to for f in frames} | {x for f in frames for x in f.about}
            if content is None and (base in wanted or (self.low[k] in self.pack.w["reasons"] and source)):
                start = k + 1
                if start < b and (
                    self.kind[start] in ('IcnDN"X#GM' if self.pack.grammar["analytic"] else 'IcnDN"X#')
                    or self.low[k] in self.pack.contracted
                ):
                    by = next(
                        (x for x in range(start, b) if self.low[x] in self.pack.by and self.row.tokens[x].q < 0), b
                    )
                    infinitive = self.kind[start] in "IcnG"
                    comma = next((x for x in range(start, by) if self.kind[x] == ","), by)
                    end = self.ex.clause(start, comma) if infinitive else self.ex.noun(start, min(by, b))
                    content, k = (start, end), self.ph.light(end, b)
                    continue
            break
        act = frames[0].act if frames else "assert"
        if content and (source or lemma in self.pack.grammar["agentless"]):
            spans = self._spans(content)
            return Report(spans, (i, cue_end), source, "participle", act, elided=source is None) if spans else None
        if source and self._planned(lemma, source):
            start = self._left(i, a)
            first = i
            while first > start and self.kind[first - 1] in "VAc":
                first -= 1
            colon = source[1] < b and self.kind[source[1]] == ":"
            spans = self._spans((start, first), *([(source[1] + 1, b)] if colon else []))
            return Report(spans, (first, source[0]), source, "participle", act) if spans else None
        if source and lemma in self.pack.grammar["told_by"] and self._is_speaker(*source):
            told = self._told(i, a)
            return Report(told, (i, cue_end), source, "participle", act) if told else None
        return None

    def _in_document(self, k: int, b: int) -> bool:
        """ "crédité de 12 % dans un sondage"."""
        head = next((x for x in range(k + 1, min(b, k + 5)) if self.kind[x] == "N" and self._document(x)), None)
        return self.low[k] in self.pack.grammar["adverbial_places"] and head is not None

    def _document(self, x: int) -> bool:
        return self.low[x] in self.pack.people["documents"]

    def _told(self, i: int, a: int) -> list[Range]:
        """What a participle with "by" says of: the subject of its auxiliary, or the noun phrase it stands behind."""
        k = next((i - len(p) for p in self.pack.adverbials if tuple(self.low[max(i - len(p), 0) : i]) == p), i)
        while k > a and self.kind[k - 1] in "AnX":
            k -= 1
        if k > a and self.kind[k - 1] == "V":
            group = self.ph.verb_group(k - 1, i + 1)
            subject = self.ph.subject(group.first, a)[0] if group else None
            if subject is None or self.kind[subject[0]] == "S":
                return []
            comma = next((x for x in range(subject[1], k) if self.kind[x] == ","), k - 1)
            return self._spans((subject[0], max(subject[1], self.ex.noun(subject[0], comma))))
        k = next((k - len(p) for p in self.pack.adverbials if tuple(self.low[k - len(p) : k]) == p), k)
        k -= self.kind[k - 1] == ","
        for start in range(max(a, k - 14), k):
            inner = start > a and (self.kind[start - 1] in "PD" or self.low[start - 1] in self.pack.w["of"])
            if self.kind[start] in "DM" and not inner and self.ph.np_right(start, k) == k:
                return self._spans((start, k))
        subject = self.ph.antecedent(k, a)
        return self._spans(subject) if subject and self.kind[subject[0]] in "DM" else []

    def _quality(self, k: int, b: int) -> int:
        """The end of a quoted quality, or of an adjective before "par", at k; 0 where there is none."""
        if self.ph.quote_at(k) is not None:
            return self.ph.past_quote(k)
        return k + 1 if self.kind[k] in "NX" and k + 1 < b and self.low[k + 1] in self.pack.by else 0

    def _active(self, i: int, a: int) -> bool:
        """Whether a participle belongs to a form with "have", which is no passive."""
        for k in range(i - 1, max(a - 1, i - 6), -1):
            if self.kind[k] in "VGI":
                lemmas = {r[2] for r in readings(self.ph.language, self.low[k])}
                have = lemmas & self.pack.grammar["auxiliaries"] - self.pack.grammar["be"]
                return bool(have) and not any(self.low[x] in self.pack.grammar["been_forms"] for x in range(k, i))
            if self.kind[k] not in "AnScX":
                return False
        return False

    def _planned(self, lemma: str, source: Range) -> bool:
        documents = self.pack.people["documents"]
        return lemma in self.pack.grammar["planned"] and any(self.low[x] in documents for x in range(*source))

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

    def _spans(self, *spans: Range) -> list[Range]:
        return [t for s in spans if s[1] > s[0] and (t := self.ex.trim(s))]
