"""Figures that count what was said elsewhere: lists, parts of a whole, ellipsis, pronouns; bare ones are dropped."""

from __future__ import annotations

from dataclasses import replace

from parsers.claims import counted
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.surroundings import Context
from parsers.claims.terms import Figure, closes

BARE_FLOOR = 100  # a figure that counts nothing visible is kept from here on; below, it may be anything
MILLION = 1e6  # a bare figure of this scale is money where the text speaks of any
SCALED = 1000  # a figure below this takes the scale said before it
PRONOUN_REACH = 4  # words between a pronoun and its figure: "j'en ai finalement compté onze"


def join_lists(t: Tokens, figures: list[Figure], g: Grammar) -> list[Figure]:
    """Bare figures before one with a unit: "12 et 15 %" are two, "vingt, trente, cinquante morts" is one."""
    out: list[Figure] = []
    for f in figures:
        run: list[Figure] = []
        while f.kind != "tied" and out and _listed(t, out, run[0] if run else f, g):
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


def _listed(t: Tokens, out: list[Figure], f: Figure, g: Grammar) -> bool:
    """The last figure is bare and of one list with f; "38 voix contre 21 et 4 abstentions" is none."""
    held = t.at(out[-1].start - 1) in g.words("ellipsis_right_after")
    return out[-1].unit is None and not held and _linked(t, out[-1], f, g)


def _linked(t: Tokens, a: Figure, b: Figure, g: Grammar) -> bool:
    """Two figures of one list ("12 et 15 %"), or a part and its whole ("212 of the 500 seats")."""
    if b.start == a.end + 1 and t.at(a.end) in g.words("list_links"):
        return True
    hit = g.table("part_links").at(t.low, a.end)
    return hit is not None and hit[0] == b.start


def lend_units(t: Tokens, figures: list[Figure], g: Grammar, context: Context) -> list[Figure]:
    """Give bare figures the unit that the text told elsewhere, and drop those that count nothing."""
    out: list[Figure] = []
    for n, f in enumerate(figures):
        _scale_like(t, f, out, g)
        if f.unit is None or is_rest(f, g):
            unit = _lent(t, f, out, g, context)
            if unit is None and f.unit is None and _is_sum(t, f, g):
                unit = _money(out, figures[n + 1 :]) or context.currency(g)
            if unit is not None:
                f.unit = unit
            elif f.unit is None and not _stands_alone(t, f, g):
                continue
        out.append(f)
    return out


def _scale_like(t: Tokens, f: Figure, before: list[Figure], g: Grammar) -> None:
    """Give a figure the scale of the one it is held against: "3,2 milliards, contre 2,8 l'an dernier"."""
    last = before[-1].number if before else None
    held = f.unit is None or (f.kind == "noun" and f.number.decimals)
    if last is None or last.scale < MILLION or last.round or not held or f.low is None or f.low >= SCALED:
        return
    if f.number.scale > 1 or t.at(f.start - 1) not in g.words("ellipsis_right_after") or f.number.part:
        return
    f.low *= last.scale
    f.high = f.low if f.high is not None else None
    f.unit, f.end, f.unit_at, f.kind = None, f.number.end, None, ""
    f.number = replace(f.number, value=f.low, scale=last.scale)


def is_rest(f: Figure, g: Grammar) -> bool:
    """What is counted was named before: "entre 4 000 et 5 000 autres"."""
    return f.unit in g.words("not_counted", "units")


def _lent(t: Tokens, f: Figure, out: list[Figure], g: Grammar, context: Context) -> str | None:
    """What a figure counts by the words before it."""
    if g.table("times_by").before(t.low, f.start):
        return str(g.numbers.get("times_word", ""))
    if (unit := _anaphor(t, f, out, g, context.before)) is not None:
        return unit
    if not out and context.earlier and _goes_on(t, f, g, context):
        return _counted_last(f, context.earlier, g)
    return _ellipsis(t, f, out, g)


def _goes_on(t: Tokens, f: Figure, g: Grammar, context: Context) -> bool:
    """The figure opens a piece that goes on with what was counted before: "…, contre | 131 aujourd'hui"."""
    if f.start > 0 or t.at(f.end) == ")":
        return False
    links = g.tokens(context.before).low[-1:]
    if links and links[0] in g.words("ellipsis_right_after"):
        return True
    return bool(links) and (closes(t, f.end) or links[0] in g.words("ellipsis_after")) and _followed(t, f, g)


def _counted_last(f: Figure, figures: list[Figure], g: Grammar) -> str | None:
    """The unit of the last figure; for a large one, of the last that is no length of time."""
    large = f.number.scale > 1 or f.number.value > BARE_FLOOR
    known = [x for x in figures if x.unit]
    told = [x for x in known if x.unit and x.unit.split()[0] not in g.words("time_units", "units")] if large else known
    if not known:
        return None
    last = (told or known)[-1]
    return None if last.kind == "percent" and large else last.unit


def _is_sum(t: Tokens, f: Figure, g: Grammar) -> bool:
    """A bare figure of millions, unless it stands for people ("ils étaient trois millions")."""
    return f.number.scale >= MILLION and not f.number.round and t.at(f.start - 1) not in g.words("bare_after")


def _money(before: list[Figure], after: list[Figure]) -> str | None:
    """The currency nearest to a figure among the other figures of its text."""
    return next((x.unit for x in [*reversed(before), *after] if x.kind == "money" and x.unit), None)


def _ellipsis(t: Tokens, f: Figure, before: list[Figure], g: Grammar) -> str | None:
    """The unit of the last figure of the sentence: "1 500 emplois, dont 400 en France"."""
    if not before or not before[-1].unit:
        return None
    last, link = before[-1], t.at(f.start - 1)
    if t.kind[f.start - 2] == "n" and f.start - 2 >= last.end:
        return None  # one of a list that counts nothing: "aged 4 and 7"
    if any(w in (".", "!", "?") for w in t.low[last.end : f.start]):
        return None
    told_here = [x for x in before if not any(w in (".", "!", "?") for w in t.low[x.end : f.start])]
    right_after = link in g.words("ellipsis_right_after") or g.table("ellipsis_phrases").before(t.low, f.start)
    if not right_after and (link not in g.words("ellipsis_after") or not _followed(t, f, g)):
        return None
    return _counted_last(f, told_here, g)


def _followed(t: Tokens, f: Figure, g: Grammar) -> bool:
    """A function word or a sign comes after the figure: what it counts was told before."""
    return closes(t, f.end) or t.low[f.end] in g.words("stop", "units")


def _anaphor(t: Tokens, f: Figure, out: list[Figure], g: Grammar, before: str) -> str | None:
    """The noun a pronoun stands for: "les enfants. J'en ai cinq"; "" where none is found."""
    pronoun = t.at(f.start - 2) in g.words("anaphora") and t.at(f.start - 1) in g.words("bare_after")
    pronoun = pronoun or _pronoun_with_participle(t, f, g)
    of_them = g.table("of_them").at(t.low, f.end) and t.at(f.start - 1) not in g.words("bare_determiners")
    if not pronoun and not of_them:
        return None
    if pronoun and (told := [x for x in out if x.kind == "noun" and x.unit]):
        return told[-1].unit
    return _last_plural(t, f.start - 1, g) or _last_plural(b := g.tokens(before), len(b), g) or ""


def _pronoun_with_participle(t: Tokens, f: Figure, g: Grammar) -> bool:
    """ "j'en ai compté onze", "nous en avons déjà perdu trois"."""
    for k in range(f.start - 3, max(0, f.start - 3 - PRONOUN_REACH), -1):
        if t.low[k] in g.words("anaphora") and t.low[k + 1] in g.words("bare_after"):
            return _followed(t, f, g)
    return False


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
