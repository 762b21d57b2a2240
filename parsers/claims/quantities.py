"""Quantities of a text: how much of what, with the modifier that opens or blurs the figure.

One pass over the tokens; a figure is read (``numerals``), told from dates, names and ages (``guards``), given what it
counts (``counted``, ``lent``), and joined with its second end where it is a range or a ratio (``joined``). All words
are in the language pack.
"""

from __future__ import annotations

from dataclasses import dataclass

from parsers.claims import guards, numerals
from parsers.claims.figures import Grammar, Tokens, grammar
from parsers.claims.joined import other_end, pair_up, share
from parsers.claims.lent import is_rest, join_lists, lend_units
from parsers.claims.surroundings import Context
from parsers.claims.terms import Figure, is_quantity, read_multiple, read_term
from parsers.models import Quantity


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands: ``text[start:end] == quantity.text``."""

    start: int
    end: int
    quantity: Quantity


def find(text: str, language: str, before: str = "", around: str = "") -> list[Found]:
    """The quantities of a text in an ISO 639-1 language, in order; [] where its pack has no numbers.

    ``before`` is what the text follows; a figure whose noun was said there takes it ("J'en ai cinq"). ``around`` is
    the article, whose currency sums without one are of.
    """
    g = grammar(language)
    if g is None:
        return []
    t = g.tokens(text)
    figures = _read(t, g)
    context = Context(before, around)
    if before and figures and (figures[0].unit is None or is_rest(figures[0], g)):
        context.earlier = _read(g.tokens(_tail(before)), g)
    return [_found(t, f) for f in lend_units(t, join_lists(t, figures, g), g, context)]


def _tail(before: str) -> str:
    """The sentence that a text goes on with."""
    ends = [before.rfind(mark, 0, len(before.rstrip()) - 1) for mark in (". ", "! ", "? ")]
    return before[max(0, *ends) :]


def _read(t: Tokens, g: Grammar) -> list[Figure]:
    """The figures of a text with what stands beside them."""
    words = (i for i, low in enumerate(t.low) if low in g.starts and g.leads(t, i))
    starts = sorted({*words, *(i for i, k in enumerate(t.kind) if k in "nf" or (g.parts and k == "w"))})
    if not starts:
        return []
    taken = guards.ruled_out(t, g)
    figures: list[Figure] = []
    past = 0
    for i in starts:
        if i >= past:
            read, past = _figures(t, i, g, taken)
            figures += [_modified(t, f, g, figures[-1].end if figures else 0) for f in read]
    return figures


def _found(t: Tokens, f: Figure) -> Found:
    start, end = t.start[f.start], t.end[f.end - 1]
    low, high = f.low, f.high
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Found(start, end, Quantity(t.source[start:end], _exact(low), _exact(high), f.unit or "", f.modifier))


def _exact(value: float | None) -> float | None:
    """Rounded where a division or a scale left dust (0.1 × 3)."""
    return None if value is None else float(f"{value:.10g}")


def _figures(t: Tokens, i: int, g: Grammar, taken: set[int]) -> tuple[list[Figure], int]:
    """The figures that begin at token ``i`` (two for a change from A to B), and the token to go on from."""
    if times := read_multiple(t, i, g):
        return [times], times.end
    number = numerals.read(t, i, g)
    if number is None:
        return [], i + 1
    if any(k in taken for k in range(number.start, number.end)):
        return [], number.end
    first = read_term(t, number, g)
    pair = other_end(t, first, g, taken)
    if pair is not None:
        return pair_up(t, first, pair, g)
    if (ratio := share(t, first, g)) is not None:
        return [ratio], ratio.end
    if not is_quantity(t, first, g):
        return [], number.end
    return [first], first.end


def _modified(t: Tokens, f: Figure, g: Grammar, floor: int) -> Figure:
    """Apply the modifier before the figure ("plus de", "near") or after it ("au moins", "or more")."""
    start = f.start = max(f.start, floor)
    while start - 1 >= floor and t.at(start - 1) in g.words("between_modifier"):
        start -= 1
    hit = g.modifiers.before(t.low, start)
    if (
        hit
        and hit[0] >= floor
        and not (hit[1] != "about" and t.at(start - 1) in g.words("not_more_of_time") and _timed(f, t, g))
    ):
        f.start, f.modifier = hit[0], t.source[t.start[hit[0]] : t.end[start - 1]]
        _bound(f, hit[1])
    elif hit := g.modifiers_after.at(t.low, f.end):
        f.modifier = t.source[t.start[f.end] : t.end[hit[0] - 1]]
        f.end = hit[0]
        _bound(f, hit[1])
    return f


def _timed(f: Figure, t: Tokens, g: Grammar) -> bool:
    return f.unit_at is not None and t.low[f.unit_at.start] in g.words("time_units", "units")


def _bound(f: Figure, how: str) -> None:
    if how == "more":
        f.high = None
    elif how == "less" and not f.number.open:
        f.low = None
