"""What the operations page hands out can be used: the unit, the container file, the deployments."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from clockwork import UNIT, VEILLE, unit_command

from flows.cli import COMMANDS
from flows.settings import Settings
from warehouse import runs, snapshot
from warehouse.connection import writer

ROOT = Path(__file__).parents[2]
CONTAINER = (ROOT / "docs" / "Containerfile").read_text("utf-8")


def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd is installed here")
    unit = tmp_path / UNIT.name
    unit.write_text(re.sub(r"(?<=^ExecStart=)\S+", VEILLE, UNIT.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert (checked.returncode, [line for line in checked.stderr.splitlines() if UNIT.name in line]) == (0, [])


def test_the_container_file_copies_what_the_package_needs() -> None:
    copied = {word for line in re.findall(r"^COPY (.+)$", CONTAINER, re.MULTILINE) for word in line.split()[:-1]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml", "requirements.lock"}
    needed |= {project["project"]["readme"], *project["project"]["license-files"]}
    assert copied == needed
    assert copied == set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert all((ROOT / name).exists() for name in copied)


def test_the_settings_that_the_page_shows_can_be_used_as_they_stand() -> None:
    """Neither systemd nor an engine takes a comment behind a value."""
    (block,) = re.findall(
        r"```sh\n(#[^`]+VEILLE_CONTACT[^`]+)```", (ROOT / "docs" / "operations.md").read_text("utf-8")
    )
    told = [line for line in block.splitlines() if not line.startswith("#")]
    names = {name.lower() for name, _, value in (line.partition("=") for line in told) if " " not in value}
    assert len(names) == len(told)
    assert {f"veille_{name}" for name in (*Settings.model_fields, "seeds")} > names - {"le_quai_token"}


def test_the_account_of_the_unit_has_a_home() -> None:
    """Prefect asks for it when it is imported; systemd gives an account of its own none."""
    unit = UNIT.read_text("utf-8")
    assert "DynamicUser=yes" in unit
    assert "HOME=/var/lib/veille" in unit.split()


def test_the_unit_and_the_container_start_commands_that_exist() -> None:
    started = [re.findall(r'"([^"]+)"', line) for line in re.findall(r"CMD (\[.+\])", CONTAINER)]
    assert [words[1] for words in [unit_command(), *started]] == ["schedule", "doctor", "schedule"]
    assert set(COMMANDS) > {words[1] for words in started}
    assert started[-1][1:] == unit_command()[1:]


@pytest.mark.prefect
def test_prefect_yaml_deploys_what_the_schedule_serves(prefect: str) -> None:
    from prefect.utilities.importtools import import_object

    from flows.schedule import DEPLOYED, NAME

    told = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    assert [import_object(each["entrypoint"]) for each in told] == [each.flow for each in DEPLOYED]
    for theirs, ours in zip(told, DEPLOYED, strict=True):
        assert (theirs["name"], theirs["description"]) == (NAME, ours.about)
        assert theirs.get("parameters", {}) == ours.parameters
        assert theirs["tags"] == [NAME]
        assert theirs["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        assert (theirs["work_pool"]["work_queue_name"] == "long") == ours.long


def test_a_snapshot_put_in_the_place_of_the_warehouse_is_written_on(tmp_path: Path) -> None:
    now, restored = datetime(2026, 9, 7, 18, tzinfo=UTC), tmp_path / "restored"
    with writer(tmp_path) as con:
        runs.finish(con, runs.begin(con, kind="run", now=now, outlets=["le-quai"]))
        backup = snapshot.publish(con, tmp_path)
    restored.mkdir()
    shutil.copy(backup, restored / "veille.duckdb")
    with writer(restored) as con:
        runs.finish(con, runs.begin(con, kind="run", now=now + timedelta(hours=1), outlets=["le-quai"]))
        assert con.execute("SELECT count(*) FROM runs WHERE state = 'finished'").fetchall() == [(2,)]
