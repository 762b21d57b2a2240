"""The demo press over real HTTP: it behaves as a site does, and its pages hold what truth.yaml says is planted."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from itertools import combinations
from typing import Any

import httpx
import pytest
import yaml

from flows.newsroom import Newsroom
from flows.newsroom.press import enlarge
from flows.newsroom.texts import DAYS, Story, folder, stories
from flows.outlets import OutletFile
from parsers.errors import ConfigError

TRUTH: dict[str, Any] = yaml.safe_load((folder() / "truth.yaml").read_text("utf-8"))
CLAIMS: dict[str, Any] = TRUTH["claims"]
BY_ID = {s.id: s for s in stories()}
TELLINGS = [(key, told) for key, claim in CLAIMS.items() for told in claim["told"]]
QUOTES = str.maketrans("’“”", '\'""')


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with Newsroom(port=None) as room:
        yield room


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with httpx.Client(timeout=5) as client:
        yield client


def address(room: Newsroom, story: Story) -> str:
    return room.sites[story.outlet].base + story.path


def words(room: Newsroom, story_id: str, day: int) -> str:
    """What a reader sees of a page on a day, white space run as one."""
    site = room.sites[BY_ID[story_id].outlet]
    body = site.respond(BY_ID[story_id].path, {}, day)
    if body.status == 503:
        body = site.respond(BY_ID[story_id].path, {}, day)
    assert body.status == 200
    html = body.body.decode("iso-8859-1" if BY_ID[story_id].fault == "latin1" else "utf-8")
    html = re.sub(r"<(script|style|head)\b.*?</\1>", "", html, flags=re.DOTALL)
    html = re.sub(
        r"</?(?:p|div|h\d|li|ul|section|article|header|footer|td|tr|figcaption|aside)\b[^>]*>|<br>", "\n", html
    )
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).translate(QUOTES)


def prose(story: Story) -> str:
    """Every state of an article's own text, boxes left out."""
    lines = [line for r in story.revisions for line in (r.title, r.standfirst, *r.text.splitlines())]
    bare = re.sub(r"\[(.+?)\]\(.+?\)", r"\1", "\n".join(line for line in lines if not line.startswith(":")))
    return re.sub(r"[\^{}]", "", bare)


def squeezed(text: str) -> str:
    """Words alone: no white space and no quotation marks, which the planted glitches disturb."""
    return re.sub(r"[\s«»\"]", "", text.translate(QUOTES))


# What is planted ------------------------------------------------------------------------------------------------------


def test_each_telling_stands_on_its_page_from_its_day_until_it_is_withdrawn(room: Newsroom) -> None:
    for key, told in TELLINGS:
        sentence = squeezed(told["sentence"])
        assert squeezed(told["claim"]) in sentence, key
        story = BY_ID[told["in"]]
        for day in range(story.day, DAYS + 1):
            here = told["day"] <= day < told.get("until", DAYS + 1)
            assert (sentence in squeezed(words(room, story.id, day))) == here, (key, story.id, day)


def test_a_claim_is_planted_where_truth_says_and_nowhere_else() -> None:
    """The words of a planted claim stand on no page that its entry leaves out: a test may count its tellings."""
    pages = {s.id: squeezed(prose(s)).lower() for s in stories()}
    for key, claim in CLAIMS.items():
        told = {t["in"] for t in claim["told"]}
        for text in {squeezed(t["claim"]).lower() for t in claim["told"] if not t.get("where")}:
            assert {id_ for id_, page in pages.items() if text in page} <= told, key


def test_a_claims_day_is_that_of_its_first_telling() -> None:
    for key, claim in CLAIMS.items():
        assert claim["day"] == min(t["day"] for t in claim["told"]), key
        assert key in TRUTH["new_claims"][claim["day"]]
    assert Counter(k for keys in TRUTH["new_claims"].values() for k in keys) == Counter(dict.fromkeys(CLAIMS, 1))


def test_the_same_claim_is_told_by_several_outlets_and_in_both_languages() -> None:
    def languages(key: str) -> Counter[str]:
        tongue = {"selin-courier": "en", "harbour-ledger": "en"}
        outlets = {t["in"].split("/")[0] for t in CLAIMS[key]["told"]}
        return Counter(tongue.get(o, "fr") for o in outlets)

    assert set(TRUTH["same"]["near_copies"]) == {k for k in CLAIMS if max(languages(k).values()) > 1}
    assert set(TRUTH["same"]["translations"]) == {k for k in CLAIMS if len(languages(k)) == 2}


def test_pairs_that_differ_by_figure_alone_share_a_series() -> None:
    for pair in TRUTH["different"]:
        a, b = CLAIMS[pair["a"]], CLAIMS[pair["b"]]
        if pair["by"] == "figure":
            assert a["series"] == b["series"]
            assert a["figures"] != b["figures"]
        else:
            assert a.get("series") is None or a.get("series") != b.get("series")


def test_disagreements_are_of_one_series_and_day() -> None:
    for clash in TRUTH["disagreements"]:
        assert {(CLAIMS[k]["series"], CLAIMS[k]["day"]) for k in clash["claims"]} == {(clash["series"], clash["day"])}


def test_near_copies_share_most_of_their_words_and_other_articles_hardly_any() -> None:
    def shingles(story: Story) -> set[tuple[str, ...]]:
        tokens = re.findall(r"\w+", prose(replace(story, revisions=story.revisions[:1])).lower())
        return set(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))

    copies = {frozenset(pair) for pair in TRUTH["clusters"]}
    of = {s.id: shingles(s) for s in stories()}
    for a, b in combinations(of, 2):
        alike = len(of[a] & of[b]) / len(of[a] | of[b])
        assert alike > 0.4 if {a, b} in copies else alike < 0.1, (a, b, alike)


def test_denials_name_two_claims_and_who_denies() -> None:
    for denial in TRUTH["denials"]:
        assert {t["by"] for t in CLAIMS[denial["denied"]]["told"]} == {denial["by"]}
        assert CLAIMS[denial["claim"]]["day"] < CLAIMS[denial["denied"]]["day"] == denial["day"]


def test_figures_change_and_claims_vanish_with_or_without_a_new_modified_date() -> None:
    for change in [*TRUTH["figure_changes"], *TRUTH["withdrawals"]]:
        story = BY_ID[change["in"]]
        before, after = story.at(change["day"] - 1), story.at(change["day"])
        assert before
        assert after
        assert before.text != after.text
        assert (before.modified == after.modified) == change["silent"]
        gone = change.get("old") or change["claim"]
        assert [t["until"] for t in CLAIMS[gone]["told"] if t["in"] == story.id] == [change["day"]]


def test_what_moves_is_a_claim_of_a_series_and_what_is_corrected_was_told_before() -> None:
    for day, keys in TRUTH["moves"].items():
        assert all(CLAIMS[key]["day"] == day and CLAIMS[key]["figures"] for key in keys)
    for found in TRUTH["corrections"]:
        assert CLAIMS[found["claim"]]["day"] < found["day"]
        assert found["day"] in [told.get("until") for told in CLAIMS[found["claim"]]["told"]]


@pytest.mark.parametrize("name", TRUTH["glitches"])
def test_the_glitch_stands_on_the_page(room: Newsroom, name: str) -> None:
    glitch = TRUTH["glitches"][name]
    assert glitch["text"].translate(QUOTES) in words(room, glitch["in"], glitch["day"])


def test_the_press_has_its_measure() -> None:
    told = [s for s in stories() if s.fault != "missing"]
    assert len(told) >= 40
    assert {s.day for s in told} == set(range(1, DAYS + 1))
    assert min(Counter(s.outlet for s in told).values()) >= 8


# How it is served -----------------------------------------------------------------------------------------------------


def test_the_outlet_files_name_feeds_that_answer_with_the_days_articles(room: Newsroom, client: httpx.Client) -> None:
    room.day = 7
    kinds = Counter()
    for outlet in room.outlets():
        assert OutletFile.model_validate(outlet).allow_private
        assert outlet["delay"] == 0
        (feed,) = outlet["feeds"]
        kinds[feed["kind"]] += 1
        text = client.get(feed["url"]).raise_for_status().text
        own = [s for s in stories() if s.outlet == outlet["id"]]
        listed = [
            s for s in own if (room.sites[s.outlet].base + (s.moved_from or s.path)) in text.replace("&amp;", "&")
        ]
        assert listed == own
    assert kinds == {"rss": 2, "atom": 1, "json": 1, "sitemap": 1}


def test_a_feed_lists_the_newest_first_and_nothing_of_the_days_to_come(room: Newsroom, client: httpx.Client) -> None:
    room.day = 3
    feed = next(o["feeds"][0]["url"] for o in room.outlets() if o["id"] == "harbour-ledger")
    dates = [i["date_published"] for i in json.loads(client.get(feed).text)["items"]]
    assert dates == sorted(dates, reverse=True)
    assert max(dates) < "2026-09-10"
    later = BY_ID["harbour-ledger/pact-aid"]
    assert client.get(address(room, later)).status_code == 404


def test_what_is_unchanged_answers_304_to_either_condition(room: Newsroom, client: httpx.Client) -> None:
    story = BY_ID["le-quai/crue-protection-civile"]
    room.day = 2
    first = client.get(address(room, story))
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for condition in ({"If-None-Match": tag}, {"If-None-Match": f'"other", W/{tag}'}, {"If-Modified-Since": date}):
        again = client.get(address(room, story), headers=condition)
        assert (again.status_code, again.content) == (304, b""), condition
    stale = {"If-None-Match": '"other"', "If-Modified-Since": date}
    assert client.get(address(room, story), headers=stale).status_code == 200
    assert client.get(address(room, story), headers={"If-Modified-Since": "yesterday"}).status_code == 200
    room.day = 3
    for condition in ({"If-None-Match": tag}, {"If-Modified-Since": date}):
        assert client.get(address(room, story), headers=condition).status_code == 200


def test_the_flaky_page_fails_once_a_day_and_says_when_to_come_back(client: httpx.Client) -> None:
    with Newsroom(port=None) as room:
        url = address(room, BY_ID[TRUTH["faults"]["flaky"]["in"]])
        for day in (4, 5):
            room.day = day
            first, second = client.get(url), client.get(url)
            assert (first.status_code, first.headers["Retry-After"], second.status_code) == (503, "1", 200)


def test_faults_are_as_truth_says(room: Newsroom, client: httpx.Client) -> None:
    room.day = 7
    urls = {name: address(room, BY_ID[f["in"]]) for name, f in TRUTH["faults"].items()}
    assert client.get(urls["missing"]).status_code == 404
    began = time.monotonic()
    assert client.get(urls["slow"]).status_code == 200
    assert 1.4 < time.monotonic() - began < 4
    latin = client.get(urls["latin1"])
    assert "charset" not in latin.headers["Content-Type"]
    assert "Le Dréan" in latin.content.decode("iso-8859-1")
    moved = BY_ID[TRUTH["faults"]["redirect"]["in"]]
    old = client.get(room.sites[moved.outlet].base + str(moved.moved_from))
    assert (old.status_code, old.headers["Location"]) == (301, urls["redirect"])
    robots = client.get(room.sites["le-quai"].base + "/robots.txt").text
    assert "Disallow: /abonnes/" in robots
    assert BY_ID[TRUTH["faults"]["robots"]["in"]].path.startswith("/abonnes/")


def test_a_feed_can_break_and_heal(room: Newsroom, client: httpx.Client) -> None:
    feed = next(o["feeds"][0]["url"] for o in room.outlets() if o["id"] == "selin-courier")
    room.sites["selin-courier"].feed_down = True
    assert client.get(feed).status_code == 500
    room.sites["selin-courier"].feed_down = False
    assert client.get(feed).status_code == 200


def test_a_head_request_has_the_length_and_no_body(room: Newsroom, client: httpx.Client) -> None:
    room.day = 1
    url = address(room, BY_ID["le-quai/crue-premieres-evacuations"])
    head, got = client.head(url), client.get(url)
    assert head.content == b""
    assert head.headers["Content-Length"] == got.headers["Content-Length"]
    assert head.headers["Date"] == "Mon, 07 Sep 2026 18:00:00 GMT"


def test_there_is_no_eighth_day(room: Newsroom) -> None:
    with pytest.raises(ConfigError, match="days 1 to 7"):
        room.day = 8
    assert Newsroom.moment(7).isoformat() == "2026-09-13T20:00:00+02:00"


def test_a_taken_port_moves_the_press_to_the_next_free_block() -> None:
    with Newsroom(port=18431) as first, Newsroom(port=18431) as second:
        ports = [int(o["homepage"].rstrip("/").rsplit(":", 1)[1]) for r in (first, second) for o in r.outlets()]
    assert len(set(ports)) == 10
    assert ports[:5] == list(range(ports[0], ports[0] + 5))
    assert ports[5:] == list(range(ports[5], ports[5] + 5))


# A larger press -------------------------------------------------------------------------------------------------------


def test_a_larger_press_is_the_same_each_time_and_begins_with_the_texts_themselves() -> None:
    once, again = list(enlarge(stories(), 300)), list(enlarge(stories(), 300))
    assert once == again
    assert set(once[: len(stories())]) == set(stories())
    assert len({s.path for s in once}) == len({s.id for s in once}) == 300
    assert all(1 <= r.day <= DAYS for s in once for r in s.revisions)


def test_copies_tell_of_other_names_and_figures() -> None:
    copies = [s for s in enlarge(stories(), 200) if s.id.startswith("le-quai/crue-premieres-evacuations-")]
    texts = {s.revisions[0].text for s in copies}
    assert len(texts) == len(copies) >= 3
    for text in texts:
        assert not {"Stanko", "Isvar", "Dravik", "1 200"} & set(re.findall(r"\d[\d ]*\d|\w+", text))


def test_copies_can_be_as_long_as_real_articles() -> None:
    own, copies = len(stories()), list(enlarge(stories(), 120, words=500))
    short = list(enlarge(stories(), 120))
    assert copies[:own] == short[:own]
    for long, brief in zip(copies[own:], short[own:], strict=True):
        text = long.revisions[-1].text
        assert text.startswith(brief.revisions[-1].text)
        assert 480 < len(text.split()) < 700
    assert len({s.revisions[0].text[-200:] for s in copies[own:]}) > 20


def test_a_larger_press_is_served_and_fast(client: httpx.Client) -> None:
    with Newsroom(port=None, articles=250) as room:
        room.day = 7
        listed = room.sites["horizon-presse"].listed(7)
        assert sum(len(s.listed(7)) for s in room.sites.values()) == 250
        urls = [room.sites["horizon-presse"].base + s.path for s, _ in listed if not s.fault][:40]
        began = time.monotonic()
        assert all(client.get(u).status_code == 200 for u in urls)
        assert time.monotonic() - began < 2
