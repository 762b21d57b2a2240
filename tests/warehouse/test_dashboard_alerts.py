"""Alerts on the pages: in the reader's language, by the wording of the messages, with what people said of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked import Browser, published
from press import day

from warehouse import decisions, runs
from warehouse.connection import reader, writer
from warehouse.dashboard.access import access
from warehouse.dashboard.app import application
from warehouse.rules import Rule
from warehouse.snapshot import publish

RULES = [
    Rule("tap", words=("eau du robinet",)),
    Rule("toll", "figure_changed", words=("morts",), lang="fr"),
    Rule("quiet", "outlet_silent"),
]
SILENT = "aucun nouvel article depuis 75 heures, depuis qu’il est suivi"
FACTS = {"trouble": "silent", "hours": 75, "last_at": None, "usual": None, "expected": None}
HOSTILE = "<script>x</script> " + "mot " * 200
NOBODY = {"name": None, "source": "", "role": None, "affiliation": None}
DOCUMENT = {
    "kind": "outlet_silent", "rule": "hostile", "claim": None, "act": None, "words": HOSTILE, "context": HOSTILE,
    "facts": {}, "speaker": NOBODY, "figures": [], "nearest": [], "reasons": [], "outlet": {"id": "matin", "name": "M"},
    "article": {"title": HOSTILE, "url": "javascript:x"}, "page": {"hash": None}, "watched_since": None,
}  # fmt: skip
AS = (
    "INSERT INTO alerts BY NAME SELECT * REPLACE ($name AS alert_id, $name AS rule_id, $payload AS payload) "
    "FROM alerts WHERE rule_id = 'quiet'"
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The week under three rules, a silent outlet, an alert judged, one without a document, a hostile one."""
    data = published(tmp_path_factory.mktemp("alerts"), RULES)
    with reader(data) as con:
        [(tap,)] = con.execute("SELECT alert_id FROM alerts WHERE rule_id = 'tap' AND kind = 'new_claim'").fetchall()
    decisions.decide(data, "ack-alert", {"alert": tap, "as": "useful"}, who="test", at=day(10))
    with writer(data) as con:
        trouble = "INSERT INTO troubles VALUES ('matin', 'outlet_silent', '', $at, $at, NULL, 'no new article', $facts)"
        con.execute(trouble, {"at": day(11), "facts": json.dumps(FACTS)})
        runs.finish(con, runs.begin(con, kind="run", now=day(11), outlets=["matin"]), RULES)
        con.execute(AS, {"name": "old", "payload": None})
        con.execute(AS, {"name": "hostile", "payload": json.dumps(DOCUMENT)})
        publish(con, data)
    return data


@pytest.fixture(scope="module")
def browser(data: Path) -> Browser:
    return Browser(application(data, access("127.0.0.1")))


def alerts(browser: Browser, **query: str) -> list[dict[str, Any]]:
    return list(browser.get("/alerts", format="json", **query).json()["alerts"])


def lines(alert: dict[str, Any]) -> list[str]:
    return [line["text"] for line in alert["lines"]]


def test_alerts_are_told_in_the_readers_language_whatever_the_rules(browser: Browser) -> None:
    french, english = (alerts(browser, lang=lang, rule="toll")[0] for lang in ("fr", "en"))
    assert french["title"] == "Chiffre modifié : Jeanne Morel, The Globe"
    assert english["title"] == "Figure changed: Jeanne Morel, The Globe"
    assert lines(french)[0] == "Jeanne Morel (ministre) : La crue de la Lorne a fait 19 morts"
    assert any(line.startswith("Avant : ") for line in lines(french))
    assert any(line.startswith("Before: ") for line in lines(english))


def test_a_correction_says_what_is_no_longer_so(browser: Browser) -> None:
    correction, claim = alerts(browser, rule="tap", lang="en")
    assert (correction["kind"], correction["corrects"]) == ("correction", claim["alert_id"])
    assert lines(correction)[0].startswith("The article no longer holds this statement.")
    assert claim["claim_id"]
    page = browser.get("/alerts", rule="tap", lang="fr").text
    assert "Rectificatif : Jeanne Morel, Le Matin" in page
    assert "L’article ne contient plus ce propos." in page
    assert f'href="/claims/{claim["claim_id"]}' in page


def test_an_outlets_alert_leads_to_the_outlet(browser: Browser) -> None:
    [alert] = alerts(browser, rule="quiet", lang="fr")
    assert (alert["title"], alert["claim_id"], lines(alert)[0]) == ("Média silencieux : Le Matin", None, SILENT)
    assert 'href="/outlets/matin?lang=fr"' in browser.get("/alerts", rule="quiet", lang="fr").text


def test_an_alert_of_a_version_without_documents_shows_as_stored(browser: Browser) -> None:
    [alert] = alerts(browser, rule="old", lang="fr")
    assert (alert["title"], lines(alert)[0]) == ("Le Matin", "no new article")


def test_alerts_are_filtered_by_rule_and_by_what_people_said(browser: Browser) -> None:
    assert [(a["rule_id"], a["verdict"]) for a in alerts(browser, judged="useful")] == [("tap", "useful")]
    everything = alerts(browser)
    assert len(alerts(browser, judged="no")) == len(everything) - 1
    assert {a["rule_id"] for a in everything} == {"tap", "toll", "quiet", "old", "hostile"}
    assert alerts(browser, judged="known") == []
    data = browser.get("/alerts", format="json", rule="tap").json()
    assert [(p["rule"], p["raised"], p["useful"], p["precision"]) for p in data["precision"]] == [("tap", 1, 1, 1.0)]
    assert [r["rule_id"] for r in data["choices"]["rule"]] == ["hostile", "old", "quiet", "tap", "toll"]
    assert "100%" in browser.get("/alerts", lang="en", rule="tap").text


def test_today_tells_the_days_alerts_and_leads_to_all(browser: Browser) -> None:
    page = browser.get("/", lang="fr", day="2026-09-09").text
    assert "Rectificatif : Jeanne Morel, Le Matin" in page
    assert "Chiffre modifié : Jeanne Morel, The Globe" in page
    assert "Claim" not in json.dumps([a["title"] for a in browser.get("/", lang="fr", format="json").json()["alerts"]])
    assert 'href="/alerts?rule=tap&amp;lang=fr"' in page


def test_strangers_get_excerpts_and_all_is_escaped(data: Path) -> None:
    secret = "a secret of many letters"
    stranger = Browser(application(data, access("127.0.0.1", ["veille.test"], secret)), "192.0.2.7", "veille.test")
    page = stranger.get("/alerts", headers={"authorization": f"Bearer {secret}"}, rule="hostile").text
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert max(map(len, page.split(">"))) < 400
