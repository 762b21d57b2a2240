"""The whole flow over loopback: the newsroom's first days, run on one Prefect server, kept in a real warehouse."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from flows import demo, notes
from flows.newsroom import Newsroom
from flows.newsroom.texts import folder, stories
from flows.watch import Watcher, watcher
from warehouse import snapshot, state
from warehouse.connection import reader, writer
from warehouse.models import Alert, Outcome

if TYPE_CHECKING:
    from flows.ingest import Result

pytestmark = pytest.mark.prefect
CONTENT = ("articles", "revisions", "statements", "mentions", "quantities", "claims", "mention_claims", "first_seen")


@dataclass
class Week:
    """The newsroom and the data directory of a week that has begun."""

    newsroom: Newsroom
    data: Path

    def run(self, day: int) -> Result:
        from flows.ingest import ingest

        self.newsroom.day = day
        return asyncio.run(ingest(demo.moment(day), [o["id"] for o in self.newsroom.outlets()]))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with reader(self.data) as con:
            return con.execute(query).fetchall()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        return {table: sorted(self.ask(f"FROM {table}"), key=repr) for table in CONTENT}


@pytest.fixture(scope="module")
def week(prefect: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    folder = tmp_path_factory.mktemp("week")
    with demo.stage(folder, resume=False, port=9431) as newsroom:
        week = Week(newsroom, folder)
        week.run(1)
        week.run(2)
        yield week


def test_each_discovered_url_has_one_outcome_in_each_run(week: Week) -> None:
    assert week.ask("SELECT run_id, url FROM outcomes GROUP BY ALL HAVING count(*) > 1") == []
    per_day = week.ask(
        "SELECT now::DATE, outcome, count(*) FROM outcomes JOIN runs USING (run_id) GROUP BY ALL ORDER BY ALL"
    )
    assert [(str(d), o, n) for d, o, n in per_day] == [
        ("2026-09-07", "loaded", 6),
        ("2026-09-08", "failed:404", 1),
        ("2026-09-08", "loaded", 6),
        ("2026-09-08", "unchanged", 6),
    ]


def test_a_baseline_makes_nothing_new_and_the_next_day_does(week: Week) -> None:
    new = week.ask("SELECT r.now::DATE, count(*) FROM first_seen JOIN runs AS r USING (run_id) WHERE new GROUP BY ALL")
    assert [str(day) for day, _ in new] == ["2026-09-08"]
    assert new[0][1] > 0


def test_a_second_run_on_the_same_day_loads_nothing_twice(week: Week) -> None:
    before = week.rows()
    assert all(before.values())
    again = week.run(2)
    assert again.run.finished
    assert week.rows() == before


def test_the_ui_of_prefect_has_the_outcomes_and_the_new_claims(week: Week) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey

    async def artifacts() -> dict[str, Any]:
        keys = ArtifactFilter(key=ArtifactFilterKey(any_=["outcomes", "new-claims", "progress"]))
        async with get_client() as client:
            found = await client.read_artifacts(artifact_filter=keys)
        return {a.key: a.data for a in found if a.key}

    found = asyncio.run(artifacts())
    assert set(found) == {"outcomes", "new-claims", "progress"}
    assert '"outcome"' in found["outcomes"]
    assert "new claims" in found["new-claims"]


def test_a_watcher_is_told_how_the_run_goes(week: Week) -> None:
    class Notes(Watcher):
        def __init__(self) -> None:
            self.outcomes: dict[str, int] = {}
            self.stages: list[str] = []
            self.alerts: list[Alert] = []

        def loaded(self, outlet: str, outcomes: Any) -> None:
            assert all(isinstance(o, Outcome) for o in outcomes)
            self.outcomes[outlet] = len(outcomes)

        def stage(self, name: str) -> None:
            self.stages.append(name)

    notes = Notes()
    token = watcher.set(notes)
    try:
        week.run(3)
    finally:
        watcher.reset(token)
    assert set(notes.outcomes) == {o["id"] for o in week.newsroom.outlets()}
    assert sum(notes.outcomes.values()) == 22
    assert notes.stages[0] == "resolving claims"


@pytest.mark.parametrize("fault", ["flaky", "slow", "redirect", "latin1", "missing", "robots"])
def test_each_fault_of_the_pages_ends_in_its_outcome(week: Week, fault: str) -> None:
    planted = yaml.safe_load((folder() / "truth.yaml").read_text("utf-8"))["faults"][fault]
    story = next(s for s in stories() if s.id == planted["in"])
    last_day = "SELECT outcome FROM outcomes JOIN runs USING (run_id) WHERE now::DATE = $day AND contains(url, $path)"
    path = story.moved_from or story.path
    with reader(week.data) as con:
        day = demo.moment(planted["day"]).date()
        assert con.execute(last_day, {"day": day, "path": path}).fetchall() == [(planted["outcome"],)]


def test_a_seed_that_is_wrong_stops_the_run_before_it_begins(week: Week) -> None:
    from flows.ingest import ingest
    from parsers.errors import ConfigError

    runs = week.ask("SELECT count(*) FROM runs")
    with pytest.raises(ConfigError, match="no outlet nowhere"):
        asyncio.run(ingest(demo.moment(4), ["nowhere"]))
    assert week.ask("SELECT count(*) FROM runs") == runs


def test_the_state_of_the_next_fetch_is_in_the_warehouse(week: Week) -> None:
    with writer(week.data) as con:
        urls = state.urls(con, "le-quai")
        feeds = state.feeds(con, "le-quai")
        snapshot.publish(con, week.data)
    assert all(u.next_due and u.fetched_at and u.next_due > u.fetched_at for u in urls.values())
    assert all(f.failures == 0 and f.etag for f in feeds.values())


def test_the_notes_on_past_runs_can_be_cleared_while_prefect_runs(week: Week) -> None:
    from prefect.client.orchestration import get_client

    async def artifacts() -> int:
        async with get_client() as client:
            return len(await client.read_artifacts())

    home = Path(os.environ["PREFECT_HOME"])
    claims = [text.encode() for (text,) in week.ask("SELECT claim FROM first_seen WHERE new")]
    assert claims
    assert asyncio.run(artifacts()) > 0
    notes.clear(home.parent)
    assert asyncio.run(artifacts()) == 0
    left = b"".join(file.read_bytes() for file in home.glob("prefect.*"))
    assert not any(claim in left for claim in claims)
