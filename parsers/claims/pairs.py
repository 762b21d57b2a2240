"""Things and what a verb says of them: causes, ranks, figures."""

from __future__ import annotations

from parsers.claims.finder import Finder
from parsers.claims.pack import Frame
from parsers.claims.phrases import Range, VerbGroup
from parsers.models import Act

Content = tuple[list[Range], Act, str]  # spans, act, construction


class Pairs(Finder):
    """Finds a noun phrase together with what is said of it."""

    def _amount(self, j: int, b: int, group: VerbGroup, *, tally: bool) -> Content | None:
        """ "chiffre à trois millions le manque à gagner", "estime les pertes à 3 %": a thing and its figure."""
        stop = next(
            (x for x in range(j, b) if self.kind[x] in '.,;:VQRIU"' and self.low[x] not in self.pack.w["of"]), b
        )
        at = next((x for x in range(j, stop - 1) if self.low[x] in self.pack.w["at"]), None)
        at = j if self.kind[j] == "P" and j + 1 < stop and self.kind[j + 1] == "#" else at
        if at is None or not any(self._number(x) for x in range(at + 1, min(stop, at + 5))):
            return None
        if tally and not any(self.low[x] in self.pack.w["tallies"] for x in range(j, stop)):
            return None
        spans = self._spans((j, self.ex.coordinated(j, self.ex.clause(j, b, group), group)))
        return (spans, "assert", "amount") if spans else None

    def _figure(self, j: int, b: int) -> int | None:
        """The figure that a preposition only bounds ("évoque jusqu'à 300 blessés"), or a range ("entre 2 et 3 ans")."""
        if self.low[j] in self.pack.w["between"] and self.kind[j + 1 : j + 4] == ["#", "K", "#"]:
            return j
        at = next((x for x in range(j + 1, min(b, j + 3)) if self.kind[x] == "#"), None)
        return at if at and self.low[j] in self.pack.w["bounding"] else None

    def _paired(self, j: int, b: int, frames: list[Frame]) -> Content | None:
        """ "impute la panne à l'usure", "classe la ville parmi les plus chères": a thing and what is said of it."""
        for frame in frames:
            stop = next((x for x in range(j, b) if self.kind[x] in ".,;:VQRI" and self.row.tokens[x].q < 0), b)
            at = next((x for x in range(j + 1, stop - 1) if self._links(x, frame)), None)
            if "pair" in frame.takes and at is not None:
                return self._result([(j, self.ex.members(at, b))], [frame], "pair", "pair")
        return None

    def _turned_pair(self, j: int, b: int, frame: Frame) -> Content | None:
        """ "attribue | à un court-circuit l'incendie de l'usine": the thing stands behind what is said of it."""
        end = self.ph.np_right(j + (self.kind[j] == "P"), b) if self._links(j, frame) else b
        thing = j + 1 < end < b and self.kind[end] == "D" and self.low[end] not in self.pack.contracted
        return self._result([(j, self.ex.noun(end, b))], [frame], "pair", "pair") if thing else None

    def _links(self, x: int, frame: Frame) -> bool:
        """Whether the preposition at x leads to what the verb says of its object."""
        low = self.low[x]
        links = self.kind[x] in "PD" and (low in frame.about or self.pack.contracted.get(low) in frame.about)
        figure = any(self._number(k) for k in range(x + 1, min(len(self.kind), x + 5)))
        return links and self.row.tokens[x].q < 0 and ("figure" not in frame.takes or figure)

    def _number(self, k: int) -> bool:
        return self.kind[k] == "#" or self.low[k] in self.pack.number_words

    def _deemed(self, j: int, end: int, b: int, frames: list[Frame]) -> Content | None:
        """ "juge l'objectif irréaliste", "juge ces travaux « utiles »": a definite noun phrase and its adjective."""
        quote = next((x for x in range(j + 1, min(end + 1, b)) if self.ph.quote_at(x) is not None), None)
        if quote and self.low[j] not in self.pack.w["indefinite"] and self.ph.np_right(j, quote) == quote:
            return self._result([(j, self.ph.past_quote(quote))], frames, "deemed", "quality")
        if self.kind[j] == "M" and (k := self.ph.light(end, b)) < b and self.kind[k] in "NXG" and k > j:
            return self._result([(j, self.ex.noun(k, b))], frames, "deemed", "quality")  # "juge X capable de perdre"
        if all("called" in f.takes for f in frames if "deemed" in f.takes):
            return None  # "a trouvé le portail ouvert"
        at = end - 1
        role = self.low[at] in self.pack.roles or self.kind[at] == "M"
        if at < j + 2 or role or self.low[at - 1] in self.pack.w["adjectives"] | self.pack.w["of"]:
            return None
        if (
            self.low[j] in self.pack.w["indefinite"]
            or self.kind[at] not in "NXG"
            or (end < b and self.kind[end] in "DN")
        ):
            return None
        while at > j + 2 and self.kind[at - 1] in "An":
            at -= 1
        if self.kind[at - 1] not in "NMX":
            return None
        return self._result([(j, end)], frames, "deemed", "quality")

    def _deemed_before(self, j: int, b: int) -> int:
        """Where the thing begins that an adjective judges before it: "estime nécessaire | la création de X"; or 0."""
        at = next((x for x in range(j, b) if self.kind[x] not in "NXGAn" or self.low[x] in self.pack.w["whens"]), b)
        plain = at < b and self.kind[at] == "D" and self.low[at] not in self.pack.contracted
        return at if plain and at < j + 4 else 0

    def _measured(self, j: int, end: int, b: int, frames: list[Frame]) -> Content | None:
        """ "estime le déficit à 3 %": the thing and its figure."""
        if end + 1 < b and self.kind[end] == "P" and self.kind[end + 1] == "#":
            return self._result([(j, self.ex.noun(end + 1, b))], frames, "measure", "noun")
        return None

    def _has_object(self, group: VerbGroup) -> bool:
        """Whether a pronoun before the verb is its object: "l'explique par"."""
        return any(w in self.pack.w["articles"] for w in self.low[group.first : group.finite])

    def _result(self, spans: list[Range], frames: list[Frame], take: str | None, how: str) -> Content | None:
        chosen = next((f for f in frames if take is None or take in f.takes), frames[0])
        if how in ("noun", "about") and chosen.act in ("ask", "promise", "forecast"):
            spans[-1] = spans[-1][0], self._past_day(spans[-1][1])
        trimmed = self._spans(*spans)
        return (trimmed, chosen.act, how) if trimmed else None

    def _past_day(self, end: int) -> int:
        """Past the day for which something is asked or promised: "appelle à la grève | le 12 mai"."""
        day = self.kind[end : end + 3] == ["D", "#", "N"] and self.low[end + 2] in self.pack.w["whens"]
        return end + 3 if day else end

    def _spans(self, *spans: Range) -> list[Range]:
        return [t for s in spans if s[1] > s[0] and (t := self.ex.trim(s))]
