"""Figures that are no quantities: dates, hours, ages, ranks, scores, telephone numbers, names with numbers in them."""

from __future__ import annotations

from parsers.claims.counted import Unit
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number, slash

MONTH_DAYS = 31
DIGITS_OF_YEAR = 4


def ruled_out(t: Tokens, g: Grammar) -> set[int]:
    """Tokens of digits that dates, telephone numbers and names have taken."""
    tied = _runs(t) | _names(t, g) if "n" in t.kind else set()
    return tied | _dates(t, g) | _idioms(t, g)


def _idioms(t: Tokens, g: Grammar) -> set[int]:
    """Set phrases: "deux poids, deux mesures"."""
    table = g.table("idioms")
    hits = ((k, table.at(t.low, k)) for k, word in enumerate(t.low) if word in table.first)
    return {x for k, hit in hits if hit for x in range(k, hit[0])}


def _dates(t: Tokens, g: Grammar) -> set[int]:
    """The figures round a month: "3 mars 2026", "du 3 au 9 mars", "March 3-5"."""
    taken: set[int] = set()
    links, months = g.words("date_links"), g.words("months")
    for k, word in enumerate(t.low):
        if word not in months:
            continue
        j = k - 1
        while j >= 0 and (
            _day(t, j) or (t.low[j] in links and j + 1 in taken) or t.low[j] in g.words("ordinal_endings")
        ):
            taken.add(j)
            if t.kind[j] == "n" and t.at(j - 1) not in links:
                break
            j -= 1
        for j in range(k + 1, min(k + 7, len(t))):
            year = t.kind[j] == "n" and t.text[j].isdigit() and len(t.text[j]) == DIGITS_OF_YEAR
            if year or (_day(t, j) and g.numbers.get("month_first")):
                taken.add(j)
            if year or not (j in taken or t.low[j] in links or t.low[j] in g.words("ordinal_endings")):
                break
    return taken


def _day(t: Tokens, j: int) -> bool:
    return t.kind[j] == "n" and t.text[j].isdigit() and len(t.text[j]) < 3 and int(t.text[j]) <= MONTH_DAYS


def _runs(t: Tokens) -> set[int]:
    """Telephone numbers and the like: three groups of digits in a row, or two of which the first begins with 0."""
    taken: set[int] = set()
    run: list[int] = []
    for k in [k for k, kind in enumerate(t.kind) if kind == "n"]:
        tied = bool(run) and (k == run[-1] + 1 or (k == run[-1] + 2 and _tie(t, k - 1)))
        run = [*run, k] if tied else [k]
        if len(run) > 2 or (len(run) == 2 and t.text[run[0]].startswith("0") and t.text[run[0]].isdigit()):
            taken.update(run)
    return taken


def _tie(t: Tokens, k: int) -> bool:
    return t.low[k] in "-./" and (t.glued(k) or t.glued(k + 1))


def _names(t: Tokens, g: Grammar) -> set[int]:
    """Digits tied to letters or signs: "Covid-19", "AF447", "G7", "#3", "22:45", "2-1", "1,5,7"."""
    taken: set[int] = set()
    for k, kind in enumerate(t.kind):
        if kind != "n":
            continue
        before, tied = t.at(k - 1), t.glued(k)
        word_before = tied and k and t.kind[k - 1] == "w" and not before.endswith("'")
        if (
            word_before
            and t.text[k - 1] not in g.exact("currency_codes")
            and not g.table("currency_prefixes", "units").before(t.low, k)
        ):
            taken.add(k)
        elif tied and before and before in "#@_/:\\&=?" and slash(t, k - 2) is None:
            taken.add(k)
        elif tied and before in ("-", "‑") and t.glued(k - 1) and t.kind[k - 2] == "w" and t.low[k - 2] not in g.starts:
            taken.add(k)
        elif _minutes(t, k, g):
            taken.add(k)
        elif t.at(k + 1) == ":" and t.glued(k + 1) and t.glued(k + 2) and t.kind[k + 2] == "n":
            taken |= {k, k + 2}
        elif t.text[k].startswith("0") and t.text[k].isdigit() and len(t.text[k]) > 1:
            taken.add(k)
        elif t.glued(k + 1) and t.at(k + 1) in g.words("ordinal_endings"):
            taken.add(k)
        elif t.at(k + 1) == "'" and t.glued(k + 1) and t.at(k + 2) == "s":
            taken.add(k)
        elif g.table("named_by").before(t.low, k):
            taken.add(k)
    return taken


def _minutes(t: Tokens, k: int, g: Grammar) -> bool:
    """The minutes of "5 h 30"."""
    hour = k > 1 and t.low[k - 1] in g.words("clock_marks") and t.kind[k - 2] == "n"
    return hour and len(t.text[k]) == 2 and t.text[k].isdigit() and int(t.text[k]) < 60


def is_year(t: Tokens, number: Number, unit: Unit | None, g: Grammar) -> bool:
    """Four plain digits in the range of years, after a word that dates or with nothing counted."""
    k = number.start
    if number.words or number.end != k + 1 or not t.text[k].isdigit() or len(t.text[k]) != DIGITS_OF_YEAR:
        return False
    years = g.numbers.get("years") or {}
    if not years.get("first", 1000) <= number.value <= years.get("last", 2199):
        return False
    if unit is None:
        return True
    first, last = years.get("plain", (1, 0))
    plain = first <= number.value <= last and g.modifiers.before(t.low, k) is None
    return unit.kind == "noun" and (plain or t.at(k - 1) in g.words("year_after"))


def is_clock(t: Tokens, number: Number, unit: Unit | None, g: Grammar) -> bool:
    """A time of day: "à 20 heures", "22h45", "8 p.m."."""
    bound = g.modifiers.before(t.low, number.start)
    timed = unit is not None and t.low[unit.start] in g.words("clock_units")
    if timed and unit and g.table("clock_parts").at(t.low, unit.start + 1):
        return True
    if number.value > 24 or (bound and bound[1] != "about"):
        return False
    j = number.end
    if g.table("clock_after").at(t.low, j):
        return True
    if t.at(j) in g.words("clock_marks") and (t.glued(j) or t.kind[j + 1 : j + 2] == ["n"]):
        return t.glued(j) or not t.glued(j + 1)
    if not timed or unit is None or number.decimals or t.at(unit.start + 1) in g.words("clock_not_before"):
        return False
    start = bound[0] if bound else number.start
    of_thing = t.at(start - 1) in g.words("of", "units") and t.at(start - 2) in g.words("clock_things")
    return of_thing or any(g.table("clock_before").before(t.low, k) for k in (start, number.start))


NEAR = 5  # words between a negation and the article it empties


def is_none(t: Tokens, number: Number, g: Grammar) -> bool:
    """An article under a negation: "pas un euro", "n'a jamais touché un centime"."""
    for k in range(number.start - 1, max(-1, number.start - NEAR), -1):
        if t.kind[k] == "s":
            return False
        if t.low[k] in g.words("emptying"):
            return True
    return False


def is_round_the_clock(t: Tokens, number: Number, unit: Unit | None, g: Grammar) -> bool:
    """ "sept jours sur sept", "24 heures sur 24": always, and no figure."""
    if unit is None or t.low[unit.start] not in g.words("time_units", "units"):
        return False
    same = t.low[number.start : number.end]
    j = unit.start + 1
    return t.at(j) in g.words("ratio") and t.low[j + 1 : j + 1 + len(same)] == same


def is_ago(t: Tokens, number: Number, unit: Unit | None, g: Grammar) -> bool:
    """A moment told by its distance: "il y a trois ans", "two weeks ago"."""
    if unit is None or t.low[unit.start] not in g.words("time_units", "units"):
        return False
    for j in (unit.start + 1, unit.end):
        if (hit := g.table("ago_after").at(t.low, j)) and (t.low[j] not in g.words("ago_closing") or _ends(t, hit[0])):
            return True
    cleft = t.at(unit.start + 1) in g.words("ago_not_before")
    return not cleft and g.table("ago_before").before(t.low, number.start) is not None


def _ends(t: Tokens, j: int) -> bool:
    return j >= len(t) or t.kind[j] == "s"


def is_named(t: Tokens, number: Number, g: Grammar) -> bool:
    """A bare figure after a word with a capital, in the middle of a sentence: "Apollo 11", "Euro 2024"."""
    k = number.start
    return not number.words and k > 0 and t.kind[k - 1] == "w" and t.upper(k - 1) and not starts_sentence(t, k - 1)


def starts_sentence(t: Tokens, k: int) -> bool:
    """Token ``k`` opens the text or a sentence."""
    return k == 0 or t.low[k - 1] in (".", "!", "?", "«", '"', "“", ":", "…")
