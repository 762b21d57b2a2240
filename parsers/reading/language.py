"""The language of a page: its markup, then its small words, then py3langid (0.9 s to load, so last)."""

from __future__ import annotations

import re
from functools import cache

import seeds
from parsers.reading.packs import reading

WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 0.12
"""Share of small words from which a text is taken to be in a language; others stay below 0.06."""
OTHER_CODES = {"nb": "no", "nn": "no", "nob": "no", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de"}
SAMPLE = 1000
FEW = 8
"""Fewer words tell nothing."""


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """The small words of each language that has a pack."""
    codes = [file.stem for file in seeds.files("lexicon", ".json")]
    return {code: frozenset(pack.get("stop_words", ())) for code in codes if (pack := reading(code))}


def code(tag: str | None) -> str | None:
    """ISO 639-1 of a language tag: ``fr-FR`` gives ``fr``; None for what is no tag."""
    head = re.split(r"[-_ ,;]", (tag or "").strip().lower())[0]
    head = {"nb": "no", "nn": "no", "nob": "no", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de"}.get(
        head, head
    )
    return head if re.fullmatch(r"[a-z]{2}", head) and head != "xx" else None


def share(words: list[str], code: str) -> float:
    """The share of a language's small words among words."""
    small = stop_words().get(code, frozenset())
    return sum(map(small.__contains__, words)) / len(words)


def identify(text: str, declared: str | None = None) -> tuple[str | None, str]:
    """``(language, where it is known from)``; the text corrects markup that contradicts it plainly."""
    tag = code(declared)
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < FEW:
        return tag, "markup" if tag else "none"
    if tag and (tag not in stop_words() or share(words, tag) >= ENOUGH):
        return tag, "markup"
    best = max(stop_words(), key=lambda name: share(words, name), default=None)
    found = share(words, best) if best else 0.0
    if tag:
        return (best, "text") if found >= 2 * ENOUGH else (tag, "markup")
    if found >= ENOUGH:
        return best, "text"
    from py3langid.langid import classify

    return str(classify(text[:SAMPLE])[0]), "langid"
