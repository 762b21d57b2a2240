"""Patterns told apart by a letter or a word fit the same lines as the patterns themselves."""

import gc
import re

import pytest

import seeds
from parsers import lexicon, parse_page
from parsers.reading.alternatives import Openings, Within, alternatives, by_initial, needed, openings, union
from parsers.reading.markup import role

LINES = (
    "lire aussi : le port rouvre",
    "subscribe to our newsletter",
    "5 min read",
    "© ana roe",
    "photo: ana roe",
    "pour lire la suite, abonnez-vous à notre newsletter",
    "mehr zum thema",
    "le port rouvre mardi.",
    "",
)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"(?:a|b)c|d", ["ac", "bc", "d"]),
        (r"\b(?:a|(?:b|c)d)e", [r"\bae", r"\bbde", r"\bcde"]),
        (r"(?:a|b)?c", ["(?:a|b)?c"]),
        (r"[|(]a\||b", [r"[|(]a\|", "b"]),
    ],
)
def test_a_pattern_is_cut_where_it_branches(pattern: str, parts: list[str]) -> None:
    assert alternatives(pattern) == parts


@pytest.mark.parametrize(
    ("alternative", "word"),
    [("newsletters?", "newsletter"), (r"sign\S* up", "sign"), ("(?:a|b)+", ""), (r"[a-z]{2}xy{2}", "x")],
)
def test_what_an_alternative_needs(alternative: str, word: str) -> None:
    assert needed(alternative) == word


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("lire aussi", {"lir"}),
        (r"(?:[àa] |et )?(?:re)?lire", {"à", "a", "et ", "rel", "lir"}),
        (r"\d+ min|\(?photo", {"0", "(", "pho"}),
        (r"(?:a|b)+c", {"a", "b"}),
        (r"as?k|x{2}", {"a", ""}),
        (".*ad", {""}),
    ],
)
def test_what_a_text_begins_with_that_a_pattern_fits(pattern: str, letters: set[str]) -> None:
    assert openings(pattern) == letters


@pytest.mark.parametrize("language", [file.stem for file in seeds.files("lexicon", ".json")])
def test_the_short_way_finds_what_the_patterns_find(language: str) -> None:
    lines = (lexicon.load(language) or {})["reading"].get("lines", {})
    for kinds, short, find in (
        (lines.get("starts", {}), Openings(lines.get("starts", {})).kind, "match"),
        (lines.get("holds", {}), Within(lines.get("holds", {})).kind, "search"),
    ):
        for line in LINES:
            long = getattr(union(kinds), find)(line)
            assert short(line) == (long and long.lastgroup)


def test_letters_decide_between_what_begins_alike() -> None:
    pattern = re.compile(by_initial(["(?:ads?|advert)", r"\d+ ads"]))
    assert [bool(pattern.fullmatch(t)) for t in ("ad", "ads", "advert", "3 ads", "d")] == [True] * 4 + [False]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ("articleBody no-ads", ("body", "names")),
        ("lg:comments", ("skip", "comments")),
        ("has-ads is-active", None),
        ("[&>nav] grid", None),
        ("", None),
        ("- no-share", None),
    ],
)
def test_names_tell_what_an_element_is(names: str, found: tuple[str, str] | None) -> None:
    assert role(names) == found


def test_a_page_that_is_read_leaves_the_collector_nothing() -> None:
    page = b"<html><body><article><h1>Title</h1><div><div><img><p>Text.</p></div></div></article></body></html>"
    parse_page(page)
    gc.collect()
    parse_page(page)
    assert gc.collect() == 0
