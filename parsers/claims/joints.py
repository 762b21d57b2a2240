"""Where a clause of its own begins inside a content: after a comma, a conjunction, a dash or a colon."""

from __future__ import annotations

from typing import NamedTuple

from parsers.claims.finder import Finder
from parsers.claims.tags import lemmas

INFINITIVE_MARKS = ("de", "d'", "à")


class Joint(NamedTuple):
    """The first token of the next piece, and whether its verb takes the subject of the one before."""

    start: int
    elided: bool = False


class Joints(Finder):
    """Finds joints in contents of one row. ``start`` is where the piece began, ``b`` where the content ends."""

    def joint(self, i: int, start: int, b: int, that: bool) -> Joint | None:
        """Where the next piece starts if a clause of its own begins behind token i."""
        kind, k = self.kind[i], i + 1
        if k >= b or self._one_figure(i):
            return None
        if kind == "U":
            return Joint(k + 1) if self._contrast(i, b) and self.has_verb(start, i) else None
        if kind == ":":
            return self._explained(i, start, b)
        if kind == "," and self.kind[k] == "(":
            k = next((x + 1 for x in range(k, b) if self.kind[x] == ")"), b)
        if kind == "," and k < b and self.kind[k] == "K":
            k += 1
        joined = kind == "K" or self.kind[k - 1] == "K"
        if k < b and self._contrast(k, b):
            return Joint(k + 2) if self.has_verb(start, i) else None
        if k < b and joined and (infinitive := self._infinitive(k, start, i, b)):
            return infinitive
        if k >= b or not self.complete(start, i) or self._pending(start, i):
            return None
        if kind == "," and (compared := self._compared(k, b)):
            return compared
        if self.kind[k] == "Q" and (joined or that):
            return None if self._subordinated(start, i) else Joint(k + 1)
        return self._clause(k, start, i, b, joined)

    def _clause(self, k: int, start: int, i: int, b: int, joined: bool) -> Joint | None:
        """A main clause from token k on, its subject said or elided."""
        k0, k = k, self.ph.light(k, b) if joined else k
        if k >= b:
            return None
        if self.kind[k] == "S" and self.low[k][0] != "-":
            return Joint(k0)
        if joined and self.kind[k] in "Vc" and not self._in_relative(start, i) and self._verb_after(k, b):
            return Joint(k0, True)
        if joined and self.kind[k] == "X" and self.kind[k - 1] == "K" and self.low[k - 1] in self.pack.w["but"]:
            return Joint(k0, True)
        return Joint(k0) if self._own_subject(k, b, joined) else None

    def _own_subject(self, k: int, b: int, joined: bool) -> bool:
        """A noun phrase stands at token k as the subject of the verb behind it."""
        k += self.low[k] in self.pack.w["between"] and k + 1 < b
        end = self.ph.np_right(k, b)
        opens = "DMN#" if self.pack.grammar["analytic"] else "DM#"
        if end > k and self.kind[k] in opens and end < b and self._verb_after(end, b):
            return True
        if self.pack.grammar["analytic"]:
            return False
        none = self.kind[k] in "Nn" and self.low[k] in self.pack.w["nobody"]
        verb = next((x for x in range(k + 1, b) if self.kind[x] not in "DMNAPX#cn-()"), b)
        if verb == b or self.kind[verb] not in "VG" or not (self.kind[k] in "DM" or none):
            return False
        absolute = self.kind[verb] == "G" and self.low[verb] in self.pack.w["being"]
        group = self.ph.verb_group(verb, b) if not absolute else None
        subject = self.ph.subject(group.first, k)[0] if group else None
        return absolute or none or (subject is not None and subject[0] == k)

    def _one_figure(self, i: int) -> bool:
        """ "trois ou quatre semaines"."""
        numbers = self.pack.number_words
        digits = self.kind[i - 1] == "#" and self.kind[i + 1] == "#"
        return digits or (self.low[i - 1] in numbers and self.low[i + 1] in numbers)

    def _contrast(self, k: int, b: int) -> bool:
        """ "tandis que", "alors que"."""
        return (
            self.kind[k] == "U"
            and self.low[k] in self.pack.grammar["contrast"]
            and k + 1 < b
            and self.kind[k + 1] == "Q"
        )

    def _verb_after(self, k: int, b: int) -> bool:
        while k < b and self.kind[k] == "c":
            k += 1
        return k < b and self.kind[k] == "V"

    def has_verb(self, a: int, b: int) -> bool:
        """A finite verb stands in [a, b)."""
        return any(self.kind[x] == "V" for x in range(a, b))

    def complete(self, a: int, b: int) -> bool:
        """Whether [a, b) is a main clause: it has a verb, and doesn't start as a subordinate one."""
        k = a
        while k < b and (self.kind[k] in 'KA,"' or self.low[k] in self.pack.w["openers"]):
            k += 1
        if k < b and self.kind[k] == "U" and self.low[k] not in self.pack.grammar["contrast"]:
            comma = next((x for x in range(k, b) if self.kind[x] == ","), None)
            return comma is not None and self.has_verb(comma, b)
        return any(self._main(x, k) for x in range(a, b) if self.kind[x] == "V")

    def _main(self, x: int, a: int) -> bool:
        """The verb at x belongs to a main clause of the piece that begins at a; "il y a" with a time does not."""
        there = x > a and self.low[x - 1] in self.pack.w["there"]
        if there and any(word in self.pack.w["lengths"] for word in self.low[x + 1 : x + 4]):
            return False
        lead = self.ph.introducer(x, a)
        return lead is None or (self.kind[lead] == "U" and lead > a + 1)

    def _pending(self, a: int, i: int) -> bool:
        """A subordinate clause is open at token i: it has no verb yet, or is the condition inside a "que"."""
        for x in range(i - 1, a, -1):
            if self.kind[x] == "V":
                lead = self.ph.introducer(x, a)
                condition = lead is not None and self.kind[lead] == "U" and self.kind[lead - 1] == "Q"
                return condition and lead is not None and lead > a
            if self.kind[x] in "QU" and not (self.kind[x] == "U" and self.kind[x + 1] == "Q"):
                return True
        return False

    def _subordinated(self, a: int, i: int) -> bool:
        """The last "que" before token i belongs to a conjunction: "parce qu'il est tard | et qu'il pleut"."""
        last = next((x for x in range(i - 1, a, -1) if self.kind[x] == "Q"), None)
        return last is not None and self.kind[last - 1] == "U"

    def _infinitive(self, k: int, a: int, i: int, b: int) -> Joint | None:
        """A second infinitive under the same cue or helper: "de fermer les ports et d'ouvrir les gares"."""
        of = self.low[k] if self.low[k] in INFINITIVE_MARKS else ""
        k += bool(of)
        k0 = k
        while k < b and self.kind[k] in "cn":
            k += 1
        if k >= b or self.kind[k] != "I":
            return None
        last = next((x for x in range(i - 1, a - 1, -1) if self.kind[x] == "I"), None)
        between = [self.kind[x] for x in range(last + 1, i) if self.kind[x] != '"'] if last is not None else []
        if last is None or not between or any(kind in "VRQU" for kind in between):
            return None
        head = last
        while head > a and self.kind[head - 1] in "cn":
            head -= 1
        if of:
            opens = head == a or (head == a + 1 and self.low[a] == of)
            return Joint(k0) if opens and self.low[head - 1] == of else None
        helper = head > a and self.kind[head - 1] == "V" and self.ph.introducer(head - 1, a) is None
        return Joint(k0, helper) if head == a or helper else None

    def _compared(self, k: int, b: int) -> Joint | None:
        """A figure held against the one before: "97 francs, contre 131 aujourd'hui"."""
        if self.low[k] not in self.pack.w["against"]:
            return None
        figure = k + 1
        while figure < b and (self.kind[figure] == "A" or self.low[figure] in self.pack.w["about"]):
            figure += 1
        return Joint(k + 1) if figure < b and self.kind[figure] == "#" else None

    def _explained(self, i: int, a: int, b: int) -> Joint | None:
        """A clause behind a colon, where what stands before doesn't report it."""
        k = i + 1
        if self.kind[k] == '"' or self._reports(a, i):
            return None
        end = next((x for x in range(k, b) if self.kind[x] in ".;"), b)
        return Joint(k) if self.has_verb(a, i) and self.complete(k, end) else None

    def _reports(self, a: int, i: int) -> bool:
        """The last verb before token i may say what follows."""
        last = next((x for x in range(i - 1, a - 1, -1) if self.kind[x] in "VXIG"), None)
        found = lemmas(self.pack.language, self.low[last]) if last is not None else frozenset()
        found -= self.pack.grammar["auxiliaries"]
        return any(lemma in self.pack.cues for lemma in found)

    def _in_relative(self, a: int, b: int) -> bool:
        for x in range(b - 1, a - 1, -1):
            if self.kind[x] == "V":
                lead = self.ph.introducer(x, a)
                return lead is not None and self.kind[lead] in "RQU"
        return False
