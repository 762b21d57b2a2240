"""The dashboard's pages, asked over ASGI as a browser would, on the week of ``weeks.py``."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from asked import Browser, published
from press import article, batch, day, reading, said
from starlette.routing import Route
from weeks import MAYOR, MINISTER, PREFECT

from warehouse import decisions, runs
from warehouse.connection import Connection, reader, writer
from warehouse.dashboard.access import access
from warehouse.dashboard.app import PAGES, application
from warehouse.load import load
from warehouse.snapshot import publish
from warehouse.words import words


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("dashboard"))


@pytest.fixture(scope="module")
def con(data: Path) -> Iterator[Connection]:
    with reader(data) as connection:
        yield connection


@pytest.fixture(scope="module")
def browser(data: Path) -> Browser:
    return Browser(application(data, access("127.0.0.1")))


def one(con: Connection, sql: str) -> Any:
    return con.execute(sql).fetchall()[0][0]


@pytest.fixture(scope="module")
def addresses(con: Connection) -> dict[str, str]:
    """An address for each kind of page."""
    ids = {
        "claim": one(con, "SELECT claim_id FROM claims WHERE text LIKE '%12 morts'"),
        "series": one(con, "SELECT series_id FROM figures WHERE unit = 'morts' LIMIT 1"),
        "speaker": one(con, f"SELECT speaker_id FROM speakers WHERE name = '{MAYOR}'"),
        "outlet": "matin",
        "article": one(con, "SELECT article_id FROM articles WHERE title = 'port'"),
        "run": one(con, "SELECT run_id FROM runs ORDER BY now DESC LIMIT 1"),
        "trend": "spread",
    }
    return {name: path.replace("{id}", ids.get(name, "")) for path, (name, _) in PAGES.items()}


@pytest.mark.parametrize("name", [name for name, _ in PAGES.values()])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_is_html_in_both_languages_and_json(
    browser: Browser, addresses: dict[str, str], name: str, lang: str
) -> None:
    page = browser.get(addresses[name], lang=lang)
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert page.text.count("<h1") == 1
    assert not re.search(r"<script|<style| style=| on\w+=|javascript:", page.text), "the policy allows none of these"
    data = browser.get(addresses[name], format="json")
    assert data.headers["content-type"] == "application/json"
    assert data.json() == browser.get(addresses[name], headers={"accept": "application/json"}).json()


def test_today_says_what_new_means_and_what_was_read(browser: Browser) -> None:
    page = browser.get("/", lang="en", day="2026-09-09").text
    assert "New on Wednesday 9 September 2026" in page
    assert "2 outlets, since 7 Sep 2026" in page
    assert "3 of 3 articles shown by 2 outlets were read, 2 of them for the first time; 0 failed" in page
    data = browser.get("/", format="json", day="2026-09-09").json()
    assert data["claims"][0]["claim"] == "La crue de la Lorne a fait 15 morts"
    assert {(c["kind"], c["silent"]) for c in data["changes"]} == {
        ("figure", True),
        ("added", True),
        ("withdrawn", True),
    }
    assert data["about"]["before"] == "2026-09-08"
    assert "Nouveau le mercredi 9 septembre 2026" in browser.get("/", lang="fr", day="2026-09-09").text


def test_claims_are_found_by_words_and_filters(browser: Browser) -> None:
    def found(**query: str) -> list[str]:
        return [c["claim"] for c in browser.get("/claims", format="json", **query).json()["claims"]]

    assert found(words="barrage cédé") == [
        "Le barrage de Lorne ne menace pas de céder",
        "Le barrage de Lorne menace de céder",
    ]
    assert found(speaker="prefecture") == ["La crue de la Lorne a fait 15 morts", "La crue de la Lorne a fait 12 morts"]
    assert found(act="deny") == ["Le barrage de Lorne ne menace pas de céder"]
    assert found(language="en") == []
    assert "Le marché ouvre lundi" in found(until="2026-09-07")
    assert found(until="2026-09-07", new="1") == []
    assert found(outlet="globe", since="2026-09-09", until="2026-09-09") == ["La crue de la Lorne a fait 19 morts"]
    assert found(topic="disaster", since="2026-09-10", speaker="brand")[0].startswith(("Deux", "La route", "L'armée"))


def test_a_search_says_in_how_many_articles_it_looks(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    says = "Words are looked for in the 1 articles"
    monkeypatch.setattr("warehouse.dashboard.pages.SEARCHED", 1)
    page = browser.get("/claims", lang="en", words="crue de la Lorne")
    assert says in page.text
    assert browser.get("/claims", lang="en", words="crue de la Lorne", format="json").json()["paging"]["total"] == 1
    assert says not in browser.get("/claims", lang="en").text


def test_pages_of_claims_hold_each_claim_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.dashboard.pages.PAGE", 5)
    pages = [browser.get("/claims", format="json", page=str(n), lang="en").json() for n in (1, 2, 3)]
    ids = [c["claim_id"] for p in pages for c in p["claims"]]
    assert len(ids) == len(set(ids)) == pages[0]["paging"]["total"] == 14
    assert pages[2]["paging"]["pages"] == 3


def test_a_claim_shows_every_telling_in_its_context(browser: Browser, addresses: dict[str, str]) -> None:
    data = browser.get(addresses["claim"], format="json").json()
    assert [(t["outlet"], t["told_by"], t["copy"]) for t in data["tellings"]] == [
        ("Le Matin", PREFECT, False),
        ("The Globe", PREFECT, False),
    ]
    assert [[p for p, marks in t["context"] if marks] for t in data["tellings"]] == [
        ["La crue de la Lorne a fait 12 morts"]
    ] * 2
    assert [(f["low"], f["unit"]) for f in data["figures"]] == [(12, "morts")]
    assert f"/series/{data['about']['series_id']}" in browser.get(addresses["claim"]).text


def test_only_what_copies_an_earlier_telling_is_marked_as_a_near_copy(browser: Browser, con: Connection) -> None:
    marked = []
    for (claim,) in con.execute("SELECT claim_id FROM claims ORDER BY claim_id").fetchall():
        copies = [t["copy"] for t in browser.get(f"/claims/{claim}", format="json").json()["tellings"]]
        assert browser.get(f"/claims/{claim}", lang="en").text.count(">near copy</span>") == sum(copies)
        marked.append(sum(copies))
    assert max(marked) == 1


def test_a_claim_and_its_denial_lead_to_each_other(browser: Browser, con: Connection) -> None:
    claim = one(con, "SELECT to_id FROM claim_links")
    data = browser.get(f"/claims/{claim}", format="json").json()
    assert [(x["side"], x["claim"], x["told_by"]) for x in data["links"]] == [
        ("denied_by", "Le barrage de Lorne ne menace pas de céder", "EauLorne")
    ]
    back = browser.get(f"/claims/{data['links'][0]['claim_id']}", format="json").json()
    assert [(x["side"], x["claim_id"]) for x in back["links"]] == [("denies", claim)]


def test_a_claim_shows_what_revisions_changed_in_it(browser: Browser, con: Connection) -> None:
    claim = one(con, "SELECT claim_id FROM claims WHERE text LIKE '%contaminée'")
    data = browser.get(f"/claims/{claim}", format="json").json()
    assert [(c["kind"], c["silent"]) for c in data["changes"]] == [("withdrawn", True)]
    assert data["tellings"][0]["withdrawn"] is True


def test_a_series_marks_the_days_on_which_figures_disagree(browser: Browser, addresses: dict[str, str]) -> None:
    data = browser.get(addresses["series"], format="json").json()
    assert [(f["low"], f["disagrees"]) for f in data["figures"]] == [(12, False), (12, False), (15, True), (19, True)]


def test_series_are_titled_in_the_readers_language_where_they_were_told_in_it(
    browser: Browser, addresses: dict[str, str]
) -> None:
    for lang, title in (("fr", "La crue de la Lorne a fait 19 morts"), ("en", "La crue de la Lorne a fait 12 morts")):
        about = browser.get(addresses["series"], format="json", lang=lang).json()["about"]
        assert (about["label"], about["language"]) == (title, "fr")
        assert f'lang="fr" dir="auto">{title}</a>' in browser.get("/series", lang=lang).text


def test_a_speaker_has_roles_claims_and_deniers(browser: Browser, addresses: dict[str, str]) -> None:
    data = browser.get(addresses["speaker"], format="json").json()
    assert [(r["role"], r["first_told"][:10], r["last_told"][:10], r["articles"]) for r in data["roles"]] == [
        ("ministre", "2026-09-07", "2026-09-09", 4)
    ]
    assert [(c["name"], c["articles"]) for c in data["company"]] == [(MINISTER, 1), (PREFECT, 1)]
    assert data["paging"]["total"] == 5
    assert [(d["side"], d["own"], d["who"]) for d in data["denials"]] == [
        ("denied_by", "Le barrage de Lorne menace de céder", ["EauLorne"])
    ]


def test_an_outlet_has_coverage_speed_and_its_share_of_firsts(browser: Browser) -> None:
    about = browser.get("/outlets/matin", format="json").json()["about"]
    assert (about["claims"], about["first_here"], about["first_share"]) == (12, 11, 0.917)
    assert about["articles"] == 5
    assert about["delay"] == 11 * 3600
    echoes = browser.get("/outlets/globe", format="json").json()["echoes"]
    assert [(e["outlet"], e["shared"], e["before"], e["after"], e["median_delay"]) for e in echoes] == [
        ("Le Matin", 3, 0, 3, 2 * 3600)
    ]


def test_an_article_shows_marks_revisions_and_what_changed(browser: Browser, addresses: dict[str, str]) -> None:
    data = browser.get(addresses["article"], format="json").json()
    assert data["revision"]["sequence"] == 2
    pieces = data["text"][0]
    assert "".join(text for text, _ in pieces) == "Le port de Lorne a supprimé 300 emplois cette année"
    assert all("content:0" in marks for _, marks in pieces)
    changed = [(text.strip(), marks) for piece in data["difference"] for text, marks in piece if marks]
    assert ("200", ["old"]) in changed
    assert ("300", ["new"]) in changed
    assert data["statements"][0]["claims"][0]["text"] == "Le port de Lorne a supprimé 300 emplois cette année"
    first = browser.get(addresses["article"], format="json", revision="1").json()
    assert first["text"][1][0][0] == "L'eau du robinet de Lorne est contaminée"
    assert first["difference"] == []


def test_what_a_speaker_says_twice_in_an_article_shows_its_claim_twice(tmp_path: Path) -> None:
    closed = "Le pont de Lorne est fermé"
    with writer(tmp_path) as con:
        run = runs.begin(con, kind="run", now=day(7), outlets=["matin"])
        twice = article(said(closed), said(closed, where="body:1"), said("La route rouvre"), title=closed)
        load(con, run, batch(reading("http://matin.test/pont", twice)))
        runs.finish(con, run)
        publish(con, tmp_path)
        path = f"/articles/{one(con, 'SELECT article_id FROM articles')}"
        assert one(con, "SELECT max(mentions) FROM tellings") == 2
    shown = Browser(application(tmp_path, access("127.0.0.1"))).get(path, format="json").json()["statements"]
    assert [[c["text"] for c in s["claims"]] for s in shown] == [[closed], [closed], ["La route rouvre"]]
    assert shown[0]["claims"][0]["claim_id"] == shown[1]["claims"][0]["claim_id"]


def test_an_article_shows_what_was_repaired_beside_what_stood_there(browser: Browser, con: Connection) -> None:
    path = "/articles/" + one(con, "SELECT article_id FROM articles WHERE title = 'marche'")
    assert [(r["original"], r["pieces"]) for r in browser.get(path, format="json").json()["repairs"]] == [
        ("", [["Le marché ", []], ["ouvrelundi", ["old"]], [" ", []], ["ouvre lundi", ["new"]]]),
        ("\u00ad", [["mar\u00adche", ["old"]], [" ", []], ["marche", ["new"]]]),
    ]
    page = browser.get(path, lang="en").text
    assert "2 slips of typography were mended" in page
    assert "Le marché <del>ouvrelundi</del> <ins>ouvre lundi</ins>" in page
    assert "<del>mar[U+00AD]che</del> <ins>marche</ins>" in page


def test_runs_count_what_became_of_urls(browser: Browser, addresses: dict[str, str]) -> None:
    assert [r["summary"]["new_claims"] for r in browser.get("/runs", format="json").json()["runs"]] == [4, 4, 4, 0]
    outcomes = browser.get(addresses["run"], format="json").json()["outcomes"]
    assert [(o["outlet"], o["outcome"], o["urls"]) for o in outcomes] == [
        ("Le Matin", "loaded", 2),
        ("The Globe", "loaded", 1),
    ]


def test_a_trend_shows_its_sql_and_can_be_downloaded(browser: Browser) -> None:
    page = browser.get("/trends/claims_per_day", by="speaker", lang="en")
    assert "<code>tellings</code> counts a claim once" in page.text
    assert '<th scope="col" class="n">mentions</th>' in page.text
    assert "FROM daily AS d" in page.text
    csv = browser.get("/trends/claims_per_day", by="speaker", format="csv")
    assert csv.headers["content-disposition"] == 'attachment; filename="claims_per_day.csv"'
    assert csv.text.splitlines()[0] == "day,told_by,mentions,tellings,new_claims"
    for name in ("claims_per_day", "spread"):
        table = pq.read_table(io.BytesIO(browser.get(f"/trends/{name}", format="parquet").content))
        assert table.num_rows == len(browser.get(f"/trends/{name}", format="json").json()["rows"]) > 0
    wrong = browser.get("/trends/claims_per_day", since="yesterday")
    assert wrong.status_code == 400
    assert "since: &#39;yesterday&#39; is no DATE" in wrong.text


@pytest.mark.parametrize(
    "what", ["/new.svg", "{claim}/spread.svg", "{series}/curve.svg", "{speaker}/days.svg", "{outlet}/coverage.svg"]
)
def test_charts_are_svg_in_the_readers_language(browser: Browser, addresses: dict[str, str], what: str) -> None:
    path = what.format(**addresses)
    french, dark = (browser.get(path, lang="fr", **more) for more in ({}, {"dark": "1", "narrow": "1"}))
    assert french.headers["content-type"].startswith("image/svg+xml")
    assert "sept." in french.text or "Publié le" in french.text
    assert "#1b1e22" in dark.text


def test_what_is_not_there_is_not_found(browser: Browser) -> None:
    for path in (
        "/claims/nothing",
        "/series/x",
        "/speakers/x",
        "/outlets/x",
        "/articles/x",
        "/runs/x",
        "/trends/x",
        "/x",
        "/static/x",
    ):
        assert browser.get(path).status_code == 404, path
    assert browser.get("/claims/x", format="json").json() == {"error": "not found"}


def test_an_answer_is_kept_until_the_next_snapshot(data: Path) -> None:
    asked = Browser(application(data, access("127.0.0.1")))
    first = asked.get("/runs", lang="en")
    assert "GMT" in first.headers["last-modified"]
    again = asked.get("/runs", lang="en", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asked.get("/runs", lang="en").text == first.text
    with writer(data) as con:
        publish(con, data)
    newer = asked.get("/runs", lang="en", headers={"if-none-match": first.headers["etag"]})
    assert newer.status_code == 200
    assert newer.headers["etag"] != first.headers["etag"]
    assert asked.get("/new.svg", lang="en").status_code == 200


def test_links_to_merged_claims_and_speakers_lead_to_those_that_stand(tmp_path: Path) -> None:
    data = published(tmp_path)
    with reader(data) as con:
        old = one(con, "SELECT claim_id FROM claims WHERE text LIKE '%15 morts'")
        into = one(con, "SELECT claim_id FROM claims WHERE text LIKE '%12 morts'")
        people = [one(con, f"SELECT speaker_id FROM speakers WHERE name = '{name}'") for name in (MINISTER, MAYOR)]
    from press import day

    decisions.decide(data, "merge-claims", {"old": old, "into": into}, who="test", at=day(11))
    decisions.decide(data, "merge-speakers", {"old": people[0], "into": people[1]}, who="test", at=day(11))
    with writer(data) as con:
        publish(con, data)
    browser = Browser(application(data, access("127.0.0.1")))
    moved = browser.get(f"/claims/{old}", lang="fr")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/claims/{into}?lang=fr")
    assert browser.get(f"/claims/{into}").status_code == 200
    assert browser.get(f"/claims/{into[:12]}").headers["location"] == f"/claims/{into}"
    assert browser.get(f"/speakers/{people[0]}").headers["location"] == f"/speakers/{people[1]}"
    names = browser.get(f"/speakers/{people[1]}", format="json").json()["names"]
    assert [(n["name"], n["articles"], n["outlets"]) for n in names] == [(MAYOR, 4, 2), (MINISTER, 3, 2)]
    assert "As articles write them" in browser.get(f"/speakers/{people[1]}", lang="en").text


def test_no_snapshot_yet_is_said(tmp_path: Path) -> None:
    page = Browser(application(tmp_path, access("127.0.0.1"))).get("/")
    assert page.status_code == 503
    assert "veille demo" in page.text


def test_a_snapshot_of_another_version_is_told(tmp_path: Path) -> None:
    with writer(tmp_path) as con:
        con.execute("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)")
        publish(con, tmp_path)
    page = Browser(application(tmp_path, access("127.0.0.1"))).get("/")
    assert page.status_code == 503
    assert "another version of Veille" in page.text


def test_every_page_has_a_route_of_its_own() -> None:
    assert len({Route(path, lambda _: None).path_regex.pattern for path in PAGES}) == len(PAGES)


def test_what_is_called_new_says_since_when_and_with_what_coverage(browser: Browser, addresses: dict[str, str]) -> None:
    since, read = "2 outlets, since 7 Sep 2026", "3 of 3 articles shown by 2 outlets were read"
    for path in (addresses["claim"], "/claims?since=2026-09-08&until=2026-09-08&new=1"):
        page = browser.get(path + ("&" if "?" in path else "?") + "lang=en").text
        assert since in page, path
        assert read in page, path


def test_both_languages_have_the_same_words() -> None:
    def names(data: Any) -> Any:
        return {key: names(value) for key, value in data.items()} if isinstance(data, dict) else None

    french, english = (dict(words(language).data) for language in ("fr", "en"))
    assert french.pop("topics_named").keys() >= english.pop("topics_named").keys()
    assert names(french) == names(english)


def test_numbers_dates_and_lengths_are_written_as_each_language_does() -> None:
    french, english = words("fr"), words("en")
    assert (french.number(1234567.5), english.number(1234567.5)) == ("1\u202f234\u202f567,5", "1,234,567.5")
    assert (french.number(-3), english.percent(0.25), french.percent(0.25)) == ("−3", "25%", "25\u00a0%")
    assert french.date(dt.date(2026, 9, 1), "long") == "mardi 1er septembre 2026"
    assert french.moment(dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC), "Europe/Paris") == "2 juil. 2026 à 00:30"
    assert [french.say("in_outlets", n=n) for n in (0, 1, 2)] == ["0 média", "1 média", "2 médias"]
    assert [english.say("in_outlets", n=n) for n in (0, 1, 2)] == ["0 outlets", "1 outlet", "2 outlets"]
    assert (english.figure(3, 5, "men"), english.figure(None, 5), english.figure(300, None)) == (
        "3–5\u00a0men",
        "≤ 5",
        "≥ 300",
    )
    large = [(2.1e9, "euros"), (12e6, "euros de travaux"), (1.5e6, "doses"), (1_234_567, "voix"), (19_000, "habitants")]
    assert [french.figure(n, n, unit) for n, unit in large] == [
        "2,1\u00a0milliards d'euros",
        "12\u00a0millions d'euros de travaux",
        "1,5\u00a0million de doses",
        "1\u202f234\u202f567\u00a0voix",
        "19\u202f000\u00a0habitants",
    ]
    assert english.figure(2e6, 2.5e6, "people") == "2–2.5\u00a0million people"
    assert english.figure(None, 3e9) == "≤ 3\u00a0billion"
    assert french.span(dt.timedelta(days=2, hours=3, minutes=5)) == "2\u00a0j 3\u00a0h"


def test_an_article_whose_text_was_let_go_keeps_what_was_said(tmp_path: Path) -> None:
    data = published(tmp_path)
    with writer(data) as con:
        con.execute("UPDATE revisions SET standfirst = NULL, body = [], removed = [], dropped_at = now()")
        article = one(con, "SELECT article_id FROM articles WHERE title = 'port'")
        claim = one(con, "SELECT claim_id FROM claims WHERE text LIKE '%12 morts'")
        publish(con, data)
    browser = Browser(application(data, access("127.0.0.1")))
    page = browser.get(f"/articles/{article}", lang="en").text
    assert "The text was let go" in page
    assert "Le port de Lorne a supprimé 300 emplois cette année" in page
    assert browser.get(f"/articles/{article}", format="json").json()["difference"] == []
    context = browser.get(f"/claims/{claim}", format="json").json()["tellings"][0]["context"]
    assert [text for text, marks in context if marks] == ["La crue de la Lorne a fait 12 morts"]
