"""What class, id and role names tell of an element, by ``seeds/reading/markup.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache

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
"""Names are few per outlet; forgetting all of them at this many keeps the memory flat."""

_known: dict[str, tuple[str, str] | None] = {}


@cache
def rules() -> list[tuple[str, str, re.Pattern[str]]]:
    """``(group, kind, pattern)`` in the order of the file."""
    table = tomllib.loads(seeds.path("reading/markup.toml").read_text("utf-8"))
    return [(group, kind, re.compile(f" {text} ")) for group, kinds in table.items() for kind, text in kinds.items()]


def words(names: str) -> str:
    """The names cut into words: ``"articleBody no-ads"`` gives ``"/ article body /"``."""
    kept = [
        cut
        for name in names.split()
        if "[" not in name and not (cut := CUT.sub(" ", name.rpartition(":")[2]).lower().strip()).startswith(NOT_A_PART)
    ]
    return "/ " + " / ".join(kept) + " /"


def role(names: str) -> tuple[str, str] | None:
    """``(group, kind)`` of an element with these class and id names: group is skip, role or body."""
    try:
        return _known[names]
    except KeyError:
        pass
    if len(_known) >= REMEMBERED:
        _known.clear()
    text = words(names)
    found = next(((group, kind) for group, kind, pattern in rules() if pattern.search(text)), None)
    _known[names] = found
    return found
