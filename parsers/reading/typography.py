"""Typography mended, each change kept: ``mend`` gives the repaired text and what stood there before."""

from __future__ import annotations

import re

from parsers.reading.blocks import SEAM

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffc"
NEEDED = re.compile(r"[\u0600-\u06ff\u0900-\u0dff\u1780-\u17ff\U0001f300-\U0001faff\u2600-\u27bf]")
"""Scripts and emoji in which joiners and marks of direction carry meaning."""
WRONG = re.compile(
    rf"(?P<invisible>[{INVISIBLE}]+)"
    r"|(?P<narrow>[\u2000-\u200a\u202f\u205f]+)"
    r"|(?P<elided>(?<=\w)['’]\s+»\s?(?=\w))"
    r"|(?P<doubled>«\s*(?:«\s*)+|»\s*(?:»\s*)+)"
)
SUSPECT = re.compile(rf"[{INVISIBLE}\u2000-\u200a\u202f\u205f«»]")
MOJIBAKE = re.compile(r"(?:Ã[\x80-\xbf©¨ªàâ®´»§¯]|â€[\x80-\xbf™œ\x9d“”˜¦]|Â[\xa0«»°©])")


class Change(tuple[int, int, str]):
    """``(start, end, original)`` in the repaired text."""


def squeeze(raw: str) -> str:
    """White space runs as one blank, seams dropped: text as the guidelines compare it."""
    return " ".join(raw.replace(SEAM, "").split())


def mend(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Repair one squeezed text; ``[(start, end, original)]`` in offsets of the repaired text."""
    changes: list[tuple[int, int, str]] = []
    if MOJIBAKE.search(text) and (better := unscramble(text)) is not None:
        changes.append((0, len(better), text))
        text = better
    if not SUSPECT.search(text):
        return text, changes
    keep = NEEDED.search(text) is not None
    pieces: list[str] = []
    done = length = 0
    for m in WRONG.finditer(text):
        new = replacement(m, keep)
        if new == m[0]:
            continue
        pieces += [text[done : m.start()], new]
        length += m.start() - done
        changes.append((length, length + len(new), m[0]))
        length += len(new)
        done = m.end()
    return ("".join(pieces) + text[done:] if pieces else text), changes


def replacement(m: re.Match[str], keep: bool) -> str:
    """What is to stand for one wrong place."""
    if m["invisible"]:
        return m[0] if keep else ""
    if m["narrow"]:
        return " "
    if m["elided"]:
        return "’« "
    return "« " if m[0][0] == "«" else " »"


def unscramble(text: str) -> str | None:
    """UTF-8 that was read as Windows-1252, read rightly; None where it is not that."""
    for codec in ("cp1252", "latin-1"):
        try:
            better = text.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        if len(better) < len(text):
            return better
    return None
