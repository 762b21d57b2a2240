"""Who signs an article: bylines and declared authors as names of people and agencies."""

from __future__ import annotations

import re

from parsers.reading.packs import Phrases, fold

ADDRESS = re.compile(r"\(?\S+@\S+\.\w+\)?|https?://\S+|www\.\S+|\B@\w+")
TAIL = re.compile(r"\s*(?:\||•|·|—|–|⋅| - |\(|\[|:\s|(?<=\w{3})\. |\s/\s).*$")
INITIAL = re.compile(r"\b[A-Z]\.$|\b(?:Jr|Sr|Ph\.D|M\.D|Dr)\.$")
LONGEST = 60
"""Longer "names" are sentences."""
AGENCIES = re.compile(
    r"(?:AFP|AP|dpa|DPA|Reuters|REUTERS|ANSA|Ansa|APA|SDA|sda|Keystone-SDA|ATS|Keystone-ATS|Belga|BELGA|EFE|TASS|KNA|epd|SID|"
    r"UPI|Xinhua|Bloomberg|TAP|APS|MAP|Lusa|ANP|Ritzau|NTB|PTI|ČTK|PAP|La Presse Canadienne|"
    r"Agence France-Presse|Associated Press)"
)
AGENCY = re.compile(rf"(?<![\w-]){AGENCIES.pattern}(?![\w-])")
SMALL_AGENCY = re.compile(r"(?<=[(/])(?:afp|ats|ap|dpa|apa|sda|reuters)(?=[)/])")
SHORT = 6
"""Words of the longest line that is read as an agency's signature."""
LETTERS = re.compile(r"[\W_]+")


def split(text: str, phrases: Phrases) -> list[str]:
    """The names in a byline, its opening words dropped: "Par A et B" gives A and B."""
    opened = phrases.byline.match(text)
    line = phrases.aside.sub(", ", text[opened.end() :] if opened else text)
    return [name for part in phrases.joins.split(ADDRESS.sub("", line)) if (name := tidy(part, phrases))]


def declared(text: str, phrases: Phrases) -> list[str]:
    """The names in a declared author: several only where each part is a name, so that "A. Roe, MD" stays one."""
    parts = [p for p in phrases.joins.split(text) if p]
    if len(parts) > 1 and all(looks_like_name(p) for p in parts):
        return split(text, phrases)
    if len(parts) > 1 and not looks_like_name(parts[0]):
        return split(text, phrases)
    name = tidy(text, phrases)
    return [name] if name else []


def tidy(text: str, phrases: Phrases) -> str | None:
    """One name without role, address or punctuation; None where it is no name."""
    name = " ".join(ADDRESS.sub("", text).split())
    opened = phrases.byline.match(name)
    name = name[opened.end() :] if opened and opened.end() < len(name) else name
    name = TAIL.sub("", name)
    role = phrases.roles.search(name)
    if role is not None and looks_like_name(before := name[: role.start()].strip()):
        name = before
    name = name.strip(" ,;:-–—|•·/*\"'«»“”()[]")
    name = name if INITIAL.search(name) else name.strip(".")
    if not name or len(name) > LONGEST or re.search(r"\d", name) or is_role(name, phrases):
        return None
    return name


def is_role(text: str, phrases: Phrases) -> bool:
    """Whether words say only a function: "la rédaction", "Senior Reporter"."""
    return all(word in phrases.small_words for word in phrases.roles.sub("", fold(text)).split())


def agencies(text: str) -> list[str]:
    """The agencies that sign in a short line: "Le Courrier avec AFP", "Source AFP", "(ats/afp)"."""
    found = AGENCY.findall(text) or [a.upper() for a in SMALL_AGENCY.findall(text)]
    return found if found and len(text.split()) <= SHORT else []


def looks_like_name(text: str) -> bool:
    """Whether words are written as a name: two to five, each beginning with a capital but for particles."""
    words = text.split()
    if AGENCIES.fullmatch(text):
        return True
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in text):
        return False
    small = sum(not word[0].isupper() for word in words if word[0].isalpha())
    return words[0][0].isupper() and words[-1][0].isupper() and 2 * small <= len(words)


def is_byline(text: str, phrases: Phrases) -> bool:
    """Whether a line is only a signature: "Par A et B", "Von C, Korrespondentin", "AFP"."""
    if len(text) > 140:
        return False
    opened = phrases.byline.match(text)
    if opened is None:
        return AGENCIES.fullmatch(text.strip("() ")) is not None
    rest = [part for part in phrases.joins.split(text[opened.end() :]) if part]
    return bool(rest) and all(looks_like_name(p.strip(" .()")) or phrases.roles.match(p) for p in rest)


def key(name: str) -> str:
    """What two spellings of one name share: ``Ana-Lea Roe``, ``ana-lea-roe`` and ``ANA LEA ROE``."""
    return LETTERS.sub("", fold(name))


def unique(names: list[str]) -> list[str]:
    """Names once each, in order, whatever their capitals and hyphens."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(key(name), name)
    return list(seen.values())
