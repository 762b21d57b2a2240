"""Why two claims are, or are not, the same: sentences for people, from what the comparison found."""

from __future__ import annotations

from .aligning import MATCHED, align
from .comparing import compare
from .figures import Figure
from .lexicon import load
from .reading import Meaning
from .words import Unit


def explain(a: Meaning, b: Meaning) -> str:
    """A verdict and the reasons for it, one a line."""
    decision = compare(a, b)
    aligned = align(a, b, load())
    lines = [_verdict(decision.same_claim, decision.same_series, decision.negates, decision.score)]
    shared = [f"{a.units[i].text} = {b.units[j].text}" for i, j in aligned.pairs]
    if shared:
        lines.append(f"Both say: {'; '.join(shared)}.")
    for name, units, best in (("first", a.units, aligned.left), ("second", b.units, aligned.right)):
        alone = [u.text for u, s in zip(units, best, strict=True) if s < MATCHED]
        if alone:
            lines.append(f"Only the {name} says: {', '.join(alone)}.")
    lines += _figures(a, b)
    lines += [f"Contraries: {a.units[i].text} and {b.units[j].text}." for i, j in aligned.contraries]
    lines += [_turn(a.units[i], b.units[j]) for i, j in aligned.pairs if a.units[i].negated != b.units[j].negated]
    if a.untrue != b.untrue:
        lines.append(f"The {'first' if a.untrue else 'second'} says that it is untrue.")
    if "reversed" in decision.evidence:
        lines.append("One undoes what the other says.")
    if "says_little" in decision.evidence:
        lines.append("They have too little in common.")
    if "measures_differ" in decision.evidence:
        lines.append("Their figures measure different kinds of thing.")
    if "directions_differ" in decision.evidence:
        lines.append("A figure goes up in the one and down in the other.")
    if "period" in decision.evidence:
        lines.append(f"They name different years: {sorted(a.years) or 'none'} and {sorted(b.years) or 'none'}.")
    if decision.evidence.get("subject_differs", 0) >= 0.5:
        lines.append("Somebody else does it.")
    return "\n".join(lines)


def _verdict(same: bool, series: bool, negates: bool, score: float) -> str:
    if same:
        return f"The same claim (score {score:.2f})."
    if negates:
        return f"Different claims: the one contradicts the other (score {score:.2f})."
    if series:
        return f"Different claims of one series: they differ in a figure or a date (score {score:.2f})."
    return f"Different claims (score {score:.2f})."


def _turn(u: Unit, v: Unit) -> str:
    return f"{'The first' if u.negated else 'The second'} denies: {u.text} / {v.text}."


def _figures(a: Meaning, b: Meaning) -> list[str]:
    left = [f for f in a.figures if f.kind == "amount"]
    right = [f for f in b.figures if f.kind == "amount"]
    alone = [f for f in left if not any(f.same(g) for g in right)]
    others = [g for g in right if not any(f.same(g) for f in left)]
    if alone and others:
        return [f"The figures differ: {_written(a, alone)} against {_written(b, others)}."]
    lines = [f"Only the first has the figure {_written(a, alone)}."] if alone else []
    return lines + ([f"Only the second has the figure {_written(b, others)}."] if others else [])


def _written(m: Meaning, figures: list[Figure]) -> str:
    return ", ".join(m.text[f.start : f.end] or f"{f.value:g}" for f in figures)
