"""Numbers in words, added up one by one: "deux cent mille", "quatre-vingt-douze", "dreiundzwanzig"."""

from __future__ import annotations

from dataclasses import replace

from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number, digits


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


def read_words(t: Tokens, i: int, g: Grammar, before: Number | None = None) -> Number | None:
    """Number words from ``i`` on, after digits where ``before`` is given."""
    acc = _Sum(before.value if before else None, g)
    j, end, count = i, i, 0
    while j < len(t):
        k = j
        if count and (after := _joined(t, k, g, acc)):
            k = after
        elif end > i and t.at(k) in "-‑–" and t.glued(k) and t.glued(k + 1):
            k += 1
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
    low = t.low
    if k >= len(t) or (low[k] not in g.counting and t.kind[k] != "n" and not g.parts):
        return None
    if (hit := g.table("hundreds").at(low, k)) and acc.hundred(hit[1], low[k] in g.words("cents", "units")):
        return hit[0]
    if (hit := g.table("scales").at(low, k)) and acc.big(hit[1]):
        return hit[0]
    if (hit := small_word(t, k, g)) and acc.small(hit[1]):
        return hit[0]
    if t.kind[k] == "n" and acc.total and not acc.empty and not acc.current:
        value = digits(t.text[k], g.decimal)
        least = 1 if g.table("hundreds").at(low, k + 1) else 100
        if value is not None and least <= value < acc.last_scale and value == int(value):
            acc.current, acc.digit_first = value, True
            return k + 1
    if (tens := _tens_in_digits(t, k, g)) is not None and acc.small(tens):
        return k + 1
    return _glued(low[k], g, acc, k) if g.parts and t.kind[k] == "w" else None


def _tens_in_digits(t: Tokens, k: int, g: Grammar) -> float | None:
    """The digits of "3 hundred and 21", where nothing multiplies them."""
    tied = (
        t.kind[k] == "n" and t.text[k].isdigit() and any(t.at(k - 1) == j["word"] for j in g.numbers.get("joiners", ()))
    )
    if not tied or len(t.text[k]) > 2 or not g.table("hundreds").before(t.low, k - 1):
        return None
    multiplied = g.table("hundreds").at(t.low, k + 1) or g.table("scales").at(t.low, k + 1)
    return None if multiplied else float(t.text[k])


def small_word(t: Tokens, k: int, g: Grammar) -> tuple[int, float] | None:
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
        nxt = small_word(t, j, g) if j < len(t) else None
        if nxt is None and joiner["after"] == "hundreds" and j < len(t) and (value := _tens_in_digits(t, j, g)):
            nxt = j + 1, value
        if nxt is None or ("before" in joiner and nxt[1] not in joiner["before"]) or _divided(t, nxt[0], g):
            continue
        rest = acc.current % 100
        tens = joiner["after"] == "tens" and 20 <= rest <= 90 and rest % 10 == 0
        hundreds = joiner["after"] == "hundreds" and rest == 0 and acc.current + acc.total >= 100
        if (tens or hundreds) and not acc.digit_first:
            return j
    return None


def _divided(t: Tokens, j: int, g: Grammar) -> bool:
    """A denominator follows: "five million and three *quarters*"."""
    return g.table("denominators").at(t.low, j) is not None


def _decimals(t: Tokens, number: Number, g: Grammar) -> Number:
    """Words after a decimal mark in words: "cinq virgule zéro trois"."""
    if t.at(number.end) not in g.words("point"):
        return number
    j, shown = number.end + 1, ""
    while (hit := small_word(t, j, g) if j < len(t) else None) and hit[1] == 0:
        j, shown = hit[0], shown + "0"
    rest = read_words(t, j, g) if j < len(t) else None
    if rest:
        j, shown = rest.end, shown + str(int(rest.value))
    if not shown:
        return number
    return replace(number, value=float(f"{int(number.value)}.{shown}"), end=j, decimals=True)
