"""Figures that count what was said elsewhere: lists, parts of a whole, ellipsis, pronouns; bare ones are dropped."""

from __future__ import annotations

from parsers.claims import counted
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.terms import Figure, closes

BARE_FLOOR = 100  # a figure that counts nothing visible is kept from here on; below, it may be anything


def join_lists(t: Tokens, figures: list[Figure], g: Grammar) -> list[Figure]:
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


def lend_units(t: Tokens, figures: list[Figure], g: Grammar, before: str) -> list[Figure]:
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
    return closes(t, f.end) or t.low[f.end] in g.words("stop", "units")


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
