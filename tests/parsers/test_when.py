"""Which of a page's dates counts, where they disagree."""

import pytest

from parsers import parse_page

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
