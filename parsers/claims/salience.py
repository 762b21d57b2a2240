"""Who is in view: whom an article's words before a point speak of, and what of that tells who is meant."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from math import log1p

from parsers.claims.named import Named
from parsers.claims.people import Person
from parsers.claims.phrases import Range
from parsers.claims.ranking import Candidate, Question, fitted, shares
from parsers.claims.view import ANEW, FULL, UNSURE, Speaker, small_words

REACH = 12  # sentences looked back over
STANDING = (
    "beside",
    "spoke",
    "subject",
    "inner",
    "named",
    "told",
    "later",
)  # what a mention may be, the strongest first


class Salience(Named, ABC):
    """Finds the possible antecedents before a token, and ranks them."""

    @abstractmethod
    def described(self, a: int, b: int) -> Speaker | None:
        """Who a noun phrase without a name describes."""

    @abstractmethod
    def pronoun(self, at: int, code: str) -> Speaker | None:
        """Whom a pronoun at a token stands for."""

    def choose(self, question: Question, candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
        """The likeliest candidate, and how likely it is."""
        parts = shares(candidates, fitted(question.form))
        best = max(range(len(parts)), key=parts.__getitem__)
        return candidates[best], parts[best]

    def in_view(self, question: Question) -> Speaker | None:
        """The likeliest speaker before the question that agrees."""
        candidates = self.candidates(question)
        if not candidates:
            return None
        self.weigh(question, candidates)
        nobody = Candidate(None, features={"nobody": 1.0, "nobody plural": float(bool(question.plural))})
        nobody.features["nobody many"] = log1p(len(candidates))
        best, sure = self.choose(question, [*candidates, nobody])
        return self.linked(best.speaker, sure, question) if best.speaker else None

    def linked(self, speaker: Speaker, sure: float, question: Question) -> Speaker:
        """A speaker as the antecedent of a link that is this sure."""
        return replace(speaker, confidence=round(min(sure, speaker.confidence), 2), fresh=False, form=question.form)

    def anew(self, speaker: Speaker, sure: float, question: Question) -> Speaker:
        """A phrase that names somebody anew, as sure as nobody named before is meant."""
        return replace(self.linked(speaker, sure, question), form=f"{question.form} {ANEW}")

    def candidates(self, question: Question) -> list[Candidate]:
        """Everybody the text before a question speaks of who agrees with it."""
        found: dict[str, Candidate] = {}
        spoke = {t for t, _ in self.trail}
        for token, speaker, standing in self.mentions(question):
            if not self._may_be(speaker, question, token in spoke):
                continue
            key = self.key(speaker)
            known = found.get(key) or found.setdefault(key, Candidate(speaker))
            if known.mentions and token >= known.last:
                known.speaker = speaker
            known.mentions.append((token, standing))
        return list(found.values())

    def key(self, speaker: Speaker) -> str:
        """What tells speakers apart."""
        return speaker.person.name if speaker.person else speaker.text.lower()

    def weigh(self, question: Question, candidates: Sequence[Candidate]) -> None:
        """Sets what tells how well each candidate fits a question."""
        at, here = question.at, self.row.unit_of(question.at)
        trail = [self.key(s) for t, s in self.trail if t < at]
        other = next((k for k in reversed(trail) if k != trail[-1]), None)
        mentioned = [m for c in candidates for m in c.mentions]
        named = max((t for t, _ in mentioned if t < at), default=-1)
        subject = max((t for t, s in mentioned if s in ("spoke", "subject")), default=-1)
        counts = [len(p.at) for p in self.people.persons.values()]
        everybody, most = sum(counts) or 1, max(counts, default=0)
        latest = sorted((c.last for c in candidates), reverse=True)
        paragraph = self.row.places[self.row.place_of(at)].first
        opens = min((t for t, _ in mentioned if paragraph <= t < at), default=-1)
        for c in candidates:
            assert c.speaker is not None
            f, key, tokens = c.features, self.key(c.speaker), [t for t, _ in c.mentions]
            f |= self._standing(c, here, self.row.unit_place[here])
            f["spoke last"] = float(bool(trail) and trail[-1] == key)
            f["spoke before"] = float(other == key)
            f["named last"] = float(named in tokens)
            f["subject last"] = float(subject in tokens)
            f["mentions"] = log1p(len(tokens))
            f["alone"] = float(len(candidates) == 1)
            f["rank"] = log1p(latest.index(c.last))
            f["opens paragraph"] = float(opens in tokens)
            f["doubt"] = 1 - c.speaker.confidence
            person = c.speaker.person
            if person:
                f["share"] = len(person.at) / everybody
                f["topic"] = float(len(person.at) == most)
                f["headed"] = float(bool(person.at) and person.at[0] < self.head_end)
                f["surely"] = float(person.surely)
            f |= self._kinds(c.speaker, question)

    def _standing(self, candidate: Candidate, here: int, place: int) -> dict[str, float]:
        """Where a candidate was mentioned last, and as what."""
        unit = self.row.unit_of(candidate.last)
        back, apart = abs(here - unit), abs(place - self.row.unit_place[unit])
        near = [s for t, s in candidate.mentions if self.row.unit_of(t) == unit]
        best = min(near, key=STANDING.index)
        ever = {s for _, s in candidate.mentions}
        return {
            "sentences": log1p(back),
            "paragraphs": log1p(apart),
            "here": float(back == 0),
            "paragraph": float(apart == 0),
            best: 1.0,
            "subject here": float(back == 0 and best in ("subject", "inner")),
            "has spoken": float("spoke" in ever),
            "has been subject": float("subject" in ever or "spoke" in ever),
        }

    def _kinds(self, speaker: Speaker, question: Question) -> dict[str, float]:
        """What a candidate is, and whether its gender shows."""
        own = speaker.gender or (speaker.person.gender if speaker.person else "")
        found = {"gender shown": float(bool(question.gender) and own == question.gender)}
        found["gender hidden"] = float(bool(question.gender) and own == "o")
        kind = "person"
        if speaker.person is None:
            kind = "document" if self.is_document(speaker) else "body" if self.proper(speaker) else "phrase"
        if speaker.person is None and not self._human_words(speaker.text):
            words = self.words_of(speaker)
            bodies = (self.pack.people["groups"], self.pack.people["organisations"])
            known = not all(b.isdisjoint(words) for b in bodies)
            found["unknown noun"] = float(not known and not self.proper(speaker))
        return found | {kind: 1.0, "fresh": float(speaker.fresh), "doubtful": float(speaker.confidence <= UNSURE)}

    @cached_property
    def head_end(self) -> int:
        """The first token of the body."""
        return next((p.first for p in self.row.places if p.name.startswith("body")), 0)

    def _may_be(self, speaker: Speaker, question: Question, spoke: bool) -> bool:
        gender, plural = question.gender, question.plural
        if plural is None:
            return spoke or not self.is_document(speaker)
        things = question.things or (spoke and question.noun is None)
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
        return any(v in self.pack.roles for w in small_words(text) for v in (w, w.rstrip("s")))

    def mentions(self, question: Question) -> Iterator[tuple[int, Speaker, str]]:
        """Where the text near a question speaks of somebody, of whom, and what stands there."""
        at, here = question.at, self.row.unit_of(question.at)
        first = self.row.units[max(0, here - REACH)][0]
        spoke = {t: s for t, s in self.trail if first <= t < at}
        covered = set()
        for t, speaker in spoke.items():
            covered |= {t, t + 1}
            yield t, speaker, "spoke"
        for k in self.verbs[bisect_left(self.verbs, first) : bisect_left(self.verbs, at)]:
            found = self._subject(k)
            if found and found[0] < at and found[0] not in covered:
                covered.add(found[0])
                yield found
        for unit in range(max(0, here - REACH), here + 1):
            opened = self.opened(unit)
            if opened and opened[0] < at and opened[0] not in covered:
                covered.add(opened[0])
                yield *opened, "subject"
        in_head = at < self.head_end
        for person in self.people.persons.values():
            near = [t for t in person.at if first <= t < at and self.row.tokens[t].q < 0]
            for t in near:
                if not {t, t - 1, t - 2} & covered:
                    yield t, self.person(person, FULL, ""), "told" if t in self.said else "named"
            if in_head and person.surely and person.at and not near:
                yield next((t for t in person.at if t > at), person.at[0]), self.person(person, FULL, ""), "later"
            elif not near and person is self._leading and (before := [t for t in person.at if t < at]):
                yield before[-1], self.person(person, FULL, ""), "named"

    @cached_property
    def _leading(self) -> Person | None:
        """The person an article names most, who stays in view all through it."""
        return self.most_named(p for p in self.people.persons.values() if p.surely)

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
        if self.low[a] in self.pack.contracted and self.low[a] not in self.pack.w["plural"]:
            return None  # "du ministre, on sait que …"
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

    def _subject(self, k: int) -> tuple[int, Speaker, str] | None:
        """The subject of the verb at k, where it is somebody: its first token, who, and of what clause."""
        if k not in self._subjects:
            self._subjects[k] = None  # while it is being found
            a, b = self.row.units[self.row.unit_of(k)]
            if found := self._find_subject(k, a, b):
                self._subjects[k] = *found, "subject" if self.ph.introducer(k, a) is None else "inner"
        return self._subjects[k]

    def _find_subject(self, k: int, a: int, b: int) -> tuple[int, Speaker] | None:
        group = self.ph.verb_group(k, b)
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
        if head is not None and self.kind[head] == "N" and self.several(span[0], head):
            return True
        return head is not None and any(self.low[head] in people[c] for c in known)
