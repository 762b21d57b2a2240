"""Quantities of a text: how much of what, with the modifier that opens or blurs the figure.

One pass over the tokens; a figure is read (``numerals``), told from dates, names and ages (``guards``), joined with
its second end where it is a range or a ratio, and given what it counts (``counted``). All words are in the pack.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.claims import counted, guards, numerals
from parsers.claims.counted import Unit
from parsers.claims.figures import Grammar, Tokens, grammar
from parsers.claims.numerals import Number
from parsers.models import Quantity

RATIO_BASES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000, 10_000, 100_000, 1_000_000))
SCALE_CARRIED = 1000  # "entre 1 et 2 millions": the first figure takes the second's scale when it is below this
BARE_FLOOR = 100  # a figure that counts nothing visible is kept from here on; below, it may be anything
CHANGE_WINDOW = 6  # words between a verb of change and the "de" of "de A à B"


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity and where it stands: ``text[start:end] == quantity.text``."""

    start: int
    end: int
    quantity: Quantity


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


def find(text: str, language: str, before: str = "") -> list[Found]:
    """The quantities of a text in an ISO 639-1 language, in order; [] where its pack has no numbers.

    ``before`` is what the text follows; a figure whose noun was said there takes it ("J'en ai cinq").
    """
    g = grammar(language)
    if g is None:
        return []
    t = g.tokens(text)
    starts = [i for i, k in enumerate(t.kind) if k in "nf" or t.low[i] in g.starts or (g.parts and k == "w")]
    if not starts:
        return []
    taken = guards.ruled_out(t, g)
    figures: list[Figure] = []
    past = 0
    for i in starts:
        if i >= past:
            read, past = _figures(t, i, g, taken)
            figures += [_modified(t, f, g, figures[-1].end if figures else 0) for f in read]
    return [_found(t, f) for f in _with_units(t, _lists(t, figures, g), g, before)]


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
    if times := _times_verb(t, i, g):
        return [times], times.end
    number = numerals.read(t, i, g)
    if number is None:
        return [], i + 1
    if any(k in taken for k in range(number.start, number.end)):
        return [], number.end
    first = _term(t, number, g)
    pair = _second(t, first, g, taken)
    if pair is not None:
        return _paired(t, first, pair, g)
    if (ratio := _ratio(t, first, g)) is not None:
        return [ratio], ratio.end
    if not _counts(t, first, g):
        return [], number.end
    return [first], first.end


def _term(t: Tokens, number: Number, g: Grammar) -> Figure:
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
        j == f.end and sub.value >= 10 and not sub.words and counted.after(t, sub, g) is None and _closes(t, sub.end)
    ):
        f.low += sub.value / 100
        f.high, f.end = f.low, hit[0] if hit else sub.end
    return f


def _closes(t: Tokens, j: int) -> bool:
    return j >= len(t) or t.kind[j] == "s"


def _times_verb(t: Tokens, i: int, g: Grammar) -> Figure | None:
    """A verb that multiplies: "a doublé", "would triple"."""
    hit = g.table("times_verbs").at(t.low, i)
    if hit is None and t.at(i - 1) in g.words("times_modals"):
        hit = g.table("times_bare").at(t.low, i)
    if hit is None:
        return None
    value = float(hit[1])
    return Figure(
        Number(value, i, hit[0], words=True), value, value, i, hit[0], g.numbers.get("times_word", ""), "noun"
    )


def _second(t: Tokens, first: Figure, g: Grammar, taken: set[int]) -> Figure | None:
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
    second = _term(t, number, g)
    if dash and second.low is not None and second.low < 0:
        second.low = second.high = -second.low
    return second


def _paired(t: Tokens, first: Figure, second: Figure, g: Grammar) -> tuple[list[Figure], int]:
    """A range as one figure, a change as two; nothing for years, hours, ages and scores."""
    dash = t.low[first.end] in "-–‑"
    if first.low is None or second.low is None:
        return [], second.end
    if dash and first.low >= second.low:
        return ([first], first.end) if first.unit and _counts(t, first, g) else ([], second.end)
    _carry(first, second)
    if _no_pair(t, first, second, g):
        return [], second.end
    if first.unit and second.unit and _unlike(first.unit, second.unit):
        return [f for f in (first, second) if _counts(t, f, g)], second.end
    bare = first.unit is None and second.unit is None
    if bare and _verb_of_change(t, first, g) and not dash:
        first.unit = second.unit = ""
    elif bare and (dash or not (_between(t, first, g) or _spelled(t, first, g))):
        large = [f for f in (first, second) if _counts(t, f, g)] if first.low >= BARE_FLOOR and not dash else []
        return large, second.end
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
    tied = t.low[first.end] in "-–‑" and unit is not None and t.low[unit.start] in g.words("age_units")
    age = tied or guards.is_age(t, whole, unit, g)
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


def _ratio(t: Tokens, first: Figure, g: Grammar) -> Figure | None:
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


def _counts(t: Tokens, f: Figure, g: Grammar) -> bool:
    """The figure is a quantity, or may become one when its neighbours lend it a unit."""
    number, unit = f.number, f.unit_at
    tests = (guards.is_clock, guards.is_age, guards.is_ago, guards.is_year)
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
    if f.unit_at is None:
        return False
    modifier = g.modifiers.before(t.low, f.start)
    bounded = modifier is not None and modifier[1] in ("more", "less")
    noun = t.low[f.unit_at.start]
    return (
        noun in g.words("counted_one")
        or f.kind in ("percent", "money")
        or (bounded and t.at(f.start - 1) not in g.words("not_one_after"))
    )


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


def _lists(t: Tokens, figures: list[Figure], g: Grammar) -> list[Figure]:
    """Bare figures before one with a unit: "12 et 15 %" are two, "vingt, trente, cinquante morts" is one."""
    out: list[Figure] = []
    for f in figures:
        run: list[Figure] = []
        while f.kind != "tied" and out and out[-1].unit is None and _linked(t, out[-1], run[0] if run else f, g):
            run.insert(0, out.pop())
        words = len(run) > 1 and all(x.number.words for x in [*run, f])
        if words and f.unit and run[0].low is not None and f.low is not None and run[0].low < f.low:
            f.low, f.start = run[0].low, run[0].start
        else:
            for x in run:
                x.unit, x.kind = f.unit, f.kind
            out += run
        out.append(f)
    return out


def _linked(t: Tokens, a: Figure, b: Figure, g: Grammar) -> bool:
    """Two figures of one list ("12 et 15 %"), or a part and its whole ("212 of the 500 seats")."""
    if b.start == a.end + 1 and t.at(a.end) in g.words("list_links"):
        return True
    hit = g.table("part_links").at(t.low, a.end)
    return hit is not None and hit[0] == b.start


def _with_units(t: Tokens, figures: list[Figure], g: Grammar, before: str) -> list[Figure]:
    """Give bare figures the unit that the sentence told before, and drop those that count nothing."""
    out: list[Figure] = []
    for f in figures:
        if f.unit is None:
            if g.table("times_by").before(t.low, f.start):
                f.unit = g.numbers.get("times_word", "")
            elif (unit := _anaphor(t, f, g, before)) is not None or (unit := _ellipsis(t, f, out, g)) is not None:
                f.unit = unit
            elif not _stands_alone(t, f, g):
                continue
        out.append(f)
    return out


def _ellipsis(t: Tokens, f: Figure, before: list[Figure], g: Grammar) -> str | None:
    """The unit of the last figure of the sentence: "1 500 emplois, dont 400 en France"."""
    if not before or not before[-1].unit or (before[-1].kind == "percent" and f.number.value > BARE_FLOOR):
        return None
    last, link = before[-1], t.at(f.start - 1)
    if t.kind[f.start - 2] == "n" and f.start - 2 >= last.end:
        return None  # one of a list that counts nothing: "aged 4 and 7"
    if any(w in (".", "!", "?") for w in t.low[last.end : f.start]):
        return None
    if last.end == f.start - 1 and link in g.words("ellipsis_right_after"):
        return last.unit
    if link not in g.words("ellipsis_after") or not _followed(t, f, g):
        return None
    return last.unit


def _followed(t: Tokens, f: Figure, g: Grammar) -> bool:
    """A function word or a sign comes after the figure: what it counts was told before."""
    return _closes(t, f.end) or t.low[f.end] in g.words("stop", "units")


def _anaphor(t: Tokens, f: Figure, g: Grammar, before: str) -> str | None:
    """The noun a pronoun stands for: "les enfants. J'en ai cinq"; "" where none is found."""
    pronoun = t.at(f.start - 2) in g.words("anaphora") and t.at(f.start - 1) in g.words("bare_after")
    of_them = g.table("of_them").at(t.low, f.end) and t.at(f.start - 1) not in g.words("bare_determiners")
    if not pronoun and not of_them:
        return None
    return _last_plural(t, f.start - 1, g) or _last_plural(b := g.tokens(before), len(b), g) or ""


def _last_plural(t: Tokens, end: int, g: Grammar) -> str | None:
    """The last noun before a token that a determiner puts in the plural."""
    determiners = g.words("plural_determiners", "units")
    for k in range(end - 1, 0, -1):
        if t.kind[k] == "w" and t.low[k - 1] in determiners and counted.plural(t, k, g):
            return t.text[k]
    return None


def _stands_alone(t: Tokens, f: Figure, g: Grammar) -> bool:
    """A bare figure that still is a quantity: large, modified, with a scale, or counted by the verb before it."""
    number = f.number
    if t.at(f.start - 1) in g.words("bare_determiners"):
        return False
    if f.modifier is not None or number.scale > 1 or number.part or number.round or f.low != f.high:
        return True
    if (
        t.at(f.start - 1) in g.words("bare_after")
        and _followed(t, f, g)
        and t.at(f.end) not in g.words("bare_not_before")
    ):
        return True
    if number.decimals:
        return not number.words
    year = not number.grouped and not number.words and 1000 <= number.value < 2200
    return (
        number.value >= BARE_FLOOR
        and not year
        and (number.grouped or number.words or t.at(f.start - 1) in g.words("bare_links"))
    )
