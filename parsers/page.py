"""One page's bytes to an Article: the front door of the parsers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from parsers.models import Article


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
    raise NotImplementedError
