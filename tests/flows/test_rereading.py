"""The archive read again: what the better parser finds takes the older one's place, reported first, killed or not."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import archived
import pytest
from archived import FRENCH, NAMELESS, again, fill
from click.testing import Result
from typer.testing import CliRunner

from flows import readers, rereading
from flows.archive import Archive
from flows.cli import build
from flows.newsroom import Newsroom
from flows.outlets import write_outlets
from parsers import PARSER_VERSION
from warehouse.connection import reader, snapshots, writer
from warehouse.stale import Period

SAID = (
    "SELECT r.sequence, r.valid_from, r.parser_version, a.canonical_url, r.text_hash, s.content, s.source, s.speaker, "
    "s.kind FROM revisions AS r JOIN articles AS a ON a.article_id = r.article_id LEFT JOIN statement_revisions AS l "
    "ON l.revision_id = r.revision_id LEFT JOIN statements AS s ON s.statement_id = l.statement_id ORDER BY ALL"
)
UNCLAIMED = (
    "SELECT (SELECT count(*) FROM mentions ANTI JOIN mention_claims USING (mention_id)), "
    "(SELECT count(*) FROM mention_claims ANTI JOIN mentions USING (mention_id)), "
    "(SELECT count(*) FROM claims ANTI JOIN mention_claims USING (claim_id))"
)
LEDGER = "SELECT kind, state, count(*) FROM runs GROUP BY ALL ORDER BY ALL"


@pytest.fixture(scope="module")
def press() -> Iterator[Newsroom]:
    with Newsroom(port=None, articles=30) as press:
        yield press


@pytest.fixture(scope="module")
def filled(press: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("old")
    fill(data, press, old=True)
    return data


@pytest.fixture(scope="module")
def better(press: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, ...]]:
    """What the record would say, had the current parser read all from the beginning."""
    data = tmp_path_factory.mktemp("new")
    fill(data, press, old=False)
    return ask(data, SAID)


@pytest.fixture
def data(filled: Path, press: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change, and the outlets' files."""
    write_outlets(press.outlets(), tmp_path / "seeds" / "outlets")
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    shutil.copytree(filled, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def ask(data: Path, query: str) -> list[tuple[Any, ...]]:
    with reader(data) as con:
        return con.execute(query).fetchall()


def test_what_was_reported_is_committed_and_gives_what_the_better_parser_would_have_loaded(
    data: Path, better: list[tuple[Any, ...]]
) -> None:
    before, ledger, published = ask(data, SAID), ask(data, LEDGER), snapshots(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "POOL_FROM", 1)  # the report is read in processes, the commit in a thread
        report = again(data, dry_run=True)
    with writer(data) as con:
        assert (con.execute(SAID).fetchall(), con.execute(LEDGER).fetchall()) == (before, ledger)
    assert snapshots(data) == published
    assert sum(t.changes["added"] for t in report.outlets.values()) > 10
    assert {name for name, t in report.outlets.items() if t.changes["speaker"]} == {NAMELESS}
    assert again(data) == report
    assert (ask(data, SAID), ask(data, UNCLAIMED)) == (better, [(0, 0, 0)])
    assert ask(data, "SELECT count(*) FROM first_seen JOIN runs USING (run_id) WHERE kind = 'reread' AND new") == [(0,)]
    assert ask(data, LEDGER)[0] == ("reread", "finished", len(report.outlets))
    assert again(data) == rereading.Reported()


def test_killed_and_started_again_it_goes_on_where_it_stopped(data: Path, better: list[tuple[Any, ...]]) -> None:
    with writer(data) as con:
        (whole,) = con.execute("SELECT count(*) FROM revisions").fetchall()[0]
    command = [sys.executable, archived.__file__, str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(2):
            assert process.stdout.readline().startswith("committed")
        os.kill(process.pid, signal.SIGKILL)
    left = sum(t.revisions for t in again(data, dry_run=True).outlets.values())
    assert 0 < left < whole
    assert sum(t.revisions for t in again(data).outlets.values()) == left
    assert (ask(data, SAID), ask(data, UNCLAIMED)) == (better, [(0, 0, 0)])


def test_only_the_outlet_and_the_days_that_were_asked_for(data: Path) -> None:
    day = date(2026, 9, 8)
    (asked,) = ask(data, f"SELECT count(*) FROM articles WHERE outlet_id = '{FRENCH}' AND day = '{day}'")[0]
    report = again(data, FRENCH, period=Period(day, day))
    assert (list(report.outlets), report.articles) == ([FRENCH], asked)
    left = again(data, FRENCH, dry_run=True).articles
    assert (asked > 0, [(asked + left,)]) == (
        True,
        ask(data, f"SELECT count(*) FROM articles WHERE outlet_id = '{FRENCH}'"),
    )


def test_another_lexicon_makes_pages_worth_reading_again(data: Path) -> None:
    with writer(data) as con:
        con.execute("UPDATE revisions SET parser_version = ?", [str(PARSER_VERSION)])
        con.execute("UPDATE revisions SET lexicon_version = 'older' FROM articles AS a "
                    "WHERE language = 'en' AND a.article_id = revisions.article_id")  # fmt: skip
    assert list(again(data, dry_run=True).outlets) == [NAMELESS]


def test_what_cannot_be_read_is_told_and_stays_as_it_is(data: Path) -> None:
    (mark, url), *_ = ask(data, "SELECT page_hash, canonical_url FROM articles JOIN revisions USING (revision_id) "
                                f"WHERE articles.outlet_id = '{FRENCH}' AND revisions = 1 ORDER BY ALL")  # fmt: skip
    (data / Archive.path(mark)).write_bytes(b"junk")
    (data.parent / "seeds" / "outlets" / f"{NAMELESS}.yaml").unlink()
    report = again(data)
    assert report.without_file == [NAMELESS]
    assert report.outlets[FRENCH].unread == {"failed:archive": 1}
    (stays,) = ask(data, f"SELECT r.parser_version FROM revisions AS r JOIN articles USING (article_id) "
                         f"WHERE canonical_url = '{url}'")  # fmt: skip
    assert stays == ("0",)


def test_the_command_reports_asks_and_commits(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_DATA", str(data))
    before, listed = ask(data, SAID), tmp_path / "changes.jsonl"

    def play(answer: str) -> Result:
        return CliRunner().invoke(build(["reread", "tidy"]), ["reread", NAMELESS, "--changes", str(listed)], answer)

    refused = play("n\n")
    assert (refused.exit_code, ask(data, SAID)) == (1, before)
    changes = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    counted = Counter(change["kind"] for change in changes)
    said = f"statements added {counted['added']}, withdrawn {counted['withdrawn']}, speakers changed "
    assert f"{said}{counted['speaker']}" in refused.stdout
    assert {change["outlet"] for change in changes} == {NAMELESS}
    accepted = play("y\n")
    assert (accepted.exit_code, ask(data, SAID) != before) == (0, True)
    assert "Nothing to read again" in play("").stdout
