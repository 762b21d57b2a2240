"""Two figures that are one: ranges and ratios; and those that only look it: changes from A to B, scores, years."""

from __future__ import annotations

from dataclasses import replace

from parsers.claims import ages, counted, guards, numerals
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number
from parsers.claims.terms import Figure, is_quantity, read_term

RATIO_BASES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000, 10_000, 100_000, 1_000_000))
SCALE_CARRIED = 1000  # "entre 1 et 2 millions": the first figure takes the second's scale when it is below this
GOALS = 20  # a score is smaller; "61 votes to 38" are two counts
LARGE = 100  # two figures with a link and no unit are kept from here on: a score is smaller
CHANGE_WINDOW = 6  # words between a verb of change and the "de" of "de A à B"


def other_end(t: Tokens, first: Figure, g: Grammar, taken: set[int]) -> Figure | None:
    """The other end of a range or of a change, where one follows."""
    k = first.end
    opener = t.at(first.start - 1)
    links = (g.numbers.get("between") or {}).get(opener) or g.words("range")
    if k + 1 >= len(t) or t.low[k] not in links or first.number.open:
        return None
    dash = t.low[k] in "-–‑"
    if dash and t.glued(k) != t.glued(k + 1):
        return None
    start = k + 1
    while start < len(t) and (t.low[start] in g.exact("currency_signs") or t.text[start] in g.exact("currency_codes")):
        start += 1
    number = numerals.read(t, start, g) if start < len(t) else None
    if number is None or number.open or any(j in taken for j in range(number.start, number.end)):
        return None
    second = read_term(t, number, g)
    if dash and second.low is not None and second.low < 0:
        second.low = second.high = -second.low
    return second


def pair_up(t: Tokens, first: Figure, second: Figure, g: Grammar) -> tuple[list[Figure], int]:
    """A range as one figure, a change as two; nothing for years, hours, ages and scores."""
    dash = t.low[first.end] in "-–‑"
    if first.low is None or second.low is None:
        return [], second.end
    if dash and first.low >= second.low:
        return ([first], first.end) if first.unit and is_quantity(t, first, g) else ([], second.end)
    _carry(first, second)
    if _no_pair(t, first, second, g):
        return [], second.end
    if first.unit and second.unit and _unlike(first.unit, second.unit):
        return [f for f in (first, second) if is_quantity(t, f, g)], second.end
    bare = first.unit is None and second.unit is None
    if bare and _verb_of_change(t, first, g) and not dash:
        first.unit = second.unit = ""
    elif bare and (dash or not (_between(t, first, g) or _spelled(t, first, g))):
        large = [f for f in (first, second) if is_quantity(t, f, g)] if first.low >= LARGE and not dash else []
        if len(large) < 2 or first.low >= second.low:
            return large, second.end
    score = first.unit is not None and second.unit is None and second.low <= first.low < GOALS and not dash
    if score and not _changes(t, first, g):  # "4 buts à 1"
        return [first], second.end
    first.unit, first.kind = (second.unit if first.unit is None else first.unit), (first.kind or second.kind)
    second.unit, second.kind = (first.unit if second.unit is None else second.unit), (second.kind or first.kind)
    if _changes(t, first, g) or first.low >= second.low:
        return [first, second], second.end
    opened = _between(t, first, g) or t.at(first.start - 1) in g.words("range_openers")
    joined = replace(second, low=first.low, start=first.start - opened)
    return [joined], second.end


def _no_pair(t: Tokens, first: Figure, second: Figure, g: Grammar) -> bool:
    """The two ends are hours, ages, moments or years."""
    whole, unit = replace(second.number, start=first.number.start), second.unit_at
    clock = guards.is_clock(t, whole, unit, g) or guards.is_clock(t, first.number, first.unit_at, g)
    clock = clock and not (_verb_of_change(t, first, g) and first.unit_at is None)
    tied = t.low[first.end] in "-–‑" and unit is not None and t.low[unit.start] in g.words("age_units")
    age = tied or ages.is_age(t, whole, unit, g)
    years = guards.is_year(t, first.number, first.unit_at, g) and guards.is_year(t, second.number, unit, g)
    return clock or age or years or guards.is_ago(t, whole, unit, g)


def _carry(first: Figure, second: Figure) -> None:
    """Give the first end the scale that is said once: "de 2 à 3 millions"."""
    small = first.low is not None and first.low < SCALE_CARRIED and first.number.scale == 1
    if small and second.number.scale > 1 and first.unit is None and first.low is not None:
        first.low *= second.number.scale
        first.high = first.low


def _unlike(a: str, b: str) -> bool:
    """Two units that are not one: "7 heures et 9 hommes". "euro" and "euros" are one."""
    return a.split()[0].rstrip("s") != b.split()[0].rstrip("s")


def _between(t: Tokens, first: Figure, g: Grammar) -> bool:
    return t.at(first.start - 1) in (g.numbers.get("between") or {})


def _spelled(t: Tokens, first: Figure, g: Grammar) -> bool:
    """A range in words without anything counted: "de 10 à 15" counts, "3 à 1" does not."""
    return t.at(first.start - 1) in g.words("range_openers") and first.number.value != 0 and not first.number.article


def _changes(t: Tokens, first: Figure, g: Grammar) -> bool:
    """ "de A à B" is a change: by the verb before it, or because the language says so where no verb of range does."""
    if t.at(first.start - 1) not in g.words("change_openers"):
        return False
    ranged = any(w in g.words("range_verbs") for w in _before(t, first))
    return _verb_of_change(t, first, g) or (bool(g.numbers.get("change_always")) and not ranged)


def _verb_of_change(t: Tokens, first: Figure, g: Grammar) -> bool:
    opener = t.at(first.start - 1) in g.words("change_openers")
    return opener and any(w in g.words("changes") for w in _before(t, first))


def _before(t: Tokens, first: Figure) -> list[str]:
    return t.low[max(0, first.start - 1 - CHANGE_WINDOW) : first.start - 1]


def share(t: Tokens, first: Figure, g: Grammar) -> Figure | None:
    """ "huit Français sur dix", "one in five adults"."""
    k = first.end if first.kind in ("", "noun", "measure") else first.number.end
    hit = g.table("ratio").at(t.low, k)
    if not hit or first.kind in ("percent", "money") or first.number.decimals or first.number.part:
        return None
    base = numerals.read(t, hit[0], g) if hit[0] < len(t) else None
    if base is None or not _is_base(t, first.number.value, base, g):
        return None
    unit = counted.after(t, base, g)
    if unit is not None and (unit.kind != "noun" or first.unit or t.low[unit.start] in g.words("time_units", "units")):
        return None
    value = first.number.value / base.value
    unit = first.unit_at or unit
    end = max(base.end, unit.end if unit else 0)
    number = replace(first.number, value=value, article=False, part=True)
    return Figure(number, value, value, first.start, end, unit.text if unit else None, "noun", None, unit)


def _is_base(t: Tokens, part: float, base: Number, g: Grammar) -> bool:
    """ "sur dix", "sur cent"; any whole number when it is one of so many ("one in 25")."""
    if base.article or base.decimals or base.value <= part or guards.is_year(t, base, None, g):
        return False
    return base.value in RATIO_BASES or part == 1
