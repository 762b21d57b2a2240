"""A larger press out of the same texts: names, figures and days vary by a seeded substitution."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

import yaml

from flows.newsroom.texts import DAYS, Revision, Story, folder

# A whole number of two digits or more, in French or English writing; years, clock times and decimals are let alone.
_FIGURE = re.compile(r"(?<![\w.,–:/-])\d{2,3}(?:[ ,]\d{3})*(?![\w:/–]|[.,]\d)")


def enlarge(texts: Sequence[Story], articles: int) -> Iterator[Story]:
    """``articles`` stories: the texts themselves first, then copies of them, the n-th round being always the same."""
    for number in range(articles):
        story = texts[number % len(texts)]
        yield story if number < len(texts) else _copy(story, number // len(texts))


def _copy(story: Story, round_: int) -> Story:
    """A variation of ``story``; one round has one set of names, so that its claims still meet across outlets."""
    vary = _variation(round_)
    # Whole days keep the clock times; later revisions move along and must stay within the week.
    room = DAYS - max(r.day for r in story.revisions)
    shift = round_ % (room + 1)
    later = timedelta(days=shift)
    revisions = tuple(
        Revision(r.day + shift, r.at + later, r.modified + later, vary(r.title), vary(r.standfirst), vary(r.text))
        for r in story.revisions
    )
    return replace(
        story,
        id=f"{story.id}-{round_}",
        path=_numbered(story.path, round_),
        moved_from=_numbered(story.moved_from, round_) if story.moved_from else None,
        published=story.published + later,
        revisions=revisions,
        fault="latin1" if story.fault == "latin1" else None,
    )


def _numbered(path: str, round_: int) -> str:
    stem, dot, end = path.rpartition(".")
    return f"{stem}-{round_}.{end}" if dot else f"{path.rstrip('/')}-{round_}{'/' if path.endswith('/') else ''}"


@cache
def _variation(round_: int) -> Callable[[str], str]:
    cast = yaml.safe_load((folder() / "cast.yaml").read_text("utf-8"))
    dice = random.Random(round_)
    swap: dict[str, str] = {}
    for pool in cast.values():
        for group in pool["members"]:
            swap |= _new_names(group, pool["parts"], dice)
    names = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, swap), key=len, reverse=True)) + r")\b")
    factor = 1 + dice.random() * 3

    def figure(m: re.Match[str]) -> str:
        digits = re.sub(r"[ ,]", "", m[0])
        if len(digits) == 4 and m[0].isdigit():
            return m[0]
        value = max(int(int(digits) * factor), 10)
        return f"{value:,}".replace(",", " " if " " in m[0] else "," if "," in m[0] else "")

    def vary(text: str) -> str:
        return _FIGURE.sub(figure, names.sub(lambda m: swap[m[0]], text))

    return vary


def _new_names(group: list[str], parts: list[list[str]], dice: random.Random) -> dict[str, str]:
    """A made-up word for each name of one person or place (its French and English forms keep a stem in common)."""
    stem = "".join(dice.choice(p) for p in parts)
    return {name: stem + suffix for name, suffix in (n.split("|") if "|" in n else (n, "") for n in group)}
