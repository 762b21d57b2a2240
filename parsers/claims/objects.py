"""What a verb's object says: a noun phrase that is the content, or the quality given to one."""

from __future__ import annotations

from parsers.claims.pack import Frame
from parsers.claims.pairs import Content, Pairs


class Objects(Pairs):
    """Reads the noun phrases behind a verb."""

    def _somebody(self, j: int, end: int, frame: Frame) -> bool:
        """ "rappelle les clients", "reconnaît son voisin": a person is no content."""
        roles = self.pack.roles
        if self.kind[j] == "#":
            return False  # "dénombre 12 000 manifestants"
        head = next((x for x in range(j, end) if self.kind[x] in "NX"), j)
        role = self.low[head] in roles or self.low[head].rstrip("s") in roles
        return frame.act in ("judge", "assert") and role and not any(self.row.tokens[x].q >= 0 for x in range(j, end))

    def _named_so(self, k: int) -> bool:
        """ "parle d'un gâchis": an indefinite noun phrase in the singular gives a name to what happened."""
        if self.kind[k] == "#":
            return True
        return self.kind[k] == "D" and self.low[k] in self.pack.w["singular"] & self.pack.w["indefinite"]

    def _object_end(self, j: int, b: int, frames: list[Frame], takes: set[str]) -> int:
        """The end of the person or thing a verb has before its content: "accuse l'armée | de crimes"."""
        end = max(self.ph.np_right(j, b), j + 1)
        charged = {x for f in frames if f.act == "accuse" for x in f.about}
        if any(f.to and self._leads_to(end, b, f.to) for f in frames):
            return end
        for x in range(j + 1, end):
            if "quality" in takes and self.ph.quote_at(x) is not None:
                return x
            if (
                self.pack.base(self.low[x]) in charged
                and x + 1 < end
                and self.kind[x] == "P"
                and self.kind[x + 1] in 'N"'
            ):
                return x
        return end

    def _past_modifier(self, j: int, limit: int, frames: list[Frame]) -> int | None:
        """Past what is said of the person called on: "toute personne disposant d'images | à se présenter"."""
        stop = next((x for x in range(j, limit) if self.kind[x] in '.;:"K'), limit)
        to = {f.to for f in frames if f.to}
        return next((x for x in range(j + 1, stop) if any(self._leads_to(x, stop, t) for t in to)), None)

    def _leads_to(self, k: int, b: int, to: str) -> bool:
        base = self.pack.base(self.low[k]) if k < b else ""
        return base == to and self._infinitive(k + 1, b) is not None

    def _noun_content(self, j: int, b: int, frames: list[Frame]) -> Content | None:
        told = self.kind[j + 2 : j + 4] == ["P", "R"]  # "les informations selon lesquelles …"
        if self.low[j + 1 : j + 2] and self.low[j + 1] in self.pack.w["not_said"] and not told:
            return None
        open_frame = (
            self.low[j] in self.pack.w["indefinite"] or self.kind[j] == "#" or self.low[j] in self.pack.number_words
        )
        frame = next((f for f in frames if "noun" in f.takes or (open_frame and "indefinite" in f.takes)), None)
        frame = frame or next((f for f in frames if "marked" in f.takes and self._marked(j, b)), None)
        end = max(self.ph.np_right(j, b), j + 1)
        if found := self._paired(j, b, frames):
            return found
        if frame:
            if frame.to and end < b and self.low[end] == frame.to and self._infinitive(end + 1, b) is not None:
                return None
            if (
                self.kind[j] == "M"
                or self.kind[j + 1 : j + 2] in (["M"], ["n"], ["P"])
                or self._somebody(j, end, frame)
            ):
                return None
            return self._result([(j, self.ex.noun(j, b))], [frame], None, "noun")
        if any("measure" in f.takes for f in frames) and (found := self._measured(j, end, b, frames)):
            return found
        if any("quality" in f.takes for f in frames) and (found := self._qualified(j, end, frames)):
            return found
        if any("deemed" in f.takes for f in frames) and (found := self._deemed(j, end, b, frames)):
            return found
        frame = next((f for f in frames if "stand" in f.takes), None)
        if frame and self.low[j] in self.pack.w["any"]:
            return self._result([(j, self.ex.noun(j, b))], [frame], None, "stand")
        if frame and (at := next((i for i in range(j, end) if self.low[i] in self.pack.said), None)) is not None:
            k = at + 1
            while k < b and self.kind[k] == "X":
                k += 1
            call = self.pack.nouns.get(self.low[at])
            if call and k + 1 < b and self.low[k] in call.what and self.kind[k] != "Q" and frame.act != "deny":
                return self._result([(k + 1, self.ex.noun(k + 1, b))], [frame], None, "stand")
            if k + 1 < b and self.low[k] in self.pack.w["of"] | self.pack.w["that"]:
                inner = (k + 1, self.ex.clause(k + 1, b) if self.kind[k] == "Q" else self.ex.noun(k + 1, b))
                if self.low[at] in self.pack.grammar["carriers"] and frame.act != "deny":
                    return self._result([inner], [frame], None, "stand")
            return self._result([(j, self.ex.noun(j, b))], [frame], None, "stand")
        return None

    def _marked(self, j: int, b: int) -> bool:
        """Whether quotation marks stand in a noun phrase: "défend un projet « sobre et durable »"."""
        opened = (x for x in range(j + 1, self.ex.noun(j, b) - 1) if self.ph.quote_at(x) is not None)
        return any(self.row.tokens[x + 1].text[:1].islower() for x in opened)

    def _qualified(self, j: int, end: int, frames: list[Frame]) -> Content | None:
        """ "qualifie la décision de scandaleuse": the quality stands behind the last preposition of the phrase."""
        about = {x for f in frames if "quality" in f.takes for x in f.about}
        if self.kind[end - 1] == '"':
            return None
        at = next(
            (
                k
                for k in range(end - 2, j + 1, -1)
                if self.low[k] in about and self.kind[k + 1] in "NX" and self.row.tokens[k].q < 0
            ),
            None,
        )
        return self._result([(at + 1, end)], frames, "quality", "about") if at else None

    def _spell(self, j: int, b: int) -> bool:
        """ "promet un mois de grève", "craint une année difficile": a time that is itself what is said."""
        counted = self.kind[j] == "#" or self.low[j] in self.pack.number_words
        if not (counted or self.low[j] in self.pack.w["indefinite"]) or j + 2 >= b:
            return False
        tells = self.kind[j + 2] in "NX" and self.low[j + 2] not in self.pack.w["whens"]
        return tells or self.low[j + 2] in self.pack.w["of"]

    def _infinitive(self, j: int, b: int) -> int | None:
        k = j
        while k < b and (self.kind[k] in "cnA" or self.low[k] in self.pack.w["whole"]):
            k += 1
        return j if k < b and self.kind[k] == "I" else None
