"""A small archive: the made-up press as an older parser read it on two days. As a program, the reader that tests kill.

The older parser overlooks the last paragraph of each article, and who speaks in those of one outlet.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows import reading, rereading
from flows.archive import Archive, page_hash
from flows.brought import Got, Visit
from flows.newsroom import Newsroom
from flows.outlets import OutletFile
from flows.rereading import Reported, Rereading
from flows.settings import load as load_settings
from parsers.models import Article
from warehouse import rows, runs, snapshot
from warehouse.connection import writer
from warehouse.files import LocalFiles
from warehouse.load import load
from warehouse.models import Page, UrlState

NAMELESS, FRENCH = OUTLETS = ("harbour-ledger", "le-quai")


def outlets(press: Newsroom) -> list[OutletFile]:
    return [OutletFile.model_validate(file) for file in press.outlets() if file["id"] in OUTLETS]


def fill(data: Path, press: Newsroom, *, old: bool) -> None:
    """Load what the press says on two days, as an older parser reads it or as this one does."""
    seen: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch, writer(data) as con:
        if old:
            patch.setattr(rows, "PARSER_VERSION", rows.PARSER_VERSION - 1)
            patch.setattr(reading, "_parse", _overlooking(reading._parse))
        for press.day in (3, 7):
            run = runs.begin(con, kind="run", now=press.moment(press.day), outlets=OUTLETS)
            for outlet in outlets(press):
                visit = Visit(outlet, tuple(_got(press, outlet, run.now, seen)))
                load(con, run, reading.read(Archive(LocalFiles(data)), visit))
            runs.finish(con, run)
        snapshot.publish(con, data)


def _overlooking(parse: Any) -> Any:
    def older(outlet: OutletFile, got: Got) -> Article:
        article = parse(outlet, got)
        less: Article = replace(article, body=article.body[:-1] if len(article.body) > 1 else article.body)
        if outlet.id == NAMELESS:
            vars(less)["statements"] = tuple(replace(s, speaker=None) for s in less.statements)
        return less

    return older


def _got(press: Newsroom, outlet: OutletFile, now: Any, seen: dict[str, bytes]) -> Iterator[Got]:
    """The pages that are new or were edited."""
    site = press.sites[outlet.id]
    for story, _ in site.listed(press.day):
        answer = site.respond(story.path, {}, press.day)
        if answer.status == 503:
            answer = site.respond(story.path, {}, press.day)
        if answer.status == 200 and seen.get(url := site.base + story.path) != answer.body:
            seen[url] = answer.body
            mark = page_hash(answer.body)
            page = Page(mark, url, now, content_type=answer.headers["Content-Type"], archive_path=Archive.path(mark))
            yield Got(url, url, None, None, page, answer.body, UrlState(outlet.id, url, page_hash=mark))


def again(data: Path, *only: str, dry_run: bool = False, **more: Any) -> Reported:
    return asyncio.run(Rereading(load_settings(data=data), only, dry_run=dry_run, **more).all())


if __name__ == "__main__":
    rereading.BATCH = 3
    again(Path(sys.argv[1]), tell=lambda one: print("committed", one.outlet_id, flush=True))
