"""The language of a page: its markup, then its small words, then py3langid (0.9 s to load, so last)."""

from __future__ import annotations

import re
from functools import cache

import seeds
from parsers.reading.packs import reading

WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 0.12
"""Share of small words from which a text is taken to be in a language; others stay below 0.06."""
SAMPLE = 1000


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


def by_small_words(text: str) -> tuple[str | None, float]:
    """The language whose small words are commonest in the text's beginning, with their share."""
    words = WORD.findall(text[:SAMPLE].lower())
    if len(words) < 8:
        return None, 0.0
    shares = {name: sum(w in small for w in words) / len(words) for name, small in stop_words().items()}
    best = max(shares, key=shares.__getitem__, default=None)
    return best, shares.get(best, 0.0) if best else 0.0


def identify(text: str, declared: str | None = None) -> tuple[str | None, str]:
    """``(language, where it is known from)``; the text corrects markup that contradicts it plainly."""
    tag = code(declared)
    best, share = by_small_words(text)
    if tag:
        return (
            (best, "text") if best and share >= 2 * ENOUGH and tag in stop_words() and tag != best else (tag, "markup")
        )
    if best and share >= ENOUGH:
        return best, "text"
    if len(text) < 20:
        return None, "none"
    from py3langid.langid import classify

    return str(classify(text[:SAMPLE])[0]), "langid"
