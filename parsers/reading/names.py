"""Who signs an article: bylines and declared authors as names of people and agencies."""

from __future__ import annotations

import re

from parsers.reading.packs import Phrases, fold

ADDRESS = re.compile(r"\(?\S+@\S+\.\w+\)?|https?://\S+|www\.\S+|@\w+")
TAIL = re.compile(r"\s*(?:\||•|·|—|–| - |\(|\[|:\s).*$")
DIGITS = re.compile(r"\d")
LONGEST = 60
"""Longer "names" are sentences."""
AGENCIES = re.compile(r"(?:afp|ap|dpa|reuters|ansa|apa|sda|ats|belga|efe|tass|kna|epd|sid|pa|upi|xinhua|bloomberg)\b", re.I)


def split(text: str, phrases: Phrases) -> list[str]:
    """The names in a byline, its opening words dropped: "Par A et B" gives A and B."""
    line = ADDRESS.sub("", text)
    opened = phrases.byline.match(line)
    line = line[opened.end() :] if opened else line
    return [name for part in phrases.joins.split(line) if (name := tidy(part, phrases))]


def tidy(text: str, phrases: Phrases) -> str | None:
    """One name without role, address or punctuation; None where it is no name."""
    name = ADDRESS.sub("", text)
    opened = phrases.byline.match(name)
    name = name[opened.end() :] if opened and opened.end() < len(name) else name
    name = TAIL.sub("", name.strip())
    name = " ".join(name.split()).strip(" ,;:.-–—|•·/*\"'«»“”") if not re.search(r"\b[A-Z]\.$|Jr\.$", name) else name
    if not name or len(name) > LONGEST or DIGITS.search(name) and " " in name:
        return None
    return name


def looks_like_name(text: str) -> bool:
    """Whether words are written as a name: two to five, each beginning with a capital but for particles."""
    words = text.split()
    if AGENCIES.fullmatch(text):
        return True
    if not 2 <= len(words) <= 5:
        return False
    small = sum(not word[0].isupper() for word in words if word[0].isalpha())
    return words[0][0].isupper() and words[-1][0].isupper() and small <= len(words) // 2 and fold(text) != text


def unique(names: list[str]) -> list[str]:
    """Names once each, in order, whatever their capitals."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(fold(name), name)
    return list(seen.values())
