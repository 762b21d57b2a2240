"""Typography mended, each change kept: ``mend`` gives the repaired text and what stood there before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.reading.blocks import SEAM

INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffc"
)
NEEDED = re.compile(r"[\u0600-\u06ff\u0900-\u0dff\u1780-\u17ff\U0001f300-\U0001faff\u2600-\u27bf]")
"""Scripts and emoji in which joiners and marks of direction carry meaning."""
WRONG = re.compile(
    rf"(?P<invisible>\s?[{INVISIBLE}][\s{INVISIBLE}]{{,64}}$|(?:^|(?<=\s))[{INVISIBLE}]+\s?|[{INVISIBLE}]+)"
    r"|(?P<elided>(?<=\w)['’]\s+»\s?(?=\w))"
    r"|(?P<doubled>«(?:\s*«)+\s*|\s*»(?:\s*»)+)"
    r"|(?P<opened>(?<=\w)«(?!\w*»))"
    r"|(?P<closed>»(?=\w))"
)
MARKS = re.compile(rf"[{INVISIBLE}«»ÃâÂ]")
"""What stands wherever there is something to mend: one class is found many times faster than eight ways to begin."""
SUSPECT = re.compile(rf"[{INVISIBLE}]|[«»]\s*[«»]|\w«|»\w|['’]\s+»")
MOJIBAKE = re.compile(r"(?:Ã[\x80-\xbf©¨ªàâ®´»§¯]|â€[\x80-\xbf™œ\x9d“”˜¦]|Â[\xa0«»°©])")


Edit = tuple[int, int, str]
"""``(start, end, new)`` in offsets of the text before."""
Change = tuple[int, int, str]
"""``(start, end, original)`` in offsets of the repaired text."""
SEAMS = re.compile(rf"{SEAM}+(?=[^\s{SEAM}])")
"""Seams that a blank does not follow."""
STEM = 4
"""A small word after so many letters and a seam is a word of its own, whatever a script says."""
WORD = re.compile(r"\w+")
WORD_BEFORE = re.compile(r"\w+$")


def resolve(raw: str, known: Vocabulary) -> tuple[str, list[Change]]:
    """A raw line with its seams resolved: a blank where two words touch, nothing within a word.

    ``known`` gives the words that the page writes elsewhere and the language's small words, one of which must be at
    the seam ("surnommait" + "le"): what two other words touch in is a compound. Asked only where small letters touch.
    """
    if SEAM not in raw:
        return squeeze(raw), []
    text, done = "", 0
    changes: list[Change] = []
    for m in SEAMS.finditer(raw):
        start, end = m.span()
        if start and not raw[start - 1].isspace() and apart(raw, start, end, known):
            text = squeeze(f"{text} {raw[done:start]}")
            changes.append((len(text), len(text) + 1, ""))
            done = end
    return (squeeze(f"{text} {raw[done:]}"), changes) if done else (squeeze(raw), [])


def apart(raw: str, start: int, end: int, known: Vocabulary) -> bool:
    """Whether what touches at a seam is two words."""
    left, right = raw[start - 1], raw[end]
    if not (right.isalnum() or right in "«“("):
        return False
    if left in "»”)…" or right in "«“(":
        return left.isalnum() or right.isalnum()
    after = WORD.match(raw, end)
    two = after[0] if after else ""
    if not left.isalnum():
        return left in ".!?;:" and two[:1].isupper() and len(word_before(raw, start - 1)) > 1
    one = word_before(raw, start)
    if not (left.isalpha() and right.isalpha()) or len(one) < 2 or not (left.islower() or left.isupper()):
        return False
    if left.islower() and right.isupper():
        return True
    one, two = one.lower(), two.lower()
    if one not in known.small and two not in known.small:
        return False
    words, small = known()
    if two in small and len(one) >= STEM:
        return one in words and one + two not in known.written
    return one in words and two in words and one + two not in words


class Vocabulary:
    """The words a page writes and its language's small words; gathered when first asked."""

    def __init__(self, lines: list[str], body: object, small: frozenset[str]) -> None:
        self.lines, self.body, self.small = lines, body if isinstance(body, str) else "", small
        self.words: frozenset[str] | None = None
        self.written: frozenset[str] = small
        """The words of the page's own lines: what its scripts say may have lost the same blanks."""

    def __call__(self) -> tuple[frozenset[str], frozenset[str]]:
        """``(words, small words)`` in small letters."""
        if self.words is None:
            self.written = frozenset(WORD.findall(" ".join(self.lines).lower())) | self.small
            self.words = self.written | frozenset(WORD.findall(self.body.lower()))
        return self.words, self.small


def word_before(text: str, at: int) -> str:
    """The word that ends at an offset."""
    found = WORD_BEFORE.search(text, max(0, at - 40), at)
    return found[0] if found else ""


def squeeze(raw: str) -> str:
    """White space runs as one blank, seams dropped: text as the guidelines compare it."""
    text = (raw.replace(SEAM, "") if SEAM in raw else raw).strip()
    if "  " not in text and text.isprintable():  # then no other blank is in it; three times faster
        return text
    return " ".join(text.split())


def unglue(text: str, tails: re.Pattern[str] | None, known: Vocabulary) -> list[Edit]:
    """Where a word that the page writes elsewhere has a small word stuck to it ("Russie" + "dont"): a blank is lost."""
    if tails is None:
        return []
    found: list[Edit] = []
    for m in tails.finditer(text):
        words, _ = known()
        head = m[1].lower()
        if head in words:
            found.append((m.start(2), m.start(2), " "))
    return found


def mend(text: str, before: Sequence[Change] = ()) -> tuple[str, list[Change]]:
    """Repair one squeezed text; the changes, with those made ``before``, in offsets of the repaired text."""
    changes = list(before)
    if text.isascii() or not MARKS.search(text):
        return text, changes
    if MOJIBAKE.search(text) and (better := unscramble(text)) is not None:
        changes = [(0, len(better), text)]
        text = better
    if not SUSPECT.search(text):
        return text, changes
    keep = NEEDED.search(text) is not None
    edits = [(m.start(), m.end(), new) for m in WRONG.finditer(text) if (new := replacement(m, keep)) != m[0]]
    return edit(text, edits, changes) if edits else (text, changes)


def edit(text: str, edits: list[tuple[int, int, str]], changes: Sequence[Change]) -> tuple[str, list[Change]]:
    """Apply edits ``(start, end, new)`` in order; earlier changes move along."""
    pieces: list[str] = []
    made: list[Change] = []
    shifts: list[tuple[int, int]] = []
    done = length = 0
    for start, end, new in edits:
        pieces += [text[done:start], new]
        length += start - done
        made.append((length, length + len(new), text[start:end]))
        length += len(new)
        shifts.append((end, length - end))
        done = end

    def moved(at: int) -> int:
        return at + next((by for end, by in reversed(shifts) if end <= at), 0)

    moved_along = [(moved(a), moved(b), was) for a, b, was in changes]
    return "".join(pieces) + text[done:], sorted(moved_along + made, key=lambda change: change[:2])


def replacement(m: re.Match[str], keep: bool) -> str:
    """What is to stand for one wrong place."""
    if m["invisible"]:
        return m[0] if keep else ""
    if m["elided"]:
        return "’« "
    if m["opened"] or m["closed"]:
        french = 0 <= m.string.find("«") < (m.string.find("»") + 1 or len(m.string) + 1)
        return (" «" if m["opened"] else "» ") if french else m[0]
    before, behind = m.string[: m.start()], m.string[m.end() :]
    if m[0][0] == "«":
        return (" " if before[-1:].isalnum() else "") + "«" + (" " if behind else "")
    return (" " if before else "") + "»" + (" " if behind[:1].isalnum() else "")


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
