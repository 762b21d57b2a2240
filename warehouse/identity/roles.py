"""Who does what in two texts: whether their predicates and those who act are the same."""

from __future__ import annotations

from .aligning import MATCHED, NEAR, SPECIFIC, Alignment, reach, similarity
from .lexicon import Lexicon
from .reading import Meaning
from .words import Unit


def role_features(a: Meaning, b: Meaning, aligned: Alignment, lexicon: Lexicon) -> dict[str, float]:
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
            held = _held(left, right, lexicon), _held(right, left, lexicon)
            f["subject_agrees"], f["subject_differs"] = sum(held) / 2, 1 - sum(held) / 2
            if max(held) < MATCHED:
                others = (
                    [u for u in a.units if u not in left and not _predicate(u)],
                    [u for u in b.units if u not in right and not _predicate(u)],
                )
                f["subject_swapped"] = min(_held(left, others[1], lexicon), _held(right, others[0], lexicon))
            break
    return f


def of_another(a: Meaning, b: Meaning, aligned: Alignment) -> bool:
    """Whether somebody of somebody stands in the one where that somebody stands in the other: "the banker's lawyer"."""
    for i, j in aligned.pairs:
        left, right = _of(a, i, aligned.left), _of(b, j, aligned.right)
        if left != right and min(aligned.left[i], aligned.right[j]) >= MATCHED:
            return True
    return False


def _of(m: Meaning, at: int, best: tuple[float, ...]) -> bool:
    """Whether the unit belongs to somebody that the other text does not speak of."""
    before, behind = at - 1, at + 1
    if m.units[at].after in OF and before >= 0 and m.units[before].clause == m.units[at].clause:
        owner = before
    elif behind < len(m.units) and m.units[behind].after == "s":
        owner = behind
    else:
        return False
    u = m.units[owner]
    return u.kind == "people" and bool(reach(u.concepts)[2]) and best[owner] < NEAR and m.units[at].kind in PERSONS


def country_differs(a: Meaning, b: Meaning, lexicon: Lexicon) -> bool:
    """Whether the parliament, government or army of one country does in the one what another's does in the other.

    Where a text names no place at all, its own press means that of its home.
    """
    left, right = _national(a, lexicon), _national(b, lexicon)
    if not left and right and not any(u.kind == "places" for u in a.units):
        left = _at_home(a, lexicon)
    elif not right and left and not any(u.kind == "places" for u in b.units):
        right = _at_home(b, lexicon)
    return bool(left and right and not left & right)


def _national(m: Meaning, lexicon: Lexicon) -> set[int]:
    """The countries named beside what each country has one of."""
    return {
        c
        for i, u in enumerate(m.units)
        if not lexicon.national.isdisjoint(u.concepts)
        for v in m.units[max(i - 1, 0) : i + 3]
        if v.kind == "places" and abs(v.at - u.at) <= BESIDE
        for c in v.concepts
        if lexicon.names[c].rstrip("_").isupper() and len(lexicon.names[c].rstrip("_")) == COUNTRY
    }


def _at_home(m: Meaning, lexicon: Lexicon) -> set[int]:
    held = m.language in lexicon.home and any(not lexicon.national.isdisjoint(u.concepts) for u in m.units)
    return {lexicon.home[m.language]} if held else set()


BESIDE = 4  # words between a parliament and its country
COUNTRY = 2  # letters of the name of a concept that is a country

PERSONS = frozenset({"people", "name"})


def _head(m: Meaning, best: tuple[float, ...]) -> float:
    """How well the first predicate that says something is matched, one behind no preposition first; 1 where none is."""
    heads = [(bool(u.after), i) for i, u in enumerate(m.units) if _predicate(u) and u.weight >= HEAD]
    return best[min(heads)[1]] if heads else 1.0


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


def _predicate(unit: Unit) -> bool:
    return unit.kind == "actions" and not unit.noun
