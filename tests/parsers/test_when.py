"""Which of a page's dates counts, where they disagree."""

import pytest

from parsers import parse_page
from parsers.models import Article

TEXT = "<p>The council of the valley decided yesterday that the three schools of the town will open in autumn.</p>" * 3


def linked(published: str, modified: str) -> str:
    """JSON-LD with these dates."""
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"datePublished": "{published}", "dateModified": "{modified}"}}</script>'
    )


@pytest.mark.parametrize(
    ("head", "line", "published"),
    [
        (
            "<meta property='article:published:time' content='2024-10-23T15:48:15+02:00'>",
            "",
            "2024-10-23T15:48:15+02:00",
        ),
        ("<meta name='DC.date-issued' content='2024-10-23'>", "", "2024-10-23"),
        (
            linked("2025-12-19T03:05:00Z", "2025-12-19T09:00:00Z"),
            "<time datetime='2025-12-18T19:05:00-08:00'>December 18, 2025</time>",
            "2025-12-18T19:05:00-08:00",
        ),
        (
            linked("2025-11-29T12:28:31Z", "2025-11-29T12:28:31Z")
            + "<meta property='article:published_time' content='2025-08-08'>",
            "<p>Published August 13, 2025</p>",
            "2025-08-13",
        ),
        (linked("2025-11-29T12:28:31Z", "2025-11-29T12:28:31Z"), "<p>August 13, 2025</p>", "2025-11-29T12:28:31+00:00"),
        (linked("2025-08-13T12:00:00Z", "2025-11-29T12:28:31Z"), "<p>August 1, 2025</p>", "2025-08-13T12:00:00+00:00"),
    ],
)
def test_published(head: str, line: str, published: str) -> None:
    page = f"<html lang='en'><head>{head}</head><body><article><h1>Three schools open</h1>{line}{TEXT}</article></body>"
    assert parse_page(page.encode()).published == published


def page(head: str, line: str, url: str | None = None) -> Article:
    """A page with a declaration and a line under its headline."""
    html = f"<html lang='en'><head>{head}</head><body><article><h1>Three schools open</h1>{line}{TEXT}</article></body>"
    return parse_page(html.encode(), url)


@pytest.mark.parametrize(
    ("head", "line", "published", "modified"),
    [
        ("", "<div>Updated <time datetime='2025-08-13'>August 13, 2025</time></div>", "2025-08-13", "2025-08-13"),
        ("", "<div>Ana (Lea) Roe Published: August 1, 2025</div>", "2025-08-01", None),
        ("", "<div>This post was first published on August 1, 2025.</div>", "2025-08-01", None),
        ("", "<div>Added August 1, 2025 in Schools by Ana Roe, teacher in the valley</div>", "2025-08-01", None),
        ("", "<div>Thread starter Ana Roe Start date Aug 1, 2025</div>", "2025-08-01", None),
        ("", "<div>Schools built in the valley since August 1, 2025, and their teachers</div>", None, None),
        ("", "<abbr title='2025-08-01T10:00:00Z'>last summer</abbr>", "2025-08-01T10:00:00+00:00", None),
        ("", "<relative-time datetime='2025-08-01T10:00:00Z'>Aug 1</relative-time>", "2025-08-01T10:00:00+00:00", None),
        (
            "",
            "<div><span>Published</span> <time datetime='2025-08-01'>August 1</time></div>"
            "<div><span>Updated</span> <time datetime='2025-08-13'>August 13</time></div>",
            "2025-08-01",
            "2025-08-13",
        ),
        ("", "<p>Last updated:</p><p>August 13, 2025</p>", "2025-08-13", "2025-08-13"),
        ("", "<div><time>August 13, 2025</time></div>", "2025-08-13", None),
        ("<meta name='vallon.publish_date' content='2025-08-13'>", "", "2025-08-13", None),
        ("<meta name='last-publish-date' content='2025-09-13'>", "<p>August 13, 2025</p>", "2025-08-13", None),
        ("<meta name='date' content='2025-08-13'>", "<p>August 20, 2025</p>", "2025-08-13", None),
        ('<script>page = {"publishedAt": "2025-08-13T10:00:00Z"}</script>', "", "2025-08-13T10:00:00+00:00", None),
        (
            '<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2025-08-13"}</script>',
            "",
            "2025-08-13",
            None,
        ),
    ],
)
def test_told_in_other_ways(head: str, line: str, published: str | None, modified: str | None) -> None:
    article = page(head, line)
    assert (article.published, article.modified) == (published, modified)


def test_what_follows_a_change_is_a_teasers() -> None:
    teaser = "<section><h3>Two bridges</h3><time datetime='2025-09-01'>new</time></section>"
    line = "<div>Updated <time datetime='2025-08-13'>Wednesday</time></div>"
    html = f"<html lang='en'><body><article><h1>Three schools open</h1>{line}{TEXT}</article>{teaser}</body>"
    article = parse_page(html.encode())
    assert (article.published, article.modified) == ("2025-08-13", "2025-08-13")


def test_the_printed_date_goes_before_that_of_a_comment() -> None:
    late = (
        "<section>"
        + "<p>A reader</p>" * 6
        + "<p><time datetime='2025-09-01T10:00'>September 1, 2025</time></p></section>"
    )
    html = f"<html lang='en'><body><article><h1>Three schools open</h1><p>August 13, 2025</p>{TEXT * 4}</article>{late}"
    assert parse_page(html.encode()).published == "2025-08-13"


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://levallon.example/2025/08/13/schools", "2025-08-13"),
        ("https://levallon.example/news/2025-08-13-schools", "2025-08-13"),
        ("https://levallon.example/2025/813/12/", None),
    ],
)
def test_an_address_is_the_last_resort(url: str, published: str | None) -> None:
    assert page("", "", url).published == published
    assert page("", "<p>August 1, 2025</p>", url).published == "2025-08-01"


def test_a_date_stands_before_the_word_that_says_of_what_it_is() -> None:
    lines = "<div>Dieser Beitrag wurde am 3. März 2024 veröffentlicht.</div><div>Von Ana Roe am 3. März 2024</div>"
    text = "<p>Der Garten hinter dem Haus ist seit drei Jahren nicht bepflanzt worden, und man sieht es ihm an.</p>"
    article = parse_page(f"<html lang='de'><body><h1>Der Garten</h1>{lines}{text * 3}</body></html>".encode())
    assert (article.published, article.authors) == ("2024-03-03", ("Ana Roe",))
