"""What a run puts in the outbox: once per rule and event, digests, mutes, and corrections of what was told before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from press import article, batch, day, reading, said

from parsers.models import SpeakerInfo, Statement
from warehouse import alerts, decisions, outbox, runs, trends
from warehouse.connection import Connection, writer
from warehouse.load import load
from warehouse.payload import sentence
from warehouse.rules import Channel, Rule

A, B = "http://matin.test/a", "http://matin.test/b"
TOLL = said("Le séisme de Kandra a fait 12 morts", figures=[(12, "morts")])
ALL = Rule("all", words=("séisme", "pont"))
CLAIMS = [
    said("Le maire démissionnera lundi"),
    said("Le séisme a détruit 300 maisons", figures=[(300, "maisons")]),
    said("Le pont est fermé", by=None),
]


def play(
    con: Connection, n: int, *statements: Statement, rules: Sequence[Rule] = (), url: str = B, **fields: Any
) -> int:
    run = runs.begin(con, kind="run", now=day(n), outlets=["matin"])
    given = {"published": f"2026-09-{n:02}T09:00:00+02:00", "modified": None} | fields
    load(con, run, batch(reading(url, article(*statements, **given))))
    return runs.finish(con, run, rules).alerts


def documents(con: Connection, where: str = "true") -> list[dict[str, Any]]:
    rows = con.execute(f"SELECT payload FROM alerts WHERE {where} ORDER BY raised_at, points DESC, alert_id").fetchall()
    return [json.loads(payload) for (payload,) in rows]


@pytest.fixture(autouse=True)
def baseline(con: Connection) -> None:
    play(con, 7, said("Le marché ouvre lundi"), url=A)


def test_the_document_holds_all_that_a_message_may_say(con: Connection) -> None:
    assert play(con, 8, TOLL, rules=[ALL]) == 1
    [d] = documents(con)
    assert (d["schema"], d["kind"], d["rule"]) == ("veille.alert/1", "new_claim", "all")
    assert d["speaker"] == {
        "name": "Jeanne Morel", "source": "Jeanne Morel", "role": "ministre", "affiliation": None, "confidence": 0.9,
    }  # fmt: skip
    assert d["context"] == d["words"] == "Le séisme de Kandra a fait 12 morts"
    assert d["figures"] == [{"text": "12 morts", "low": 12.0, "high": 12.0, "unit": "morts"}]
    assert (d["told_at"], d["outlet"]["name"]) == ("2026-09-08T09:00:00+02:00", "Le Matin")
    assert (d["article"]["url"], len(d["page"]["hash"])) == (B, 32)
    assert d["watched_since"].startswith("2026-09-07")


def test_a_doubtful_speaker_is_not_named(con: Connection) -> None:
    doubtful = replace(TOLL, source="la ministre", speaker_info=SpeakerInfo("ministre", None, "elle", 0.6))
    play(con, 8, doubtful, rules=[ALL])
    [d] = documents(con)
    assert (d["speaker"]["name"], d["speaker"]["role"], d["speaker"]["source"]) == (None, None, "la ministre")
    assert d["reasons"] == ["figure", "asserted as a fact"]


def test_the_nearest_known_claim_says_why_it_is_another(con: Connection) -> None:
    play(con, 8, TOLL)
    play(con, 9, said("Le séisme de Kandra a fait 40 morts", figures=[(40, "morts")]), rules=[ALL], url=B + "2")
    [d] = documents(con)
    assert [(n["text"], n["relation"]) for n in d["nearest"]] == [("Le séisme de Kandra a fait 12 morts", "figure")]


def test_the_sentence_that_holds_what_is_said() -> None:
    text = "Il dort. Elle part. Oui."
    assert sentence(text, 9, 13) == "Elle part."
    assert sentence(text, 9, 22) == "Elle part. Oui."
    assert sentence(text, None, None) == ""
    assert len(sentence("mot " * 500, 0, 3)) <= 400


def test_an_unfiltered_rule_is_one_digest_of_the_best(con: Connection) -> None:
    flood = Rule("flood", most=2)
    assert play(con, 8, TOLL, *CLAIMS, rules=[flood]) == 2
    [message] = outbox.waiting(con, day(8))
    assert [a.among for a in message.alerts] == [4, 4]
    assert {json.loads(a.payload or "")["words"] for a in message.alerts} == {
        "Le séisme de Kandra a fait 12 morts",
        "Le séisme a détruit 300 maisons",
    }
    assert all(d["reasons"] for d in documents(con))


def test_a_filtered_rule_that_is_met_too_often_becomes_a_digest(con: Connection) -> None:
    few = replace(ALL, most=1)
    assert play(con, 8, TOLL, *CLAIMS, rules=[few]) == 1
    assert play(con, 9, said("Le séisme de Lorne a fait 3 blessés"), rules=[few], url=B + "2") == 1
    assert [len(m.alerts) for m in outbox.waiting(con, day(9))] == [1, 1]


def test_a_digest_over_a_time_waits_and_keeps_the_best(con: Connection) -> None:
    weekly = Rule("weekly", digest=dt.timedelta(7), most=2)
    play(con, 8, CLAIMS[0], CLAIMS[2], rules=[weekly])
    assert outbox.waiting(con, day(8)) == []
    play(con, 9, TOLL, rules=[weekly], url=B + "2")
    [message] = outbox.waiting(con, day(11))  # the week of 1970 ends on a Thursday
    words = [json.loads(a.payload or "")["words"] for a in message.alerts]
    assert words[0] == "Le séisme de Kandra a fait 12 morts"
    assert len(words) == 2


def test_what_is_quiet_is_not_raised_again(con: Connection) -> None:
    rule = Rule("moves", "figure_changed", quiet=dt.timedelta(days=2))
    play(con, 8, TOLL, rules=[rule])
    raised = [
        play(
            con,
            n,
            said(f"Le séisme de Kandra a fait {dead} morts", figures=[(dead, "morts")]),
            rules=[rule],
            url=f"{B}{n}",
        )
        for n, dead in ((9, 20), (10, 30), (12, 50))
    ]
    assert raised == [1, 0, 1]


def decide(data: Path, n: int, action: str, **args: str) -> None:
    decisions.decide(data, action, args, who="desk", at=day(n))


def column(con: Connection, sql: str) -> list[Any]:
    return [row[0] for row in con.execute(sql).fetchall()]


def test_a_muted_rule_goes_nowhere_until_it_may(tmp_path: Path, con: Connection) -> None:
    play(con, 8, TOLL, rules=[ALL])
    decide(tmp_path, 8, "mute-alerts", rule="all", subject="", until=day(10).isoformat())
    decisions.apply(con, tmp_path)
    assert outbox.waiting(con, day(8)) == []
    play(con, 9, CLAIMS[1], rules=[ALL], url=B + "2")
    assert outbox.waiting(con, day(9)) == []
    play(con, 11, CLAIMS[2], rules=[ALL], url=B + "3")
    assert [m.alerts[0].body for m in outbox.waiting(con, day(11))] == ["Le pont est fermé"]


def test_a_muted_subject_leaves_the_rest_of_its_rule_alone(tmp_path: Path, con: Connection) -> None:
    rule = Rule("moves", "figure_changed", channels=(Channel("$DESK"),))
    play(con, 8, TOLL, said("Le port a supprimé 200 emplois", figures=[(200, "emplois")]))
    (series,) = column(con, "SELECT series_id FROM figures WHERE unit = 'morts'")
    decide(tmp_path, 8, "mute-alerts", rule="moves", subject=series, until=day(20).isoformat())
    decisions.apply(con, tmp_path)
    both = [said("Le séisme de Kandra a fait 20 morts", figures=[(20, "morts")]),
            said("Le port a supprimé 300 emplois", figures=[(300, "emplois")])]  # fmt: skip
    assert play(con, 9, *both, rules=[rule], url=B + "2") == 2
    assert [m.alerts[0].body for m in outbox.waiting(con, day(9))] == ["Le port a supprimé 300 emplois"]


def correction(con: Connection) -> dict[str, Any]:
    [d] = documents(con, "kind = 'correction'")
    [told] = column(con, "SELECT count(DISTINCT channels) FROM alerts")
    assert told == 1
    return d["facts"]


def test_a_statement_that_the_page_takes_back_is_corrected_once(con: Connection) -> None:
    play(con, 8, TOLL, rules=[ALL])
    assert play(con, 9, CLAIMS[0], rules=[ALL], published="2026-09-08T09:00:00+02:00") == 1
    assert correction(con)["why"] == "withdrawn"
    assert play(con, 10, CLAIMS[0], said("Tout va bien"), rules=[ALL], published="2026-09-08T09:00:00+02:00") == 0


def test_the_corrections_of_a_run_go_out_together(con: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alerts, "MOST", 2)
    play(con, 8, TOLL, *CLAIMS, rules=[ALL, replace(ALL, id="some", words=("Kandra",))])
    play(con, 9, CLAIMS[0], rules=[ALL], published="2026-09-08T09:00:00+02:00")
    sent = [m.alerts for m in outbox.waiting(con, day(9)) if m.alerts[0].kind == "correction"]
    together = sorted((of[0].rule_id, len(of), of[0].among) for of in sent)
    assert together == [("all", 1, 1), ("all", 2, 2), ("some", 1, 1)]
    assert all(a.payload and json.loads(a.payload)["facts"]["why"] == "withdrawn" for of in sent for a in of)


def test_another_figure_in_its_place_is_said(con: Connection) -> None:
    play(con, 8, TOLL, rules=[Rule("all", words=("12 morts",))])
    newer = said("Le séisme de Kandra a fait 15 morts", figures=[(15, "morts")])
    play(con, 9, newer, published="2026-09-08T09:00:00+02:00")
    found = correction(con)
    assert (found["why"], found["after"]) == ("refigured", "Le séisme de Kandra a fait 15 morts")


def test_a_claim_that_was_known_under_other_words_is_corrected(tmp_path: Path, con: Connection) -> None:
    play(con, 8, said("La terre a tremblé à Kandra"))
    play(con, 9, TOLL, rules=[ALL], url=B + "2")
    ids = dict(con.execute("SELECT text, claim_id FROM claims").fetchall())
    decide(tmp_path, 9, "merge-claims", old=ids[TOLL.content[0]], into=ids["La terre a tremblé à Kandra"])
    decisions.apply(con, tmp_path)
    play(con, 10, CLAIMS[0], url=B + "3")
    found = correction(con)
    assert (found["why"], found["claim"]["text"]) == ("merged", "La terre a tremblé à Kandra")
    play(con, 11, CLAIMS[0], url=B + "4")
    assert len(documents(con, "kind = 'correction'")) == 1


def test_a_statement_found_to_be_somebody_else_s_is_corrected(con: Connection) -> None:
    play(con, 8, TOLL, said("Rien", by="Luc Brand"), rules=[ALL])
    con.execute("UPDATE mentions SET speaker_id = (SELECT speaker_id FROM speakers WHERE name = 'Luc Brand')")
    play(con, 9, CLAIMS[0], url=B + "2")
    assert (correction(con)["why"], correction(con)["speaker"]) == ("re-attributed", "Luc Brand")


def test_two_names_of_one_speaker_are_no_correction(tmp_path: Path, con: Connection) -> None:
    play(con, 8, TOLL, said("Rien", by="Mme Morel"), rules=[ALL])
    ids = dict(con.execute("SELECT name, speaker_id FROM speakers").fetchall())
    decide(tmp_path, 8, "merge-speakers", old=ids["Jeanne Morel"], into=ids["Mme Morel"])
    decisions.apply(con, tmp_path)
    assert play(con, 9, CLAIMS[0], url=B + "2") == 0


def test_verdicts_make_the_weekly_precision_of_a_rule(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        play(con, 7, said("Le marché ouvre lundi"), url=A)
        play(con, 8, TOLL, CLAIMS[1], CLAIMS[2], rules=[ALL])
        ids = column(con, "SELECT alert_id FROM alerts ORDER BY 1")
    decide(tmp_path, 8, "ack-alert", **{"alert": ids[0], "as": "known"})
    decide(tmp_path, 9, "ack-alert", **{"alert": ids[0], "as": "useful"})
    decide(tmp_path, 9, "ack-alert", **{"alert": ids[1], "as": "not-a-claim"})
    with writer(tmp_path) as con:
        found = trends.run(con, "alert_precision")
    assert dict(zip(found.columns, found.rows[0], strict=True)) == {
        "week": dt.date(2026, 9, 7), "rule": "all", "raised": 3, "judged": 2, "useful": 1, "known": 0,
        "wrong_speaker": 0, "not_a_claim": 1, "precision": 0.5,
    }  # fmt: skip
