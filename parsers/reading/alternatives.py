"""A pattern's alternatives by the letter they begin with: one of hundreds is found by looking at a few."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

GROUP = "(?:"
EDGES = (r"\b", "^")
REPEATS = frozenset("?*+{")
ANY = ""
"""Stands for the letter of what may begin with any."""
DIGIT = "0"
"""Stands for all digits."""
OPENING = 3
"""So many letters tell most lines apart."""
SPECIAL = frozenset(".^$*+?{}[]()|\\")
"""What does not stand for itself in a pattern."""


TELLING = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[(|)]", re.DOTALL)
"""What parts a pattern, and what may hold the same signs without parting it."""


def cut(pattern: str) -> Iterator[tuple[str, int]]:
    """The parts of a pattern that a top-level ``|`` parts, each with the end of the group it begins with (0: none)."""
    depth = start = first = 0
    for m in TELLING.finditer(pattern):
        sign = m[0]
        if sign == "(":
            depth += 1
        elif sign == ")":
            depth -= 1
            if not depth and not first:
                first = m.end() - start
        elif sign == "|" and not depth:
            yield pattern[start : m.start()], first
            start, first = m.end(), 0
    yield pattern[start:], first


def alternatives(pattern: str) -> list[str]:
    r"""``(?:a|b)c|\b(?:d|e)`` as ``ac``, ``bc``, ``\bd``, ``\be``."""
    found: list[str] = []
    for part, end in cut(pattern):
        edge = next((e for e in EDGES if part.startswith(e)), "")
        if part.startswith(edge + GROUP) and part[end : end + 1] not in REPEATS:
            found += [edge + one + part[end:] for one in alternatives(part[len(edge + GROUP) : end - 1])]
        else:
            found.append(part)
    return found


def initial(alternative: str) -> str:
    """The letter or digit an alternative begins with; ``ANY`` where that is not one."""
    plain = alternative[:1].isalnum() and alternative[1:2] not in REPEATS
    return alternative[0] if plain else ANY


def by_initial(patterns: Iterable[str]) -> str:
    """One pattern of all, in which one letter decides between those that begin alike; groups without names only."""
    found: dict[str, list[str]] = {}
    for one in (one for pattern in patterns for one in alternatives(pattern)):
        letter = initial(one)
        found.setdefault(letter, []).append(one[len(letter) :])
    return "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in found.items())


BEGINNING = re.compile(r"[^\W_][\w ]{0,7}(?![?*+{])")
"""Plain text that an alternative begins with; as much as tells most lines apart, so that it is soon compiled."""


def shortened(kinds: dict[str, list[str]]) -> str:
    """What finds where one of some patterns may begin, and little else; soon compiled."""
    each = (one for patterns in kinds.values() for pattern in patterns for one in alternatives(pattern))
    return by_initial(dict.fromkeys(plain(one) or one for one in each)) or "(?!)"


def plain(alternative: str) -> str:
    """The plain text that an alternative begins with; empty where it begins with none."""
    begun = BEGINNING.match(alternative)
    return begun[0] if begun else ""


def union(kinds: dict[str, list[str]], edge: str = "") -> re.Pattern[str]:
    """One pattern of all kinds, each behind an ``edge``; the group that matched names the kind."""
    parts = [f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items() if patterns]
    return re.compile(f"{edge}(?:{'|'.join(parts) or '(?!)'})")


PIECE = re.compile(r"\[(?P<each>[^\]\[\\^-]+)\]|\\.|.", re.DOTALL)
"""What a pattern begins with, if no group: some characters of which one is to stand there, or one alone."""


def openings(pattern: str) -> frozenset[str]:
    """What the texts that a pattern fits begin with: ``OPENING`` letters where these are plain, else one, ``0`` for
    any digit, or ``ANY``. What a pattern may leave out at its beginning lets in what stands behind.
    """
    return frozenset().union(*map(opening, alternatives(pattern)))


def opening(alternative: str) -> frozenset[str]:
    """The same for one alternative."""
    if len(begun := plain(alternative)) >= OPENING:
        return frozenset((begun[:OPENING],))
    group = alternative.startswith(GROUP)
    piece = PIECE.match(alternative)
    end = next(cut(alternative))[1] if group else piece.end() if piece else 0
    repeat = alternative[end : end + 1]
    if repeat in ("*", "{"):
        return frozenset((ANY,))
    rest = alternative[end + (repeat == "?") :] if repeat != "+" else ""
    each = piece["each"] if piece and piece["each"] else (alternative[:end],)
    found = openings(f"{alternative[:end]}{rest}") if group else frozenset(map(literal, each))
    return found | opening(rest) if repeat == "?" else found


def literal(piece: str) -> str:
    """What one piece of a pattern (a character, or one behind a backslash) stands for at the beginning of a text."""
    if piece == r"\d" or piece.isdecimal():
        return DIGIT
    unsure = piece[1:].isalnum() if len(piece) > 1 else piece in SPECIAL
    return ANY if unsure else piece[-1:]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """One alternative, compiled when the first line comes that it may fit."""
    return re.compile(pattern)


class Openings:
    """Patterns of kinds that a line may begin with: it is held against those alone that begin with its letters."""

    def __init__(self, kinds: dict[str, list[str]]) -> None:
        each = ((kind, one) for kind, patterns in kinds.items() for p in patterns for one in alternatives(p))
        begun: dict[str, set[tuple[int, str, str, str]]] = {ANY: set()}
        for n, (kind, one) in enumerate(each):
            for letters in opening(one):
                begun.setdefault(letters, set()).add((n, kind, plain(one), one))
        self.begun = {
            letters: [found[1:] for found in sorted(own | begun.get(first(letters), own) | begun[ANY])]
            for letters, own in begun.items()
        }

    @property
    def beginnings(self) -> str:
        """A pattern of what the lines begin with that are held against any."""
        letters = (r"\d" if letters == DIGIT else re.escape(letters) for letters in self.begun if letters != ANY)
        return "" if self.begun[ANY] else "|".join(letters) or "(?!)"

    def kind(self, line: str) -> str | None:
        """The first kind of which a pattern fits the line."""
        begun = self.begun
        for kind, plain_, one in begun.get(line[:OPENING]) or begun.get(first(line)) or begun[ANY]:
            if line.startswith(plain_) and compiled(one).match(line) is not None:
                return kind
        return None


def first(line: str) -> str:
    """The first letter of a line, ``0`` for any digit."""
    letter = line[:1]
    return DIGIT if letter.isdecimal() else letter


VARYING = re.compile(r"\\.|\[\^?\]?[^\]]*\]|[\^$.|]")
GROUPED = re.compile(r"\([^()]*\)")
REPEATED = re.compile(r".(?:[?*+]|\{[^}]*\})", re.DOTALL)
GAP = "\0"


def needed(alternative: str) -> str:
    """The longest text that stands in all that an alternative fits; empty where there is none."""
    plain = VARYING.sub(GAP, alternative)
    while (fewer := GROUPED.sub(GAP, plain)) != plain:
        plain = fewer
    return max(REPEATED.sub(GAP, plain).split(GAP), key=len)


def bare(alternative: str) -> list[str]:
    """An alternative without what it may leave out at its beginning, which nothing needs that looks everywhere."""
    end = next(cut(alternative))[1]
    left_out = alternative.startswith(GROUP) and alternative[end : end + 1] == "?"
    return [one for part in alternatives(alternative[end + 1 :]) for one in bare(part)] if left_out else [alternative]


class Needed:
    """The words one of which stands wherever one of some patterns fits."""

    def __init__(self, patterns: Iterable[str]) -> None:
        each = {one: needed(one) for pattern in patterns for part in alternatives(pattern) for one in bare(part)}
        words = {word for word in each.values() if word}
        self.words = [word for word in words if not any(other in word for other in words - {word})]
        loose = [one for one, word in each.items() if not word]
        self.loose = re.compile("|".join(loose)) if loose else None
        self.some = re.compile("|".join(map(re.escape, self.words))) if self.words else None

    def stand_in(self, line: str) -> bool:
        """Whether one of them does, or a pattern fits that needs no word."""
        found = self.some.search(line) if self.some else None
        return found is not None or (self.loose is not None and self.loose.search(line) is not None)


class Within:
    """Patterns of kinds that may stand anywhere in a text: tried only where a word stands that one of them needs."""

    def __init__(self, kinds: dict[str, list[str]]) -> None:
        self.kinds = kinds
        self.needed = Needed(one for patterns in kinds.values() for one in patterns)

    @cached_property
    def which(self) -> re.Pattern[str]:
        """The pattern that tells the kinds apart, compiled when the first line holds a word that one needs."""
        return union(self.kinds)

    def kind(self, line: str) -> str | None:
        """The kind that fits first in the line."""
        found = self.which.search(line) if self.needed.stand_in(line) else None
        return found.lastgroup if found else None
