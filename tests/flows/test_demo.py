"""The whole demo as a newcomer runs it, in a process of its own, and what must stand in its warehouse afterwards."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from planted import found, path_of, truth

from warehouse.connection import reader

if TYPE_CHECKING:
    from warehouse.connection import Connection

VEILLE = str(Path(sys.executable).with_name("veille"))
pytestmark = pytest.mark.prefect


def veille(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("VEILLE_", "PREFECT_"))} | env
    return subprocess.run([VEILLE, *words], capture_output=True, text=True, timeout=240, env=plain, check=False)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def played(data: Path) -> subprocess.CompletedProcess[str]:
    return veille("demo", "--data", str(data), "--port", "9531")


@pytest.fixture(scope="module")
def con(played: subprocess.CompletedProcess[str], data: Path) -> Iterator[Connection]:
    assert played.returncode == 0, played.stderr
    with reader(data) as con:
        yield con


@pytest.fixture(scope="module")
def claims(con: Connection) -> dict[str, set[str]]:
    """The claims that hold the tellings of each planted claim."""
    return {key: {claim for claim, _ in told} for key, told in found(con).items()}


def test_it_ends_well_and_shows_new_claims_the_alert_a_trend_and_a_chart(
    played: subprocess.CompletedProcess[str], data: Path
) -> None:
    assert played.returncode == 0, played.stderr
    assert played.stderr == ""
    for word in ("Traceback", "Warning", "ERROR"):
        assert word not in played.stdout
    assert "6 alerts" in played.stdout
    assert "démoli" in played.stdout
    assert (data / "series.png").read_bytes().startswith(b"\x89PNG")


def test_every_discovered_url_has_exactly_one_outcome_a_run(con: Connection) -> None:
    assert con.execute("SELECT run_id, url FROM outcomes GROUP BY ALL HAVING count(*) <> 1").fetchall() == []
    assert con.execute("SELECT count(DISTINCT run_id) FROM outcomes").fetchall() == [(7,)]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("articles", "canonical_url"),
        ("articles", "article_id"),
        ("revisions", "revision_id"),
        ("statements", "statement_id"),
        ("mentions", "mention_id"),
        ("mention_claims", "mention_id"),
        ("claims", "claim_id"),
    ],
)
def test_nothing_stands_twice(con: Connection, table: str, key: str) -> None:
    assert con.execute(f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1").fetchall() == []
    assert con.execute(f"SELECT count(*) > 0 FROM {table}").fetchall() == [(True,)]


@pytest.mark.parametrize("key", sorted({*truth()["same"]["near_copies"], *truth()["same"]["translations"]}))
def test_near_copies_and_translations_share_a_claim(claims: dict[str, set[str]], key: str) -> None:
    assert len(claims.get(key, ())) == 1


@pytest.mark.parametrize("pair", truth()["different"], ids=lambda p: f"{p['a']} {p['b']}")
def test_what_looks_alike_and_is_not_stays_apart(claims: dict[str, set[str]], pair: dict[str, str]) -> None:
    a, b = claims.get(pair["a"]), claims.get(pair["b"])
    assert a
    assert b
    assert not a & b


@pytest.mark.parametrize("denial", truth()["denials"], ids=lambda d: d["denied"])
def test_a_denial_is_another_claim_linked(con: Connection, claims: dict[str, set[str]], denial: dict[str, str]) -> None:
    links = con.execute("SELECT from_id, to_id FROM claim_links WHERE kind = 'negates'").fetchall()
    pairs = set(itertools.product(claims[denial["denied"]], claims[denial["claim"]]))
    assert pairs & {*links, *((b, a) for a, b in links)}


@pytest.mark.parametrize("change", truth()["figure_changes"], ids=lambda c: c["new"])
def test_a_changed_figure_shows_as_two_revisions_and_in_its_series(
    con: Connection, claims: dict[str, set[str]], change: dict[str, object]
) -> None:
    path = path_of(str(change["in"]))
    revisions = con.execute(
        "SELECT r.silent FROM revisions AS r JOIN articles AS a USING (article_id) "
        "WHERE ends_with(a.canonical_url, ?) ORDER BY r.sequence",
        [path],
    ).fetchall()
    assert len(revisions) >= 2
    assert any(silent == change["silent"] for (silent,) in revisions[1:])
    both = [*claims[str(change["old"])], *claims[str(change["new"])]]
    assert len(both) == 2
    series = con.execute("SELECT DISTINCT series_id FROM claims WHERE list_contains(?, claim_id)", [both]).fetchall()
    assert len(series) == 1


@pytest.mark.parametrize("fault", truth()["faults"].values(), ids=list(truth()["faults"]))
def test_a_faulty_page_ends_in_the_right_outcome(con: Connection, fault: dict[str, object]) -> None:
    outcomes = con.execute(
        "SELECT outcome FROM outcomes JOIN runs USING (run_id) LEFT JOIN articles AS a USING (article_id) "
        "WHERE (ends_with(outcomes.url, $path) OR ends_with(a.canonical_url, $path)) "
        "ORDER BY now",
        {"path": path_of(str(fault["in"]))},
    ).fetchall()
    assert outcomes[0] == (fault["outcome"],)


def raised(con: Connection, claims: dict[str, set[str]], rule: str) -> list[tuple[int, str]]:
    """The day and the planted claim of each alert of a rule, corrections aside."""
    planted = {claim: key for key, found in claims.items() for claim in found}
    rows = con.execute(
        "SELECT raised_at::DATE - DATE '2026-09-06', claim_id, body FROM alerts "
        "WHERE rule_id = ? AND kind <> 'correction'",
        [rule],
    ).fetchall()
    return sorted((day, planted.get(claim, f"not planted: {body}")) for day, claim, body in rows)


def days(lists: dict[int, list[str]]) -> list[tuple[int, str]]:
    """Those of all days but the first, a baseline."""
    return sorted((day, key) for day, keys in lists.items() for key in keys if day > 1)


EXPECTED: dict[str, list[tuple[int, str]]] = {
    "demo-claims": days(truth()["new_claims"]),
    "demo-denials": sorted((d["day"], d["denied"]) for d in truth()["denials"]),
    "demo-figures": days(truth()["moves"]),
    "demo-disagreements": sorted((d["day"], d["claims"][-1]) for d in truth()["disagreements"] if d["day"] > 1),
    "demo-edits": sorted((c["day"], c["new"]) for c in truth()["figure_changes"] if c["silent"]),
    "demo-withdrawals": sorted((w["day"], w["claim"]) for w in truth()["withdrawals"]),
}


@pytest.mark.parametrize("rule", EXPECTED)
def test_all_that_is_planted_raises_exactly_its_alert(con: Connection, claims: dict[str, set[str]], rule: str) -> None:
    found = raised(con, claims, rule)
    if rule == "demo-disagreements":  # either side may be the later one where one article tells both
        sides = {claim: d["claims"][-1] for d in truth()["disagreements"] for claim in d["claims"]}
        found = [(day, sides.get(claim, claim)) for day, claim in found]
    assert found == EXPECTED[rule]


def test_what_was_told_and_then_changed_is_corrected(con: Connection, claims: dict[str, set[str]]) -> None:
    rows = con.execute(
        "SELECT rule_id, raised_at::DATE - DATE '2026-09-06', claim_id, payload ->> '$.facts.why' FROM alerts "
        "WHERE kind = 'correction'"
    ).fetchall()
    planted = {claim: key for key, found in claims.items() for claim in found}
    expected = [(c["rule"], c["day"], c["claim"], c["why"]) for c in truth()["corrections"]]
    assert sorted((rule, day, planted.get(claim), why) for rule, day, claim, why in rows) == sorted(expected)


def test_no_rule_raises_anything_else_and_all_is_delivered(con: Connection) -> None:
    assert {rule for (rule,) in con.execute("SELECT DISTINCT rule_id FROM alerts").fetchall()} == set(EXPECTED)
    assert con.execute("SELECT DISTINCT state FROM outbox").fetchall() == [("sent",)]


def test_the_feed_of_alerts_stands_beside_the_data(con: Connection, data: Path) -> None:
    root = ET.parse(data / "alerts.atom").getroot()
    (count,) = con.execute("SELECT count(*) FROM alerts").fetchall()[0]
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) == min(count, 100)


def test_resuming_what_is_done_changes_nothing(con: Connection, data: Path) -> None:
    counts = "SELECT (SELECT count(*) FROM outcomes), (SELECT count(*) FROM mentions), (SELECT count(*) FROM alerts)"
    again = veille("demo", "--resume", "--data", str(data))
    assert again.returncode == 0, again.stderr
    with reader(data) as after:
        assert after.execute(counts).fetchall() == con.execute(counts).fetchall()


def test_the_commands_a_user_needs_next(con: Connection, data: Path) -> None:
    asked = veille("sql", "select count(*) as n from claims", "--format", "csv", "--data", str(data))
    assert asked.stdout.splitlines()[0] == "n"
    assert int(asked.stdout.splitlines()[1]) > 50
    refused = veille("sql", "select * from read_csv('/etc/hostname')", "--data", str(data))
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert veille("trends", "first_seen", "--data", str(data)).returncode == 0
    demo_s = {"VEILLE_SEEDS": str(data / "seeds")}
    tested = veille("rules", "test", "demo-denials", "--since", "7d", "--data", str(data), **demo_s)
    assert "4 alerts in 7d" in tested.stdout, tested.stderr
    listed = veille("alerts", "list", "--rule", "demo-edits", "--data", str(data))
    assert listed.stdout.count("console sent") == 2, listed.stderr
    assert "demo-claims: new_claim, to console" in veille("rules", "--data", str(data), **demo_s).stdout
