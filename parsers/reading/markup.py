"""What class, id and role names tell of an element, by ``seeds/reading/markup.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

import seeds

CUT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_:.]+")
NOT_A_PART = (
    "has ",
    "have ",
    "with ",
    "no ",
    "not ",
    "is ",
    "js ",
    "wp block group",
    "without ",
    "post type ",
    "tag ",
    "category ",
)
REMEMBERED = 20_000
"""Names are few per outlet; keeping no more than so many keeps the memory flat."""


@cache
def rules() -> tuple[list[tuple[str, str]], re.Pattern[str]]:
    """``(group, kind)`` in the order of the file; the pattern of all, whose group ``rN`` is the Nth of them. It takes
    up nothing but the blank before a word, so that it is tried at every word.
    """
    table = tomllib.loads(seeds.path("reading/markup.toml").read_text("utf-8"))
    kinds = [(group, kind, text) for group, kinds in table.items() for kind, text in kinds.items()]
    parts = "|".join(f"(?P<r{n}>{text} )" for n, (_, _, text) in enumerate(kinds))
    return [(group, kind) for group, kind, _ in kinds], re.compile(f" (?={parts})")


def words(name: str) -> str:
    """One name cut into words: ``"articleBody"`` gives ``"article body"``; empty for a name that tells nothing."""
    cut = CUT.sub(" ", name.rpartition(":")[2]).lower().strip()
    return "" if "[" in name or cut.startswith(NOT_A_PART) else cut


@lru_cache(REMEMBERED)
def rank(name: str) -> int:
    """The number of the first rule that one name fits; past the last one where none does."""
    kinds, pattern = rules()
    return min((int((m.lastgroup or "")[1:]) for m in pattern.finditer(f"/ {words(name)} /")), default=len(kinds))


@lru_cache(REMEMBERED)
def role(names: str) -> tuple[str, str] | None:
    """``(group, kind)`` of an element with these class and id names: group is skip, role or body. Of several names the
    one whose rule stands first in the file counts.
    """
    kinds, _ = rules()
    first = min(map(rank, names.split()), default=len(kinds))
    return kinds[first] if first < len(kinds) else None
