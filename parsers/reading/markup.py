"""What class, id and role names tell of an element, by ``seeds/reading/markup.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache

import seeds
from parsers.reading.alternatives import ANY, alternatives, by_initial, initial, union

CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
NOT_A_PART = re.compile(r"/ (?:/ )*(?:has|have|with|no|not|is|js|wp block group|without|post type|tag|category) ")
"""What begins the names that tell of a state, a script's hook or a whole page, not of a part of it."""
AFTER_BREAK = "(?<=/ )"
"""Left out of what only finds where to look: a letter, and nothing before it, is to decide there."""
REMEMBERED = 20_000
"""Names are few per outlet; keeping no more than so many keeps the memory flat."""


@cache
def rules() -> tuple[list[tuple[str, str]], re.Pattern[str], dict[str, re.Pattern[str]]]:
    """``(group, kind)`` in the order of the file; what finds the blanks behind which any of them begins; and which of
    them that is, by its number, for each letter it may begin with.
    """
    table = tomllib.loads(seeds.path("reading/markup.toml").read_text("utf-8"))
    kinds = {(group, kind): text for group, kinds in table.items() for kind, text in kinds.items()}
    begun: dict[str, dict[str, list[str]]] = {}
    for n, text in enumerate(kinds.values()):
        for one in alternatives(text):
            edge = AFTER_BREAK if one.startswith(AFTER_BREAK) else ""
            for bare in alternatives(one.removeprefix(edge)):
                begun.setdefault(initial(bare), {}).setdefault(f"r{n}", []).append(f"{edge}{bare} ")
    if ANY in begun:
        raise ValueError(f"seeds/reading/markup.toml: these begin with no plain letter: {begun[ANY]}")
    some = by_initial(text.replace(AFTER_BREAK, "") for text in kinds.values())
    return list(kinds), re.compile(f" (?=(?:{some}) )"), {letter: union(begun[letter]) for letter in begun}


def words(names: str) -> str:
    """Names cut into words, and what is before a colon cut off: ``"articleBody lg:no-ads"`` gives
    ``"article body / lg / no ads"``.
    """
    line = " / ".join(names.split()).replace(":", " / ").replace("-", " ").replace("_", " ").replace(".", " ")
    line = line if line.islower() else CAPITAL.sub(" ", line).lower()
    return " ".join(line.split()) if "  " in line or line[:1] == " " or line[-1:] == " " else line


@lru_cache(REMEMBERED)
def role(names: str) -> tuple[str, str] | None:
    """``(group, kind)`` of an element with these class and id names: group is skip, role or body. Of several that fit
    the one whose rule stands first in the file counts.
    """
    kinds, some, which = rules()
    line = f"/ {words(names)} /"
    if some.search(line) is None:
        return None
    if ":" in names or "[" in names:
        line = f"/ {words(' '.join(name.rpartition(':')[2] for name in names.split() if '[' not in name))} /"
    if NOT_A_PART.search(line):
        line = f"/ {' / '.join(one for one in line[2:-2].split(' / ') if not NOT_A_PART.match(f'/ {one}'))} /"
    ends = [at.end() for at in some.finditer(line)]
    found = [int((m.lastgroup or "")[1:]) for at in ends if (m := which[line[at]].match(line, at))]
    return kinds[min(found)] if found else None
