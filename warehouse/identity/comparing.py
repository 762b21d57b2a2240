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

from .aligning import MATCHED, SPECIFIC, Alignment, align, similarity
from .figures import Figure
from .lexicon import load
from .polarity import polarity_features
from .reading import Meaning
from .roles import country_differs, of_another, role_features
from .words import Unit

SAME = 0.5
"""Probability from which two claims are one, or of one series. Cross-validated, all from 0.45 to 0.6 do as well."""
DENIED = 0.4
"""The same for a claim and its denial once that is taken away: a denial need not repeat all of what it denies."""
ALL = 0.9
"""Part of what each says from which it is enough, however short both are."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What two claims must at least have in common, whatever the weights make of the rest.

    ``shared``: the part of what each says, 0 to 1, that the other says too, must be above it. ``said``: the least
    weight of what both say, figures among it, times that part; ``repeated``: the same in one language, where words are
    shared more easily.
    """

    shared: float
    said: float
    repeated: float


ASKED = Bound(0.4, 1.06, 1.06)
"""For two claims that someone asks about."""
AMONG_MANY = Bound(0.5, 1.06, 1.55)
"""For claims found in a corpus, where most pairs have a word in common and no more. No planted pair needs it lower. Of
the 122,000 pairs of the demo's mentions 160 are then one, 3 of them wrongly; without ``said`` 39 more, 38 wrongly."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two claims are one, belong to one series, or contradict; ``evidence`` holds the features behind it."""

    same_claim: bool
    same_series: bool
    negates: bool
    score: float
    series_score: float
    evidence: dict[str, Any]


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


def _moved(a: Meaning, b: Meaning, aligned: Alignment) -> float:
    """The weight of the places that each text has and the other has not; what only repeats another place is one too."""
    found = []
    for m, best, own in (
        (a, aligned.left, {i for i, _ in aligned.pairs}),
        (b, aligned.right, {j for _, j in aligned.pairs}),
    ):
        held = [s if i in own or s == MATCHED else 0.0 for i, s in enumerate(best)]
        found.append(_loose(m.units, tuple(held), PLACES))
    return min(found)


ACTIONS = frozenset({"actions"})
PLACES = frozenset({"places"})
NAMES = frozenset({"name", "names"})
ANY = frozenset({"actions", "people", "things", "word", "qualities", "places", "names", "name"})
LOOSE = (("actions", ACTIONS), ("places", PLACES), ("names", NAMES))


def features(a: Meaning, b: Meaning) -> dict[str, float]:
    """What speaks for and against two claims being one, symmetric in them."""
    aligned = align(a, b, load())
    f = in_common(a, b, aligned)
    return f | _apart(a, b, aligned, f["cover_low"])


def in_common(a: Meaning, b: Meaning, aligned: Alignment) -> dict[str, float]:
    """The features by which most pairs are seen to have too little in common (see ``Bound``)."""
    ca, cb = _coverage(a.units, aligned.left), _coverage(b.units, aligned.right)
    f: dict[str, float] = {"cover_low": min(ca, cb), "cover_high": max(ca, cb)}
    f["common"] = min(_held_weight(a.units, aligned.left), _held_weight(b.units, aligned.right), COMMON)
    f["same_language"] = float(a.language == b.language)
    f |= _figure_features(a, b, aligned)
    f["said"] = (f["common"] + f["figures_agree"] - f["figures_missing"] / 2) * f["cover_low"]
    return f


def _apart(a: Meaning, b: Meaning, aligned: Alignment, cover: float) -> dict[str, float]:
    """The other features; ``cover`` is the part of what each says that the other says too."""
    lexicon = load()
    f: dict[str, float] = {}
    aa, ab = _coverage(a.units, aligned.left, ACTIONS), _coverage(b.units, aligned.right, ACTIONS)
    f["action_low"], f["action_high"] = min(aa, ab), max(aa, ab)
    for name, kinds in LOOSE:
        la, lb = _loose(a.units, aligned.left, kinds), _loose(b.units, aligned.right, kinds)
        f[f"both_miss_{name}"] = min(la, lb, 3.0)
        if name in ("places", "names"):
            f[f"one_misses_{name}"] = min(max(la, lb), 3.0)
    f["both_miss_places"] = min(_moved(a, b, aligned), 3.0)
    f |= polarity_features(a, b, aligned, lexicon)
    f["turned_copy"] = f["turned"] * cover**2
    f["reversed_copy"] = f["reversed"] * cover**2
    f["directions_copy"] = f["directions_differ"] * cover**2
    f["contrary_copy"] = f["contrary"] * cover**2
    f["contrast_copy"] = f["contrast"] * cover**2
    f |= role_features(a, b, aligned, lexicon)
    f["of_another"] = float(of_another(a, b, aligned))
    f["country_differs"] = float(country_differs(a, b, lexicon))
    f["country_copy"] = f["country_differs"] * cover**2
    f["swapped_alike"] = f["subject_swapped"] * cover**2
    miss = min(_loose(a.units, aligned.left, ANY), _loose(b.units, aligned.right, ANY), 4.0)
    copied = _verbatim(a, b, aligned)
    f["heads_abroad"] = f["heads_apart"] * float(a.language != b.language)
    f["verbatim"] = copied
    f["verbatim_uncovered"] = copied * (1 - cover)
    f["loose"] = (1 - copied) * cover * float(a.language == b.language)
    f["both_miss"] = miss
    f["replaced"] = min(miss, 1.0) * copied
    f["subject_replaced"] = f["subject_differs"] * copied
    f |= _period_features(a, b)
    return f


def _period_features(a: Meaning, b: Meaning) -> dict[str, float]:
    """Whether they speak of different years, months or seasons; ``of_one`` where only one names a year not its own."""
    own = {m.date.year for m in (a, b) if m.date}
    sides = [m.years | m.relative_years for m in (a, b)]
    apart = bool(sides[0] and sides[1] and not sides[0] & sides[1])
    apart |= bool(a.months and b.months and not a.months & b.months)
    apart |= bool(a.terms and b.terms and not a.terms & b.terms)
    alone = not (sides[0] and sides[1]) and bool((a.years | b.years) - own)
    month = bool(a.months) != bool(b.months)
    limited = a.limited != b.limited and not all(m.months or m.years or m.relative_years for m in (a, b))
    return {
        "period": float(apart or alone),
        "period_of_one": float(alone and not apart),
        "month_alone": float(month),
        "limit_alone": float(limited),
    }


def _verbatim(a: Meaning, b: Meaning, aligned: Alignment) -> float:
    """How much of the longer text the other copies word by word: what is then exchanged is meant to differ."""
    if a.language != b.language:
        return 0.0
    copied = sum(a.units[i].weight for i, j in aligned.pairs if a.units[i].key == b.units[j].key)
    return copied / max(sum(u.weight for u in a.units), sum(u.weight for u in b.units), 0.1)


def _figure_features(a: Meaning, b: Meaning, aligned: Alignment) -> dict[str, float]:
    left = [x for x in a.figures if x.kind == "amount"]
    right = [x for x in b.figures if x.kind == "amount"]
    alone = [x for x in left if not any(x.same(y) for y in b.figures)]
    free = [y for y in right if not any(y.same(x) for x in a.figures)]
    conflict = min(len(alone), len(free))
    return {
        "figures_differ": float(conflict > 0),
        "figures_missing": float(min(max(len(alone), len(free)) - conflict, 2)),
        "figures_agree": float(min(len(left) - len(alone), 3)),
        "measures_differ": float(conflict > 0 and not any(_alike(a, x, b, y, aligned) for x in alone for y in free)),
        "clocks_differ": float(_others_differ(a, b, "clock")),
        "ordinals_differ": float(_others_differ(a, b, "ordinal") or _others_differ(a, b, "day")),
    }


def _alike(a: Meaning, x: Figure, b: Meaning, y: Figure, aligned: Alignment) -> bool:
    """Whether two figures may measure one thing: not where what the one counts stands in the other, uncounted."""
    counted = [
        (u, s)
        for m, f, best in ((a, x, aligned.left), (b, y, aligned.right))
        for u, s in zip(m.units, best, strict=True)
        if u.at == f.counts
    ]
    if len(counted) == 2 and any(s >= MATCHED and u.kind in COUNTABLE for u, s in counted):
        return similarity(counted[0][0], counted[1][0], load()) > 0
    return x.alike(y)


COUNTABLE = frozenset({"people", "things"})


def _others_differ(a: Meaning, b: Meaning, kind: str) -> bool:
    left, right = ({x.value for x in m.figures if x.kind == kind} for m in (a, b))
    return bool(left and right and not left & right)


@cache
def model() -> dict[str, Any]:
    """The fitted weights: {"same_claim": {"bias", "weights"}, "same_series": …, "version"}."""
    found: dict[str, Any] = json.loads(seeds.path("identity/model.json").read_bytes())
    for fitted in (found["same_claim"], found["same_series"]):
        fitted["weights"] = {name: weight for name, weight in fitted["weights"].items() if weight}
    return found


def probability(fitted: dict[str, Any], f: dict[str, float]) -> float:
    """The logistic of the weighted features."""
    z = fitted["bias"] + sum([weight * f.get(name, 0.0) for name, weight in fitted["weights"].items()])
    return 1 / (1 + math.exp(-max(min(z, 30.0), -30.0)))


def compare(a: Meaning, b: Meaning, bound: Bound = ASKED) -> Decision:
    """Decide whether two claims are one proposition, one series, or contraries. Symmetric."""
    return _decided(features(a, b), bound)


def compare_near(a: Meaning, b: Meaning, bound: Bound) -> Decision | None:
    """As ``compare``; None where they have so little in common that it would find nothing."""
    aligned = align(a, b, load())
    f = in_common(a, b, aligned)
    if f["cover_low"] <= bound.shared or f["measures_differ"] or not any(_enough(f, bound)):
        return None
    return _decided(f | _apart(a, b, aligned, f["cover_low"]), bound)


def _enough(f: dict[str, float], bound: Bound) -> tuple[bool, bool]:
    """Whether they have enough in common to be one or of one series, and to deny each other: that takes fewer words."""
    whole = f["cover_low"] >= ALL and not f["figures_missing"]
    told = whole or f["said"] >= (bound.repeated if f["same_language"] else bound.said)
    return told, told or (f["said"] >= bound.said and f["cover_high"] >= ALL)


def _decided(f: dict[str, float], bound: Bound) -> Decision:
    fitted = model()
    told, denied = _enough(f, bound)
    if f["measures_differ"] or not denied:
        return Decision(False, False, False, 0.0, 0.0, _evidence({**f, "says_little": float(not denied)}))
    claim, series = probability(fitted["same_claim"], f), probability(fitted["same_series"], f)
    near = f["cover_low"] > bound.shared
    same = near and told and claim >= SAME
    turned = near and not same and any(f[p] for p in POLARITY)
    negates = turned and probability(fitted["same_claim"], _unturned(f)) >= DENIED
    kin = same or (near and told and series >= SAME and not negates)
    return Decision(same, kin, negates, round(claim, 4), round(max(claim, series), 4), _evidence(f))


def _evidence(f: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 3) for name, value in f.items() if value}


POLARITY = frozenset(
    "turned turned_copy reversed reversed_copy contrary contrary_copy untrue negated_alone directions_differ"
    " directions_copy".split()
)


def _unturned(f: dict[str, float]) -> dict[str, float]:
    """The features as they were if neither text turned the other round; a denial need not repeat the year."""
    idle = (*POLARITY, *(("period",) if f["period_of_one"] else ()))
    return {name: 0.0 if name in idle else value for name, value in f.items()}
