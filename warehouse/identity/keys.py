"""Blocking: the few keys by which claims that may be one find each other among a million.

A key is a 64-bit hash of a concept's name, of the beginning of a name or unknown word, or of a figure. Concepts serve
all languages, names and figures cross them anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from .lexicon import Lexicon, load
from .reading import Meaning

STEM = 5
"""Letters of a name or unknown word that its key keeps: what cognates share at least."""
TELLING = 0.3
"""Units that weigh less are too common to find anything by."""


@lru_cache(maxsize=200_000)
def key(text: str) -> int:
    """A 64-bit hash, the same on every machine; never 0."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little") or 1


def _texts(m: Meaning, lexicon: Lexicon) -> Iterator[str]:
    for unit in m.units:
        if unit.weight < TELLING:
            continue
        if unit.concepts:
            broad = [c for c in unit.concepts if c not in lexicon.kinds]
            yield from (f"c {lexicon.names[c]}" for c in broad or unit.concepts)
        elif len(unit.key) > 1:
            yield f"w {unit.key[:STEM]}"
    for figure in m.figures:
        if figure.kind == "amount":
            yield f"f {round(figure.value, 2)} {'%' if figure.unit == 'pct' else ''}"


def keys(m: Meaning) -> tuple[int, ...]:
    """The keys of a meaning, each once, in order of appearance."""
    return tuple(dict.fromkeys(key(text) for text in _texts(m, load())))
