"""A number and how it is written in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.claims.figures import Tokens

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


def slash(t: Tokens, i: int) -> float | None:
    """The value of "3/4" written with no space."""
    if not (t.at(i + 1) == "/" and t.glued(i + 1) and t.glued(i + 2) and t.kind[i + 2] == "n") or t.at(i + 3) == "/":
        return None
    over, under = t.text[i], t.text[i + 2]
    if not (over.isdigit() and under.isdigit() and len(over) + len(under) < 4):
        return None
    return int(over) / int(under) if 0 < int(over) < int(under) <= MAX_DENOMINATOR else None
