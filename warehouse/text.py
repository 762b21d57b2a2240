"""How names and words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def fold(text: str) -> str:
    """Lower case, without accents, one kind of apostrophe and single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def wildcard(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases as whole words of a folded text; ``*`` stands for any ending."""
    either = "|".join(re.escape(fold(p)).replace(r"\*", r"\w*") for p in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
