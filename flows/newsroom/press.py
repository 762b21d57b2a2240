"""A larger press out of the same texts: names, figures and days vary by a seeded substitution."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import accumulate, cycle, islice

import seeds
from flows.newsroom.texts import DAYS, Revision, Story, folder, outlets

# A whole number of two digits or more, in French or English writing; years, clock times, decimals and percentages
# are let alone.
_FIGURE = re.compile(r"(?<![\w.,–:/-])\d{2,3}(?:[ ,]\d{3})*(?![\w:/–]|[.,]\d)(?! ?%| [Ss]eptemb)")
_DATE = re.compile(r"\b(\d{1,2})(?= [Ss]eptemb)")


def enlarge(texts: Sequence[Story], articles: int, words: int = 0) -> Iterator[Story]:
    """``articles`` stories, the same each time: the texts themselves first, in the order they come out, then copies.

    The texts are as short as dispatches; each copy gets paragraphs of background until it has so many ``words``.
    """
    ordered = sorted(texts, key=lambda s: (s.published, s.id))
    yield from ordered[:articles]
    sound = [s for s in ordered if s.fault != "missing"]
    for number, story in enumerate(islice(cycle(sound), max(articles - len(ordered), 0))):
        yield _copy(story, 1 + number // len(sound), words)


def _copy(story: Story, round_: int, words: int) -> Story:
    """A variation of ``story``; one round has one set of names, so that its claims still meet across outlets."""
    # Whole days keep the clock times; the last revision must still come out within the week.
    shift = round_ % (DAYS + 1 - max(r.day for r in story.revisions))
    later = timedelta(days=shift)
    language = next(o.language for o in outlets() if o.id == story.outlet)
    names, days = _variation(round_, language), _days(shift)
    behind = _background(f"{story.id}-{round_}", language, words - len(story.revisions[0].text.split()))

    def vary(text: str) -> str:
        return days(names(text))

    def moved(r: Revision) -> Revision:
        told = vary(r.title), vary(r.standfirst), vary(r.text + behind)
        return Revision(r.day + shift, r.at + later, r.modified + later, *told)

    revisions = tuple(map(moved, story.revisions))
    return replace(
        story,
        id=f"{story.id}-{round_}",
        path=_numbered(story.path, round_),
        moved_from=_numbered(story.moved_from, round_) if story.moved_from else None,
        published=story.published + later,
        revisions=revisions,
        keywords=tuple(names(k) for k in story.keywords),
        fault=story.fault if story.fault == "latin1" else None,
    )


def _background(story: str, language: str, words: int) -> str:
    """Paragraphs that tell of the country and quote nobody, as real articles have them: enough for so many words."""
    if words <= 0:
        return ""
    every = list(_paragraphs(language))
    random.Random(story).shuffle(every)
    told = accumulate(len(paragraph.split()) for paragraph in every)
    enough = next((count for count, total in enumerate(told, 1) if total >= words), len(every))
    return "\n\n" + "\n\n".join(every[:enough])


@cache
def _paragraphs(language: str) -> tuple[str, ...]:
    return tuple((folder() / "background" / f"{language}.md").read_text("utf-8").strip().split("\n\n"))


def _numbered(path: str, round_: int) -> str:
    """The path of a copy: ``/a.html`` becomes ``/a-3.html``, ``/b/`` becomes ``/b-3/``, ``/c?id=d`` ``/c?id=d-3``."""
    stem, end = re.fullmatch(r"(.*?)(\.html|/)?", path).groups()  # type: ignore[union-attr]  # it matches any path
    return f"{stem}-{round_}{end or ''}"


@cache
def _variation(round_: int, language: str) -> Callable[[str], str]:
    """The substitution of one round: new names for the cast, and every figure times one factor."""
    cast: dict[str, dict[str, list[list[str]]]] = seeds.parse((folder() / "cast.yaml").read_text("utf-8"))
    dice = random.Random(round_)
    swap: dict[str, str] = {}
    for pool in cast.values():
        for member in pool["members"]:
            swap |= _renamed(member, "".join(dice.choice(p) for p in pool["parts"]))
    names = re.compile(r"\b(?:" + "|".join(sorted(swap, key=len, reverse=True)) + r")\b")
    mark = " " if language == "fr" else ","
    factor = 1 + dice.random() * 3

    def vary(text: str) -> str:
        return _FIGURE.sub(lambda m: _scaled(m[0], factor, mark), names.sub(lambda m: swap[m[0]], text))

    return vary


def _renamed(member: list[str], stem: str) -> dict[str, str]:
    pairs = (form.partition("|") for form in member)
    return {form: (stem.lower() if form[0].islower() else stem) + ending for form, _, ending in pairs}


def _scaled(figure: str, factor: float, mark: str) -> str:
    return f"{int(int(re.sub('[ ,]', '', figure)) * factor):,}".replace(",", mark)


@cache
def _days(shift: int) -> Callable[[str], str]:
    """Weekdays and dates of September put off by ``shift`` days."""
    put_off: dict[str, str] = {}
    for outlet in outlets():
        week = outlet.calendar["weekdays"]
        put_off |= {day: week[(i + shift) % 7] for i, day in enumerate(week)}
    names = re.compile(r"\b(?:" + "|".join(put_off) + r")\b")

    def vary(text: str) -> str:
        text = names.sub(lambda m: put_off[m[0]], text)
        return _DATE.sub(lambda m: str(min(int(m[1]) + shift, 30)), text)

    return vary
