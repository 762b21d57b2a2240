"""The language of a page: its markup, then its small words, then py3langid (0.9 s to load, so last)."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import seeds
from parsers.reading.packs import reading

WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0dff\u0e00-\u0fff])+")
"""Letters with the signs of vowels, which are no letters to ``\\w`` in Indian scripts."""
ENOUGH = 0.12
"""Share of small words from which a text is taken to be in a language; those of other families stay below 0.06."""
ABSENT = 0.02
"""A text with fewer of its declared language's small words is in another one: systems declare English unless told."""
PLAIN = 5.0
"""Small words that no other language has, from which such a text is in a language whose small words are few."""
OWN_SCRIPT = 0.15
"""Share of the letters from which a text is in the language that alone writes them; Japanese is a third kana."""
OTHER_CODES = {
    "nb": "no", "nn": "no", "nob": "no", "nor": "no", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de",
    "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "swe": "sv", "dan": "da", "fin": "fi",
    "pol": "pl", "rus": "ru", "ukr": "uk", "tur": "tr", "jpn": "ja", "zho": "zh", "chi": "zh", "kor": "ko",
    "ara": "ar", "iw": "he", "in": "id", "mo": "ro", "fil": "tl", "jp": "ja", "cn": "zh", "kr": "ko",
}  # fmt: skip
"""Codes of three letters, old codes, and codes of countries that pages write for those of languages."""
SAMPLE = 1000
FEW = 8
"""Fewer words tell nothing."""
FEW_LETTERS = 24
"""The same for scripts that set no words apart."""


@cache
def known() -> tuple[str, ...]:
    """The languages that have a pack."""
    return tuple(file.stem for file in seeds.files("lexicon", ".json"))


@cache
def small_words(code: str) -> frozenset[str]:
    """The small words of a language; none where it has no pack."""
    return frozenset((reading(code) or {}).get("stop_words", ()))


@cache
def spread() -> Counter[str]:
    """In how many languages each small word is one: what all of a family write tells little."""
    return Counter(word for code in known() for word in small_words(code))


def likeness(words: list[str], code: str) -> float:
    """How much the small words among words speak for a language."""
    small, languages = small_words(code), spread()
    return sum(1 / languages[word] for word in words if word in small)


@cache
def scripts() -> dict[str, re.Pattern[str]]:
    """The letters that one language alone writes, by its code."""
    return {c: re.compile(f"[{letters}]") for c in known() if (letters := (reading(c) or {}).get("script"))}


def code(tag: str | None) -> str | None:
    """ISO 639-1 of a language tag: ``fr-FR`` gives ``fr``; None for what is no tag."""
    head = re.split(r"[-_ ,;]", (tag or "").strip().lower())[0]
    head = OTHER_CODES.get(head, head)
    return head if re.fullmatch(r"[a-z]{2}", head) and head != "xx" else None


def share(words: list[str], code: str) -> float:
    """The share of a language's small words among words."""
    return sum(map(small_words(code).__contains__, words)) / max(len(words), 1)


def written(text: str) -> str | None:
    """The language that a text's script gives away, or None."""
    if text.isascii() or len(letters := "".join(WORD.findall(text))) < FEW_LETTERS:
        return None
    least = OWN_SCRIPT * len(letters)
    return next((code for code, script in scripts().items() if len(script.findall(letters)) >= least), None)


def identify(text: str, declared: str | None = None) -> tuple[str | None, str]:
    """``(language, where it is known from)``; the text corrects markup that contradicts it plainly."""
    tag = code(declared)
    words = WORD.findall(text[:SAMPLE].lower())
    if tag and (len(words) < FEW or tag not in known() or share(words, tag) >= ENOUGH):
        return tag, "markup"
    if (tag is None or small_words(tag)) and (own := written(text[:SAMPLE])):
        return own, "text"
    if len(words) < FEW:
        return tag, "markup" if tag else "none"
    best = max(known(), key=lambda name: likeness(words, name))
    found = share(words, best)
    if tag:
        absent = share(words, tag) < ABSENT and small_words(tag) and likeness(words, best) >= PLAIN
        return (best, "text") if found >= 2 * ENOUGH or absent else (tag, "markup")
    if found >= ENOUGH:
        return best, "text"
    from py3langid.langid import classify

    return str(classify(text[:SAMPLE])[0]), "langid"
