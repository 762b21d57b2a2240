"""How much a text says, in letters; a Chinese or Japanese character or a Korean syllable counts for several."""

from __future__ import annotations

import re

DENSE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
"""Kana, Han and Hangul, as the inside of a character class."""
LETTERS = 3.0
"""Letters of an alphabet (with the blanks and endings it needs) that say as much as one of these."""
ONE = re.compile(rf"[{DENSE}\u3000-\u303f\uff00-\uffef]")
"""With the full-width marks, which are as wide."""
LATIN = 1.4
"""Bytes a character below which a text is in the Latin alphabet: no need to look for others."""


def weight(text: str) -> float:
    """The length of a text in letters of an alphabet."""
    size = len(text)
    if text.isascii() or len(text.encode()) < LATIN * size:
        return size
    return size + (LETTERS - 1) * len(ONE.findall(text))
