"""Texts of the record made safe to show: nothing in them can hide, turn around or flood the page.

HTML is escaped by the templates. What is left is what Unicode can do: controls that reorder a line (CVE-2021-42574),
characters without width, and words or texts so long that a browser chokes on them.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

LONGEST_TEXT, LONGEST_WORD = 20_000, 120
"""Characters. The longest paragraph of 200 real pages had 4,900, their longest word 61."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e0fff]"
)
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")

Piece = tuple[str, tuple[str, ...]]
"""A stretch of text and the marks that lie on it."""


def plain(value: Any) -> Any:
    """A text with its hidden characters named, its overlong words and itself cut; anything else as it is.

    The templates pass every value they show through this.
    """
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "…"
    return _LONG.sub(lambda m: m[0][:LONGEST_WORD] + "…", _HIDDEN.sub(lambda m: f"[U+{ord(m[0]):04X}]", text))


def outside(url: str | None) -> str:
    """An address of the web for ``href``, or ``#`` where it is none: no script hides behind it."""
    try:
        safe = url is not None and len(url) < 4_000 and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        safe = False
    return Markup(escape(url)) if safe else "#"


def excerpt(text: str | None, most: int = 300) -> str | None:
    """The first words of a text, whole, at most so many characters; as the macro of the same name."""
    if text is None or len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rsplit(None, 1)[0] if any(map(str.isspace, head)) else head) + "…"


def marked(text: str, spans: list[tuple[int, int, str]]) -> list[Piece]:
    """A text cut into pieces at the borders of its spans (start, end, name), each with the names that lie on it."""
    inside = [(max(a, 0), min(b, len(text)), name) for a, b, name in spans if a < b and a < len(text)]
    borders = sorted({0, len(text), *(a for a, _, _ in inside), *(b for _, b, _ in inside)})
    return [
        (text[a:b], tuple(dict.fromkeys(name for x, y, name in inside if x <= a and b <= y)))
        for a, b in pairwise(borders)
    ]


def around(text: str, spans: list[tuple[int, int, str]], most: int = 400) -> list[Piece]:
    """As ``marked``, cut to so many characters round the first span."""
    start = max(min((a for a, _, _ in spans), default=0) - most // 4, 0)
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + most
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + most // 2)
    pieces = marked(text[start:end], [(a - start, b - start, name) for a, b, name in spans])
    return [("… ", ())] * bool(start) + pieces + [(" …", ())] * (end < len(text))


def repaired(text: str, start: int, end: int, original: str, beside: int = 40) -> list[Piece]:
    """What was mended at ``start`` to ``end`` of a text, by whole words: ``old`` as it stood, ``new`` as it is, and
    some ``beside`` characters before and after."""
    a = max((m.end() for m in re.finditer(r"\s", text[:start])), default=0)
    b = next((m.start() for m in re.compile(r"\s").finditer(text, end)), len(text))
    left = text.rfind(" ", 0, a - beside) + 1 if a > beside else 0
    right = text.find(" ", b + beside) if b + beside < len(text) else len(text)
    right = right if right >= 0 else len(text)
    pieces: list[Piece] = [
        ("… " * (left > 0) + text[left:a], ()), (text[a:start] + original + text[end:b], ("old",)), (" ", ()),
        (text[a:b], ("new",)), (text[b:right] + " …" * (right < len(text)), ()),
    ]  # fmt: skip
    return [piece for piece in pieces if piece[0]]


def difference(old: list[str], new: list[str]) -> list[list[Piece]]:
    """The paragraphs that changed, word by word: ``old`` and ``new`` pieces among the same."""
    changed: list[list[Piece]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = max(b - a, d - c)
        for n in range(pairs):
            before, after = (texts[n] if n < len(texts) else "" for texts in (old[a:b], new[c:d]))
            changed.append(_words_apart(before[:LONGEST_TEXT], after[:LONGEST_TEXT]))
    return changed


def _words_apart(old: str, new: str) -> list[Piece]:
    a, b = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    pieces: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("".join(a[i:j]), ()))
            continue
        pieces += [("".join(a[i:j]), ("old",))] * (j > i) + [("".join(b[k:m]), ("new",))] * (m > k)
    return pieces
