"""Who speaks: source words resolved within the article, with the evidence and how sure the link is.

Each way of resolving has a confidence, measured on annotated pages; below ``GIVEN`` the speaker stays null, for a
wrong name does harm.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.claims.people import People, Person
from parsers.claims.phrases import Phrases, Range
from parsers.claims.report import Report
from parsers.models import SpeakerInfo

GIVEN = 0.6
BACK = 60  # verbs to look back over for what a pronoun stands for
FULL, SURNAME, ROLE, PHRASE, DOCUMENT, PRONOUN, SALIENT, CONTEXT = 0.99, 0.97, 0.93, 0.9, 0.85, 0.85, 0.75, 0.7
UNSURE = 0.5  # two persons could be meant


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved source: a person, or the words of a noun phrase."""

    text: str
    person: Person | None
    confidence: float
    evidence: str
    gender: str = ""
    plural: bool = False
    fresh: bool = False  # introduced by an indefinite article: nobody else's words continue by default


class Speakers:
    """Resolves the sources of one article's reports, in reading order."""

    def __init__(self, phrases: Phrases, people: People) -> None:
        self.ph = phrases
        self.people = people
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack
        self.verbs = [i for i, k in enumerate(self.kind) if k == "V"]
        self.openings: dict[int, Speaker] = {}
        self.points: list[int] = self.verbs
        self.trail: list[tuple[int, Speaker]] = []  # who spoke, by the token of the source

    def resolve(self, reports: list[Report]) -> list[Speaker | None]:
        """The speaker of each report (reports in reading order)."""
        said = {i for r in reports if r.how != "as" for a, b in r.content for i in range(a, b)}
        self.verbs = [i for i in self.verbs if i not in said]
        self.openings = self._sentence_openings(said)
        self.points = sorted([*self.verbs, *self.openings])
        found: list[Speaker | None] = [None] * len(reports)
        later: list[int] = []
        for n, report in enumerate(reports):
            if report.source is None:
                later.append(n)
                continue
            speaker = self.phrase(report.source)
            found[n] = speaker
            if speaker:
                self.trail.append((report.source[0], speaker))
        self.trail.sort(key=lambda t: t[0])
        for n in later:
            found[n] = self._context(reports, found, n)
        return found

    def _sentence_openings(self, said: set[int]) -> dict[int, Speaker]:
        """Named persons that open a sentence outside of what is said: its subject, whatever its verb."""
        found = {}
        for a, b in self.row.units:
            if a in said or self.row.tokens[a].q >= 0:
                continue
            start = a
            if self.kind[a] not in "DM":
                start = next((k + 1 for k in range(a, min(b, a + 14)) if self.kind[k] == ","), b)
            if start >= b or self.kind[start] not in "DM" or start in said:
                continue
            end = self.ph.np_right(start, b)
            speaker = self._named(start, end) if end > start else None
            if speaker is None and self.kind[start] == "D" and self.low[start] in self.pack.w["articles"]:
                head = self._head(start, end)
                role = head is not None and self._role_word(head)
                speaker = self._by_role(start, end, head, self._gender_of(start, head)) if role and head else None
            if speaker and speaker.person:
                found[start] = speaker
        return found

    def _role_word(self, k: int) -> bool:
        people = self.pack.people
        return self.low[k] in people["roles_m"] or self.low[k] in people["roles_f"]

    def _gender_of(self, a: int, head: int) -> str:
        """The gender that an article, or else the noun, shows."""
        if self.low[a] in self.pack.w["feminine"]:
            return "f"
        if self.low[a] in self.pack.w["masculine"]:
            return "m"
        people = self.pack.people
        male, female = self.low[head] in people["roles_m"], self.low[head] in people["roles_f"]
        return "" if male == female else "m" if male else "f"

    # --- noun phrases ------------------------------------------------------------------------------------------

    def phrase(self, source: Range) -> Speaker | None:
        """The speaker a source names."""
        a, b = source
        if b - a == 1 and self.kind[a] == "R":
            start = next((u[0] for u in self.row.units if u[0] <= a < u[1]), 0)
            who = self.ph.antecedent(a, start)
            return self.phrase(who) if who else None
        low = self.low[a].rsplit("-", 1)[-1] if self.low[a].startswith("-") else self.low[a]
        if b - a == 1:
            code = self.pack.subjects.get(low) or self.pack.objects.get(low)
            if code and self.kind[a] in "So":
                return self._pronoun(a, code)
            if low in self.pack.w["clitics"] and self.kind[a] in "cD":
                return self._pronoun(a, "p" if low in self.pack.w["plural"] else "s")
            if low in self.pack.w["possessives"]:
                return self._pronoun(a, "p" if low.startswith("leur") or low == "their" else "s")
        if self._that_one(a, b):
            return self._latter(a)
        if named := self._named(a, b):
            return named
        return self._described(a, b)

    def _named(self, a: int, b: int) -> Speaker | None:
        """A phrase that holds the name of who speaks: a person's, or an organisation's."""
        for start, end in self._names(a, b):
            if person := self.people.named(start, end):
                full = end - start >= 2
                return self._person(person, FULL if full else SURNAME, self.row.slice(a, b))
            if start == a or self.kind[start - 1] in "NXD":
                whole = (start, b) if start <= a + 1 and self.kind[start - 1] == "D" else (start, end)
                gender = "f" if self.low[a] in self.pack.w["feminine"] else "m" if self.low[a] in self.pack.w["masculine"] else ""
                plural = self.low[a] in self.pack.w["plural"]
                return Speaker(self._clean(self.row.slice(*whole)), None, PHRASE, self.row.slice(a, b), gender or ("o" if self.kind[a] == "D" else ""), plural)
        return None

    def _names(self, a: int, b: int) -> list[Range]:
        """The names that belong to the phrase's head, not to a complement of it."""
        found = []
        k = a
        while k < b:
            if self.kind[k] == "M":
                end = min(self.people.runs.get(k, k + 1), b)
                if k not in self.people.runs and k + 1 in self.people.runs:
                    k, end = k + 1, min(self.people.runs[k + 1], b)
                governed = k > a and (self.kind[k - 1] == "P" or (self.kind[k - 1] == "D" and k - 1 > a))
                known = self.people.named(k, end)
                role = not self._after_thing(k, a) or bool(known and (known.first_named or end - k > 1))
                split = self._person_tail(k, end)
                if not governed and (k == a or self.kind[k - 1] != "N" or role):
                    found.append((split, end))
                elif governed and split > k:
                    found.append((split, end))
                k = max(end, k + 1)
            else:
                k += 1
        return found

    def _after_thing(self, k: int, a: int) -> bool:
        """Whether the name belongs to a noun inside a complement ("le président de la région Nord")."""
        people = self.pack.people
        roles = people["roles_m"] | people["roles_f"]
        head = next((x for x in range(a, k) if self.kind[x] in "NX"), k)
        of = self.pack.w["of"]
        within = any(self.kind[x] == "P" or self.low[x] in of for x in range(a, k))
        return self.low[k - 1] not in roles and self.low[head] in roles and within

    def _person_tail(self, k: int, end: int) -> int:
        """Where, in a run of names, a first name begins ("l'UMP Laure …", "Santé Roman …")."""
        if self.people.named(k, end):
            return k
        for start in range(k + 1, end):
            if self.people.named(start, end):
                return start
        return k

    def _person(self, person: Person, confidence: float, evidence: str) -> Speaker:
        return Speaker(person.name, person, confidence, evidence, person.gender)

    def _described(self, a: int, b: int) -> Speaker | None:
        """A phrase without a name: a role of a named person, a document, a group, or somebody unnamed."""
        head = self._head(a, b)
        if head is None:
            return None
        word, text = self.low[head], self._clean(self.row.slice(a, b))
        people = self.pack.people
        definite = self.kind[a] == "D" and (self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"])
        plural = self.low[a] in self.pack.w["plural"]
        gender = self._gender_of(a, head)
        role = word in people["roles_m"] or word in people["roles_f"]
        fresh = self.low[a] in self.pack.w["indefinite"]
        if word in people["documents"] and not role:
            return self._document(a, b, head, text)
        pointed = self.low[a] in self.pack.w["demonstratives"] and word in self.pack.w["general_roles"]
        if word in self.pack.w["concerned"]:
            return self._topic()
        if pointed and not plural and (salient := self._just_before(a, head, gender)):
            return salient
        human = not any(word in people[c] for c in ("organisations", "documents", "groups", "relayed"))
        if (role or human) and not plural and definite:
            if match := self._by_role(a, b, head, gender) or self._by_office(a, b, gender):
                return match
            if (apposite := self._just_before(a, head, gender)) or (apposite := self._titled(a, b, gender)):
                return apposite
        if word in self.pack.w["generic_organisations"] and definite and not plural and b - a <= 2:
            if near := self._organisation_before(a):
                return near
        return Speaker(text, None, PHRASE, text, gender, plural, fresh)

    def _head(self, a: int, b: int) -> int | None:
        nouns = [k for k in range(a, b) if self.kind[k] in "NX#M"]
        for k in nouns:
            if self.low[k] not in self.pack.w["adjectives"] or self._known(k):
                return k
        return nouns[0] if nouns else (a if b > a and self.kind[a] not in "SPVQ" else None)

    def _known(self, k: int) -> bool:
        people = self.pack.people
        general = self.pack.w["general_roles"]
        return self.low[k] in general and (self.low[k] in people["roles_m"] or self.low[k] in people["roles_f"])

    def _by_role(self, a: int, b: int, head: int, gender: str) -> Speaker | None:
        """The named person whose role this is: the same noun, or the same organisation."""
        words = frozenset(self.low[k] for k in range(a, b) if self.kind[k] in "NMXA" and len(self.low[k]) > 1)
        names = {self.low[k] for k in range(a, b) if self.kind[k] == "M"}
        scored: list[tuple[float, int, Person]] = []
        for person in self.people.persons.values():
            if gender and person.gender and gender != person.gender:
                continue
            for _, role in person.roles:
                same = self.low[head] in role
                if not same and not names & role:
                    continue
                own = words - {self.low[head]} - self.pack.w["adjectives"]
                if same and own and not own & role and role - words - self.pack.w["adjectives"]:
                    continue
                extra = words - role
                clash = len([w for w in extra if w not in self.pack.w["adjectives"]]) if same and len(role) > 1 else 0
                scored.append((2 * same + len(words & role) - 0.6 * clash, self._nearness(person, a), person))
        if not scored:
            return None
        scored.sort(key=lambda s: s[:2], reverse=True)
        best, rivals = scored[0], [s for s in scored if s[2].name != scored[0][2].name]
        if best[0] < 2 and not names:
            return None
        sure = not rivals or rivals[0][0] < best[0]
        missing = [w for w in names if not any(w in r for _, r in best[2].roles)]
        if missing or (not sure and len(words) < 2 and best[1] <= 0):
            return None
        return self._person(best[2], ROLE if sure else SALIENT, self.row.slice(a, b))

    def _by_office(self, a: int, b: int, gender: str) -> Speaker | None:
        """An office under another of its names ("le chef de l'Etat"), held by a person the article calls so, or by the
        one person it is about where it says no office of theirs."""
        said = " ".join(self.low[k] for k in range(a + 1, b))
        offices = [(names, said[len(n) :].split()) for names in self.pack.offices for n in names if f"{said} ".startswith(f"{n} ")]
        if not offices:
            return None
        for person in self.people.persons.values():
            for text, _ in person.roles:
                low = text.lower().replace("’", "'").replace("'", "' ")
                if (not gender or not person.gender or gender == person.gender) and any(
                    f"{low} ".startswith(f"{n} ") and all(w in low.split() for w in rest) for names, rest in offices for n in names
                ):
                    return self._person(person, ROLE, self.row.slice(a, b))
        if any(rest for _, rest in offices):
            return None
        free = [p for p in self.people.persons.values() if not p.roles and p.surely and p.gender in ("", gender or p.gender)]
        free = [p for p in free if len(p.at) > 1 and self._nearness(p, a) >= 0]
        free.sort(key=lambda p: len(p.at), reverse=True)
        if free and (len(free) == 1 or len(free[0].at) >= 2 * len(free[1].at)):
            return self._person(free[0], CONTEXT, self.row.slice(a, b))
        return None

    def _just_before(self, a: int, head: int, gender: str) -> Speaker | None:
        """The person who spoke just before, when nothing the article says of them speaks against this noun."""
        general = self.low[head] in self.pack.w["general_roles"]
        for t, other in reversed(self.trail):
            if t < a and other.person is None and not other.plural and self.low[head] in other.text.lower().split():
                return Speaker(other.text, None, SALIENT, other.evidence, other.gender)
        at, speaker = self._focus(a)
        if speaker is None or speaker.person is None or not self._agrees(speaker, gender, plural=False):
            return self._salient(a, gender) if general else None
        same = self.row.place_of(at) == self.row.place_of(a)
        between = sum(1 for k in self.verbs if at < k < a)
        if not same and (topic := self._topic()) and topic.person and self._agrees(topic, gender, plural=False):
            if general or not topic.person.roles:
                return topic
        if general or (not speaker.person.roles and (same or between <= 3)):
            sure = SALIENT if same or not self._rivals(a, speaker.person, gender) else UNSURE
            return Speaker(speaker.text, speaker.person, sure, speaker.evidence, speaker.gender)
        return None

    def _rivals(self, a: int, person: Person, gender: str) -> bool:
        """Whether somebody else of that gender was named in this paragraph or the one before."""
        first = self.row.places[max(0, self.row.place_of(a) - 1)].first
        others = (p for p in self.people.persons.values() if p is not person and p.surely)
        return any(first <= k < a for p in others if not (gender and p.gender and p.gender != gender) for k in p.at)

    def _focus(self, before: int) -> tuple[int, Speaker | None]:
        """Who was in view last before a token: who spoke, or the person a sentence opened with."""
        spoke = next(((t, s) for t, s in reversed(self.trail) if t < before and s.person), (-1, None))
        opened = max((k for k in self.openings if k < before), default=-1)
        return (opened, self.openings[opened]) if opened > spoke[0] else spoke

    def _titled(self, a: int, b: int, gender: str) -> Speaker | None:
        """An office nobody in the article is said to hold: the one person whom the title names."""
        said = " ".join(self.low[k] for k in range(a + 1, b))
        if not any(said == n for names in self.pack.offices for n in names):
            return None
        title = [p for p in self.people.persons.values() if p.at and p.at[0] < self._title_end() and not p.roles]
        title = [p for p in title if not (gender and p.gender) or p.gender == gender]
        fullest = {max((q for q in title if set(p.name.split()) <= set(q.name.split())), key=lambda q: len(q.name)).name for p in title}
        return self._person(self.people.persons[fullest.pop()], CONTEXT, "") if len(fullest) == 1 else None

    def _title_end(self) -> int:
        first = self.row.places[0]
        return first.last if first.name == "title" else 0

    def _topic(self) -> Speaker | None:
        """The person the article is about: the one it names most."""
        ranked = sorted(self.people.persons.values(), key=lambda p: len(p.at), reverse=True)
        clear = ranked and ranked[0].surely and (len(ranked) == 1 or len(ranked[0].at) > len(ranked[1].at))
        return self._person(ranked[0], SALIENT, "") if clear else None

    def _organisation_before(self, a: int) -> Speaker | None:
        for t, speaker in reversed(self.trail):
            if t < a:
                near = self.row.place_of(a) - self.row.place_of(t) <= 1
                if near and speaker.person is None and speaker.text[:1].isupper():
                    return Speaker(speaker.text, None, SALIENT, speaker.evidence, speaker.gender)
                return None
        return None

    def _nearness(self, person: Person, at: int) -> int:
        return max((k for k in person.at if k < at), default=-1)

    # --- documents ---------------------------------------------------------------------------------------------

    def _document(self, a: int, b: int, head: int, text: str) -> Speaker:
        """ "le texte" is the document introduced last; "la loi" the one with that word in its name."""
        inner = next((k for k in range(head, b) if self.kind[k] == "S"), None)
        if inner is not None or self.low[a] in self.pack.w["possessives"]:
            at = a if inner is None else inner
            if whose := self._pronoun(at, self.pack.subjects.get(self.low[at], "s")):
                return whose
        bare = not any(self.kind[k] == "M" or self.low[k] in self.pack.w["of"] for k in range(head + 1, b))
        known = self.low[a] in self.pack.w["articles"] or self.low[a] in self.pack.w["demonstratives"]
        if bare and known:
            word = self.low[head]
            generic = self.pack.documents.get(word)
            options = []
            for k in range(len(self.kind)):
                if self.kind[k] not in "NX" or self.low[k] not in self.pack.people["documents"] or k == head:
                    continue
                if generic is None and self.low[k] != word and word not in self.low[k : k + 3]:
                    continue
                if generic is not None and k > a:
                    break
                if generic is not None and self.low[k] not in generic:
                    continue
                end = self.ph.np_right(k, len(self.kind))
                while end < len(self.kind) and self.kind[end] == "P" and self.low[end] in self.pack.w["document_links"]:
                    end = max(self.ph.np_right(end + 1, len(self.kind)), end + 1)
                if "X" in self.kind[end - 1 : end + 1]:
                    end = next((x for x in range(end, len(self.kind)) if self.kind[x] in ",.;:V"), end)
                if end - k >= 4:
                    options.append((k, end))
            if options:
                k, end = options[-1] if generic is not None else max(options, key=lambda o: -o[0])
                return Speaker(self._clean(self.row.slice(k, end)), None, DOCUMENT, text)
        return Speaker(text, None, PHRASE, text)

    # --- pronouns ----------------------------------------------------------------------------------------------

    def _that_one(self, a: int, b: int) -> bool:
        return any(self.low[k] in self.pack.w["demonstratives"] for k in range(a, b)) and self.low[b - 1] in self.pack.people["that_one"]

    def _latter(self, a: int) -> Speaker | None:
        """ "ce dernier": the person named last."""
        near = [(max((k for k in p.at if k < a), default=-1), p) for p in self.people.persons.values()]
        near = [n for n in near if n[0] >= 0]
        spoke = next(((t, s) for t, s in reversed(self.trail) if t < a and not s.plural), None)
        latest = max(near, key=lambda n: n[0], default=None)
        if spoke and (latest is None or spoke[0] >= latest[0] - 3):
            return Speaker(spoke[1].text, spoke[1].person, SALIENT, spoke[1].evidence, spoke[1].gender)
        return self._person(latest[1], PRONOUN, self.row.slice(a, a + 2)) if latest else None

    def _pronoun(self, at: int, code: str) -> Speaker | None:
        plural, gender = "p" in code, "m" if "m" in code else "f" if "f" in code else ""
        if code in ("1", "x"):
            return None
        if code == "s" and self.low[at].rsplit("-", 1)[-1] in self.pack.w["impersonal"]:
            return None
        start = at
        steps = 0
        for k in reversed(self.points):
            if k >= start:
                continue
            if k in self.openings:
                speaker = self.openings[k]
                if k < at - 1 and self._agrees(speaker, gender, plural):
                    return Speaker(speaker.text, speaker.person, PRONOUN, speaker.evidence, speaker.gender)
                continue
            steps += 1
            if steps > BACK:
                break
            if self.row.tokens[k].q >= 0 and self.row.tokens[k].q != self.row.tokens[at].q and not self._incise_here(k):
                continue
            if spoke := self._spoke_near(k, at, gender, plural):
                return spoke
            speaker = self._subject_of(k, at, gender, plural)
            if speaker:
                return Speaker(speaker.text, speaker.person, min(PRONOUN, speaker.confidence), speaker.evidence, speaker.gender, speaker.plural)
        return None if plural else self._salient(at, gender)

    def _incise_here(self, k: int) -> bool:
        return any(abs(t - k) <= 4 for t, _ in self.trail[-6:])

    def _spoke_near(self, k: int, at: int, gender: str, plural: bool) -> Speaker | None:
        """Who spoke at the verb k, where the trail of speakers says so."""
        for t, speaker in reversed(self.trail):
            if t >= at:
                continue
            if abs(t - k) <= 3 or t > k:
                if self._agrees(speaker, gender, plural):
                    return Speaker(speaker.text, speaker.person, min(PRONOUN, speaker.confidence), speaker.evidence, speaker.gender, speaker.plural)
            if t < k - 3:
                return None
        return None

    def _agrees(self, speaker: Speaker, gender: str, plural: bool) -> bool:
        own = speaker.gender or (speaker.person.gender if speaker.person else "")
        if not plural and speaker.person is None and speaker.plural:
            return False
        if plural != speaker.plural:
            return False
        if speaker.person is None and not plural and not self._could_be_person(speaker):
            return False
        if own == "o":
            return not gender
        return not (gender and own) or gender == own

    def _could_be_person(self, speaker: Speaker) -> bool:
        people = self.pack.people
        return any(w in people["roles_m"] or w in people["roles_f"] or w in people["organisations"] for w in speaker.text.lower().replace("’", "'").split()) or (
            speaker.text[:1].isupper()
        )

    def _subject_of(self, k: int, at: int, gender: str, plural: bool) -> Speaker | None:
        group = self.ph.verb_group(k, min(len(self.kind), k + 8))
        if not group or group.pronoun is not None:
            return None
        a = next((u[0] for u in self.row.units if u[0] <= k < u[1]), 0)
        subject, _ = self.ph.subject(group.first, a)
        if not subject or self.kind[subject[0]] in "S" or subject[0] >= at:
            return None
        if not any(self.kind[x] == "M" for x in range(*subject)) and not self._role_phrase(subject, plural):
            return None
        speaker = self._named(*subject) or self._described(*subject)
        if speaker is None or not self._agrees(speaker, gender, plural):
            return None
        if not plural and speaker.person is None and not self._role_phrase(subject, plural):
            return None
        return speaker

    def _role_phrase(self, span: Range, plural: bool) -> bool:
        people = self.pack.people
        known = ("groups",) if plural else ("roles_m", "roles_f", "organisations")
        return any(self.low[x] in people[c] for x in range(*span) for c in known)

    def _salient(self, at: int, gender: str) -> Speaker | None:
        """The person in view: who spoke last, else who was named last, when gender allows."""
        spoke = next(
            ((t, s) for t, s in reversed(self.trail) if t < at and s.person and self._agrees(s, gender, plural=False)), None
        )
        near = [
            (max((k for k in p.at if k < at), default=-1), p)
            for p in self.people.persons.values()
            if (not (gender and p.gender) or gender == p.gender) and p.surely
        ]
        near = [n for n in near if n[0] >= 0]
        latest = max(near, key=lambda n: n[0], default=None)
        if spoke and (latest is None or spoke[0] >= latest[0] - 2 or spoke[1].person is latest[1]):
            return Speaker(spoke[1].text, spoke[1].person, SALIENT, spoke[1].evidence, spoke[1].gender)
        return self._person(latest[1], CONTEXT, "") if latest else None

    # --- no source words ---------------------------------------------------------------------------------------

    def _context(self, reports: list[Report], found: list[Speaker | None], n: int) -> Speaker | None:
        """Who speaks where the text doesn't say so at the cue: the speaker of the quotation or paragraph before."""
        report = reports[n]
        place = self.row.place_of(report.start)
        if report.how in ("hearsay", "noun", "participle"):
            return None
        if report.how == "subhead":
            other = next((m for m, r in enumerate(reports) if r is not report and r.covers(report.main)), None)
            return found[other] if other is not None else None
        if report.how in ("orphan", "colon") and (opened := self._sentence_person(report.start, place)):
            return opened
        before = [m for m in range(n) if found[m] is not None and reports[m].how != "participle"]
        if before:
            m = before[-1]
            speaker = found[m]
            gap = place - self.row.place_of(reports[m].start)
            fragment = report.how == "orphan" and self.row.tokens[report.start].start - 2 > self._unit_start(report.start)
            reach = 3 if not fragment else 1 if speaker and self._is_document(speaker) else 0
            if speaker and gap <= reach and not (speaker.fresh and report.how == "orphan"):
                return Speaker(speaker.text, speaker.person, CONTEXT, speaker.evidence, speaker.gender, speaker.plural)
        after = next((m for m in range(n + 1, len(reports)) if found[m] is not None), None)
        if after is not None and self.row.place_of(reports[after].start) == place and report.how == "orphan":
            speaker = found[after]
            if speaker:
                return Speaker(speaker.text, speaker.person, 0.5, speaker.evidence)
        return None

    def _is_document(self, speaker: Speaker) -> bool:
        return any(w in self.pack.people["documents"] for w in speaker.text.lower().split())

    def _unit_start(self, token: int) -> int:
        first = next((a for a, b in self.row.units if a <= token < b), token)
        return self.row.tokens[first].start

    def _sentence_person(self, start: int, place: int) -> Speaker | None:
        """The person of the sentence beside a quotation with no cue: the one before it, or a verb of saying after."""
        unit = next((n for n, (a, b) in enumerate(self.row.units) if a <= start < b), 0)
        last = max((t for t, _ in self.trail if t < start), default=-1)
        if unit and self.row.unit_place[unit - 1] == place:
            a, b = self.row.units[unit - 1]
            if a in self.openings and last < a:
                speaker = self.openings[a]
                return Speaker(speaker.text, speaker.person, SALIENT, speaker.evidence, speaker.gender)
        if unit + 1 < len(self.row.units) and self.row.unit_place[unit + 1] == place and last < self.row.places[place].first:
            a, b = self.row.units[unit + 1]
            for k in range(a, b):
                group = self.ph.verb_group(k, b) if self.kind[k] == "V" else None
                if group and group.cues and (subject := self.ph.subject(group.first, a)[0]):
                    speaker = self.phrase(subject)
                    return speaker and Speaker(speaker.text, speaker.person, CONTEXT, speaker.evidence, speaker.gender)
        return None

    def _clean(self, text: str) -> str:
        return " ".join(text.split()).strip(" ,;:")


def info(speaker: Speaker | None, affiliation: str | None = None) -> SpeakerInfo:
    """What a statement keeps of the link."""
    if speaker is None:
        return SpeakerInfo()
    role = speaker.person.roles[0][0] if speaker.person and speaker.person.roles else None
    return SpeakerInfo(role, affiliation, speaker.evidence or None, speaker.confidence)
