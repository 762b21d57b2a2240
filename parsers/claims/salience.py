"""Who is in view: how much an article's words before a point speak of each person, group or organisation.

Every mention outside quotation marks weighs by what it does there (who spoke outweighs a subject, a subject any other
name) and fades with each sentence and paragraph; the weights of one speaker's mentions add up.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from parsers.claims.named import Named
from parsers.claims.phrases import Range
from parsers.claims.view import PRONOUN, SALIENT, UNSURE, Speaker

SPOKE, SUBJECT, INNER, NAMED = 3.0, 3.0, 1.0, 1.0  # weight of who spoke, of a main subject, of another one, of a name
TOLD = 0.3  # weight of a name inside what is said
SENTENCE, PARAGRAPH = 0.5, 0.7  # what is left of a mention's weight a sentence, a paragraph later
AGAIN = 0.3  # of the weight of a lesser mention of the same speaker
FRESH = 0.5  # of whoever is mentioned for the first time and says nothing
REACH = 12  # sentences looked back over
CLEAR, CLOSE = 0.35, 0.7  # the runner-up's share of the winner's weight: below the first the winner is sure


class Salience(Named, ABC):
    """Weighs the possible antecedents before a token."""

    @abstractmethod
    def described(self, a: int, b: int) -> Speaker | None:
        """Who a noun phrase without a name describes."""

    @abstractmethod
    def pronoun(self, at: int, code: str) -> Speaker | None:
        """Whom a pronoun at a token stands for."""

    def in_view(self, at: int, gender: str, plural: bool, *, things: bool = True, noun: str = "") -> Speaker | None:
        """The most salient speaker before ``at`` that agrees; ``noun`` is the descriptor that names them again."""
        weights: dict[str, float] = defaultdict(float)
        who: dict[str, Speaker] = {}
        here = self.unit_of(at)
        place = self.row.unit_place[here]
        spoke = {t for t, _ in self.trail}
        for token, speaker, weight in self._mentions(at, here):
            if not self._may_be(speaker, gender, plural, things or (token in spoke and not noun), token in spoke):
                continue
            unit = self.unit_of(token)
            fade = SENTENCE ** (here - unit) * PARAGRAPH ** (place - self.row.unit_place[unit])
            key = speaker.person.name if speaker.person else speaker.text.lower()
            if speaker.fresh and token not in spoke:
                weight *= FRESH
            heavy = weight * fade * self._fitness(speaker, gender, noun)
            weights[key] = max(weights[key], heavy) + AGAIN * min(weights[key], heavy)
            who[key] = speaker
        if not weights:
            return None
        ranked = sorted(weights, key=lambda k: weights[k], reverse=True)
        share = weights[ranked[1]] / weights[ranked[0]] if len(ranked) > 1 else 0.0
        sure = PRONOUN if share < CLEAR else SALIENT if share < CLOSE else UNSURE
        return replace(who[ranked[0]], confidence=min(sure, who[ranked[0]].confidence), fresh=False)

    def _may_be(self, speaker: Speaker, gender: str, plural: bool, things: bool, spoke: bool) -> bool:
        body = things and speaker.gender == "o"  # "l'ONU": its article hides its gender
        if not self.agrees(speaker, "" if body else gender, plural):
            return False
        if speaker.person and not (speaker.person.surely or " " in speaker.text):
            return not gender
        if speaker.person is None and not plural:
            if self.is_document(speaker):
                return things and spoke
            return things or self._human_words(speaker.text)
        return True

    def _human_words(self, text: str) -> bool:
        people = self.pack.people
        words = (w for w in text.lower().replace("’", "'").replace("'", "' ").split())
        return any(v in people["roles_m"] or v in people["roles_f"] for w in words for v in (w, w.rstrip("s")))

    def _fitness(self, speaker: Speaker, gender: str, noun: str) -> float:
        """How well what is known of a speaker fits: a gender that shows, a role that is the noun or another one."""
        own = speaker.gender or (speaker.person.gender if speaker.person else "")
        fit = 1.0 if not gender or own == gender else 0.8 if own == "o" else 0.5
        if noun and speaker.person and speaker.person.roles and noun not in self.pack.w["general_roles"]:
            fit *= 0.7
        return fit

    def unit_of(self, token: int) -> int:
        """The number of the sentence a token stands in."""
        return max(0, bisect_right(self._unit_starts, token) - 1)

    def _mentions(self, at: int, here: int) -> Iterator[tuple[int, Speaker, float]]:
        first = self.row.units[max(0, here - REACH)][0]
        spoke = {t: s for t, s in self.trail if first <= t < at}
        covered = set()
        for t, speaker in spoke.items():
            covered |= {t, t + 1}
            yield t, speaker, SPOKE
        for k in self.verbs:
            if not first <= k < at or self.row.tokens[k].q >= 0:
                continue
            found = self._subject(k)
            if found and found[0] < at and found[0] not in covered:
                covered.add(found[0])
                main = self.ph.introducer(k, self.row.units[self.unit_of(k)][0]) is None
                yield found[0], found[1], SUBJECT if main else INNER
        for unit in range(max(0, here - REACH), here + 1):
            opened = self.opened(unit)
            if opened and opened[0] < at and opened[0] not in covered:
                covered.add(opened[0])
                yield *opened, SUBJECT
        for person in self.people.persons.values():
            for t in person.at:
                if first <= t < at and not {t, t - 1, t - 2} & covered and self.row.tokens[t].q < 0:
                    yield t, self.person(person, SALIENT, ""), TOLD if t in self.said else NAMED

    def opened(self, unit: int) -> tuple[int, Speaker] | None:
        """Who a sentence opens with, outside of what is said: its subject, whatever its verb."""
        if unit not in self._opened:
            self._opened[unit] = None  # while it is being found
            self._opened[unit] = self._find_opening(unit)
        return self._opened[unit]

    def _find_opening(self, unit: int) -> tuple[int, Speaker] | None:
        a, b = self.row.units[unit]
        known = next((k for k in self.openings if a <= k < b), None)
        if known is not None:
            return known, self.openings[known]
        if a in self.said or self.row.tokens[a].q >= 0:
            return None
        if self.kind[a] == "S":
            return self._meant(a)
        end = self.ph.np_right(a, b) if self.kind[a] == "D" else a
        end = self.with_apposed(end, b)
        role = (head := self.head(a, end)) is not None and self.role_word(head) if end > a else False
        speaker = (self.named(a, end) or self.described(a, end)) if role else None
        return (a, speaker) if speaker else None

    def _meant(self, at: int) -> tuple[int, Speaker] | None:
        code = self.pack.subjects.get(self.low[at])
        if not code or code in ("1", "x", "s") or self._dummy(at):
            return None
        speaker = self.pronoun(at, code)
        return (at, speaker) if speaker and speaker.confidence > UNSURE else None

    def _dummy(self, at: int) -> bool:
        """Whether a pronoun stands for nobody: "il faut", "il y a"."""
        if self.low[at] not in self.pack.w["dummies"]:
            return False
        k = next((x for x in range(at + 1, min(at + 5, len(self.kind))) if self.kind[x] not in "cnA"), at)
        group = self.ph.verb_group(k, min(len(self.kind), k + 4)) if self.kind[k] == "V" else None
        there = group and group.lemma == "avoir" and "y" in self.low[at + 1 : k]
        return bool(group and (there or group.lemma in self.pack.w["impersonal_verbs"]))

    def _subject(self, k: int) -> tuple[int, Speaker] | None:
        """The subject of the verb at k, where it is somebody: its first token, and who."""
        if k not in self._subjects:
            self._subjects[k] = None  # while it is being found
            self._subjects[k] = self._find_subject(k)
        return self._subjects[k]

    def _find_subject(self, k: int) -> tuple[int, Speaker] | None:
        a, b = self.row.units[self.unit_of(k)]
        group = self.ph.verb_group(k, min(b, k + 8))
        if not group or group.pronoun is not None:
            return None
        subject, _ = self.ph.subject(group.first, a)
        if not subject:
            return None
        at = subject[0]
        if self.kind[at] == "S":
            return self._meant(at)
        if not self._somebody(subject):
            return None
        subject = at, self.with_apposed(subject[1], b)
        speaker = self.named(*subject) or self.described(*subject)
        return (at, speaker) if speaker and not self.is_document(speaker) else None

    def _somebody(self, span: Range) -> bool:
        """Whether a noun phrase can name a person, a group or an organisation."""
        if any(self.kind[x] == "M" for x in range(*span)):
            return True
        people = self.pack.people
        head = self.head(*span)
        known = ("roles_m", "roles_f", "groups", "organisations")
        return head is not None and any(self.low[head] in people[c] for c in known)
