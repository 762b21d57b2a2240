"""The command line as a user meets it: real processes, sentences for errors, and no Prefect where none is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse import runs, snapshot
from warehouse.connection import writer

LIGHT = """
import sys
from flows.cli import main
sys.argv = ["veille", *sys.argv[1:]]
try:
    main()
finally:
    heavy = {"prefect", "httpx", "apprise", "altair"} & sys.modules.keys()
    assert not heavy, heavy
"""


def veille(*arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LIGHT, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "COLUMNS": "100", **(env or {})},
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with one empty, finished run."""
    data = tmp_path_factory.mktemp("data")
    with writer(data) as con:
        run = runs.begin(con, kind="run", now=datetime.now(UTC), outlets=[])
        runs.finish(con, run, [])
        snapshot.publish(con, data)
    return data


@pytest.mark.parametrize(
    "command",
    [
        *("", "demo", "run", "schedule", "backfill", "doctor", "newsroom", "sql", "trends", "parse", "match"),
        *("outlets add", "outlets list", "search", "export", "forget", "sample", "sample draw", "sample score"),
        *(f"alerts {name}".strip() for name in ("", "list", "ack", "mute", "resend", "deliver")),
        *("rules", "rules test"),
        *(f"claims {name}".strip() for name in ("", "show", "explain", "merge", "split", "pin", "log")),
    ],
)
def test_help_is_worth_reading_and_light(command: str) -> None:
    done = veille(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: veille" in done.stdout
    assert done.stdout.count(f"veille {command}") >= 2  # the usage, and an example


def test_an_unknown_command_is_told_with_what_was_meant() -> None:
    done = veille("trend")
    assert done.returncode == 2
    assert "trends" in done.stderr


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("table", "n  s\n─  ──\n1  =x\n"),
        ("csv", "n,s\r\n1,'=x\r\n"),
        ("json", '[\n {\n  "n": 1,\n  "s": "=x"\n }\n]\n'),
    ],
)
def test_sql_answers_in_each_format(data: Path, tmp_path: Path, kind: str, expected: str) -> None:
    query = ("sql", "select 1 as n, '=x' as s", "--data", str(data), "--format", kind)
    file = tmp_path / "out"
    assert veille(*query, "--out", str(file)).returncode == 0
    with file.open(newline="", encoding="utf-8") as written:
        assert written.read() == expected


def test_sql_writes_parquet(data: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    file = tmp_path / "out.parquet"
    done = veille("sql", "select 1 as n", "--data", str(data), "--format", "parquet", "--out", str(file))
    assert (done.returncode, pq.read_table(file).to_pylist()) == (0, [{"n": 1}])


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("select nothing", "the query cannot be answered"),
        ("select * from read_csv('/etc/passwd')", "the query cannot be answered"),
        ("delete from articles", "the query cannot be answered"),
        ("copy articles to '/tmp/x.csv'", "the query cannot be answered"),
        ("set enable_external_access = true", "the query cannot be answered"),
    ],
)
def test_sql_can_neither_write_nor_reach_files(data: Path, query: str, sentence: str) -> None:
    done = veille("sql", query, "--data", str(data))
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_trends_are_listed_shown_and_answered(data: Path) -> None:
    assert "claims_per_day" in veille("trends").stdout
    assert "SELECT" in veille("trends", "claims_per_day", "--sql").stdout
    done = veille("trends", "claims_per_day", "by=all", "--format", "json", "--data", str(data))
    as_option = veille("trends", "claims_per_day", "--param", "by=all", "--format", "json", "--data", str(data))
    assert as_option.stdout == done.stdout
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("sql", "select 1"), "no data has been published"),
        (("sql", "select 1", "--format", "parquet"), "no data has been published"),
        (("trends", "nonsense"), "there is no trend 'nonsense'"),
        (("run", "nowhere"), "no outlet nowhere; known are 20-minutes"),
        (("run", "--now", "tomorrow"), "--now 'tomorrow' is no moment"),
    ],
)
def test_an_error_is_a_sentence_and_exit_code_1(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    code = "import sys; from flows.cli import main; sys.argv[0] = 'veille'; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--data", str(tmp_path / "none")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_used_is_named() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from flows.cli import main; sys.argv = ['veille', 'doctor']; main()"],
        capture_output=True, text=True, env={**os.environ, "VEILLE_DELAY": "-1"}, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "VEILLE_DELAY is '-1'" in done.stderr
