"""Folding: words without case, accents and endings, so that one entry of the lexicon finds all its forms.

Pure text work, driven by ``seeds/identity/inflection.yaml``; shared by the compiler of the lexicon and its readers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

LANGUAGES = ("fr", "en", "es", "de", "it")
_SPECIAL = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower case, no accents, ligatures written out."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL))
    return "".join(c for c in plain if not unicodedata.combining(c))


class Stemmer:
    """Folds endings away for one language. ``rules`` are its entry of inflection.yaml, compiled."""

    def __init__(self, language: str, rules: Mapping[str, Any]) -> None:
        self.language = language
        self.keep: int = rules["keep"]
        self.same: Mapping[str, str] = rules["same"]
        self.plural: Sequence[str] = rules["plural"]
        self.replace: Sequence[tuple[str, str]] = [(a, b) for a, b in rules["replace"]]
        self.vowels: Mapping[str, str] = rules["vowels"]
        self.irregular: Mapping[str, str] = rules["irregular"]
        self.irregular_lengths = sorted({len(w) for w in self.irregular}, reverse=True)
        self.clitics = tuple(end + clitic for clitic in rules["clitics"] for end in INFINITIVES)
        self.particles = (
            re.compile(f"({'|'.join(rules['particles'])})(?:ge|zu)(?=[a-z]{{3}})") if rules["particles"] else None
        )
        self.mute = tuple(rules["mute"])
        self.derivations: Sequence[str] = sorted(rules["derivations"], key=lambda w: -len(w))
        self.by_length: dict[int, frozenset[str]] = {}
        for ending in rules["endings"]:
            self.by_length[len(ending)] = self.by_length.get(len(ending), frozenset()) | {ending}
        self.lengths = sorted(self.by_length, reverse=True)
        self.cache: dict[str, str] = {}

    def __call__(self, folded: str) -> str:
        """The stem of a folded word."""
        stem = self.cache.get(folded)
        if stem is None:
            if len(self.cache) > 200_000:
                self.cache.clear()
            stem = self.cache[folded] = self._regular(self._stem(folded))
        return stem

    def deep(self, folded: str) -> str:
        """The stem without its derivations ("concentration", "concentrer"); "" where too little would be left."""
        word = folded
        for _ in range(2):
            for ending in self.derivations:
                if word.endswith(ending) and len(word) - len(ending) >= DEEP:
                    word = word[: -len(ending)]
                    break
        stem = self(word)
        return stem if len(stem) >= DEEP else ""

    def others(self, folded: str) -> Iterator[str]:
        """The stems that a folded word has if a shorter ending is taken for one ("declara", "gana"), longest first."""
        if folded not in self.same:
            bare = self._bare(folded)
            for word in dict.fromkeys((self._singular(bare), bare, folded)):
                for length in (*self.lengths, 0):
                    if len(word) - length >= self.keep and (not length or word[-length:] in self.by_length[length]):
                        yield self._regular(self._tidy(word[: len(word) - length]))

    def _stem(self, word: str) -> str:
        if word in self.same:
            return self.same[word]
        word = self._singular(self._bare(word))
        for length in self.lengths:
            if len(word) - length >= self.keep and word[-length:] in self.by_length[length]:
                word = word[:-length]
                break
        return self._tidy(word)

    def _singular(self, word: str) -> str:
        """The word without the ending of its plural, and with the ending that its other forms share."""
        for ending in self.plural:
            if word.endswith(ending) and len(word) - len(ending) >= self.keep:
                word = word[: -len(ending)]
                break
        for ending, instead in self.replace:
            if word.endswith(ending) and len(word) - len(ending) + len(instead) >= self.keep:
                return word[: -len(ending)] + instead
        return word

    def _tidy(self, word: str) -> str:
        if len(word) > self.keep and word[-1] == word[-2]:
            word = word[:-1]
        if self.language == "it" and len(word) > self.keep and word.endswith("h"):
            word = word[:-1]
        return word[:-1] + "i" if self.language == "en" and len(word) > self.keep and word.endswith("y") else word

    def _bare(self, word: str) -> str:
        """The word without hanging pronouns ("rendersi") and without German "ge" and "zu" ("ausgebildet")."""
        if self.clitics and len(word) > 6 and word.endswith(self.clitics):
            clitic = next(c for c in self.clitics if word.endswith(c))
            return word[: len(word) - len(clitic) + 2] + ("e" if self.language == "it" else "")
        if self.particles and len(word) > 7:
            parted = self.particles.match(word)
            if parted:
                return parted[1] + word[parted.end() :]
        if self.language == "de" and word.startswith("ge") and len(word) > 6 and word.endswith(("t", "en")):
            return word[2:]
        return word

    def _regular(self, stem: str) -> str:
        for vowel, instead in self.vowels.items():
            stem = stem.replace(vowel, instead)
        for length in self.irregular_lengths:
            if len(stem) >= length and (length >= SAFE_IRREGULAR or len(stem) == length):
                regular = self.irregular.get(stem[-length:])
                if regular is not None and len(stem) - length <= LONGEST_PREFIX:
                    stem = stem[:-length] + regular
                    break
        return stem[:-1] if len(stem) > self.keep + 1 and stem.endswith(self.mute) else stem


INFINITIVES = ("ar", "er", "ir")
DEEP = 4
"""Letters that a stem must keep when a derivation is folded away."""
SAFE_IRREGULAR = 4
"""Letters of an irregular stem from which it is known behind a prefix too; shorter ones only by themselves."""
LONGEST_PREFIX = 7


def compile_rules(rules: Mapping[str, Any]) -> dict[str, Any]:
    """One language's entry of inflection.yaml in the form that ``Stemmer`` takes."""
    return {
        "keep": rules["keep"],
        "same": {word: one for one, words in rules["same"].items() for word in words.split()},
        "irregular": {word: one for one, words in rules["irregular"].items() for word in words.split()},
        "plural": rules["plural"].split(),
        "clitics": rules["clitics"].split(),
        "particles": rules["particles"].split(),
        "mute": rules["mute"].split(),
        "derivations": rules["derivations"].split(),
        "vowels": rules["vowels"],
        "replace": sorted(rules["replace"].items(), key=lambda r: -len(r[0])),
        "endings": rules["endings"].split(),
    }


_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[^\W\d_]+)?|[%€$£°‰]", re.UNICODE)


def words(text: str) -> list[str]:
    """The words of a lexicon entry, split as running text is (hyphens and apostrophes part words)."""
    return _TOKEN.findall(text.replace("_", " "))
