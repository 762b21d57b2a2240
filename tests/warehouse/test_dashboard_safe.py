"""What the dashboard keeps out and keeps in: strangers, other sites, hostile texts, and readers' own SQL."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import duckdb
import hostile
import pytest
from asked import Browser
from press import PARIS, article, batch, day, reading, said

from parsers.errors import ConfigError
from warehouse import runs
from warehouse.connection import writer
from warehouse.dashboard import sandbox
from warehouse.dashboard.access import HEADERS, access
from warehouse.dashboard.app import application
from warehouse.dashboard.texts import around, difference, marked, outside, plain
from warehouse.load import load
from warehouse.models import Outlet
from warehouse.snapshot import publish

SECRET = "a secret of many words"
OPEN = Outlet("libre", "Libre", "fr", "FR", "Europe/Paris", "http://libre.test/", "CC BY 4.0")
LONG = "La préfecture a compté les maisons inondées une à une, rue après rue. " * 12


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of an outlet whose names, titles and texts are hostile, and one whose licence opens its texts."""
    data = tmp_path_factory.mktemp("hostile")
    bad = hostile.ALL
    hurt = [
        reading(
            f"http://matin.test/{name}",
            article(said(f"Le port {text} ferme", by=f"Jean {text}"[:2_000]), title=f"{name} {text}", more=text),
        )
        for name, text in bad.items()
    ]
    with writer(data) as con:
        for n, batches in (
            (7, [batch(reading("http://matin.test/0", article(title="rien")))]),
            (
                8,
                [
                    batch(
                        *hurt,
                        reading(
                            "http://matin.test/wordy", article(said("Le préfet se tait"), title="wordy", more=LONG)
                        ),
                    )
                ],
            ),
            (
                9,
                [
                    batch(
                        reading("http://libre.test/1", article(said("Le maire parle"), title="libre", more=LONG), OPEN),
                        outlet=OPEN,
                    )
                ],
            ),
        ):
            run = runs.begin(con, kind="run", now=day(n), outlets=[b.outlet.id for b in batches])
            for one in batches:
                load(con, run, one)
            runs.finish(con, run)
        publish(con, data)
    return data


@pytest.fixture(scope="module")
def browser(data: Path) -> Browser:
    return Browser(application(data, access("127.0.0.1")))


@pytest.fixture(scope="module")
def stranger(data: Path) -> Browser:
    return Browser(
        application(data, access("0.0.0.0", ["veille.test"], SECRET)), client="192.0.2.7", host="veille.test"
    )


def basic(password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"anyone:{password}".encode()).decode()}


def articles(browser: Browser, outlet: str, **more: dict[str, str]) -> dict[str, str]:
    found = browser.get(f"/outlets/{outlet}", format="json", **more).json()["articles"]  # type: ignore[arg-type]
    return {a["title"].partition(" ")[0]: a["article_id"] for a in found}


def test_every_answer_carries_the_policy(browser: Browser) -> None:
    for path in ("/", "/static/veille.css", "/new.svg", "/nothing", "/trends/today?format=csv"):
        answer = browser.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, path
    assert "script-src" not in HEADERS["content-security-policy"]
    assert HEADERS["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "", "veille.test:80", "[::2]"])
def test_a_name_that_is_not_ours_is_refused(data: Path, host: str) -> None:
    answer = Browser(application(data, access("127.0.0.1"))).get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "Le port" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8480", "[::1]:8480", "LOCALHOST"])
def test_this_machines_names_are_answered(data: Path, host: str) -> None:
    assert Browser(application(data, access("127.0.0.1"))).get("/", headers={"host": host}).status_code == 200


def test_nothing_but_reading_is_answered(browser: Browser) -> None:
    assert browser.get("/", method="POST").status_code == 405
    assert browser.get("/", method="HEAD").status_code == 200


def test_a_server_for_others_needs_a_secret() -> None:
    for host, names in (("0.0.0.0", []), ("192.0.2.1", []), ("127.0.0.1", ["veille.test"]), ("::", [])):
        with pytest.raises(ConfigError, match="VEILLE_SERVE_SECRET"):
            access(host, names)
    with pytest.raises(ConfigError, match="too short"):
        access("0.0.0.0", [], "short")


def test_strangers_show_the_secret_as_password_or_token(stranger: Browser) -> None:
    refused = stranger.get("/")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic ")
    wrong = [
        basic("wrong"),
        basic(SECRET + "x"),
        {"authorization": "Bearer"},
        {"authorization": "Basic %%%"},
        {"authorization": SECRET},
    ]
    assert {stranger.get("/", headers=headers).status_code for headers in wrong} == {401}
    for right in (basic(SECRET), {"authorization": f"Bearer {SECRET}"}):
        assert stranger.get("/", headers=right).status_code == 200


def test_strangers_see_excerpts_unless_the_licence_opens_the_text(stranger: Browser, browser: Browser) -> None:
    right = basic(SECRET)
    closed, opened = (
        articles(stranger, "matin", headers=right)["wordy"],
        articles(stranger, "libre", headers=right)["libre"],
    )
    page = stranger.get(f"/articles/{closed}", lang="en", headers=right).text
    assert "compté les maisons" not in page
    assert "short excerpts" in page
    assert "http://matin.test/wordy" in page
    data = stranger.get(f"/articles/{closed}", format="json", headers=right).json()
    assert data["text"] == data["difference"] == []
    assert "compté les maisons" in stranger.get(f"/articles/{opened}", headers=right).text
    assert "compté les maisons" in browser.get(f"/articles/{closed}").text
    assert stranger.get("/sql", q="from revisions", headers=right).status_code == 404
    csv = stranger.get("/trends/first_seen", format="csv", since="2026-09-01", headers=right).text
    assert max(len(cell) for cell in csv.split(",")) < 400


@pytest.mark.parametrize("header", ["x-forwarded-for", "forwarded", "via"])
def test_who_comes_through_a_proxy_is_a_stranger(browser: Browser, header: str) -> None:
    assert browser.get("/sql").status_code == 200
    assert browser.get("/sql", headers={header: "203.0.113.9"}).status_code == 404


@pytest.mark.parametrize("name", sorted(hostile.ALL))
def test_hostile_texts_are_shown_as_texts(browser: Browser, name: str) -> None:
    wanted = articles(browser, "matin")[name]
    data = browser.get(f"/articles/{wanted}", format="json").json()
    said = data["statements"][0]
    paths = ["/", "/claims", "/speakers", "/outlets/matin", f"/articles/{wanted}", "/trends/first_seen",
             f"/claims/{said['claims'][0]['claim_id']}", f"/speakers/{said['speaker_id']}"]  # fmt: skip
    for path in paths:
        page = (
            browser.get(path, since="2026-09-01", day="2026-09-08") if path in ("/", "/claims") else browser.get(path)
        )
        assert page.status_code == 200, path
        assert len(page.content) < 300_000, path
        assert "<script" not in page.text
        assert "<img src=x" not in page.text
        assert not any(c in page.text for c in "\u202e\u202c\u2066\u2069\u200b\ufeff\u2060\U000e0041"), path
        assert "' onmouseover=alert(3)" not in page.text
    shown = browser.get(f"/articles/{wanted}").text
    sign = {"script": "&lt;script&gt;alert(1)", "quotes": "onmouseover=alert(3)", "turned": "[U+202E]gnp.exe[U+202C]",
            "hidden": "in[U+200B]vi", "long": "aaaa…"}  # fmt: skip
    assert (sign[name]) in shown


def test_addresses_lead_to_the_web_or_nowhere() -> None:
    assert outside('https://x.test/?a=1&b="2"') == "https://x.test/?a=1&amp;b=&#34;2&#34;"
    for url in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        " javascript:alert(1)",
        "//x.test",
        None,
        "http://[x",
    ):
        assert outside(url) == "#", url


def test_texts_are_cut_and_marked_at_the_borders_of_spans() -> None:
    assert plain("a" * 500) == "a" * 120 + "…"
    assert len(plain("mot " * 10_000)) < 20_010
    assert marked("abcdef", [(1, 3, "x"), (2, 9, "y")]) == [
        ("a", ()), ("b", ("x",)), ("c", ("x", "y")), ("def", ("y",)),
    ]  # fmt: skip
    pieces = around("mot " * 200 + "ICI" + " mot" * 200, [(800, 803, "x")], 100)
    assert [text for text, marks in pieces if marks] == ["ICI"]
    assert sum(len(text) for text, _ in pieces) < 120
    assert difference(["a b c", "d"], ["a x c", "d"]) == [[("a ", ()), ("b ", ("old",)), ("x ", ("new",)), ("c", ())]]


def test_a_readers_sql_is_answered(browser: Browser) -> None:
    page = browser.get("/sql", q="SELECT 6 * 7 AS answer, NULL AS nothing", format="json").json()
    assert (page["columns"], page["rows"], page["more"]) == (["answer", "nothing"], [["42", None]], False)
    assert len(browser.get("/sql", q="FROM range(5000)", format="json").json()["rows"]) == 1000


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM claims", "CREATE TABLE t (n INT)",
        "ATTACH 'x.db'", "SELECT 1; SELECT 2", "SET memory_limit = '9GB'",
        "COPY claims TO 'x.csv'", "SELECT * FROM read_text('/etc/passwd')", "FROM '/etc/passwd'", "INSTALL httpfs",
        "SELECT", "",
    ],
)  # fmt: skip
def test_sql_that_is_no_question_is_refused(data: Path, query: str) -> None:
    with pytest.raises((ConfigError, duckdb.Error)):
        sandbox.answer(data, query, sandbox.LIMITS)


def test_sql_ends_when_its_time_or_memory_is_up(data: Path) -> None:
    start = time.monotonic()
    with pytest.raises(ConfigError, match="more than 1 seconds"):
        sandbox.ask(data, "SELECT count(*) FROM range(1000000000000) a, range(1000) b", sandbox.Limits(seconds=1))
    assert time.monotonic() - start < 8
    with pytest.raises(ConfigError, match="memory"):
        sandbox.ask(data, "SELECT list(range) FROM range(100000000)", sandbox.Limits(megabytes=30, seconds=30))


def test_another_site_cannot_make_the_sql_page_work(browser: Browser) -> None:
    assert browser.get("/sql", q="SELECT 1", headers={"sec-fetch-site": "cross-site"}).status_code == 404
    assert browser.get("/sql", q="SELECT 1", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_parameters_are_values_never_sql(browser: Browser) -> None:
    evil = "x' OR 1=1; DROP TABLE claims; --"
    for path, name in (
        ("/claims", "words"),
        ("/claims", "outlet"),
        ("/series", "words"),
        ("/speakers", "words"),
        ("/trends/first_seen", "speaker"),
    ):
        assert browser.get(path, **{name: evil}).status_code == 200
    assert browser.get(f"/claims/{evil}").status_code == 404
    for path, query in (("/", {"day": evil}), ("/claims", {"since": evil})):
        assert browser.get(path, **query).status_code == 400
    assert browser.get("/claims", page="999999999999").status_code == 200
    assert browser.get("/claims", words="\0").status_code == 200
    assert PARIS.id == "matin"
