"""Numbers as they are written: digits of every European format, words, scales, round classes, parts.

``read`` knows nothing of what is counted; it says how much stands at a token and where it ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from parsers.claims.figures import VULGAR, Grammar, Tokens

MAX_DENOMINATOR = 8  # 3/4 is a part; 9/11, 24/7 and a mark of 15/20 are not


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of ``value`` on tokens [start, end). ``open``: at least so many ("des centaines")."""

    value: float
    start: int
    end: int
    words: bool = False
    article: bool = False
    scale: float = 1.0
    open: bool = False
    part: bool = False
    round: bool = False
    grouped: bool = False
    decimals: bool = False

    @property
    def takes_of(self) -> bool:
        """What it counts may follow a preposition: "1,3 million de personnes", "un tiers des …"."""
        return self.scale >= 1e5 or self.part or self.round


def digits(text: str, decimal: str) -> float | None:
    """The value of digits with marks and spaces; None when the marks make no number (a date, an address).

    "4,200" is 4.2 where ``decimal`` is the comma, else 4200; "4.200" the reverse; "1.111,11" reads both ways alike.
    """
    bare = re.sub(r"[^\d.,]", "", text)
    dots, commas = bare.count("."), bare.count(",")
    if dots and commas:
        mark = "." if bare.rfind(".") > bare.rfind(",") else ","
        if bare.count(mark) > 1:
            return None
        return float(bare.replace("," if mark == "." else ".", "").replace(mark, "."))
    if not dots and not commas:
        return float(bare)
    mark = "." if dots else ","
    head, *groups = bare.split(mark)
    thousands = len(head) <= 3 and not head.startswith("0") and all(len(g) == 3 for g in groups)
    if len(groups) > 1:
        return float("".join([head, *groups])) if thousands else None
    if thousands and mark != decimal:
        return float(head + groups[0])
    return float(f"{head}.{groups[0]}")


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
    return _words(t, i, g) if kind == "w" else None


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
    return _words(t, i + 1, g, number) or number


def slash(t: Tokens, i: int) -> float | None:
    """The value of "3/4" written with no space."""
    if not (t.at(i + 1) == "/" and t.glued(i + 1) and t.glued(i + 2) and t.kind[i + 2] == "n") or t.at(i + 3) == "/":
        return None
    over, under = t.text[i], t.text[i + 2]
    if not (over.isdigit() and under.isdigit() and len(over) + len(under) < 4):
        return None
    return int(over) / int(under) if 0 < int(over) < int(under) <= MAX_DENOMINATOR else None


class _Sum:
    """A numeral in the making: words are added one by one, and refused where they do not go on."""

    def __init__(self, first: float | None, g: Grammar) -> None:
        self.total, self.current, self.empty, self.scale = 0.0, first or 0.0, first is None, 1.0
        self.last_scale, self.digit_first = float("inf"), first is not None
        self.long_tens = g.numbers.get("long_tens", ())
        self.reversed = False

    def small(self, value: float) -> bool:
        """Add a word below a hundred."""
        rest = self.current % 100
        fits = (
            self.empty
            or (self.current == 0 and self.total > 0)
            or (rest == 0 and self.current >= 100 and not self.digit_first)
            or (20 <= rest <= 90 and rest % 10 == 0 and 0 < value < 10 and not self.digit_first)
            or (rest in self.long_tens and 0 < value < 20 and not self.digit_first)
        )
        if self.reversed and 0 < rest < 10 and value >= 20:
            fits = True
        if fits:
            self.current += value
            self.empty = False
        return fits

    def hundred(self, value: float, cents: bool = False) -> bool:
        """Multiply what stands before by a hundred; "45 cents" are cents."""
        if (self.current >= 20 and not self.digit_first) or (self.digit_first and cents):
            return False
        self.current = (self.current or 1) * value
        self.empty = self.digit_first = False
        return True

    def big(self, value: float) -> bool:
        """Multiply by a thousand, a million …; scales must go down, or multiply a whole ("mille milliards")."""
        if self.empty and self.total == 0:
            self.total, self.empty = value, False
        elif self.current and value < self.last_scale:
            self.total += self.current * value
        elif self.current == 0 and value > self.last_scale:
            self.total *= value
        else:
            return False
        self.current, self.last_scale, self.digit_first = 0.0, value, False
        self.scale = max(self.scale, value)
        return True


def _words(t: Tokens, i: int, g: Grammar, before: Number | None = None) -> Number | None:
    """Number words from ``i`` on, after digits where ``before`` is given."""
    acc = _Sum(before.value if before else None, g)
    j, end, count = i, i, 0
    while j < len(t):
        k = j
        if end > i and t.at(k) in "-‑–" and t.glued(k) and t.glued(k + 1):
            k += 1
        elif count and (after := _joined(t, k, g, acc)):
            k = after
        step = _word(t, k, g, acc)
        if step is None:
            break
        j = end = step
        count += 1
    if not count:
        return None
    value, start = acc.total + acc.current, before.start if before else i
    article = before is None and count == 1 and t.at(i) in g.articles
    number = Number(value, start, end, words=True, article=article, scale=acc.scale)
    if before:
        return replace(number, words=False, decimals=before.decimals, grouped=before.grouped)
    return _decimals(t, number, g)


def _word(t: Tokens, k: int, g: Grammar, acc: _Sum) -> int | None:
    """Add the number word at ``k`` to the sum; the index past it."""
    if k >= len(t):
        return None
    low = t.low
    if (hit := g.table("hundreds").at(low, k)) and acc.hundred(hit[1], low[k] in g.words("cents", "units")):
        return hit[0]
    if (hit := g.table("scales").at(low, k)) and acc.big(hit[1]):
        return hit[0]
    if (hit := _small(t, k, g)) and acc.small(hit[1]):
        return hit[0]
    if t.kind[k] == "n" and acc.total and not acc.empty and not acc.current:
        value = digits(t.text[k], g.decimal)
        if value is not None and 100 <= value < acc.last_scale and value == int(value):
            acc.current, acc.digit_first = value, True
            return k + 1
    return _glued(low[k], g, acc, k) if g.parts and t.kind[k] == "w" else None


def _small(t: Tokens, k: int, g: Grammar) -> tuple[int, float] | None:
    """A word below a hundred, its parts joined by spaces or hyphens ("quatre-vingt")."""
    for words, value in g.small.first.get(t.low[k], ()):
        j = k
        for n, word in enumerate(words):
            if n and t.at(j) == "-":
                j += 1
            if t.at(j) != word:
                break
            j += 1
        else:
            return j, float(value)
    return None


def _glued(word: str, g: Grammar, acc: _Sum, k: int) -> int | None:
    """Add a numeral written as one word; all of it must be number parts."""
    assert g.parts
    parts = g.parts.findall(word)
    if len(parts) < 2 or "".join(parts) != word or not acc.empty:
        return None
    numbers = g.numbers
    for part in parts:
        if part in numbers.get("glue", ()):
            acc.reversed = True
        elif part in numbers["hundreds"]:
            if not acc.hundred(numbers["hundreds"][part]):
                return None
        elif part in numbers["scales"]:
            if not acc.big(numbers["scales"][part]):
                return None
        elif not acc.small(numbers["words"][part]):
            return None
    return k + 1


def _joined(t: Tokens, k: int, g: Grammar, acc: _Sum) -> int | None:
    """The index past a joiner ("vingt et un", "one hundred and six") where it holds the numeral together."""
    for joiner in g.numbers.get("joiners", ()):
        j = k + 1 if t.at(k) == "-" else k
        if t.at(j) != joiner["word"]:
            continue
        j = j + 2 if t.at(j + 1) == "-" else j + 1
        nxt = _small(t, j, g) if j < len(t) else None
        if nxt is None or ("before" in joiner and nxt[1] not in joiner["before"]) or _divided(t, nxt[0], g):
            continue
        rest = acc.current % 100
        tens = joiner["after"] == "tens" and 20 <= rest <= 90 and rest % 10 == 0
        hundreds = joiner["after"] == "hundreds" and rest == 0 and acc.current + acc.total >= 100
        if (tens or hundreds) and not acc.digit_first:
            return j
    return None


def _decimals(t: Tokens, number: Number, g: Grammar) -> Number:
    """Words after a decimal mark in words: "cinq virgule zéro trois"."""
    if t.at(number.end) not in g.words("point"):
        return number
    j, shown = number.end + 1, ""
    while (hit := _small(t, j, g) if j < len(t) else None) and hit[1] == 0:
        j, shown = hit[0], shown + "0"
    rest = _words(t, j, g) if j < len(t) else None
    if rest:
        j, shown = rest.end, shown + str(int(rest.value))
    if not shown:
        return number
    return replace(number, value=float(f"{int(number.value)}.{shown}"), end=j, decimals=True)


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


def _divided(t: Tokens, j: int, g: Grammar) -> bool:
    """A denominator follows: "five million and three *quarters*"."""
    return g.table("denominators").at(t.low, j) is not None


def _half(t: Tokens, number: Number, g: Grammar) -> Number:
    """A part added before the unit: "un million et demi", "two and a half", "cinq et un quart"."""
    if number.part or number.round:
        return number
    hit = g.table("and_half").at(t.low, number.end) or _and_part(t, number, g)
    if not hit:
        return number
    added = float(hit[1]) * number.scale
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
