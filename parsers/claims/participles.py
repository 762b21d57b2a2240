"""Participles that report: "accusé de X par Y", "qualifié de « X » par Y", "prévu par la loi"."""

from __future__ import annotations

from parsers.claims.pack import Frame
from parsers.claims.phrases import Range
from parsers.claims.prepositions import Prepositions
from parsers.claims.report import Report
from parsers.claims.tags import lemmas, readings

AGENT = 10  # tokens of a figure before who gives it


class Participles(Prepositions):
    """Finds participles with who said so."""

    def _participle(self, i: int, a: int, b: int) -> Report | None:
        """ "accusé de X par Y", "décrié par Y pour X", "qualifié de « X » par Y"."""
        if self.kind[i] != "X":
            return None
        lemma = next((r[2] for r in readings(self.ph.language, self.low[i]) if r[0] == "X"), "")
        if found := self._denied(i, lemma, a, b) or self._estimated(i, lemma, a, b):
            return found
        if (lemma not in self.pack.passives and lemma not in self.pack.grammar["told_by"]) or self._active(i, a):
            return None
        cue_end, source, k = i + 1, None, self._past_when(i + 1, b)
        frames = [f for c in self.pack.cues.get(lemma, ()) for f in c.frames]
        content: Range | None = None
        for _ in range(3):
            if k >= b:
                break
            if self.low[k] in self.pack.by and source is None and k + 1 < b:
                end = self._charged(k + 1, self._source_end(k + 1, b), frames, bool(content))
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
            if content is None and lemma in self.pack.grammar["asked"] and (content := self._question(k, b)):
                k = content[1]
                continue
            base = self.pack.base(self.low[k])
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
        if content and (source or lemma in self.pack.grammar["agentless"] | self.pack.grammar["asked"]):
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

    def _charged(self, k: int, end: int, frames: list[Frame], told: bool) -> int:
        """Where the agent ends and what somebody is accused of begins: "par son ex-mari | de maltraitance"."""
        about = {x for f in frames if f.act == "accuse" for x in f.about}
        bare = (x for x in range(end - 2, k, -1) if self.low[x] in about and self.kind[x] == "P")
        return next((x for x in bare if self.kind[x + 1] in 'NI"' and not told), end)

    def _estimated(self, i: int, lemma: str, a: int, b: int) -> Report | None:
        """ "Le coût est estimé à 3 millions par la commune": a thing, its figure, and who says so."""
        if lemma not in self.pack.w["estimating"]:
            return None
        at = self._past_when(i + 1, b)
        if at + 1 >= b or self.low[at] not in self.pack.w["at"]:
            return None
        near = range(at + 1, min(b - 1, at + AGENT))
        by = next(
            (x for x in near if self.low[x] in self.pack.by and self.low[x + 1] not in self.pack.w["lengths"]), at
        )
        if not any(self.kind[x] == "#" or self.low[x] in self.pack.number_words for x in range(at + 1, by)):
            return None
        close = self._source_end(by + 1, b)
        spans = [*self._told(i, a), *self._spans((at, by))]
        speaks = close > by + 1 and self._is_speaker(by + 1, close)
        return Report(spans, (i, i + 1), (by + 1, close), "participle") if speaks and len(spans) > 1 else None

    def _past_when(self, k: int, b: int) -> int:
        """Past what says when: "révélé | en mai dernier | par X"."""
        k = self.ph.light(k, b)
        while k + 1 < b and self.low[k] not in self.pack.by:
            if self.kind[k] == "N" and self.low[k + 1] in self.pack.w["whens"]:
                k += 2  # "début février"
                continue
            dated = self.kind[k] == "P" and any(w in self.pack.w["whens"] for w in self.low[k + 1 : k + 3])
            if not dated and not (self.kind[k] in "DN" and self.ph.is_time(k, b)):
                break
            k = self.ph.light(max(self.ph.np_right(k + dated, b), k + 1), b)
            while k < b and (self.low[k] in self.pack.w["whens"] or self.kind[k] == "#"):
                k += 1
        return k

    def _question(self, k: int, b: int) -> Range | None:
        """What somebody is asked: "asked whether the dam would hold", "asked about the dam"."""
        end = next((x for x in range(k, b) if self.kind[x] == "," and self.row.tokens[x].q < 0), b)
        if self.low[k] in self.pack.grammar["how_words"] | self.pack.grammar["if"]:
            return k, self.ex.clause(k, end)
        if self.kind[k] == "P" and self.low[k] in self.pack.w["about"] and k + 1 < end:
            return k + 1, self.ex.noun(k + 1, end)
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
            whole = self.ph.np_right(start, k) == k
            whole = whole or (self.kind[k] == "," and self.kind[start] == "D" and self.ex.noun(start, k) == k)
            if self.kind[start] in "DM" and not inner and whole:
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
                have = (
                    lemmas(self.ph.language, self.low[k]) & self.pack.grammar["auxiliaries"] - self.pack.grammar["be"]
                )
                return bool(have) and not any(self.low[x] in self.pack.grammar["been_forms"] for x in range(k, i))
            if self.kind[k] not in "AnScX":
                return False
        return False

    def _planned(self, lemma: str, source: Range) -> bool:
        documents = self.pack.people["documents"]
        return lemma in self.pack.grammar["planned"] and any(self.low[x] in documents for x in range(*source))

    def _denied(self, i: int, lemma: str, a: int, b: int) -> Report | None:
        """ "Propos démentis par X": what the sentence before says, and who denies it."""
        before = self._summed_up(i - 1, a) if i > a else None
        if before is None:
            return None
        frames = (f for c in self.pack.cues.get(lemma, ()) for f in c.frames)
        frame = next((f for f in frames if f.act == "deny"), None)
        by = next((k for k in range(i + 1, b - 1) if self.low[k] in self.pack.by), None)
        if frame is None or by is None or "V" in self.kind[i:by]:
            return None
        end = self._source_end(by + 1, b)
        return Report(list(before.content), (i, i + 1), (by + 1, end), "echo", frame.act) if end > by + 1 else None
