"""Names of people, agencies and desks: told from other words, cut out of bylines and declarations, compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from parsers.reading import signed
from parsers.reading.alternatives import OPENING, openings
from parsers.reading.measure import ONE
from parsers.reading.packs import REMEMBERED, Phrases, fold, tokens

ADDRESS = re.compile(r"\(?\S+@\S+\.\w+\)?|https?://\S+|www\.\S+|(?<!\w)@\w+")
TAIL = re.compile(r"\s*(?:\||•|·|—|–|⋅| - |\(|\[|:\s|(?<=\w{3})\. |\s/\s).*$")
INITIAL = re.compile(r"\b[A-Z]\.$|\b(?:Jr|Sr|Ph\.D|M\.D|Dr)\.$")
INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.?[ -]?){1,3}[A-ZÀ-Þ]\.")
LONGEST = 60
"""Longer "names" are sentences."""
AGENCIES = re.compile(
    r"(?:AFP|AP|dpa|DPA|Reuters|REUTERS|ANSA|Ansa|APA|SDA|sda|Keystone-SDA|ATS|Keystone-ATS|Belga|BELGA|EFE|TASS|KNA|epd|"
    r"SID|UPI|Xinhua|Bloomberg|TAP|APS|MAP|NXP|RELAXNEWS|Relaxnews|Lusa|ANP|Ritzau|NTB|PTI|ČTK|PAP|"
    r"TASR|SITA|MTI|HINA|Hina|TANJUG|Tanjug|Agerpres|AGERPRES|BNS|ELTA|LETA|STT|Interfax|Anadolu|ANI|IANS|Bernama|"
    r"Antara|Yonhap|Kyodo|Ukrinform|Укринформ|Укрінформ|ТАСС|Интерфакс|РИА Новости|БТА|"
    r"新华社|新華社|中新社|共同|時事|연합뉴스|"
    r"La Presse [Cc]anadienne|Agence QMI|Agence France-Presse|Associated Press)"
)
BEGUN = openings(AGENCIES.pattern)
"""What the agencies' names begin with."""
AGENCY = re.compile(rf"(?<![\w-]){AGENCIES.pattern}(?![\w-])")
SMALL_AGENCY = re.compile(r"(?<=[(/, +-])(?:afp|ats|ap|dpa|apa|sda|reuters|belga|nxp|efe|epd|kna|sid)(?=[)/, +-])")
CODES = re.compile(r"\(?\s*[A-Za-z]{2,9}+(?:\s?[/,+&-]\s?[A-Za-z]{2,9}+){0,4}\s*\)?\.?")
"""A closing line of agencies' and editors' codes: "(ats/afp)", "ATS/NXP"."""
SHORT = 6
"""Words of the longest line that is read as an agency's signature."""
HAN_NAME = 8
"""Characters of the longest name in Han and kana: a given name and a foreign family name."""
LETTERS = re.compile(r"[\W_]+")
NO_NAME = re.compile(r"[\d:;,<>!?=%()\[\]/\"«»“”|…。、，：؟،।]")
DIGITS = re.compile(r"\d+")
LONG_FIGURE = "000"
"""Figures so long are years and counts."""
SLUG = re.compile(r"[a-z]{2,}(?:[-_][a-z]{2,})+")
"""A name as addresses write it."""
DEGREE = re.compile(
    r"(?:M\.?D|D\.?O|Ph\.?D|Ed\.?D|Psy\.?D|J\.?D|M\.?[AS]c?|B\.?[AS]c?|M\.?B\.?A|MPH|R\.?D\.?N?|R\.?N|L\.?D|LCSW|DDS|DPT|DVM|"
    r"CPA|CFP®?|CFA|CPP|PSP|CSCS|FAND|FOMA|DABOM|FACP|Esq)\.?",
)
"""Degrees follow a name after a comma, and are part of it as signed."""
NICKNAMED = re.compile(r"[^\W\d_][\w.'’-]* [(\"“][^\W\d_][\w.'’-]*[)\"”](?: [^\W\d_][\w.'’-]*){1,2}")
"""A name with another in brackets: "Ana (Lea) Roe"."""
COMPANY = re.compile(r"\b(?:S\.?A\.?S?|SARL|GmbH|AG|Inc|LLC|Ltd|Limited|Corp|plc)\.?$")


def split(text: str, phrases: Phrases) -> list[str]:
    """The names in a byline, its opening words dropped: "Par A et B, à Rabat, avec AFP" gives A, B and AFP."""
    if CODES.fullmatch(text) and (codes := agencies(text)):
        return codes
    opened = phrases.byline.match(text)
    line = text[opened.end() :] if opened else text
    if NICKNAMED.fullmatch(line.strip()):
        return [line.strip()]
    found: list[str] = []
    joined = True
    at = 0
    titles = False
    line = ADDRESS.sub("", phrases.aside.sub(", ", line))
    for m in [*phrases.joins.finditer(line), None]:
        part = line[at : m.start() if m else len(line)].strip()
        role = found and phrases.roles.search(part) is not None
        if is_agency(part):
            found.append(part)
        elif (wire := AGENCY.search(part)) and is_role(part.replace(wire[0], " ").strip(), phrases):
            found.append(wire[0])
        elif found and DEGREE.fullmatch(part):
            found[-1] = f"{found[-1]}, {part}"
        elif not (titles and not role) and (name := tidy(part, phrases)) and (joined or not role):
            sure = looks_like_name(name) or (opened is not None and caseless(name))
            if sure or (joined and may_sign(name, phrases)):
                found.append(name)
                role = False
        titles = bool(part) and (role or titles)
        joined = bool(part) is False or (m is not None and any(c.isalpha() or c in "&、" for c in m[0]))
        at = m.end() if m else at
    return found


def may_sign(name: str, phrases: Phrases) -> bool:
    """Whether words that are not written as a name may be one all the same: a single name, a handle, a desk."""
    words = fold(name).split()
    return len(words) <= 3 and not any(w in phrases.small_words for w in words) and not phrases.roles.search(name)


def declared(text: str, phrases: Phrases) -> list[str]:
    """The names in a declared author: several only where parts are names, so that "A. Roe, MD" stays one."""
    if text.startswith(("http", "/", "#")):
        return []
    parts = [p for p in phrases.joins.split(text) if p]
    if len(parts) > 1 and looks_like_name(parts[0]) and len(text) > LONGEST:
        return [name] if (name := tidy(parts[0], phrases)) else []
    if len(parts) > 1 and (
        sum(looks_like_name(p) for p in parts) > 1
        or (not looks_like_name(parts[0]) and len(parts[0].split()) > 1)
        or any(is_agency(p) for p in parts)
        or phrases.byline.match(text)
        or phrases.roles.search(" ".join(parts[1:]))
    ):
        return split(text, phrases)
    name = tidy(text, phrases) or numbered(text)
    return [name] if name else []


def numbered(text: str) -> str | None:
    """A declared name that holds a figure, as houses and users have them: "3i Harbours", "jane42"; no date or count."""
    name = text.strip()
    figures = re.findall(r"\d+", name)
    few = len(figures) == 1 and len(figures[0]) < len(LONG_FIGURE)
    letters = sum(c.isalpha() for c in name)
    if not few or letters < len(LONG_FIGURE) or len(name.split()) > 3 or NO_NAME.search(DIGITS.sub("", name)):
        return None
    return None if is_account(DIGITS.sub("", name).strip()) else name


@lru_cache(REMEMBERED)
def tidy(text: str, phrases: Phrases) -> str | None:
    """One name without role, place, address or punctuation; None where it is no name."""
    name = " ".join((ADDRESS.sub("", text) if "@" in text or "/" in text or "." in text else text).split())
    if NICKNAMED.fullmatch(name):
        return name
    opened = phrases.byline.match(name)
    name = name[opened.end() :] if opened and opened.end() < len(name) else name
    name = signed.pattern("link", "follow").sub("", TAIL.sub("", name))
    placed = phrases.place.search(name)
    if placed is not None and (placed.start() == 0 or name[0].isupper()):
        name = name[: placed.start()].strip()
    role = phrases.roles.search(name)
    if role is not None and (looks_like_name(before := name[: role.start()].strip()) or suffixed(name, phrases)):
        name = before
    name = name.strip(" ,;:-–—|•·/*\"'«»“”()[]（）【】")
    name = name if INITIAL.search(name) or INITIALS.fullmatch(name) else name.strip(".")
    while len(words := name.split()) > 1 and words[-1].islower() and words[-1] in phrases.small_words:
        name = " ".join(words[:-1])
    if not name or len(name) > LONGEST or re.search(r"\d", name) or is_role(name, phrases) or is_account(name):
        return None
    return name


def is_account(name: str) -> bool:
    """Whether a name is an account's that nobody bears, or a place-holder's that was never filled in."""
    nobody = signed.pattern("account", "names").fullmatch(fold(name))
    return bool(nobody or SLUG.fullmatch(name) or signed.pattern("account", "unfilled").search(name))


def is_role(text: str, phrases: Phrases) -> bool:
    """Whether words say only a function: "la rédaction", "Senior Reporter"."""
    return all(word in phrases.small_words for word in phrases.roles.sub("", fold(text)).split())


def is_agency(name: str) -> bool:
    """Whether a text is the name of an agency."""
    return (name[:OPENING] in BEGUN or name[:1] in BEGUN) and AGENCIES.fullmatch(name) is not None


def agencies(text: str) -> list[str]:
    """The agencies that sign in a short line: "Le Courrier avec AFP", "Source AFP", "(ats/afp)"."""
    found = AGENCY.findall(text)
    if CODES.fullmatch(text):
        found += [a.upper() for a in SMALL_AGENCY.findall(text) if a not in found]
    return found if found and len(text.split()) <= SHORT else []


def holds_agency(text: str) -> bool:
    """Whether an agency's name or code stands in a line."""
    return AGENCY.search(text) is not None or SMALL_AGENCY.search(text) is not None


def looks_like_name(text: str) -> bool:
    """Whether words are written as a name: two to five, each beginning with a capital but for particles."""
    words = text.split()
    if is_agency(text) or INITIALS.fullmatch(text):
        return True
    if not 2 <= len(words) <= 5 or NO_NAME.search(text):
        return False
    small = sum(not word[0].isupper() for word in words if word[0].isalpha())
    return words[0][0].isupper() and words[-1][0].isupper() and 2 * small <= len(words)


def caseless(text: str) -> bool:
    """Whether words may be a name in a script without capitals: a few characters of Han or kana, or 2 to 4 words."""
    if NO_NAME.search(text) or not text or text.lower() != text.upper():
        return False
    if any(ONE.match(c) for c in text):
        return len("".join(text.split())) <= HAN_NAME
    return 2 <= len(text.split()) <= 4


def suffixed(text: str, phrases: Phrases) -> bool:
    """Whether a line is a name with its function after it, as in Korean, Chinese and Japanese ("홍길동 기자")."""
    if text.isascii() or ONE.search(text) is None:
        return False
    line = ADDRESS.sub("", text).strip(" ()（）[]=＝")
    role = next((m for m in phrases.roles.finditer(line) if m.end() == len(line)), None)
    before = line[: role.start()].strip() if role is not None else ""
    return bool(before) and ONE.match(before) is not None and len(before) > 1 and caseless(before)


@lru_cache(REMEMBERED)
def key(name: str) -> str:
    """What two spellings of one name share: ``Ana-Lea Roë``, ``ana-lea-roe`` and ``ANA LEA ROE``."""
    plain = fold(name)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return LETTERS.sub("", plain)


def is_outlet(name: str, own: tuple[str, ...], phrases: Phrases) -> bool:
    """Whether a signature is only the outlet (``own``: its name, host and brand), its company or its newsroom."""
    if COMPANY.search(name):
        return True
    if key(name.partition(",")[0]) in ("", *map(key, own)) or phrases.desks.match(name):
        return True
    rest = phrases.roles.sub("", name)
    return rest != name and bare(rest, phrases) in ("", *(bare(o, phrases) for o in own))


def bare(name: str, phrases: Phrases) -> str:
    """A name's key without articles and the like."""
    return key("".join(w for w in tokens(name) if w not in phrases.small_words))


def unique(names: list[str]) -> list[str]:
    """Names once each, in order, whatever their capitals and hyphens."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(key(name), name)
    return list(seen.values())
