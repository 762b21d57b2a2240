"""Source phrases that hold a name."""

from __future__ import annotations

from functools import cached_property

from parsers.claims.phrases import Range
from parsers.claims.view import FULL, PHRASE, SURNAME, Speaker, View


class Named(View):
    """Finds the name that a noun phrase is headed by."""

    def named(self, a: int, b: int) -> Speaker | None:
        """A phrase that holds the name of who speaks: a person's, or an organisation's."""
        if self.pack.grammar["analytic"]:
            return self._last_name(a, b)
        if self.kind[a] == "M" and "K" in self.kind[a:b] and self.kind[b - 1] == "M":
            return Speaker(self.clean(self.row.slice(a, b)), None, PHRASE, self.row.slice(a, b), plural=True)
        if self.demonym(a, b) or (
            b - a == 2 and self.kind[a] == "D" and self.low[a + 1] in self.pack.w["generic_organisations"]
        ):
            return None
        names = self._names(a, b)
        for start, end in sorted(names, key=lambda n: not self._first_named(*n)):
            if person := self.people.named(start, end):
                full = end - start >= 2
                return self.person(person, FULL if full else SURNAME, self.row.slice(a, b))
            if start == a or self.kind[start - 1] in "NXD":
                led = start == a + 1 and self.kind[a] == "D"
                whole = (start, b) if led or self._written_on(end, b) else (start, end)
                gender = (
                    "f"
                    if self.low[a] in self.pack.w["feminine"]
                    else "m"
                    if self.low[a] in self.pack.w["masculine"]
                    else ""
                )
                plural = self.low[a] in self.pack.w["plural"] or self._two(end, whole[1])
                return Speaker(
                    self.expansion(start, end) or self.clean(self.row.slice(*whole)),
                    None,
                    PHRASE,
                    self.row.slice(a, b),
                    gender or ("o" if self.kind[a] == "D" else ""),
                    plural,
                )
        return None

    def _written_on(self, end: int, b: int) -> bool:
        """Whether a name goes on in small letters up to b: "Santé publique France"."""
        return all(self.kind[k] in "NM" and self.low[k] not in self.pack.w["whens"] for k in range(end, b))

    def _two(self, end: int, b: int) -> bool:
        """Whether another name is joined to the one that ends there: "la CFDT et la CGT"."""
        behind = self.kind[end:b]
        return behind in (["K", "M"], ["K", "D", "M"])

    def _first_named(self, start: int, end: int) -> bool:
        """Whether a name is a person's with a first name: it goes before others in its phrase ("le prix Nobel X")."""
        person = self.people.named(start, end)
        return bool(person and person.first_named and end - start > 1)

    def expansion(self, start: int, end: int) -> str | None:
        """The words an article gives before an acronym in brackets: "Forces de soutien rapide (FSR)"."""
        acronym = self.row.tokens[start].text
        if end - start > 1 or len(acronym) < 2 or not acronym.isupper():
            return None
        for k in self._bracketed.get(acronym, ()):
            letters, first = list(acronym.lower()), k - 2  # in any order: many are short for another language's words
            while letters and first >= max(0, k - 2 - 2 * len(acronym)) and self.kind[first] not in ",.;:V":
                if self.kind[first] in "NMX" and self.low[first][0] in letters:
                    letters.remove(self.low[first][0])
                first -= 1
            if not letters:
                return self.clean(self.row.slice(first + 1, min(k + 2, len(self.kind))))
        return None

    @cached_property
    def _bracketed(self) -> dict[str, list[int]]:
        """Where words stand behind an opening bracket."""
        found: dict[str, list[int]] = {}
        for k in range(2, len(self.kind)):
            if self.kind[k - 1] == "(" and self.row.tokens[k - 1].text == "(":
                found.setdefault(self.row.tokens[k].text, []).append(k)
        return found

    def _last_name(self, a: int, b: int) -> Speaker | None:
        """The name that ends the head of a phrase ("Oslo Mayor Jo Smith"), or the name in apposition to it."""
        end = next((k for k in range(a, b) if self.kind[k] not in "DNM#AXG-"), b)
        evidence = self.row.slice(a, b)
        if end < b and self.kind[end] == "K" and self.kind[end - 1] == "M":
            return Speaker(self.clean(evidence), None, PHRASE, evidence, plural=True)
        start = end
        while start > a and self.kind[start - 1] == "M":
            start -= 1
        if start == end and end < b and self.low[end] in self.pack.w["of"]:
            behind = next((k for k in range(end + 1, b) if self.kind[k] != "M"), b)
            office = self._known_person(end + 2, behind, evidence)  # "Secretary of State Jo Smith"
            if office and office.person and office.person.first_named:
                return office
        if start == end:
            comma = next((k for k in range(end, b - 1) if self.kind[k] == "," and self.kind[k + 1] == "M"), None)
            head = self.head(a, end)
            return (
                self._last_name(comma + 1, b)
                if comma and head is not None and self.role_word(end - 1) | self.role_word(head)
                else None
            )
        if end < b and self.kind[end] == "P" and self.low[end] in self.pack.w["of"]:
            return None if start == a + 1 and self.kind[a] == "D" else self._known_person(start, end, evidence)
        if person := self._known_person(start, end, evidence):
            return person
        thing = self.kind[a] == "D"
        return Speaker(
            self.clean(self.row.slice(a if thing else start, end)), None, PHRASE, evidence, "o" if thing else ""
        )

    def _known_person(self, start: int, end: int, evidence: str) -> Speaker | None:
        for first in range(start, end):
            if person := self.people.named(first, end):
                return self.person(person, FULL if end - first >= 2 else SURNAME, evidence)
        return None

    def _names(self, a: int, b: int) -> list[Range]:
        """The names that belong to the phrase's head, not to a complement of it."""
        found = []
        k = a
        while k < b:
            if self.kind[k] == "M":
                end = min(self.people.runs.get(k, k + 1), b)
                governed = k > a and (self.kind[k - 1] == "P" or (self.kind[k - 1] == "D" and k - 1 > a))
                governed = governed or (k > a and self.kind[k - 1] == "," and self._of_complement(a, k - 1))
                governed = governed or (self._inside(a, k) and not self.people.named(k, end))
                told = (x for x in range(a + 1, k - 1) if self.kind[x] == "X" and self.low[x + 1] in self.pack.by)
                governed = governed or any(told)  # "des témoins cités par l'agence X"
                if k not in self.people.runs and k + 1 in self.people.runs:
                    k, end = k + 1, min(self.people.runs[k + 1], b)
                    if governed:
                        k = end
                        continue
                if k > a and self.row.tokens[k].text.isupper() and end - k == 1 and self.role_word(k - 1):
                    k = end
                    continue
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

    def _inside(self, a: int, k: int) -> bool:
        """Whether a name stands in what is said of the head: "une étude parue dans la revue | X"."""
        parts = [x for x in range(a + 1, k) if self.kind[x] == "P" and self.low[x] not in self.pack.w["of"]]
        return bool(parts) and self.low[parts[-1]] in self.pack.grammar["adverbial_places"]

    def demonym(self, a: int, b: int) -> bool:
        """Whether a phrase is an article and the name of an inhabitant: "le Nantais"."""
        if b - a != 2 or self.kind[a] != "D" or self.kind[a + 1] != "M" or self.people.named(a + 1, b):
            return False
        word, people = self.low[a + 1], self.pack.people
        known = word in people["organisations"] or word in people["places"] or word in self.pack.given
        return not known and self.pack.inhabitant(word)

    def _of_complement(self, a: int, k: int) -> bool:
        """Whether a name set off behind [a, k) is that of a complement: "le bureau du maire, X"."""
        head = self.head(a, k)
        of = next((x for x in range(a + 1, k) if self.kind[x] == "P" or self.low[x] in self.pack.w["of"]), k)
        return (
            head is not None and head < of and not self.role_word(head) and any(self.role_word(x) for x in range(of, k))
        )

    def with_apposed(self, end: int, b: int) -> int:
        """Behind the name set off by commas that follows a phrase ("le chef, le général Paul,")."""
        before = end
        end = self.ph.past_brackets(end, b) if end else end  # "le maire (PS), X"
        k = end + 1
        while k < min(b, end + 5) and (self.kind[k] in "DNXA" or (self.kind[k] == "M" and k + 1 in self.people.runs)):
            k += 1
        if not (0 < end < b and k < b and self.kind[end] == "," and k in self.people.runs):
            return before
        close = self.people.runs[k]
        person = (
            self.people.named(k, close) if close <= b and self.row.tokens[k].q == self.row.tokens[end - 1].q else None
        )
        behind = self.kind[close] if close < b else "."
        sure = person and (person.titled or person.first_named or person.gender or close - k > 1 or behind == ",")
        return close if sure and behind in ',.);:-"' else before

    def _after_thing(self, k: int, a: int) -> bool:
        """Whether the name belongs to a noun inside a complement ("le président de la région Nord")."""
        roles = self.pack.roles
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
