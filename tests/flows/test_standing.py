"""What an operator sees of the outlets at six in the morning: when feeds are asked next, what fails, who is silent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from test_cli import veille

from flows.cli.standing import WIDTH, counts, lines, standings
from flows.outlets import OutletFile, write_outlets
from warehouse import bulk, runs, snapshot
from warehouse.connection import writer
from warehouse.load import load
from warehouse.models import FeedState, OutletBatch

NOW = datetime(2026, 9, 8, 6, tzinfo=ZoneInfo("Europe/Paris"))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
RSS, NEWS, NEW = (f"http://quai.test/{name}" for name in ("rss", "news.xml", "new"))
QUAI = OutletFile.model_validate(
    {"id": "quai", "name": "Le Quai", "homepage": "http://quai.test/", "language": "fr", "country": "FR",
     "timezone": "Europe/Paris", "feeds": [{"url": RSS}, {"url": NEWS, "kind": "sitemap"}, {"url": NEW}]}
)  # fmt: skip
WELL = FeedState("quai", RSS, "rss", checked_at=NOW - 5 * MINUTE, next_due=NOW + 4 * MINUTE)
BROKEN = FeedState(
    "quai", NEWS, "sitemap", checked_at=NOW - HOUR, failures=7, next_due=NOW + 3 * HOUR, problem="answers 503",
    failing_since=NOW - 9 * HOUR,
)  # fmt: skip
GONE = FeedState("quai", "http://quai.test/old", "rss", checked_at=NOW, failures=1, next_due=NOW)
SILENT = (
    "no new article for 19 hours; the last one came on 7 September 2026, 11:00; 40 articles a day or more are expected"
)


def publish(data: Path, *feeds: FeedState, troubles: dict[str, str] | None = None) -> None:
    """What a run left of the outlet."""
    with writer(data) as con:
        run = runs.begin(con, kind="run", now=NOW - HOUR, outlets=["quai"])
        load(con, run, OutletBatch(QUAI.row, feeds=feeds))
        runs.finish(con, run)
        moments = (NOW - 10 * HOUR, NOW - HOUR, None)
        rows = [("quai", "outlet_drift" if what else "outlet_silent", what, *moments, told, None)
                for what, told in (troubles or {}).items()]  # fmt: skip
        bulk.insert(con, "troubles", rows)
        snapshot.publish(con, data)


def test_each_feed_is_told_with_when_it_is_due_and_since_when_it_fails(tmp_path: Path) -> None:
    publish(tmp_path, WELL, BROKEN, GONE, troubles={"": SILENT, NEWS: "its feed has failed 7 times in a row"})
    found = standings(tmp_path, [QUAI])
    assert list(lines(found, NOW)) == [
        "quai                 fr  FR  Le Quai",
        "    due 06:04, in 4 min          rss      http://quai.test/rss",
        "  ! due 09:00, in 3 h            sitemap  http://quai.test/news.xml",
        "      failing since 07 Sep 21:00, 7 times in a row, now left alone for 4 h: answers 503",
        "    not asked yet                rss      http://quai.test/new",
        "  ! silent since 07 Sep 20:00: no new article for 19 hours; the last one came on 7 September 2026,",
        "    11:00; 40 articles a day or more are expected",
    ]
    assert counts(found, NOW) == "3 feeds of 1 outlet: 1 due now, 1 failing; 1 outlet silent"


def test_a_feed_that_nobody_asked_when_it_was_due_tells_that_runs_have_stopped(tmp_path: Path) -> None:
    publish(tmp_path, WELL)
    found = standings(tmp_path, [QUAI])
    assert list(lines(found, NOW + HOUR))[1].startswith("    due since 06:04 ")
    assert found[0].is_well


def test_long_names_and_sentences_keep_within_the_terminal(tmp_path: Path) -> None:
    long = "http://quai.test/" + "x" * 200
    outlet = OutletFile.model_validate(
        {**QUAI.model_dump(exclude={"retention", "expect"}), "name": "Quai " * 40, "feeds": [{"url": long}]}
    )
    publish(tmp_path, FeedState("quai", long, "rss", None, None, None, NOW, 1, NOW, 1.0, "answers " * 40, NOW))
    shown = list(lines(standings(tmp_path, [outlet]), NOW))
    assert max(map(len, shown)) == WIDTH
    assert " ".join(shown[2:]).count("answers") == 40


def test_the_command_lists_those_that_are_troubled_and_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    file = QUAI.model_dump(mode="json", exclude={"retention", "expect"}, exclude_none=True)
    feeds = [{name: value for name, value in feed.items() if value} for feed in file["feeds"]]
    write_outlets([{**file, "feeds": feeds}], tmp_path / "seeds" / "outlets")
    publish(tmp_path / "data", WELL, BROKEN, troubles={"": SILENT})
    shown = veille("outlets", "list", "--troubled", "--data", str(tmp_path / "data"))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("quai ")
    assert "due since" in shown.stdout
    assert shown.stdout.endswith("1 outlet silent\n")
    told = json.loads(veille("outlets", "list", "--troubled", "--json", "--data", str(tmp_path / "data")).stdout)
    assert [o["outlet"] for o in told] == ["quai"]
    assert told[0]["feeds"][1] == {
        "url": NEWS, "kind": "sitemap", "checked_at": "2026-09-08T03:00:00+00:00",
        "next_due": "2026-09-08T07:00:00+00:00", "failures": 7, "failing_since": "2026-09-07T19:00:00+00:00",
        "back_off": 14400.0, "problem": "answers 503",
    }  # fmt: skip
    since = (NOW - 10 * HOUR).astimezone(UTC).isoformat()
    assert told[0]["troubles"] == [{"kind": "outlet_silent", "what": "", "since": since, "told": SILENT}]
