"""No bytes crash the reader or make it hang, and what it says of them holds together."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parsers import Article, parse_page
from parsers.errors import PageError

PAGES = [f.read_bytes() for f in sorted((Path(__file__).parent / "pages").glob("*.*")) if f.suffix in (".html", ".txt")]
SENTENCE = "The council will meet again on Friday to vote on the harbour's new budget, the mayor said in a statement."
TAGS = (
    "p",
    "div",
    "b",
    "a",
    "nav",
    "button",
    "table",
    "td",
    "svg",
    "figure",
    "script",
    "article",
    "h1",
    "ul",
    "li",
    "time",
)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


def read(data: bytes, **options: str) -> Article:
    """The article, held to what is true of every article."""
    article = parse_page(data, **options)
    for name, text in article.places:
        assert article.place(name) == text == " ".join(text.split())
    for repair in article.repairs:
        assert 0 <= repair.start <= repair.end <= len(article.place(repair.place))
    assert len(article.captions) == len(set(article.captions))
    return article


@given(st.binary(max_size=3000))
@example(b"\xab\xab")
@example(b"so \xbb\xbb he")
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    with contextlib.suppress(PageError):
        read(data)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS]),
            st.sampled_from(
                [
                    '<div class="share caption">',
                    "<p hidden>",
                    "<br>",
                    "\0",
                    "&nbsp;",
                    SENTENCE,
                    "Par Ana Roe",
                    "2 mai 2024",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=60,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_markup(pieces: list[str]) -> None:
    read(("<html><body>" + " ".join(pieces)).encode("utf-8", "replace"))


@pytest.mark.parametrize("data", PAGES, ids=lambda d: d[:24].decode("utf-8", "replace"))
def test_truncated_anywhere(data: bytes) -> None:
    for end in range(40, len(data), 97):
        read(data[:end])


@pytest.mark.parametrize("tag", ["div", "b", "table", "blockquote", "ul"])
def test_fifty_thousand_nested_elements(tag: str) -> None:
    start = time.perf_counter()
    read(page(f"<p>{SENTENCE}</p>" + f"<{tag}>" * 50_000 + SENTENCE + f"</{tag}>" * 50_000))
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    "piece",
    [
        f"<div><h3><a href='/a'>Another story</a></h3><div>{SENTENCE}</div></div>",
        "<td>Search</td>",
        "<div>3 comments</div>",
    ],
)
def test_twenty_thousand_of_a_kind(piece: str) -> None:
    start = time.perf_counter()
    read(page(f"<p>{SENTENCE}</p>" + piece * 20_000))
    assert time.perf_counter() - start < 10


def test_a_page_of_twenty_megabytes() -> None:
    start = time.perf_counter()
    article = read(page(f"<article>{f'<p>{SENTENCE}</p>' * 170_000}</article>"))
    assert len(article.body) > 1
    assert time.perf_counter() - start < 100


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "shift_jis", "koi8-r"])
def test_charsets(charset: str) -> None:
    text = {"shift_jis": "東京の会議は金曜日に開かれる", "koi8-r": "Совет соберётся в пятницу"}.get(
        charset, "Le conseil a été réélu à Liège"
    )
    data = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'.encode(charset)
    assert text in " ".join(read(data).body)


def test_wrong_charset_is_seen_through() -> None:
    assert "réélu à Liège" in " ".join(
        read("<p>Il fut réélu à Liège.</p>".encode(), content_type="text/html; charset=latin-1").body
    )
    assert "réélu" in " ".join(read("<meta charset=utf-8><p>Il fut réélu à Liège.</p>".encode("latin-1")).body)


def test_nuls_and_xml_declarations() -> None:
    assert (
        SENTENCE
        in read(f'<?xml version="1.0" encoding="UTF-8"?><html><body><p>{SENTENCE}</p></body></html>'.encode()).body
    )
    assert SENTENCE in read(page(f"<p>{SENTENCE}</p>").replace(b"council", b"coun\0cil")).body


def test_no_text_at_all() -> None:
    with pytest.raises(PageError, match="no text"):
        parse_page(b" \n\0 ")


def test_a_button_never_closed_does_not_swallow_the_page() -> None:
    story = "".join(f"<p>{SENTENCE} ({n})</p>" for n in range(8))
    assert len(read(page(f"<button>Menu<article>{story}</article>")).body) == 8


def test_what_react_streams_late_stands_in_its_place() -> None:
    story = "".join(f"<p>{SENTENCE} ({n})</p>" for n in range(8))
    data = page(
        f'<main><h1>Budget</h1><template id="B:0"></template></main><div hidden id="S:0">{story}</div>'
        '<script>$RC("B:0","S:0")</script>'
    )
    assert len(read(data).body) == 8


KINDS = {
    "listing": page(
        "<main>"
        + "".join(f"<div><a href='/{n}'>Headline number {n} of the day</a></div>" for n in range(40))
        + "</main>"
    ),
    "video": page("<h1>Clip</h1>", '<meta property="og:type" content="video.other"><title>Clip</title>'),
    "live": page(
        f"<p>{SENTENCE}</p>" * 5,
        '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>',
    ),
    "wall": page("<h1>Budget</h1><p>Already a subscriber? Log in to read this.</p>"),
    "empty": page(""),
    "article": page(f"<article>{f'<p>{SENTENCE}</p>' * 6}</article>"),
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kinds_of_pages(kind: str) -> None:
    assert read(KINDS[kind]).kind == kind
