"""How names and words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Lower case, without accents, one kind of apostrophe and single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return " ".join(_FOREIGN.sub(_unmarked, plain).split())


def _unmarked(found: re.Match[str]) -> str:
    return "".join(c for c in found[0] if not unicodedata.combining(c))


def wildcard(phrases: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the phrases as whole words of a folded text; ``*`` stands for any ending."""
    either = "|".join(re.escape(fold(p)).replace(r"\*", r"\w*") for p in phrases)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
