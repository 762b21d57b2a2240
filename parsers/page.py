"""One page's bytes to an Article: the front door of the parsers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parsers.errors import PageError
from parsers.models import Article
from parsers.reading.decode import as_utf8
from parsers.uncollected import uncollected

MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|meta|script|span|table|h1|a|br|section|img|\?xml)\b", re.IGNORECASE
)
BEGINNING = 20_000
"""Bytes in which markup is looked for: a page without any is plain text."""
LONGEST = 25_000_000
"""Bytes that are read of a page: the largest real ones are a third of that."""


def parse_page(
    data: bytes,
    url: str | None = None,
    *,
    content_type: str | None = None,
    seen_at: datetime | None = None,
    recipe: Mapping[str, Any] | None = None,
) -> Article:
    """Read one page (HTML or plain text, in any encoding).

    ``content_type`` is the HTTP header if there was one; ``seen_at`` (aware) resolves dates printed without a year;
    ``recipe`` is the outlet's selectors. Raises ``PageError`` for bytes that hold no text at all.
    """
    with uncollected():
        return read_page(data, url, content_type, seen_at, recipe)


def read_page(
    data: bytes, url: str | None, content_type: str | None, seen_at: datetime | None, recipe: Mapping[str, Any] | None
) -> Article:
    """Read one page as plain text or as HTML."""
    page = as_utf8(data[:LONGEST], content_type)
    beginning = page[:BEGINNING].decode("utf-8", "ignore")
    if not beginning.strip() and not page.decode().strip():
        raise PageError("the page holds no text; check what the server sent", url=url)
    if MARKUP.search(beginning) is None:
        from parsers.reading.text import read_text

        return read_text(page.decode(), url)
    from parsers.reading.webpage import read_html

    return read_html(page, url, seen_at, recipe)
