"""Many addresses, one article."""

from __future__ import annotations

import pytest

from flows.canonical import canonical, clean

PAGE = "https://www.example.org/monde/article-12.html"


@pytest.mark.parametrize(
    "alias",
    [
        "https://www.example.org/monde/article-12.html?utm_source=x&xtor=RSS-1#suite",
        "https://www.example.org:443/monde/article-12.html",
        "https://WWW.Example.org/monde/article-12.html/",
        "https://m.example.org/monde/article-12.html?fbclid=abc",
        "https://www.example.org/amp/monde/article-12.html",
        "https://www.example.org/monde/article-12.amp.html",
        "https://www.example.org/monde/article-12.html/amp/",
        "https://www.example.org/monde/article-12.html?amp=1",
    ],
)
def test_aliases_lead_to_one_address(alias: str) -> None:
    assert clean(alias) == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/article.php?id=12&page=2",
        "https://example.org/recherche?q=a+b",
        "http://example.org:8080/a",
        "https://example.org/campaign/utm_source",
        "https://example.org/ampleur",
        "https://example.org/",
    ],
)
def test_what_tells_articles_apart_stays(url: str) -> None:
    assert clean(url) == url


def test_cleaning_is_done_once_and_for_all() -> None:
    accented = "https://example.org/société?q=é&at_medium=x"
    assert clean(clean(accented)) == clean(accented) == "https://example.org/soci%C3%A9t%C3%A9?q=%C3%A9"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (None, PAGE),
        ("/monde/article-12-titre.html", "https://www.example.org/monde/article-12-titre.html"),
        ("https://example.org/monde/le-titre?utm_medium=rss", "https://example.org/monde/le-titre"),
        ("https://www.example.org/", PAGE),
        ("https://elsewhere.net/monde/article-12.html", PAGE),
        ("javascript:void(0)", PAGE),
    ],
)
def test_the_declared_address_counts_where_it_can_be_believed(declared: str | None, expected: str) -> None:
    assert canonical(f"{PAGE}?xtor=1", declared) == expected
