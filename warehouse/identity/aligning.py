"""Which units of two meanings say the same, one to one, and which say contraries or other kinds of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .lexicon import Lexicon, load
from .reading import Meaning
from .words import COGNATE, Unit

NEAR = 0.6  # what two concepts that share words (lexicon.SHARED_WORDS) count for
BEGINNING = 4  # letters by which units of like spelling find each other
SPELT = 0.85  # what two words of like spelling count for
REPEATED = 0.8  # what a unit counts for that repeats one already paired
MATCHED = 0.7  # from here on two units say the same
SPECIFIC = 0.4  # weight from which a unit tells claims apart


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which units of two meanings say the same, and which say contraries. Indices into their ``units``."""

    left: tuple[float, ...]  # best similarity of each unit of a
    right: tuple[float, ...]
    pairs: tuple[tuple[int, int], ...]
    contraries: tuple[tuple[int, int], ...]


def similarity(a: Unit, b: Unit, lexicon: Lexicon) -> float:
    """How nearly two units say the same, 0 to 1."""
    if any(x in b.concepts for x in a.concepts):
        return float(_one_kind(reach(a.concepts)[2], reach(b.concepts)[2]))
    if any(y in b.concepts for x in a.concepts for y in lexicon.near.get(x, ())):
        return NEAR
    return spelling(a.key, b.key, a.kind == "name" and b.kind == "name")


def spelling(a: str, b: str, names: bool) -> float:
    """1 for one spelling, less where words share their beginning as cognates and inflected names do, else 0."""
    if a == b:
        return 1.0
    shortest, longest = (a, b) if len(a) <= len(b) else (b, a)
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(shortest))
    if shared >= (4 if names else COGNATE) and shared >= 0.6 * len(longest) and shared >= 0.7 * len(shortest):
        return SPELT
    return 0.0


def _meetings(
    a: Meaning, b: Meaning, lexicon: Lexicon
) -> tuple[list[tuple[float, float, int, int]], list[tuple[int, int]]]:
    """Every two units that say something alike, as (-similarity, crookedness, i, j), and those that say contraries.

    Looks up b's units by concept and by the beginning of their spelling: most pairs of units have nothing in common.
    """
    by_concept: dict[int, list[int]] = {}
    by_spelling: dict[str, list[int]] = {}
    for j, v in enumerate(b.units):
        for c in v.concepts:
            by_concept.setdefault(c, []).append(j)
        by_spelling.setdefault(v.key[:BEGINNING], []).append(j)
    scored: list[tuple[float, float, int, int]] = []
    opposed: list[tuple[int, int]] = []
    several: list[tuple[int, Kinds]] = []
    for i, u in enumerate(a.units):
        best: dict[int, float] = {}
        shared: dict[int, int] = {}
        for j in by_spelling.get(u.key[:BEGINNING], ()):
            v = b.units[j]
            best[j] = spelling(u.key, v.key, u.kind == "name" and v.kind == "name")
        if u.concepts:
            near, opposite, kinds = reach(u.concepts)
            for n in near.intersection(by_concept):
                for j in by_concept[n]:
                    best[j] = max(best.get(j, 0.0), NEAR)
            for c in u.concepts:
                for j in by_concept.get(c, ()):
                    best[j] = 1.0
                    shared[j] = shared.get(j, 0) + 1
            against = {j for n in opposite.intersection(by_concept) for j in by_concept[n] if best.get(j, 0.0) <= NEAR}
            if kinds:
                several = several or [(j, reach(v.concepts)[2]) for j, v in enumerate(b.units)]
                against.update([j for j, others in several if others and not _one_kind(kinds, others)])
            for j in sorted(against):
                best[j] = 0.0
                opposed.append((i, j))
        at = i / len(a.units)
        scored += [(-s, abs(at - j / len(b.units)) - MORE * shared.get(j, 0), i, j) for j, s in best.items() if s]
    return scored, opposed


Kinds = dict[int, frozenset[int]]


@lru_cache(maxsize=50_000)
def reach(concepts: tuple[int, ...]) -> tuple[frozenset[int], frozenset[int], Kinds]:
    """The concepts near those of a unit, those against them, and the kinds that it may mean, by their group."""
    lexicon = load()
    kinds: Kinds = {}
    for c in concepts:
        if c in lexicon.kinds:
            kinds[lexicon.kinds[c]] = kinds.get(lexicon.kinds[c], frozenset()) | {c}
    near, opposite = ({n for c in concepts for n in found.get(c, ())} for found in (lexicon.near, lexicon.opposite))
    return frozenset(near), frozenset(opposite), kinds


def _one_kind(a: Kinds, b: Kinds) -> bool:
    """Whether two units may mean one kind, or not kinds of one thing: wheat is no maize."""
    return not any(group in b and not kinds & b[group] for group, kinds in a.items())


MORE = 0.1  # how much crookeder two units may stand for each concept more that they share


def align(a: Meaning, b: Meaning, lexicon: Lexicon) -> Alignment:
    """Pair units one to one, best and straightest first; a unit that repeats a paired one counts as said too."""
    scored, opposed = _meetings(a, b, lexicon)
    left, right = [0.0] * len(a.units), [0.0] * len(b.units)
    pairs: list[tuple[int, int]] = []
    repeated: list[tuple[float, int, int]] = []
    for s, _, i, j in sorted(scored):
        if not left[i] and not right[j]:
            left[i] = right[j] = -s
            pairs.append((i, j))
        else:
            repeated.append((-s, i, j))
    for s, i, j in repeated:
        left[i], right[j] = max(left[i], s * REPEATED), max(right[j], s * REPEATED)
    for own, other, best in ((a, b, left), (b, a, right)):
        home = lexicon.home.get(other.language)
        for i, u in enumerate(own.units):
            if home in u.concepts and not best[i]:
                best[i] = MATCHED
    if a.language != b.language:
        _guess(a.units, b.units, left, right)
        _guess(b.units, a.units, right, left)
    contraries = []
    held = {i for i, _ in pairs if left[i] > NEAR}, {j for i, j in pairs if left[i] > NEAR}
    for i, j in opposed:
        if i not in held[0] and j not in held[1] and min(left[i], right[j]) < MATCHED:
            if a.units[i].negated != b.units[j].negated:
                left[i] = right[j] = NEAR
            else:
                contraries.append((i, j))
    return Alignment(tuple(left), tuple(right), tuple(sorted(pairs)), tuple(contraries))


def _guess(units: tuple[Unit, ...], others: tuple[Unit, ...], best: list[float], counter: list[float]) -> None:
    """Words that the lexicon lacks may translate what is left over on the other side: no evidence either way."""
    for i, u in enumerate(units):
        if best[i] or u.concepts or u.kind != "word":
            continue
        free = [j for j, v in enumerate(others) if not counter[j] and v.kind in TRANSLATABLE]
        if free:
            j = min(free, key=lambda j: (abs(i / len(units) - j / len(others)), j))
            best[i] = counter[j] = GUESS


TRANSLATABLE = frozenset({"actions", "people", "things", "qualities", "word"})
GUESS = 0.5
