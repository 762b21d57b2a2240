"""How names and words are compared."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, one kind of apostrophe and single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
