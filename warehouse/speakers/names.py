"""How a person's name may be written, and how two names bear on each other. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import seeds
from warehouse.models import digest
from warehouse.text import fold

Relation = Literal["same", "spelling", "shorter", "single", "initial", "surname"]
CODE = 1
"""Counts up when the code of this package decides otherwise; the file brings its own digest."""
FILE = "speakers/people.yaml"


@cache
def known() -> dict[str, Any]:
    """What ``seeds/speakers/people.yaml`` says."""
    read: dict[str, Any] = seeds.parse(seeds.path(FILE).read_text("utf-8"))
    return read


@cache
def version() -> str:
    """Under which every link is recorded."""
    return f"{CODE}-{digest(seeds.path(FILE).read_text('utf-8'))[:8]}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: ``parts`` in order, folded, without titles and particles; ``sounds`` as they are spoken.

    A body's name is not ``personal``: it is one with its equal alone.
    """

    folded: str
    parts: tuple[str, ...]
    sounds: tuple[str, ...]
    personal: bool

    @property
    def fullness(self) -> tuple[int, int]:
        """Orders the names of one person, the fullest last."""
        return sum(len(p) > 1 for p in self.parts), len(self.folded)

    @property
    def keys(self) -> tuple[str, ...]:
        """By what names that may be one person's find each other: any part but the first name."""
        return tuple(dict.fromkeys(self.sounds[1:] or self.sounds)) if self.personal else ("=" + self.folded,)


@lru_cache(100_000)
def name(text: str) -> Name:
    """Take a name apart. "STOLTENBERG, Jens" is "Jens Stoltenberg"."""
    last, comma, first = text.partition(",")
    words = (f"{first} {last}" if comma and first.strip() and "," not in first else text).split()
    words = [w for w in words if fold(w) not in _titles() and fold(w).rstrip(".") not in _titles()]
    words = [w for w in words if fold(w) not in known()["particles"]] or words
    parts = tuple(p for w in words if (p := fold(w).strip(".,;:'\"«»()")))
    personal = bool(parts) and all(w[:1].isupper() and not any(c.isdigit() for c in w) for w in words)
    personal = personal and not set(parts) & set(known()["bodies"])
    return Name(fold(text), parts, tuple(map(_sound, parts)), personal)


def gender(text: str) -> str | None:
    """``f`` or ``m`` where the words begin with a title that tells."""
    first = fold(text).split(" ", 1)[0]
    return _titles().get(first) or _titles().get(first.rstrip("."))


def relation(a: Name, b: Name) -> Relation | None:
    """How two names may be one person's; None where they cannot."""
    if a.folded == b.folded or (a.personal and b.personal and a.parts == b.parts):
        return "single" if len(a.parts) == 1 else "initial" if any(map(_initial, a.sounds)) else "same"
    if not (a.personal and b.personal):
        return None
    if a.sounds == b.sounds:
        return "single" if len(a.parts) == 1 else "spelling"
    short, long = sorted((a, b), key=lambda n: len(n.parts))
    return _parted(short.sounds, long.sounds)


def _parted(short: tuple[str, ...], long: tuple[str, ...]) -> Relation | None:
    """How a name relates to a longer one, or to one of the same length that is not its equal."""
    if len(short) == 1:
        return "surname" if short[0] == long[-1] else None
    if short[-1] == long[-1] and short[0][0] == long[0][0] and (_initial(short[0]) or _initial(long[0])):
        return "initial"
    if len(short) == len(long):
        return None
    if short[-1] == long[-1] and short[0] == long[0]:
        return "shorter"
    return "shorter" if short in (long[: len(short)], long[-len(short) :]) else None


def _initial(part: str) -> bool:
    return part != "" and all(len(letter) <= 1 for letter in re.split(r"[.-]+", part))


@cache
def _titles() -> dict[str, str | None]:
    return {t: g if g in "fm" else None for g, titles in known()["titles"].items() for t in titles}


@lru_cache(100_000)
def _sound(part: str) -> str:
    for letters, sound in _spellings():
        part = letters.sub(sound, part)
    return part


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(_rules())


def _rules() -> Iterator[tuple[re.Pattern[str], str]]:
    for letters, sound in known()["spellings"]:
        yield re.compile(letters), sound
