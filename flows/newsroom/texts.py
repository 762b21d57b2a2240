"""The texts of the demo press: Markdown files with a YAML head, each with its revisions.

The head of an article: ``path``, ``day`` (1 to 7), ``time``, ``title``, ``standfirst``, ``authors``, ``section``,
``keywords``; where they apply, ``fault`` (missing, flaky, slow, latin1), ``moved_from`` (the old address, which the
feed still gives), ``plain`` (no JSON-LD) and ``revisions``: a list of ``{day, time, change: {old words: new words}}``,
with ``silent: true`` where the page's modified date does not tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

import seeds
from parsers.errors import ConfigError

FIRST = date(2026, 9, 7)
DAYS = 7


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article: online from ``at``; ``modified`` is what the page itself says, and may lie."""

    day: int
    at: datetime
    modified: datetime
    title: str
    standfirst: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article of one outlet with every revision it goes through, the first one first."""

    id: str
    outlet: str
    path: str
    published: datetime
    revisions: tuple[Revision, ...]
    authors: tuple[str, ...] = ()
    section: str = ""
    keywords: tuple[str, ...] = ()
    fault: str | None = None
    moved_from: str | None = None
    plain: bool = False

    @property
    def day(self) -> int:
        """The simulated day, from 1, on which it appears."""
        return self.revisions[0].day

    def at(self, day: int) -> Revision | None:
        """The revision online in the evening of ``day``; None before the article appears."""
        return next((r for r in reversed(self.revisions) if r.day <= day), None)


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet of the demo press: what its outlet file says, and how its site looks."""

    id: str
    language: str
    zone: ZoneInfo
    file: dict[str, Any]
    site: dict[str, Any] = field(hash=False)
    template: str
    calendar: dict[str, list[str]]


def folder() -> Path:
    """Where the demo press is kept."""
    return seeds.path("newsroom")


@cache
def outlets() -> tuple[Outlet, ...]:
    """The five outlets in the order of their ports."""
    plan = seeds.parse((folder() / "outlets.yaml").read_text("utf-8"))
    return tuple(
        Outlet(
            id=o["file"]["id"],
            language=o["file"]["language"],
            zone=ZoneInfo(o["file"]["timezone"]),
            file=o["file"],
            site=o["site"],
            template=(folder() / "templates" / f"{o['file']['id']}.html").read_text("utf-8"),
            calendar=plan["calendar"][o["file"]["language"]],
        )
        for o in plan["outlets"]
    )


@cache
def stories() -> tuple[Story, ...]:
    """Every article of the press, by outlet and file name."""
    return tuple(
        _story(outlet, path)
        for outlet in outlets()
        for path in sorted((folder() / "articles" / outlet.id).glob("*.md"))
    )


def _story(outlet: Outlet, path: Path) -> Story:
    try:
        _, head, text = re.split(r"^---$\n?", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
        about = seeds.parse(head)
        revisions = _revisions(outlet, about, text.strip())
        return Story(
            id=f"{outlet.id}/{path.stem}",
            outlet=outlet.id,
            path=about["path"],
            published=revisions[0].at,
            revisions=tuple(revisions),
            authors=tuple(about.get("authors", ())),
            section=about.get("section", ""),
            keywords=tuple(about.get("keywords", ())),
            fault=about.get("fault"),
            moved_from=about.get("moved_from"),
            plain=about.get("plain", False),
        )
    except (ValueError, KeyError, yaml.YAMLError) as e:
        raise ConfigError(f"{path.name} is not an article with a YAML head between two --- lines: {e}") from e


def _revisions(outlet: Outlet, about: dict[str, Any], text: str) -> list[Revision]:
    """The first state as written, then one more for each entry of ``revisions`` (``change`` maps old words to new)."""
    at = _moment(outlet, about["day"], about["time"])
    states = [Revision(about["day"], at, at, about["title"], about.get("standfirst", ""), text)]
    for step in about.get("revisions", ()):
        last = states[-1]
        title, standfirst, body = (_changed(s, step["change"]) for s in (last.title, last.standfirst, last.text))
        whole = "\n".join((last.title, last.standfirst, last.text))
        if missing := [old for old in step["change"] if old not in whole]:
            raise ValueError(f"the revision of day {step['day']} changes words that are not there: {missing}")
        at = _moment(outlet, step["day"], step["time"])
        modified = last.modified if step.get("silent") else at
        states.append(Revision(step["day"], at, modified, title, standfirst, body))
    return states


def _changed(text: str, change: dict[str, str]) -> str:
    for old, new in change.items():
        text = text.replace(old, new)
    return text


def _moment(outlet: Outlet, day: int, clock: str) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day - 1), time.fromisoformat(clock), outlet.zone)
