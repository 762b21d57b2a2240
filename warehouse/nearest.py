"""The known claims that are nearest to one, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.identity import Meaning, compare, meaning

if TYPE_CHECKING:
    import datetime as dt

    from warehouse.connection import Connection

NEAR = (Path(__file__).parent / "alerting" / "near.sql").read_text("utf-8")
MOST = 2
CLOSE = 0.02
"""The score below which two claims have nothing to do with each other, unless they make one series or contradict; nor
have they where they share less than half of what the shorter says."""


@dataclass(frozen=True, slots=True)
class Near:
    """A known claim. ``relation`` is ``figure`` (one series), ``contradiction`` or ``other``; the rest is what only the
    one and only the other says."""

    claim_id: str
    text: str
    relation: str
    score: float
    only_here: Sequence[str]
    only_there: Sequence[str]


def nearest(con: Connection) -> dict[str, list[dict[str, Any]]]:
    """For each claim of the mentions in the relation ``shown`` (``key``): the nearest known ones, the nearest first."""
    found: dict[str, list[Near]] = {}
    for claim, *mine, other, text, language, polarity, day in con.execute(NEAR).fetchall():
        near = _near(_read(*mine), other, text, _read(text, language, polarity, day))
        if near:
            found.setdefault(claim, []).append(near)
    return {claim: [asdict(n) for n in sorted(near, key=_order)[:MOST]] for claim, near in found.items()}


def _read(text: str, language: str | None, polarity: str, day: dt.date) -> Meaning:
    return meaning(text, language, polarity=polarity, date=day)


def _near(a: Meaning, claim_id: str, text: str, b: Meaning) -> Near | None:
    from warehouse.identity.aligning import MATCHED, align
    from warehouse.identity.lexicon import load

    decision = compare(a, b)
    if not (decision.negates or decision.same_series or decision.score >= CLOSE):
        return None
    relation = "contradiction" if decision.negates else "figure" if decision.same_series else "other"
    aligned = align(a, b, load())
    if relation == "other" and 2 * len(aligned.pairs) < min(len(a.units), len(b.units)):
        return None
    here, there = (
        [u.text for u, best in zip(units, scores, strict=True) if best < MATCHED and u.text.strip()]
        for units, scores in ((a.units, aligned.left), (b.units, aligned.right))
    )
    return Near(claim_id, text, relation, round(decision.score, 3), here, there)


def _order(near: Near) -> tuple[bool, float, str]:
    return near.relation == "other", -near.score, near.claim_id
