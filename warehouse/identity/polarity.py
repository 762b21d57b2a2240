"""Whether one of two texts denies what the other says: negations, contraries, and predicates that undo others."""

from __future__ import annotations

from .aligning import MATCHED, NEAR, SPECIFIC, Alignment
from .lexicon import Lexicon
from .reading import Meaning


def polarity_features(a: Meaning, b: Meaning, aligned: Alignment, lexicon: Lexicon) -> dict[str, float]:
    """What speaks for the one denying the other: 0 where nothing does, about 1 for a word."""
    paired = [(a.units[i], b.units[j]) for i, j in aligned.pairs]
    apart = [(i, j) for i, j in aligned.pairs if a.units[i].negated != b.units[j].negated]
    turned = [max(a.units[i].weight, b.units[j].weight) for i, j in apart if not _denied_beside(a, b, i, j, aligned)]
    held = {i for i, _ in aligned.pairs}, {j for _, j in aligned.pairs}
    loose = [
        sum([u.negated and i not in own and best[i] < NEAR for i, u in enumerate(m.units)])
        for m, own, best in ((a, held[0], aligned.left), (b, held[1], aligned.right))
    ]
    undoes = _undoes(a, aligned.left, b, aligned.right, lexicon), _undoes(b, aligned.right, a, aligned.left, lexicon)
    if all(loose):
        undoes = 0.0, 0.0  # both deny something in words that the lexicon does not bring together
    reversed_ = abs(undoes[0] - undoes[1])
    untrue = a.untrue != b.untrue
    by_a = any(u.negated and not v.negated for u, v in paired), a.untrue and untrue, undoes[0] > undoes[1]
    by_b = any(v.negated and not u.negated for u, v in paired), b.untrue and untrue, undoes[1] > undoes[0]
    if any(x and y for n, x in enumerate(by_a) for m, y in enumerate(by_b) if n != m):
        turned, untrue, reversed_ = [], False, 0.0  # "has not obtained" and "failed to obtain", "denies that he has"
    against = [(max(a.units[i].weight, b.units[j].weight), a.units[i].kind in NAMED) for i, j in aligned.contraries]
    return {
        "turned": 1.0 if max(turned, default=0) >= SPECIFIC else 0.5 * bool(turned),
        "negated_alone": float(min(sum(loose), 2)),
        "untrue": float(untrue),
        "contrary": min(sum(weight for weight, named in against if not named), 1.5),
        "contrast": min(sum(weight for weight, named in against if named), 1.5),
        "reversed": reversed_,
        "directions_differ": float(_directions_differ(a, b)),
    }


def _denied_beside(a: Meaning, b: Meaning, i: int, j: int, aligned: Alignment) -> bool:
    """Whether the text that does not deny this unit denies the one beside it, which the other does not deny.

    Then both say one thing: "n'ont enregistré aucun mouvement", "have recorded no movement".
    """
    own, other, at, pairs = a, b, i, dict(aligned.pairs)
    if own.units[at].negated:
        own, other, at, pairs = b, a, j, {n: m for m, n in aligned.pairs}
    for n in range(max(at - BESIDE, 0), min(at + BESIDE + 1, len(own.units))):
        unit = own.units[n]
        if unit.negated and unit.kind != "qualities" and unit.clause == own.units[at].clause:
            if n not in pairs or not other.units[pairs[n]].negated:
                return True
    return False


BESIDE = 2  # units between which a negation may stand with the one or with the other
NAMED = frozenset({"people", "things"})  # contraries that are other things, not denials: north and south


def _directions_differ(a: Meaning, b: Meaning) -> bool:
    """Whether one figure goes up in the one and down in the other."""
    return any(b.directions.get(value, way) != way for value, way in a.directions.items())


def _undoes(m: Meaning, best: tuple[float, ...], other: Meaning, counter: tuple[float, ...], lexicon: Lexicon) -> float:
    """Whether a predicate that the other text lacks turns one that it has: "renounces", "fails to", "lifts".

    So does one that is negated: "has no plan to", "did not manage to".
    """
    for i, (unit, s) in enumerate(zip(m.units, best, strict=True)):
        if s >= NEAR or unit.kind not in REVERSERS:
            continue
        if unit.negated != lexicon.reversing.isdisjoint(unit.concepts):
            continue
        if _governs(m, i, best):
            free = any(
                s < NEAR and not u.noun and u.kind in ("actions", "word")
                for u, s in zip(other.units, counter, strict=True)
            )
            return FREE if free and not unit.negated else 1.0
    return 0.0


FREE = 0.4  # how sure a reversal is where the other text has a verb left over that may say it too


def _governs(m: Meaning, at: int, best: tuple[float, ...]) -> bool:
    """Whether what follows is said by the other text too, or what precedes where the predicate ends its clause."""
    weighty = [
        j for j, u in enumerate(m.units) if u.kind != "qualities" and u.weight >= SPECIFIC and u.at != m.units[at].at
    ]
    governed = next((j for j in weighty if j > at), None)
    behind = governed is not None and m.units[governed].at - m.units[at].at <= REACH
    if governed is not None and (behind or m.units[governed].clause == m.units[at].clause):
        return best[governed] >= NEAR
    before = [j for j in weighty if j < at and m.units[j].clause == m.units[at].clause and m.units[j].kind in REVERSERS]
    return any(best[j] >= MATCHED for j in before)


REACH = 4  # words behind a predicate that it governs, clause or none
REVERSERS = frozenset({"actions", "things"})
