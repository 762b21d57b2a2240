"""What a figure counts: a percentage, money, a measure, or the noun that follows with its adjectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number

Kind = Literal["percent", "money", "measure", "noun", "tied"]
MAX_NOUN = 5  # words of a noun group that ends with its head ("three senior White House officials")
MAX_ADJECTIVES = 2
MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit as written, on tokens [start, end)."""

    text: str
    kind: Kind
    start: int
    end: int


def prefix(t: Tokens, i: int, g: Grammar) -> Unit | None:
    """The currency just before a figure: "$", "US$", "EUR"."""
    hit = g.table("currency_prefixes", "units").before(t.low, i)
    if hit:
        start = hit[0]
        return Unit(t.source[t.start[start] : t.end[i - 1]], "money", start, i)
    if i and t.text[i - 1] in g.exact("currency_codes"):
        return Unit(t.text[i - 1], "money", i - 1, i)
    return None


def after(t: Tokens, number: Number, g: Grammar) -> Unit | None:
    """What follows a figure and is counted by it; None for a bare figure."""
    j = number.end
    if j < len(t) and t.at(j) == "-" and t.glued(j) and t.glued(j + 1) and t.kind[j + 1 : j + 2] == ["w"]:
        return _hyphenated(t, j + 1, g)
    if j < len(t) and t.at(j) == "(" and (inner := _percent(t, j + 1, g)):
        return inner
    if (unit := _percent(t, j, g)) and not _longer_measure(t, unit, g):
        return unit
    of = _of(t, j, number, g)
    if of == j and _needs_of(t, number, g):
        return _money(t, of, g)
    unit = _money(t, of, g) or _measure(t, of, number, g) or _noun(t, of, number, g) or _of_which(t, j, number, g)
    return unit or _number_of(t, j, number, g)


def _number_of(t: Tokens, j: int, number: Number, g: Grammar) -> Unit | None:
    """What a number is told of: "évalue à 410 000 | le nombre des déplacés"."""
    hit = g.table("number_of", "units").at(t.low, j)
    return _noun(t, hit[0], number, g) if hit else None


def _needs_of(t: Tokens, number: Number, g: Grammar) -> bool:
    """Where "million" is a noun, what it counts follows an "of": "14 millions promis" counts no promises."""
    return number.scale >= MILLION and t.at(number.end - 1) in g.words("noun_scales")


def _of_which(t: Tokens, j: int, number: Number, g: Grammar) -> Unit | None:
    """The whole of which some are counted: "deux des otages", "1,500 of those pages"."""
    hit = g.table("of_which", "units").at(t.low, j)
    if not hit or number.article:
        return None
    unit = _noun(t, hit[0], number, g)
    return unit if unit and any(plural(t, k, g) for k in range(unit.start, unit.end)) else None


def _of(t: Tokens, j: int, number: Number, g: Grammar) -> int:
    """Past the "of" and the determiners between a figure and what it counts."""
    if number.takes_of and t.at(j) in g.words("of", "units"):
        j += 1
        while t.at(j) in g.words("determiners", "units"):
            j += 1
    elif number.part and t.at(j) in g.words("determiners", "units"):
        j += 1
    while t.at(j) in g.words("not_counted", "units") and j + 1 < len(t) and t.kind[j + 1] == "w":
        if t.at(j + 1) in g.words("stop", "units"):
            break
        j += 1
    if not number.article and t.at(j) in g.words("before_noun", "units") and _measured(t, j + 1, g):
        j += 1
    superlative = t.at(j) in g.words("superlatives", "units") and t.at(j + 1) in g.words("before_noun", "units")
    return j + superlative


def _measured(t: Tokens, j: int, g: Grammar) -> bool:
    """A measure or a currency stands at token ``j``: "9 petits km/h", "trois longues heures"."""
    named = any(g.table(k, "units").at(t.low, j) for k in ("measures", "currencies"))
    return j < len(t) and (named or t.text[j] in g.exact("abbreviations"))


def _percent(t: Tokens, j: int, g: Grammar) -> Unit | None:
    hit = g.table("percent", "units").at(t.low, j)
    return Unit("%", "percent", j, hit[0]) if hit else None


def _longer_measure(t: Tokens, unit: Unit, g: Grammar) -> bool:
    """ "percentage points" is no percentage."""
    hit = g.table("measures", "units").at(t.low, unit.start)
    return hit is not None and hit[0] > unit.end


def _money(t: Tokens, j: int, g: Grammar) -> Unit | None:
    if j >= len(t):
        return None
    if t.text[j] in g.exact("currency_signs") or t.text[j] in g.exact("currency_codes"):
        return Unit(t.text[j], "money", j, j + 1)
    hit = g.table("currencies", "units").at(t.low, j)
    if not hit:
        return None
    end = _complement(t, _adjectives(t, hit[0], g), g)
    return Unit(_text(t, j, end), "money", j, end)


def _measure(t: Tokens, j: int, number: Number, g: Grammar) -> Unit | None:
    """A measure in letters or signs: "km/h", "°C", "hectares"."""
    if j >= len(t):
        return None
    end = j
    if t.text[j] == "°" and j + 1 < len(t) and t.glued(j + 1) and t.text[j + 1] in ("C", "F"):
        return Unit("°" + t.text[j + 1], "measure", j, j + 2)
    if t.text[j] == "°" and t.glued(j):
        return Unit("°", "measure", j, j + 1)
    if t.text[j] in g.exact("abbreviations") and not (t.at(j + 1) in ("'", "-") and t.glued(j + 1)):
        end = j + 1
    elif hit := g.table("measures", "units").at(t.low, j):
        end = hit[0]
    if end == j:
        return None
    if t.at(end) in ("2", "3") and t.glued(end):
        end += 1
    if t.at(end) == "/" and t.glued(end) and end + 1 < len(t) and t.kind[end + 1] == "w":
        end += 2
    elif t.text[j] not in g.exact("abbreviations"):
        end = _complement(t, _adjectives(t, end, g), g)
    return Unit(_text(t, j, end), "measure", j, end)


def _noun(t: Tokens, j: int, number: Number, g: Grammar) -> Unit | None:
    if j >= len(t) or t.kind[j] != "w" or (t.glued(j) and t.kind[j - 1] == "n") or _stops(t, j, g):
        return None
    order = g.units.get("head", "first")
    end = {"first": _head_first, "last": _head_last, "capital": _head_capital}[order](t, j, number, g)
    return Unit(_text(t, j, end), "noun", j, end) if end else None


def _stops(t: Tokens, j: int, g: Grammar) -> bool:
    low = t.low[j]
    if _compound(t, j) > j:
        return False
    return low in g.words("stop", "units") or low in g.words("months") or low in g.words("words")


def plural(t: Tokens, j: int, g: Grammar) -> bool:
    """Token ``j`` may be a noun in the plural, or one that has none."""
    word = t.low[j]
    if word in g.words("plurals", "units") or word in g.words("measures", "units"):
        return True
    if word in g.words("not_plurals", "units"):
        return False
    return len(word) > 2 and word.endswith(tuple(g.units.get("plural_endings", ())))


def _head_first(t: Tokens, j: int, number: Number, g: Grammar) -> int | None:
    """Romance order: adjectives of `before_noun`, the head, the adjectives that agree with it."""
    k = j
    while (
        t.at(k) in g.words("before_noun", "units")
        and k + 1 < len(t)
        and t.kind[k + 1] == "w"
        and not _stops(t, k + 1, g)
    ):
        if not (plural(t, k + 1, g) or number.part or number.value < 2):
            break
        k += 1
    k = _compound(t, k)
    many = plural(t, k, g)
    singular = number.value < 2 or number.part or number.article
    if not (many or singular or t.upper(k)):
        return None
    end = k + 1
    if many:
        end = _adjectives(t, end, g)
    return _complement(t, end, g)


def _compound(t: Tokens, k: int) -> int:
    """The last part of a word with hyphens: "non-inscrits", "sous-marins"."""
    while t.at(k + 1) in ("-", "‑") and t.glued(k + 1) and t.glued(k + 2) and t.kind[k + 2] == "w":
        k += 2
    return k


def _adjectives(t: Tokens, end: int, g: Grammar) -> int:
    """Past the words that agree in the plural with the noun before them."""
    if g.units.get("head", "first") != "first":
        return end
    for _ in range(MAX_ADJECTIVES):
        fits = end < len(t) and t.kind[end] == "w" and not t.upper(end) and not _stops(t, end, g)
        if not fits or not plural(t, end, g) or t.low[end] in g.words("measures", "units"):
            break
        end += 1
    return end


def _complement(t: Tokens, end: int, g: Grammar) -> int:
    """Past a bare complement: "mois de prison", "tonnes de brut", "membres de sa famille"."""
    if t.at(end) not in g.words("complement", "units"):
        return end
    j = end + 1
    j += t.at(j) in g.words("complement_determiners", "units")
    fits = j < len(t) and t.kind[j] == "w" and not t.upper(j) and not _stops(t, j, g)
    if not fits or t.low[j] in g.starts or t.low[j] in g.words("determiners", "units"):
        return end
    return _adjectives(t, j + 1, g)


def _head_last(t: Tokens, j: int, number: Number, g: Grammar) -> int | None:
    """Germanic order without capitals: up to the first plural ("senior White House officials")."""
    k = j
    while k < min(len(t), j + MAX_NOUN):
        if t.kind[k] == "s":
            if t.at(k) != "-" or not t.glued(k) or not t.glued(k + 1):
                break
        elif t.kind[k] == "w" and _stops(t, k, g):
            break
        elif t.kind[k] == "w" and plural(t, k, g) and t.at(k + 1) != "-":
            return k + 1
        elif t.kind[k] == "n" and not t.glued(k):
            break
        k += 1
    if number.value < 2 or number.part:
        return j + 1
    return None


def _head_capital(t: Tokens, j: int, number: Number, g: Grammar) -> int | None:
    """German order: the first word with a capital after its adjectives."""
    for k in range(j, min(len(t), j + MAX_NOUN)):
        if t.kind[k] != "w" or _stops(t, k, g):
            return None
        if t.upper(k):
            return k + 1
    return None


def _hyphenated(t: Tokens, j: int, g: Grammar) -> Unit | None:
    """ "a 12-member panel", "a three-year contract"."""
    if g.units.get("head", "first") != "last" or t.low[j] in g.words("range") or _stops(t, j, g):
        return None
    return Unit(t.text[j], "tied", j, j + 1)


def _text(t: Tokens, start: int, end: int) -> str:
    return t.source[t.start[start] : t.end[end - 1]]
