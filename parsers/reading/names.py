"""Who signs an article: bylines and declared authors as names of people and agencies."""

from __future__ import annotations

import re
import unicodedata

from parsers.reading import signed
from parsers.reading.dates import YEAR, Calendar
from parsers.reading.measure import ONE
from parsers.reading.packs import Phrases, fold, tokens

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
AGENCY = re.compile(rf"(?<![\w-]){AGENCIES.pattern}(?![\w-])")
SMALL_AGENCY = re.compile(r"(?<=[(/, +-])(?:afp|ats|ap|dpa|apa|sda|reuters|belga|nxp|efe|epd|kna|sid)(?=[)/, +-])")
CODES = re.compile(r"\(?\s*(?:[A-Za-z]{2,9})(?:\s?[/,+&-]\s?[A-Za-z]{2,9}){0,4}\s*\)?\.?")
"""A closing line of agencies' and editors' codes: "(ats/afp)", "ATS/NXP"."""
LABEL = 140
"""Characters of the longest line that says only who and when."""
SHORT = 6
"""Words of the longest line that is read as an agency's signature."""
HAN_NAME = 8
"""Characters of the longest name in Han and kana: a given name and a foreign family name."""
LETTERS = re.compile(r"[\W_]+")
NO_NAME = re.compile(r"[\d:;,<>!?=%()\[\]/\"«»“”|…。、，：؟،।]")
MOST_WORDS = 5
"""Words of the longest desk or house that signs."""
DIGITS = re.compile(r"\d+")
LONG_FIGURE = "000"
"""Figures so long are years and counts."""
SLUG = re.compile(r"[a-z]{2,}(?:[-_][a-z]{2,})+")
"""A name as addresses write it."""
DIGIT = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""Figures that names of houses hold ("3i", "20 Minutes"); longer ones are years and counts."""
DEGREE = re.compile(
    r"(?:M\.?D|D\.?O|Ph\.?D|Ed\.?D|Psy\.?D|J\.?D|M\.?[AS]c?|B\.?[AS]c?|M\.?B\.?A|MPH|R\.?D\.?N?|R\.?N|L\.?D|LCSW|DDS|DPT|DVM|"
    r"CPA|CFP®?|CFA|CPP|PSP|CSCS|FAND|FOMA|DABOM|FACP|Esq)\.?",
)
"""Degrees follow a name after a comma, and are part of it as signed."""
NICKNAMED = re.compile(r"[^\W\d_][\w.'’-]* [(\"“][^\W\d_][\w.'’-]*[)\"”](?: [^\W\d_][\w.'’-]*){1,2}")
"""A name with another in brackets: "Ana (Lea) Roe"."""
COMPANY = re.compile(r"\b(?:S\.?A\.?S?|SARL|GmbH|AG|Inc|LLC|Ltd|Limited|Corp|plc)\.?$")
PHOTO = re.compile(r"\(?\s*(?:©|\(c\)|(?:photos?|crédits?|foto|image|picture|bild)\b)[\s:]*", re.IGNORECASE)
PIECE = re.compile(r"[•|·⋅\n]|\s[-–—]\s")
BAR = re.compile(r"[•|·⋅\n–—-]")
"""What stands in each ``PIECE``."""
AROUND = " ,;:-–—|/"
CODED = 64
"""Characters of the longest agency or line of codes."""


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
        if AGENCIES.fullmatch(part):
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
        or any(AGENCIES.fullmatch(p) for p in parts)
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


def tidy(text: str, phrases: Phrases) -> str | None:
    """One name without role, place, address or punctuation; None where it is no name."""
    name = " ".join(ADDRESS.sub("", text).split())
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


def in_sentence(text: str, phrases: Phrases) -> str | None:
    """The name in a sentence that tells who wrote: "This post was written by Ana Roe, who …"."""
    said = phrases.wrote.search(text)
    first = phrases.joins.split(text[said.end() :].strip())[0] if said else ""
    name = tidy(first, phrases)
    return name if name and looks_like_name(name) else None


def loose(text: str, phrases: Phrases, *, marked: bool) -> str | None:
    """What stands after a word like "by", though it is not written as a name: "3i Harbours", "the Contoso Team"
    (only where the line is ``marked`` as a byline), "Ana".
    """
    opened = None if phrases.reviews.match(text) else phrases.by.match(text)
    name = " ".join(text[opened.end() :].split()).strip(" ,;:-–—|/()") if opened else ""
    name = name if INITIAL.search(name) else name.rstrip(".")
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or phrases.kind(name) or is_account(name) or is_role(name, phrases):
        return None
    titled_ = len(words) > 2 and all(w[0].isupper() for w in words[1:])
    within = words[1:] if titled_ else words
    small = not marked and any(fold(w) in phrases.small_words and not phrases.joins.fullmatch(f" {w} ") for w in within)
    if small or name[-1] in "?!…" or fold(words[-1]) in phrases.small_words or NO_NAME.search(DIGIT.sub("", name)):
        return None
    return name if marked or titled_ or not words[0][0].islower() else None


def is_role(text: str, phrases: Phrases) -> bool:
    """Whether words say only a function: "la rédaction", "Senior Reporter"."""
    return all(word in phrases.small_words for word in phrases.roles.sub("", fold(text)).split())


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
    if AGENCIES.fullmatch(text) or INITIALS.fullmatch(text):
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


def is_byline(text: str, phrases: Phrases) -> bool:
    """Whether a line is only a signature: "Par A et B", "Von C, Korrespondentin", "AFP", "(ats/afp)"."""
    if len(text) > LABEL:
        return False
    opened = phrases.byline.match(text)
    if opened is None:
        return (len(text) <= CODED and is_coded(text)) or suffixed(text, phrases)
    if opened.end() == len(text):
        return phrases.roles.search(text) is not None
    rest = text[opened.end() :]
    if NICKNAMED.fullmatch(rest):
        return True
    return signs(rest, phrases, opened=True) or (phrases.by.match(text) is not None and titled(rest, phrases))


def opens_with_person(text: str, phrases: Phrases) -> bool:
    """Whether a line says "by" and a name, whatever follows; photographers aside."""
    opened = phrases.by.match(text)
    if opened is None or PHOTO.match(text):
        return False
    return looks_like_name(tidy(phrases.joins.split(text[opened.end() :])[0], phrases) or "")


def titled(text: str, phrases: Phrases) -> bool:
    """Whether a line is a name and, in capitals, what the person is: "Ana Roe, Trial Attorney at Contoso & Sons"."""
    first, _, rest = text.partition(",")
    parts = [p.strip() for p in phrases.joins.split(rest) if p.strip()]
    capital = all(p[0].isupper() or p in phrases.small_words for p in parts)
    return bool(parts) and capital and looks_like_name(first.strip()) and text[-1] not in ".!?…"


def suffixed(text: str, phrases: Phrases) -> bool:
    """Whether a line is a name with its function after it, as in Korean, Chinese and Japanese ("홍길동 기자")."""
    if text.isascii() or ONE.search(text) is None:
        return False
    line = ADDRESS.sub("", text).strip(" ()（）[]=＝")
    role = next((m for m in phrases.roles.finditer(line) if m.end() == len(line)), None)
    before = line[: role.start()].strip() if role is not None else ""
    return bool(before) and ONE.match(before) is not None and len(before) > 1 and caseless(before)


def is_coded(text: str) -> bool:
    """Whether a line is an agency or codes of agencies and nothing else."""
    return AGENCIES.fullmatch(text.strip("() .（）")) is not None or (
        CODES.fullmatch(text) is not None and bool(agencies(text))
    )


def signs(text: str, phrases: Phrases, *, opened: bool) -> bool:
    """Whether every part of a line is a name, an agency, a role or a place, and one at least a name or a role; after
    a word like "by" or a comma, a last part of one word with a capital is a place.
    """
    parts = [p.strip() for p in phrases.joins.split(phrases.aside.sub(", ", text)) if p.strip(" .()")]
    named = [
        looks_like_name(name := tidy(p, phrases) or "")
        or (opened and caseless(name))
        or (is_office(p.strip(" .()"), phrases) and not NO_NAME.search(p))
        for p in parts
    ]
    if (opened or "," in text) and len(parts) > 1 and parts[-1].isalpha() and parts[-1].istitle():
        named[-1] = True
    return any(named) and all(n or phrases.place.match(p) for n, p in zip(named, parts, strict=True))


def is_office(text: str, phrases: Phrases) -> bool:
    """Whether words begin with a role, or in small letters and hold one: "notre correspondant à Rabat"."""
    few = len(text.split()) <= SHORT
    return bool(phrases.roles.match(text) or (few and text[:1].islower() and phrases.roles.search(text)))


def unopened(text: str, phrases: Phrases) -> list[str]:
    """The names of a line that is a signature though no word says so: "Ana Roe, à Rabat", "Ana Roe (avec AFP)"."""
    if "/" in text:
        return []
    if text.lower() == text.upper():
        return split(text, phrases) if is_byline(text, phrases) else []
    first = next((p for p in phrases.joins.split(phrases.aside.sub(", ", text)) if p), "")
    return (
        split(text, phrases)
        if looks_like_name(tidy(first, phrases) or "") and signs(text, phrases, opened=False)
        else []
    )


def is_credit(text: str) -> bool:
    """Whether a line is a photographer and an agency: "Luc Morin / AFP", "Photo Luc Morin", "(Photo AFP)"."""
    if len(text) > LONGEST:
        return False
    marked = PHOTO.match(text)
    if marked is None and "/" not in text and "|" not in text:
        return False
    parts = [p.strip(" ()") for p in re.split(r"[/|]", text[marked.end() :] if marked else text)]
    signed = marked is not None or (len(parts) > 1 and bool(AGENCY.search(text)))
    return signed and looks_like_name(parts[0])


def pieces(line: str, phrases: Phrases, calendar: Calendar) -> list[str]:
    """A line cut at its dates, at the words that say of what they are, and at bars."""
    kept: list[str] = []
    while (found := calendar.find(line)) is not None:
        kept.append(line[: found.start])
        line = line[found.end :]
    kept.append(line)
    kept = [phrases.dated.sub("|", p) if phrases.dating.stand_in(p.lower()) else p for p in kept]
    cut = [p for part in kept for p in (PIECE.split(part) if BAR.search(part) else (part,))]
    left = [p for part in cut if (p := without_end(part, phrases.idle))]
    return [p for p in left if p[0].isalnum() or any(c.isalnum() for c in p)]


def without_end(text: str, idle: frozenset[str]) -> str:
    """A piece without punctuation round it and without the small words left at its end ("Ana Roe, le")."""
    text = text.strip(AROUND)
    while text and fold(text[text.rfind(" ") + 1 :]) in idle:
        text = text[: max(text.rfind(" "), 0)].rstrip()
    return text.rstrip(AROUND)


def is_signature_line(text: str, phrases: Phrases, calendar: Calendar) -> bool:
    """Whether a line is bylines and dates and nothing else: "Stand: 5. Mai, 9 Uhr | Von Ana Roe"."""
    if len(text) > LABEL or not (YEAR.search(text) or (BAR.search(text) and PIECE.search(text))):
        return False
    parts = pieces(text, phrases, calendar)
    return bool(parts) and parts != [text] and all(is_byline(p, phrases) or agencies(p) for p in parts)


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
