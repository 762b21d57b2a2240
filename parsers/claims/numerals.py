"""Numbers as they are written: digits of every European format, words, scales, round classes, parts.

``read`` knows nothing of what is counted; it says how much stands at a token and where it ends.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.claims.figures import VULGAR, Grammar, Tokens
from parsers.claims.number import Number, digits, slash
from parsers.claims.numwords import read_words


def read(t: Tokens, i: int, g: Grammar) -> Number | None:
    """The longest number that starts at token ``i``, or None."""
    if i not in t.numbers:
        t.numbers[i] = _read(t, i, g)
    found: Number | None = t.numbers[i]
    return found


def _read(t: Tokens, i: int, g: Grammar) -> Number | None:
    number = _rounded(t, i, g) or _part_word(t, i, g) or _plain(t, i, g)
    return None if number is None else _half(t, _part(t, _class(t, number, g), g), g)


def _plain(t: Tokens, i: int, g: Grammar) -> Number | None:
    kind = t.kind[i]
    if kind == "f":
        return Number(VULGAR[t.text[i]], i, i + 1, part=True)
    if kind == "n":
        return _scaled(t, i, g)
    return read_words(t, i, g) if kind == "w" else None


def _scaled(t: Tokens, i: int, g: Grammar) -> Number | None:
    """Digits, with the fraction or the scale that follows: "3/4", "2 1/4", "1,3 million", "4 mille 3 cents"."""
    value = digits(t.text[i], g.decimal)
    if value is None:
        return None
    decimals = value != int(value) or t.text[i].count(g.decimal) == 1
    number = Number(value, i, i + 1, grouped=value >= 1000 and not t.text[i].isdigit(), decimals=decimals)
    over = slash(t, i)
    if over is not None:
        return replace(number, value=over, end=i + 3, part=True)
    if t.at(i + 1) in VULGAR:
        return replace(number, value=value + VULGAR[t.text[i + 1]], end=i + 2, decimals=True)
    if i + 1 < len(t) and t.kind[i + 1] == "n" and (over := slash(t, i + 1)) is not None:
        return replace(number, value=value + over, end=i + 4, decimals=True)
    return read_words(t, i + 1, g, number) or number


def _rounded(t: Tokens, i: int, g: Grammar) -> Number | None:
    """Round classes: "une dizaine", "des centaines de milliers", "several hundred", "dozens"."""
    low, j = t.low, i
    if low[i] not in g.rounded:
        return None
    classes, plural = g.table("classes"), g.words("plural_classes")
    one = low[j] in g.words("class_articles")
    j += one
    j += one and t.at(j) in g.words("class_adjectives")
    halved = one and t.at(j) in g.words("half_prefix")
    if halved or (t.at(j) in g.words("half_prefix") and not one):
        halved = True
        j += 1
        j += t.at(j) == "-"
        j += t.at(j) in g.words("class_articles")
    hit = classes.at(low, j) if j < len(low) else None
    if hit is None:
        return None
    end, value = hit
    if not one and not halved and low[end - 1] not in plural:
        return None
    lots = not one and not halved
    value = value / 2 if halved else value * (2 if lots else 1)
    end, value = _of_scale(t, end, value, g)
    return Number(value, i, end, words=True, round=True, open=lots, scale=max(1.0, value))


def _of_scale(t: Tokens, end: int, value: float, g: Grammar) -> tuple[int, float]:
    """What multiplies a class: "dizaines de milliers", "hundreds of thousands"."""
    while t.at(end) in g.words("of", "units") and end + 1 < len(t):
        hit = g.table("scales").at(t.low, end + 1) or g.table("classes").at(t.low, end + 1)
        if not hit:
            break
        end, value = hit[0], value * hit[1]
    return end, value


def several(t: Tokens, i: int, number: Number, g: Grammar) -> tuple[int, Number]:
    """Widen a class or scale by the word before it: "plusieurs centaines", "des millions", "several hundred"."""
    hit = g.table("several").before(t.low, i)
    if not hit:
        return i, number
    return hit[0], replace(number, start=hit[0], open=True, round=True)


def _class(t: Tokens, number: Number, g: Grammar) -> Number:
    """A class counted: "trois douzaines", "3 dozen"."""
    if number.part or number.article or number.round:
        return number
    hit = g.table("classes").at(t.low, number.end + (t.at(number.end) == "-"))
    if not hit:
        return number
    return replace(number, value=number.value * hit[1], end=hit[0], round=True, words=True)


def _part_word(t: Tokens, i: int, g: Grammar) -> Number | None:
    """A part in one word: "la moitié", "half"; with a scale: "half a million", "un demi-million"."""
    hit = g.table("fraction_words").at(t.low, i)
    ranked = t.at(i - 1) in g.words("not_fraction_after")
    if not hit or ranked or _compounded(t, hit[0], g) or g.table("not_fractions").at(t.low, hit[0]):
        return None
    return _part_of_scale(t, Number(float(hit[1]), i, hit[0], words=True, part=True), g)


def _compounded(t: Tokens, j: int, g: Grammar) -> bool:
    """The part is tied to a word that follows: "a third-world country", "half-hearted"."""
    tied = t.at(j) == "-" and t.glued(j) and t.glued(j + 1)
    return tied and g.table("scales").at(t.low, j + 1) is None


def _part_of_scale(t: Tokens, number: Number, g: Grammar) -> Number:
    j = number.end
    j += t.at(j) == "-"
    if t.at(j) in g.words("of", "units"):
        j += 1
    if t.at(j) in g.articles or t.at(j) in g.words("class_articles"):
        j += 1
    hit = g.table("scales").at(t.low, j)
    if not hit:
        return number
    return replace(number, value=number.value * hit[1], end=hit[0], part=False, scale=hit[1])


def _part(t: Tokens, number: Number, g: Grammar) -> Number:
    """A part with its denominator: "un tiers", "trois quarts", "two-thirds"."""
    if number.part or number.round or number.decimals or number.value > 100:
        return number
    j = number.end + (t.at(number.end) == "-")
    hit = g.table("denominators").at(t.low, j)
    if not hit or g.table("not_fractions").at(t.low, hit[0]) or _compounded(t, hit[0], g):
        return number
    if t.low[hit[0] - 1] in g.words("rank_denominators") and not _partitive(t, hit[0], g):
        return number
    part = replace(number, value=number.value / hit[1], end=hit[0], part=True, words=True, article=False)
    return _part_of_scale(t, part, g)


def _partitive(t: Tokens, j: int, g: Grammar) -> bool:
    """Nothing, a sign or an "of" follows: what stands before is a part and not a rank."""
    return j >= len(t) or t.kind[j] == "s" or t.at(j) in g.words("of", "units")


def _half(t: Tokens, number: Number, g: Grammar) -> Number:
    """A part added before the unit: "un million et demi", "two and a half", "cinq et un quart"."""
    if number.part or number.round:
        return number
    hit = g.table("and_half").at(t.low, number.end) or _and_part(t, number, g)
    if not hit:
        return number
    added = float(hit[1]) * number.scale
    smaller = g.table("scales").at(t.low, hit[0])
    if smaller and smaller[1] < number.scale:  # "un milliard et demi million"
        return replace(number, value=number.value + float(hit[1]) * smaller[1], end=smaller[0], article=False)
    number = replace(number, value=number.value + added, end=hit[0], article=False, decimals=True)
    scale = g.table("scales").at(t.low, number.end)
    if scale and number.scale == 1:
        return replace(number, value=number.value * scale[1], end=scale[0], scale=scale[1])
    return number


def _and_part(t: Tokens, number: Number, g: Grammar) -> tuple[int, float] | None:
    """A part after a joiner, unless it is a part of something else ("twelve and a third of …")."""
    j = number.end + 1
    if j >= len(t) or not any(t.at(number.end) == joiner["word"] for joiner in g.numbers.get("joiners", ())):
        return None
    part = _part_word(t, j, g)
    if part is None and (plain := _plain(t, j, g)):
        part = _part(t, plain, g)
    if part is None or not part.part or t.at(part.end) in g.words("of", "units"):
        return None
    return part.end, part.value


def short_scale(t: Tokens, number: Number, money: bool, g: Grammar) -> tuple[Number, str]:
    """An abbreviated scale after digits ("3 M€", "1.5bn", "450 k€"), and the kind it is of ("alone", "money", "glued").

    ``money``: a currency stands before the figure. The kind says what the caller must still find.
    """
    j = number.end
    if j >= len(t) or number.words or number.scale > 1 or t.kind[j] != "w":
        return number, ""
    shorts: dict[str, dict[str, float]] = g.numbers.get("short_scales") or {}
    word = t.text[j]
    if value := shorts.get("alone", {}).get(word):
        dotted = t.at(j + 1) == "." and g.table("currencies", "units").at(t.low, j + 2) is not None  # "12 Mio. Euro"
        return replace(number, value=number.value * value, end=j + 1 + dotted, scale=value), "alone"
    after = t.text[j + 1] if j + 1 < len(t) else ""
    currency = money or after in g.exact("currency_signs") or after in g.exact("currency_codes")
    if (value := shorts.get("money", {}).get(word)) and currency:
        return replace(number, value=number.value * value, end=j + 1, scale=value), "money"
    if (value := shorts.get("glued", {}).get(word)) and t.glued(j):
        return replace(number, value=number.value * value, end=j + 1, scale=value), "glued"
    return number, ""
