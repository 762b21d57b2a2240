"""What stands round an article goes, what only begins like it stays: pages without any telling class name."""

from pathlib import Path

import pytest
import yaml

from parsers import parse_page
from tests.parsers.test_signatures import TEXTS, TITLES

LINES = yaml.safe_load(Path(__file__).with_name("rims.yaml").read_text("utf-8"))
PLACES = {"above": 0, "within": 2, "below": 4}


def body(language: str, lines: list[str], tag: str = "p") -> list[str]:
    """The text that is read of a page of these lines; ``tag`` holds those that are not the article's own."""
    own = TEXTS[language]
    marked = "".join(f"<p>{t}</p>" if t in own else f"<{tag}>{t}</{tag}>" for t in lines)
    title = TITLES[language]
    page = f"<html lang={language}><title>{title} - Le Vallon</title><body><div><h1>{title}</h1>{marked}</div></html>"
    article = parse_page(page.encode(), "https://www.levallon.example/a/1")
    return [article.standfirst, *article.body] if article.standfirst else list(article.body)


@pytest.mark.parametrize("tag", ["p", "div"])
@pytest.mark.parametrize(("language", "where"), [(code, w) for code in LINES for w in PLACES if w in LINES[code]])
def test_lines_round_the_text_go(language: str, where: str, tag: str) -> None:
    own, at = TEXTS[language], PLACES[where]
    kept = [t for t in LINES[language][where] if body(language, [*own[:at], t, *own[at:]], tag) != list(own)]
    assert kept == []


@pytest.mark.parametrize("at", [1, 3])
@pytest.mark.parametrize("language", LINES)
def test_a_sentence_that_begins_like_a_promo_stays(language: str, at: int) -> None:
    own = TEXTS[language]
    pages = [[*own[:at], line, *own[at:]] for line in LINES[language]["text"]]
    assert [body(language, page) for page in pages] == pages


def test_sections_of_the_text_that_are_named_like_a_menu_stay() -> None:
    own = TEXTS["en"]
    parts = "".join(f"<div id='toc_{n}'><h2>Part {n}</h2>{''.join(f'<p>{t}</p>' for t in own)}</div>" for n in range(4))
    page = (
        f"<html lang='en'><h1>{TITLES['en']}</h1><div><p>{own[0]}</p>{parts}<p>{own[1]}</p><p>{own[2]}</p></div></html>"
    )
    article = parse_page(page.encode())
    assert len(article.body) == 1 + 4 * (1 + len(own)) + 2
