"""Are two claims one? Aligns their units, weighs what agrees and what does not, and decides.

The features are few and can be read; their weights are data (``seeds/identity/model.json``), fitted by
``tests/bench/identity/fit.py`` on labelled pairs, whole topics held out.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import seeds

from .lexicon import Lexicon, load
from .reading import COGNATE, Meaning, Unit

NEAR = 0.6  # what two concepts that share words (lexicon.SHARED_WORDS) count for
BEGINNING = 4  # letters by which units of like spelling find each other
SPELT = 0.85  # what two words of like spelling count for
REPEATED = 0.8  # what a unit counts for that repeats one already paired
MATCHED = 0.7  # from here on two units say the same
SAME = 0.5
"""Probability from which two claims are one, or of one series. Cross-validated, all from 0.45 to 0.6 do as well."""
DENIED = 0.4
"""The same for a claim and its denial once that is taken away: a denial need not repeat all of what it denies."""
SHARED = 0.4
"""Two claims that someone asks about share more than this of what each says, whatever the weights make of the rest."""
AMONG_MANY = 0.5
"""The same for claims found in a corpus, where most pairs have a word in common and no more. Of the 91,000 pairs of the
demo's mentions it joins 88 that nobody planted, 14 wrongly; at 0.4, 48 of 133. No planted pair needs it lower."""
SPECIFIC = 0.4  # weight from which a unit tells claims apart


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two claims are one, belong to one series, or contradict; ``evidence`` holds the features behind it."""

    same_claim: bool
    same_series: bool
    negates: bool
    score: float
    series_score: float
    evidence: dict[str, Any]


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
        return 1.0
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
    for i, u in enumerate(a.units):
        best: dict[int, float] = {}
        against: set[int] = set()
        for j in by_spelling.get(u.key[:BEGINNING], ()):
            v = b.units[j]
            best[j] = spelling(u.key, v.key, u.kind == "name" and v.kind == "name")
        for c in u.concepts:
            for n in lexicon.near.get(c, ()):
                for j in by_concept.get(n, ()):
                    best[j] = max(best.get(j, 0.0), NEAR)
            against.update(j for n in lexicon.opposite.get(c, ()) for j in by_concept.get(n, ()))
        for c in u.concepts:
            for j in by_concept.get(c, ()):
                best[j] = 1.0
        scored += [(-s, abs(i / len(a.units) - j / len(b.units)), i, j) for j, s in best.items() if s]
        opposed += [(i, j) for j in sorted(against) if not best.get(j)]
    return scored, opposed


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
    for i, j in opposed:
        if left[i] < MATCHED and right[j] < MATCHED:
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


def _coverage(units: tuple[Unit, ...], best: tuple[float, ...], kinds: frozenset[str] | None = None) -> float:
    whole = held = 0.0
    for unit, s in zip(units, best, strict=True):
        if kinds is None or unit.kind in kinds:
            whole += unit.weight
            held += unit.weight * s
    return held / whole if whole else 1.0


COMMON = 4.0  # weight from which more in common says no more


def _held_weight(units: tuple[Unit, ...], best: tuple[float, ...]) -> float:
    return sum(u.weight * s for u, s in zip(units, best, strict=True))


def _loose(units: tuple[Unit, ...], best: tuple[float, ...], kinds: frozenset[str]) -> float:
    """The weight of units of these kinds that have no counterpart."""
    return sum(u.weight * (1 - s) for u, s in zip(units, best, strict=True) if u.kind in kinds and u.weight >= SPECIFIC)


ACTIONS = frozenset({"actions"})
PLACES = frozenset({"places"})
NAMES = frozenset({"name", "names"})
ANY = frozenset({"actions", "people", "things", "word", "qualities", "places", "names", "name"})
LOOSE = (("actions", ACTIONS), ("places", PLACES), ("names", NAMES))


def features(a: Meaning, b: Meaning, lexicon: Lexicon | None = None) -> dict[str, float]:
    """What speaks for and against two claims being one, symmetric in them."""
    lexicon = lexicon or load()
    aligned = align(a, b, lexicon)
    ca, cb = _coverage(a.units, aligned.left), _coverage(b.units, aligned.right)
    f: dict[str, float] = {"cover_low": min(ca, cb), "cover_high": max(ca, cb)}
    f["common"] = min(_held_weight(a.units, aligned.left), _held_weight(b.units, aligned.right), COMMON)
    aa, ab = _coverage(a.units, aligned.left, ACTIONS), _coverage(b.units, aligned.right, ACTIONS)
    f["action_low"], f["action_high"] = min(aa, ab), max(aa, ab)
    for name, kinds in LOOSE:
        la, lb = _loose(a.units, aligned.left, kinds), _loose(b.units, aligned.right, kinds)
        f[f"both_miss_{name}"] = min(la, lb, 3.0)
        if name in ("places", "names"):
            f[f"one_misses_{name}"] = min(max(la, lb), 3.0)
    f |= _figure_features(a, b)
    f |= _polarity_features(a, b, aligned, lexicon)
    f["turned_copy"] = f["turned"] * f["cover_low"] ** 2
    f |= _role_features(a, b, aligned, lexicon)
    miss = min(_loose(a.units, aligned.left, ANY), _loose(b.units, aligned.right, ANY), 4.0)
    copied = _verbatim(a, b, aligned)
    f["same_language"] = float(a.language == b.language)
    f["verbatim"] = copied
    f["verbatim_uncovered"] = copied * (1 - f["cover_low"])
    f["loose"] = (1 - copied) * f["cover_low"] * f["same_language"]
    f["both_miss"] = miss
    f["replaced"] = min(miss, 1.0) * copied
    f["subject_replaced"] = f["subject_differs"] * copied
    f |= _period_features(a, b)
    return f


def apart(a: Meaning, b: Meaning, shared: float) -> bool:
    """Whether one says so much that the other does not that ``compare`` finds nothing: asked first, for it is cheap."""
    aligned = align(a, b, load())
    return min(_coverage(a.units, aligned.left), _coverage(b.units, aligned.right)) <= shared


def _period_features(a: Meaning, b: Meaning) -> dict[str, float]:
    """Whether they speak of different years, months or seasons; ``of_one`` where only one names a year not its own."""
    own = {m.date.year for m in (a, b) if m.date}
    sides = [m.years | m.relative_years for m in (a, b)]
    apart = bool(sides[0] and sides[1] and not sides[0] & sides[1])
    apart |= bool(a.months and b.months and not a.months & b.months)
    alone = not (sides[0] and sides[1]) and bool((a.years | b.years) - own)
    month = bool(a.months) != bool(b.months)
    return {"period": float(apart or alone), "period_of_one": float(alone and not apart), "month_alone": float(month)}


def _verbatim(a: Meaning, b: Meaning, aligned: Alignment) -> float:
    """How much of the longer text the other copies word by word: what is then exchanged is meant to differ."""
    if a.language != b.language:
        return 0.0
    copied = sum(a.units[i].weight for i, j in aligned.pairs if a.units[i].key == b.units[j].key)
    return copied / max(sum(u.weight for u in a.units), sum(u.weight for u in b.units), 0.1)


def _figure_features(a: Meaning, b: Meaning) -> dict[str, float]:
    left = [x for x in a.figures if x.kind == "amount"]
    right = [x for x in b.figures if x.kind == "amount"]
    alone = [x for x in left if not any(x.same(y) for y in b.figures)]
    free = [y for y in right if not any(y.same(x) for x in a.figures)]
    conflict = min(len(alone), len(free))
    return {
        "figures_differ": float(conflict > 0),
        "figures_missing": float(min(max(len(alone), len(free)) - conflict, 2)),
        "figures_agree": float(min(len(left) - len(alone), 3)),
        "clocks_differ": float(_others_differ(a, b, "clock")),
        "ordinals_differ": float(_others_differ(a, b, "ordinal") or _others_differ(a, b, "day")),
    }


def _others_differ(a: Meaning, b: Meaning, kind: str) -> bool:
    left, right = ({x.value for x in m.figures if x.kind == kind} for m in (a, b))
    return bool(left and right and not left & right)


def _polarity_features(a: Meaning, b: Meaning, aligned: Alignment, lexicon: Lexicon) -> dict[str, float]:
    paired = [(a.units[i], b.units[j]) for i, j in aligned.pairs]
    turned = [max(u.weight, v.weight) for u, v in paired if u.negated != v.negated]
    held = {i for i, _ in aligned.pairs}, {j for _, j in aligned.pairs}
    loose = sum(u.negated for i, u in enumerate(a.units) if i not in held[0] and aligned.left[i] < NEAR)
    loose += sum(u.negated for j, u in enumerate(b.units) if j not in held[1] and aligned.right[j] < NEAR)
    reversed_ = _reverses(a, aligned.left, lexicon) != _reverses(b, aligned.right, lexicon)
    if reversed_ and turned:
        reversed_, turned = False, []  # "did not obtain" and "failed to obtain"
    against = [(max(a.units[i].weight, b.units[j].weight), a.units[i].kind in NAMED) for i, j in aligned.contraries]
    return {
        "turned": 1.0 if max(turned, default=0) >= SPECIFIC else 0.5 * bool(turned),
        "negated_alone": float(min(loose, 2)),
        "untrue": float(a.untrue != b.untrue),
        "contrary": min(sum(weight for weight, named in against if not named), 1.5),
        "contrast": min(sum(weight for weight, named in against if named), 1.5),
        "reversed": float(reversed_),
    }


NAMED = frozenset({"people", "things"})  # contraries that are other things, not denials: north and south


def _reverses(m: Meaning, best: tuple[float, ...], lexicon: Lexicon) -> bool:
    """Whether a predicate that the other text lacks turns one that it has: "renounces", "fails to", "lifts"."""
    for i, (unit, s) in enumerate(zip(m.units, best, strict=True)):
        if s < NEAR and _predicate(unit) and not unit.negated and any(c in lexicon.reversing for c in unit.concepts):
            governed = next((j for j in range(i + 1, len(best)) if m.units[j].kind != "qualities"), None)
            if governed is not None and best[governed] >= MATCHED:
                return True
    return False


def _predicate(unit: Unit) -> bool:
    return unit.kind == "actions" and not unit.noun


def _role_features(a: Meaning, b: Meaning, aligned: Alignment, lexicon: Lexicon) -> dict[str, float]:
    """Whether the leading predicates are shared, and whether the same stand before the first that is."""
    heads = [_head(a, aligned.left), _head(b, aligned.right)]
    f = {"head_low": min(heads), "head_high": max(heads)}
    f["heads_apart"] = float(max(heads) < MATCHED)
    f |= {"subject_differs": 0.0, "subject_agrees": 0.0, "subject_swapped": 0.0}
    for i, j in sorted(aligned.pairs, key=sum):
        if not (_predicate(a.units[i]) and _predicate(b.units[j])):
            continue
        left, right = agents(a, i), agents(b, j)
        if left and right:
            agreement = _agreement(left, right, lexicon)
            f["subject_agrees"], f["subject_differs"] = agreement, 1 - agreement
            if agreement < MATCHED:
                others = [u for u in a.units if u not in left], [u for u in b.units if u not in right]
                f["subject_swapped"] = min(_held(left, others[1], lexicon), _held(right, others[0], lexicon))
            break
    return f


def _head(m: Meaning, best: tuple[float, ...]) -> float:
    """How well the first predicate that says something is matched; 1 where there is none."""
    return next((s for u, s in zip(m.units, best, strict=True) if _predicate(u) and u.weight >= HEAD), 1.0)


def agents(m: Meaning, at: int) -> list[Unit]:
    """The units that may name who does the action ``at``: before it, or behind "by" where it is passive."""
    action = m.units[at]
    passive = any(action.at - 4 <= p < action.at for p in m.passives)
    agent = next((x for x in sorted(m.by) if action.at < x <= action.at + 8), None) if passive else None
    if agent is not None:
        return [u for u in m.units if agent < u.at <= agent + 5 and u.kind in SUBJECTS and u.weight >= SPECIFIC]
    if passive:
        return []
    before = [u for u in m.units if u.clause == action.clause and u.at < action.at and u.kind in SUBJECTS]
    return [u for u in before if (not u.after or u.after in OF) and u.weight >= SPECIFIC]


HEAD = 0.5
SUBJECTS = frozenset({"people", "places", "names", "name", "things", "word"})
OF = frozenset("de d du des of del della dell dei degli delle di von der s".split())


def _held(units: list[Unit], others: list[Unit], lexicon: Lexicon) -> float:
    """The part of the units, by weight, that the others say too."""
    whole = sum(u.weight for u in units)
    return sum(u.weight * max((similarity(u, v, lexicon) for v in others), default=0.0) for u in units) / whole


def _agreement(left: list[Unit], right: list[Unit], lexicon: Lexicon) -> float:
    return (_held(left, right, lexicon) + _held(right, left, lexicon)) / 2


@cache
def model() -> dict[str, Any]:
    """The fitted weights: {"same_claim": {"bias", "weights"}, "same_series": …, "version"}."""
    found: dict[str, Any] = json.loads(seeds.path("identity/model.json").read_bytes())
    return found


def probability(fitted: dict[str, Any], f: dict[str, float]) -> float:
    """The logistic of the weighted features."""
    z = fitted["bias"] + sum(weight * f.get(name, 0.0) for name, weight in fitted["weights"].items())
    return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))


def compare(a: Meaning, b: Meaning, *, shared: float = SHARED) -> Decision:
    """Decide whether two claims are one proposition, one series, or contraries. Symmetric.

    ``shared`` is the part of what each says, 0 to 1, that the other must say too.
    """
    f = features(a, b)
    fitted = model()
    claim, series = probability(fitted["same_claim"], f), probability(fitted["same_series"], f)
    near = f["cover_low"] > shared
    same = near and claim >= SAME
    turned = near and not same and any(f[p] for p in POLARITY)
    negates = turned and probability(fitted["same_claim"], _unturned(f)) >= DENIED
    evidence = {name: round(value, 3) for name, value in f.items() if value}
    kin = same or (near and series >= SAME and not negates)
    return Decision(same, kin, negates, round(claim, 4), round(max(claim, series), 4), evidence)


POLARITY = ("turned", "turned_copy", "untrue", "contrary", "negated_alone", "reversed")


def _unturned(f: dict[str, float]) -> dict[str, float]:
    """The features as they were if neither text turned the other round; a denial need not repeat the year."""
    idle = (*POLARITY, *(("period",) if f["period_of_one"] else ()))
    return {name: 0.0 if name in idle else value for name, value in f.items()}
