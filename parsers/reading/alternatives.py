"""A pattern's alternatives by the letter they begin with: one of hundreds is found by looking at a few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

GROUP = "(?:"
REPEATS = frozenset("?*+{")
ANY = ""
"""Stands for the letter of what may begin with any."""


def cut(pattern: str) -> Iterator[tuple[str, int]]:
    """The parts of a pattern that a top-level ``|`` parts, each with the end of the group it begins with (0: none)."""
    depth = start = first = at = 0
    in_class = False
    while at < len(pattern):
        c = pattern[at]
        if c == "\\":
            at += 1
        elif in_class:
            in_class = c != "]" or pattern[at - 1] == "["
        elif c == "[":
            in_class = True
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
            if not depth and not first:
                first = at + 1 - start
        elif c == "|" and not depth:
            yield pattern[start:at], first
            start, first = at + 1, 0
        at += 1
    yield pattern[start:], first


def alternatives(pattern: str) -> list[str]:
    """``(?:a|b)c|d`` as ``ac``, ``bc``, ``d``."""
    found: list[str] = []
    for part, end in cut(pattern):
        if part.startswith(GROUP) and part[end : end + 1] not in REPEATS:
            found += [one + part[end:] for one in alternatives(part[len(GROUP) : end - 1])]
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
