"""Which numbers of a claim are dates, counts or parts of names, and of which years, months and terms it speaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date as Date
from functools import cache

from .figures import COUNTED, YEARS, Figure
from .lexicon import Lexicon, load
from .words import Text, Unit

RELATIVE = {"last_year": -1, "this_year": 0, "next_year": 1}
MONTHS = frozenset("january february march april may_m june july august september october november december".split())
PARTS = frozenset(("quarter_n", "half_year"))
PERIODS = MONTHS | {"winter", "spring", "summer", "autumn"}


def relative_years(concepts: set[int], date: Date | None, lexicon: Lexicon) -> frozenset[int]:
    """The years meant by "last year" and the like on the day of the claim."""
    if not date:
        return frozenset()
    return frozenset(date.year + RELATIVE[lexicon.names[c]] for c in concepts_named(frozenset(RELATIVE)) & concepts)


def terms(found: Sequence[Figure], read: Text, units: Sequence[Unit]) -> frozenset[tuple[int, int]]:
    """The parts of a year named by their number ("second quarter")."""
    ordinals = {i: int(f.value) for f in found if f.kind == "ordinal" for i in read.within(f.start, f.end)}
    if not ordinals:
        return NONE
    parts = concepts_named(PARTS)
    named = [(u, i) for u in units for i in (u.at - 1, u.at, u.at + 1) if i in ordinals]
    return frozenset((c, ordinals[i]) for u, i in named for c in parts.intersection(u.concepts))


NONE: frozenset[tuple[int, int]] = frozenset()


def limited(found: Sequence[Figure], read: Text, units: Sequence[Unit], limits: Sequence[int]) -> bool:
    """Whether something lasts until a month, a day or a year."""
    if not limits:
        return False
    dated = [i for f in found if f.kind in ("year", "day") for i in read.within(f.start, f.end)]
    dated += [u.at for u in units if not concepts_named(PERIODS).isdisjoint(u.concepts)]
    return any(i < d <= i + UNTIL for i in limits for d in dated)


UNTIL = 4  # words between "until" and the day, month or year


@cache
def concepts_named(names: frozenset[str]) -> frozenset[int]:
    """The concepts of these names."""
    return frozenset(i for i, name in enumerate(load().names) if name in names)


def dated(figure: Figure, read: Text, units: Sequence[Unit]) -> Figure:
    """A number beside a month is a day or a year, one behind a capital ("Ligue 2") is part of a name."""
    if figure.kind != "amount" or figure.unit:
        return figure
    at = bisect_right(read.starts, figure.start) - 1
    if at < 0 or figure.start >= read.ends[at]:
        return figure
    if figure.value <= 31:
        months = concepts_named(MONTHS)
        if any(u.at in (at - 1, at + 1, at + 2) and not months.isdisjoint(u.concepts) for u in units):
            return Figure(figure.start, figure.end, figure.value, "", "day")
    before = read.words[at - 1] if at else None
    if before and before.text[0].isupper() and not before.initial and figure.value not in YEARS:
        named = before.text[0].isalpha() and figure.value < 1000
        if named and read.words[at].text.isdigit() and read.ends[at - 1] + 1 >= figure.start:
            return Figure(figure.start, figure.end, figure.value, "", "ordinal")
    return figure


def counting(figure: Figure, read: Text, unclear: frozenset[str]) -> Figure:
    """A number right before what it counts ("7 morts", "14 millions de doses")."""
    if figure.kind != "amount" or figure.unit:
        return figure
    words, at = read.words, read.within(figure.start, figure.end).stop
    at += at < len(words) and words[at].folded in COUNTING
    counts = at < len(words) and words[at].says and words[at].folded not in unclear
    return Figure(figure.start, figure.end, figure.value, COUNTED, counts=at) if counts else figure


COUNTING = frozenset("de d of von di".split())
