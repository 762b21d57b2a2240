"""Bytes of any charset to UTF-8 (WHATWG Encoding: a BOM wins, then the header, then the page's own word)."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD = 4096
"""Browsers look for the charset in the first 1,024 bytes; real pages state it later than that."""
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
IN_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
PIECE = 16384
"""Bytes that are decoded at once: what fits into the processor's cache."""
BROKEN_SHARE = 200
"""A page that says UTF-8 and breaks it less than once in so many characters is UTF-8 with a few bad bytes."""
AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def known(name: str) -> str | None:
    """The codec's own name, or None for a label no codec answers to."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return AS_BROWSERS_DO.get(found, found)


def as_utf8(data: bytes, content_type: str | None = None) -> bytes:
    """A page in UTF-8, which most are already; never raises, NULs left out."""
    if b"\0" not in data and b"\x1b" not in data and not data.startswith(BOMS[0][0]) and is_utf8(data):
        return data
    return decode_marked(data, content_type).encode("utf-8", "replace")


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, told piece by piece: the whole text, which nobody asked for, takes twice the time."""
    start = 0
    try:
        while start < len(data):
            last = start + PIECE >= len(data)
            start += codecs.utf_8_decode(data[start : start + PIECE], "strict", last)[1]
    except UnicodeDecodeError:
        return False
    return True


def decode_marked(data: bytes, content_type: str | None) -> str:
    """What is not plainly UTF-8: by its mark, the header, the page's own word."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace").replace("\0", "")
    labels = IN_HEADER.findall(content_type or "")
    labels += [label.decode("ascii") for label in DECLARED.findall(data[:HEAD])]
    declared = [name for label in labels if (name := known(label))]
    if any(name.startswith(("utf-16", "utf-32")) for name in declared) and data[:400].count(b"\0") > 40:
        return data.decode(declared[0], "replace").replace("\0", "")
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if not any(name.startswith("iso2022") for name in declared[:1]):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return decode_foreign(data, declared)


def decode_foreign(data: bytes, declared: list[str]) -> str:
    """What is not clean UTF-8: by the declared charset, else mostly UTF-8, else Windows-1252."""
    for name in declared:
        if name != "utf-8" and not name.startswith(("utf-16", "utf-32")):
            try:
                return data.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    loose = data.decode("utf-8", "replace")
    if loose.count("\ufffd") * BROKEN_SHARE <= len(loose):
        return loose
    other = next((name for name in declared if not name.startswith("utf-")), "cp1252")
    return data.decode(other, "replace")
