"""One figure: its number, the currency before it, the scale and the unit after it, and whether it counts at all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.claims import ages, counted, guards, numerals
from parsers.claims.counted import Unit
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number

RESTRICTED = 6  # words between "ne" and its "que"


@dataclass(slots=True)
class Figure:
    """A quantity in the making, on tokens [start, end)."""

    number: Number
    low: float | None
    high: float | None
    start: int
    end: int
    unit: str | None = None
    kind: str = ""
    modifier: str | None = None
    unit_at: Unit | None = None


def read_multiple(t: Tokens, i: int, g: Grammar) -> Figure | None:
    """A multiple in one word: "twice", "tenfold"."""
    hit = g.table("times_adverbs").at(t.low, i)
    if hit is None:
        return None
    value = float(hit[1])
    return Figure(
        Number(value, i, hit[0], words=True), value, value, i, hit[0], g.numbers.get("times_word", ""), "noun"
    )


def read_term(t: Tokens, number: Number, g: Grammar) -> Figure:
    """One figure with its currency, scale and unit."""
    number = _widened(t, number, g)
    before = counted.prefix(t, number.start, g)
    scaled, how = numerals.short_scale(t, number, before is not None, g)
    unit = counted.after(t, scaled, g)
    if how == "glued" and unit is None and before is None and scaled.end < len(t) and t.kind[scaled.end] != "s":
        scaled = number
        unit = counted.after(t, number, g)
    end = unit.end if unit and not before else scaled.end
    start = before.start if before else scaled.start
    chosen = before or unit
    if unit and unit.kind == "money" and scaled.scale == 1 and (late := g.table("scales").at(t.low, end)):
        scaled, end = replace(scaled, value=scaled.value * late[1], scale=late[1]), late[0]
    value = scaled.value
    if (sign := _signed(t, start, g)) is not None:
        value, start = sign * value, start - 1
    figure = Figure(scaled, value, None if scaled.open else value, start, end, unit_at=chosen)
    if chosen:
        figure.unit, figure.kind = chosen.text, chosen.kind
    return _cents(t, _half_after(t, figure, g), g)


def _widened(t: Tokens, number: Number, g: Grammar) -> Number:
    """A bare scale or class with the word before it: "des millions", "a hundred", "several thousand"."""
    head = t.at(number.start)
    scale = head in g.words("scales") or head in g.words("hundreds")
    if not (scale or number.open):
        return number
    start, wide = numerals.several(t, number.start, number, g)
    if start < number.start:
        return wide if number.open else replace(wide, value=number.value * 2)
    if scale and t.at(number.start - 1) in g.words("class_articles"):
        return replace(number, start=number.start - 1)
    if scale and not number.open and head in g.words("plural_classes"):
        return replace(number, value=number.value * 2, open=True, round=True)
    return number


def _signed(t: Tokens, start: int, g: Grammar) -> int | None:
    """-1 or 1 for a sign that is tied to the figure and to nothing before it."""
    if start and t.low[start - 1] in ("-", "−", "+", "–") and t.glued(start):
        free = start == 1 or not t.glued(start - 1) or t.low[start - 2] in "(["
        if free:
            return 1 if t.low[start - 1] == "+" else -1
    if t.at(start - 1) in g.words("negative"):
        return -1
    return None


def _half_after(t: Tokens, f: Figure, g: Grammar) -> Figure:
    """A half said after the unit: "deux ans et demi", "a year and a half"."""
    hit = g.table("and_half").at(t.low, f.end) if f.unit else None
    if hit and f.low is not None:
        f.low += float(hit[1])
        f.high = f.low if f.high is not None else None
        f.end = hit[0]
    return f


def _cents(t: Tokens, f: Figure, g: Grammar) -> Figure:
    """Hundredths after a currency: "3 euros 50", "15 dollars and 45 cents"."""
    if f.kind != "money" or f.low is None or f.number.decimals or f.number.scale > 1 or f.unit_at is None:
        return f
    j = f.end + (t.at(f.end) in g.words("cents_link"))
    sub = numerals.read(t, j, g) if j < len(t) else None
    if sub is None or not 1 <= sub.value < 100 or sub.decimals or sub.part or sub.article or sub.round:
        return f
    hit = g.table("cents", "units").at(t.low, sub.end)
    if hit or (
        j == f.end and sub.value >= 10 and not sub.words and counted.after(t, sub, g) is None and closes(t, sub.end)
    ):
        f.low += sub.value / 100
        f.high, f.end = f.low, hit[0] if hit else sub.end
    return f


def closes(t: Tokens, j: int) -> bool:
    """Nothing or a sign stands at token ``j``."""
    return j >= len(t) or t.kind[j] == "s"


def is_quantity(t: Tokens, f: Figure, g: Grammar) -> bool:
    """The figure is a quantity, or may become one when its neighbours lend it a unit."""
    number, unit = f.number, f.unit_at
    tests = (guards.is_round_the_clock, guards.is_clock, ages.is_age, guards.is_ago, guards.is_year)
    if any(test(t, number, unit, g) for test in tests):
        return False
    if number.article:
        return _counted_one(t, f, g)
    if unit is not None:
        return True
    if t.glued(number.end) and number.end < len(t) and t.kind[number.end] == "w":
        return False
    if number.words and t.at(number.start) in g.words("ambiguous") and number.end == number.start + 1:
        return False
    return not guards.is_named(t, number, g)


def _counted_one(t: Tokens, f: Figure, g: Grammar) -> bool:
    """ "un" and "one" count before a measure, certain nouns, or with a modifier that bounds them."""
    if f.unit_at is None or guards.is_none(t, f.number, g):
        return False
    if _only_one(t, f, g) or _one_for(t, f, g):
        return True
    modifier = g.modifiers.before(t.low, f.start)
    bounded = modifier is not None and modifier[1] in ("more", "less")
    noun = t.low[f.unit_at.start]
    return (
        noun in g.words("counted_one")
        or f.kind in ("percent", "money")
        or (bounded and t.at(f.start - 1) not in g.words("not_one_after"))
    )


def _only_one(t: Tokens, f: Figure, g: Grammar) -> bool:
    """One and no more, beside another figure: "un seul juge pour 400 dossiers", "only one judge for 400 cases"."""
    if f.unit_at is None or t.low[f.unit_at.start] in g.words("not_only"):
        return False
    before = t.at(f.start - 1)
    alone = t.at(f.number.end) in g.words("only") or before in g.words("only_before")
    if not alone and before in g.words("restricted_after"):
        near = t.low[max(0, f.start - 1 - RESTRICTED) : f.start - 1]
        alone = not g.words("restricted_by").isdisjoint(near) and g.words("not_restricted").isdisjoint(near)
    others = (k for k in _sentence(t, f.number.start) if not f.number.start <= k < f.number.end) if alone else ()
    return any(_figure_word(t, k, g) for k in others)


def _one_for(t: Tokens, f: Figure, g: Grammar) -> bool:
    """ "un médecin pour dix mille habitants"."""
    j = f.end + 1
    year = j < len(t) and t.text[j].isdigit() and len(t.text[j]) == guards.DIGITS_OF_YEAR
    return t.at(f.end) in g.words("one_for") and j < len(t) and _figure_word(t, j, g) and not year


def _figure_word(t: Tokens, k: int, g: Grammar) -> bool:
    return t.kind[k] in "nf" or (t.low[k] in g.small.first and t.low[k] not in g.articles)


def _sentence(t: Tokens, i: int) -> range:
    """The tokens of the sentence round token i."""
    start = end = i
    while start > 0 and t.low[start - 1] not in (".", "!", "?"):
        start -= 1
    while end < len(t) and t.low[end] not in (".", "!", "?"):
        end += 1
    return range(start, end)
