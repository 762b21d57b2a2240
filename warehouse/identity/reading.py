"""What a claim says, as comparable units: concepts, names and figures in order, with polarity and who does what.

``meaning`` reads one text in about a tenth of a millisecond; it keeps no text beyond what a comparison shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date
from functools import cache, lru_cache
from typing import Literal

from parsers.models import Quantity, Time

from . import figures as figure_reader
from .figures import COUNTED, YEARS, Figure
from .folding import LANGUAGES, fold
from .lexicon import Lexicon, Pack, load
from .turning import SENTENCE_END, anew, ceases, directions, further, idle, negate

UnitClass = Literal["actions", "people", "things", "qualities", "places", "names", "word", "name"]
SHORT_WORD = 4  # letters of a word that is what it is, and not also a form of another
SHORT_STEM = 3  # letters of a stem that too many longer words share
NAME_ENDING = 1  # letters that a capitalised word may have beyond the stem of a common one
COGNATE = 5  # letters that two words of different spelling must share from the start to count as one
_WORD = re.compile(r"[^\W\d_]+\d*|\d+(?:[.,]\d+)*(?:[^\W\d_]+)?|[.;:!?,()«»“”\"–—]", re.UNICODE)
_CONTRACTED = re.compile(rf"[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|{_WORD.pattern}", re.UNICODE)  # "did|n't"
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}", re.UNICODE)
_SOUNDS = (("ph", "f"), ("th", "t"), ("tch", "c"), ("sch", "sh"), ("ch", "c"), ("ck", "c"), ("kh", "c"), ("ou", "u"))
_COGNATES = str.maketrans({"k": "c", "y": "i", "q": "c", "w": "v", "z": "s", "j": "i"})


@dataclass(slots=True)
class Unit:
    """A word or phrase that says something: the concepts it may stand for, or, where there are none, its spelling.

    Not frozen, for these are made by the million, but never changed once a meaning is read.
    """

    text: str
    concepts: tuple[int, ...]
    kind: str
    weight: float
    key: str  # the spelling that cognates share
    at: int  # position in words
    clause: int
    after: str = ""  # the preposition that governs it
    negated: bool = False
    noun: bool = False  # it stands as a noun: with a determiner or, in German, a capital


@dataclass(frozen=True, slots=True)
class Meaning:
    """One claim, read. ``turns`` counts what turns its meaning round (not, it is untrue that …)."""

    text: str
    language: str
    units: tuple[Unit, ...]
    figures: tuple[Figure, ...]
    turns: int
    untrue: bool
    passives: frozenset[int]  # positions in words of passive auxiliaries
    years: frozenset[int]
    months: frozenset[int]  # concepts of months and seasons
    relative_years: frozenset[int]  # last year, next year …, by the date of the claim
    date: Date | None = None
    speaker: str | None = None
    negations: tuple[int, ...] = ()
    by: frozenset[int] = field(default_factory=frozenset)
    boundaries: tuple[int, ...] = ()
    directions: Mapping[float, int] = field(default_factory=dict)  # of amounts, by value: up 1, down -1
    terms: frozenset[tuple[int, int]] = frozenset()  # quarters and halves of a year: (concept, which)
    limited: bool = False  # until a month, a day or a year


@dataclass(slots=True)
class Word:
    """A word or mark, as it is read wherever it stands at the beginning of a sentence, or wherever it does not."""

    text: str
    folded: str
    stem: str
    initial: bool
    mark: bool = False
    ends: bool = False  # a sentence, or a part of one
    phrase: int = 0  # words of the longest phrase of the lexicon that starts so
    plays: frozenset[str] = frozenset()  # its parts in the grammar: those of ROLES, and what turns meanings
    says: bool = False
    denies: bool = False  # it may be of what says that something is untrue
    determines: bool = False  # what stands behind it is a noun
    units: tuple[Unit, ...] = ()  # what it says, as if it stood at 0
    nouns: tuple[Unit, ...] = ()  # and what it says as a noun


@dataclass(slots=True)
class Text:
    """The words of a text, and where each begins and ends (code points)."""

    words: list[Word]
    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> range:
        """The positions of the words that begin there."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def meaning(
    text: str,
    language: str | None,
    *,
    speaker: str | None = None,
    date: Date | None = None,
    quantities: Sequence[Quantity] = (),
    polarity: str | None = None,
    times: Sequence[Time] = (),
) -> Meaning:
    """Read a claim in fr, en, es, de or it (others are read by names and figures alone, an unknown one as English).

    Figures are read here in all five languages alike; ``quantities`` of a parser count where that finds none, a
    ``polarity`` of "negative" where no negation is found here, and ``times`` add the years they name.
    """
    language = language or "en"
    lexicon = load()
    pack = lexicon.pack(language)
    found = figure_reader.find(text, language)
    read = _text(text, pack, lexicon)
    phrases = _phrases(read, pack, lexicon)
    if phrases.spans:
        found = [f for f in found if not any(a <= f.start and f.end <= b for a, b in phrases.spans)]
    units, marks = _units(read, phrases, found, pack, lexicon)
    negate(units, marks, read.words, pack, lexicon)
    found = [_dated(f, read, units, lexicon) for f in found]
    if language in LANGUAGES:  # of others it is not known which words are measures
        found = [_counting(f, read, figure_reader.reader(language).unclear) for f in found]
    if not any(f.kind == "amount" for f in found):
        found += [_from_parser(q) for q in quantities if q.low is not None or q.high is not None]
    turns = tuple(marks.negations)
    untrue = any(w.denies for w in read.words) and _untrue(read, pack)
    if polarity == "negative" and not turns and not untrue:
        turns = (0,)
    concepts = {c for u in units for c in u.concepts}
    years = {int(f.value) for f in found if f.kind == "year"}
    years |= {int(t.start[:4]) for t in times if t.start and t.text.strip()[-4:].isdigit()}
    return Meaning(
        text=text,
        language=language,
        units=tuple(units),
        figures=tuple(found),
        turns=len(turns) + untrue,
        untrue=untrue,
        passives=frozenset(marks.passives),
        years=frozenset(years),
        months=_numbers(PERIODS) & concepts,
        relative_years=_relative_years(concepts, date, lexicon),
        date=date,
        speaker=speaker,
        negations=turns,
        by=frozenset(marks.by),
        boundaries=tuple(marks.boundaries),
        directions=directions(found, read, units, pack, lexicon) if found else {},
        terms=_terms(found, read, units),
        limited=_limited(found, read, units, marks.until),
    )


def _untrue(read: Text, pack: Pack) -> bool:
    folded = f" {' '.join([w.folded for w in read.words])} "
    return any(f" {phrase} " in folded for phrase in pack.untrue)


def _relative_years(concepts: set[int], date: Date | None, lexicon: Lexicon) -> frozenset[int]:
    if not date:
        return frozenset()
    return frozenset(date.year + RELATIVE[lexicon.names[c]] for c in _numbers(frozenset(RELATIVE)) & concepts)


def _terms(found: Sequence[Figure], read: Text, units: Sequence[Unit]) -> frozenset[tuple[int, int]]:
    """The parts of a year named by their number ("second quarter")."""
    ordinals = {i: int(f.value) for f in found if f.kind == "ordinal" for i in read.within(f.start, f.end)}
    if not ordinals:
        return NONE
    parts = _numbers(PARTS)
    named = [(u, i) for u in units for i in (u.at - 1, u.at, u.at + 1) if i in ordinals]
    return frozenset((c, ordinals[i]) for u, i in named for c in parts.intersection(u.concepts))


NONE: frozenset[tuple[int, int]] = frozenset()


def _limited(found: Sequence[Figure], read: Text, units: Sequence[Unit], limits: Sequence[int]) -> bool:
    """Whether something lasts until a month, a day or a year."""
    if not limits:
        return False
    dated = [i for f in found if f.kind in ("year", "day") for i in read.within(f.start, f.end)]
    dated += [u.at for u in units if not _numbers(PERIODS).isdisjoint(u.concepts)]
    return any(i < d <= i + UNTIL for i in limits for d in dated)


UNTIL = 4  # words between "until" and the day, month or year


@cache
def _numbers(names: frozenset[str]) -> frozenset[int]:
    """The concepts of these names."""
    return frozenset(i for i, name in enumerate(load().names) if name in names)


def _from_parser(quantity: Quantity) -> Figure:
    value = quantity.low if quantity.low is not None else quantity.high
    return Figure(0, 0, float(value or 0), "pct" if "%" in quantity.unit else "")


def _text(text: str, pack: Pack, lexicon: Lexicon) -> Text:
    """The words of a text; what was read once is remembered."""
    if text.count(".") > 1:
        text = _DOTTED.sub(lambda m: m.group().replace(".", "").ljust(len(m.group())), text)
    read = Text([], [], [])
    words, starts, ends, memory = read.words, read.starts, read.ends, pack.memory
    initial = True
    for match in (_CONTRACTED if pack.language == "en" else _WORD).finditer(text):
        raw = match.group()
        raw = CONTRACTED.get(raw, raw)
        word = memory.get((raw, initial))
        if word is None:
            if len(memory) >= MEMORY:
                memory.clear()
            word = memory[raw, initial] = _word(raw, fold(raw), initial, pack, lexicon)
        words.append(word)
        starts.append(match.start())
        ends.append(match.end())
        initial = word.ends or (initial and word.mark)
    if pack.language == "de":
        _join_particles(words, pack, lexicon)
    return read


CONTRACTED = {"n't": "not", "n’t": "not"}
MEMORY = 50_000  # words remembered


def _word(text: str, folded: str, initial: bool, pack: Pack, lexicon: Lexicon) -> Word:
    word = Word(text, folded, pack.stemmer(folded), initial)
    word.mark, word.ends = not text[0].isalnum(), text in SENTENCE_END
    word.phrase = pack.starts.get(word.stem, 0)
    word.denies = folded in pack.untrue_words
    accented = not text.isascii() and text.lower() not in pack.grammar["spelt"]  # "maïs" is not "mais"
    plays = {role for role in ROLES if folded in pack.grammar[role] and not accented}
    if text == "a" and pack.language == "fr":
        plays.discard("prepositions")  # "a vendu" is not "à vendre"
    if word.mark or "prepositions" in plays:
        concepts: tuple[int, ...] = ()
    else:
        concepts = _search(word, pack)
        named = {lexicon.names[c] for c in concepts}
        plays |= {"turning"} if named & TURNING else {"open"} if named & OPEN else set()
        denies = "negator" in plays and "nobody" not in plays
        stop = (folded in pack.grammar["stop"] or denies) and not accented
        stop = stop and not _strong(word, concepts, pack)
        word.says = not stop and (len(folded) > 1 or bool(concepts)) and not folded[0].isdigit()
    if word.stem in pack.ceasing or word.stem in pack.ceasing_starts:
        plays.add("ceasing")
    word.plays = frozenset(plays)
    word.determines = folded in pack.grammar["determiners"]
    if word.says:
        word.units = (_concept_unit(text, concepts, folded),) if concepts else tuple(_unknown(word, pack, lexicon))
        word.nouns = (_concept_unit(text, concepts, folded, noun=True),) if concepts else word.units
        if pack.language == "de" and text[0].isupper() and not initial:
            word.units = word.nouns
    return word


ROLES = ("until", "nor", "be", "negator", "nobody", "not_any", "clause", "by", "prepositions")


def _join_particles(words: list[Word], pack: Pack, lexicon: Lexicon) -> None:
    """German separable verbs, in place: "lehnt … ab," is read as "ablehnt"."""
    for i, word in enumerate(words):
        ends = i + 1 == len(words) or words[i + 1].mark
        if word.folded not in pack.grammar["particles"] or not ends:
            continue
        for at in range(i - 1, max(i - 25, 0) - 1, -1):
            verb = words[at]
            joined = word.folded + verb.folded
            if verb.text[0].islower() or verb.initial:
                if joined in pack.exact or pack.stemmer(joined) in pack.stems:
                    words[at] = _word(verb.text, joined, verb.initial, pack, lexicon)
                    break


@dataclass(slots=True)
class _Phrases:
    at: dict[int, tuple[int, tuple[int, ...]]]
    spans: list[tuple[int, int]]
    particles: set[int]


def _phrases(read: Text, pack: Pack, lexicon: Lexicon) -> _Phrases:
    """The phrases of the lexicon in the text: position -> (length, concepts), longest first."""
    found = _Phrases({}, [], set())
    parts = pack.language == "en" and any(w.folded in APART for w in read.words)
    words = read.words
    after = 0
    for i, word in enumerate(words):
        if i < after or not word.phrase or i in found.particles:
            continue
        opens = i + 1 < len(words) and f"{word.stem} {words[i + 1].stem}" in pack.openings
        for n in range(min(word.phrase, len(words) - i), 1, -1) if opens else ():
            concepts = pack.phrases.get(" ".join([w.stem for w in words[i : i + n]]))
            if concepts:
                found.at[i] = (n, concepts)
                if any(lexicon.classes[c] in ("places", "names") for c in concepts):
                    found.spans.append((read.starts[i], read.ends[i + n - 1]))
                after = i + n
                break
        else:
            if parts and (parted := _parted(words, i, pack)):
                found.at[i] = (1, parted[1])
                found.particles.add(parted[0])
    return found


def _parted(words: list[Word], at: int, pack: Pack) -> tuple[int, tuple[int, ...]] | None:
    """Where the particle of an English verb stands apart ("ruled herself out", "called it off"), and the concepts."""
    for i in range(at + 2, min(at + PARTED, len(words))):
        between = words[i - 1]
        if between.mark or "prepositions" in between.plays:
            return None
        if words[i].folded in APART:
            concepts = pack.phrases.get(f"{words[at].stem} {words[i].stem}")
            return (i, concepts) if concepts else None
    return None


FAR = 10  # words within which "zu" and its verb follow "ohne"
PARTED = 4  # words within which the particle of a verb stands
APART = frozenset(("off", "out", "down", "back"))


@dataclass(slots=True)
class Marks:
    """Where in its words a text has what plays a part in the grammar."""

    negations: list[int] = field(default_factory=list)
    passives: list[int] = field(default_factory=list)
    by: list[int] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)
    negated: int = -10  # where the last negation stood


def _units(
    read: Text, phrases: _Phrases, figures: list[Figure], pack: Pack, lexicon: Lexicon
) -> tuple[list[Unit], Marks]:
    units: list[Unit] = []
    marks = Marks()
    words = read.words
    taken = {i for f in figures for i in read.within(f.start, f.end)}
    clause = after = 0
    governed = ""
    without = pack.grammar["weak_negation"]
    for i, word in enumerate(words):
        if i < after:
            continue
        if word.mark:
            clause += word.text != ","
            marks.boundaries.append(i)
            governed = ""
        elif i in phrases.at:
            length, concepts = phrases.at[i]
            after = i + length
            if "until" in word.plays:
                marks.until.append(i)
            if length == 2 and _rounds(concepts, read, after, figures, lexicon):
                continue
            named = lexicon.names[concepts[0]]
            if named in TURNING:
                marks.negations.append(i)
            if named in TURNING or named in OPEN:
                marks.negated = i
            text = " ".join([w.text for w in words[i:after]])
            unit = _concept_unit(text, concepts, word.folded, noun=i > 0 and words[i - 1].determines)
            units.append(_placed(unit, i, clause, governed, governed in without))
            governed = ""
        else:
            if word.plays:
                if word.folded == "ohne" and any(w.folded == "zu" for w in words[i : i + FAR]):
                    marks.negations.append(i)  # "ohne ihn zu fragen": the verb is negated, not him
                    continue
                if "ceasing" in word.plays and (ceasing := ceases(words, i, pack)):
                    if not {"ne", "n"} & {w.folded for w in words[max(i - 2, 0) : i]}:  # "n'a cessé de" goes on
                        marks.negations.append(i)
                    after = i + ceasing
                    continue
                _mark(marks, words, i, pack.language)
                clause += "clause" in word.plays
                if "prepositions" in word.plays:
                    governed = governed if governed in without else word.folded
                    continue
            if word.says and i not in taken:
                said = word.nouns if i and words[i - 1].determines else word.units
                units += [_placed(u, i, clause, governed, u.negated != (governed in without)) for u in said]
                governed = ""
    return units, marks


def _placed(u: Unit, at: int, clause: int, after: str, negated: bool) -> Unit:
    return Unit(u.text, u.concepts, u.kind, u.weight, u.key, at, clause, after, negated, u.noun)


def _mark(marks: Marks, words: list[Word], at: int, language: str) -> None:
    """Note the parts that a word plays in the grammar."""
    plays = words[at].plays
    if "be" in plays:
        marks.passives.append(at)
    if "negator" in plays and not idle(words, at, language):
        if anew(marks, at, language):
            marks.negations.append(at)
        marks.negated = at
    if "clause" in plays:
        marks.boundaries.append(at)
    if "nor" in plays and further(words, at):
        marks.negations.append(at)
    if "until" in plays:
        marks.until.append(at)
    if "by" in plays:
        marks.by.append(at)
    if "turning" in plays:
        marks.negations.append(at)
    if "turning" in plays or "open" in plays:
        marks.negated = at


TURNING = frozenset(("unless",))  # "unless he drops it" is "if he does not drop it"
OPEN = frozenset(("condition",))  # "until a deal is found", "tant qu'aucun accord n'est trouvé": one sense, two forms


def _rounds(concepts: tuple[int, ...], read: Text, at: int, figures: list[Figure], lexicon: Lexicon) -> bool:
    """Whether a phrase only rounds the figure behind it ("plus de 300 000"), which changes no claim."""
    if not ROUNDING & {lexicon.names[c] for c in concepts}:
        return False
    return any(f.start in read.starts[at : at + 2] for f in figures)


ROUNDING = frozenset(("exceed", "less_than", "rise", "fall", "more", "less"))


def _strong(word: Word, concepts: tuple[int, ...], pack: Pack) -> bool:
    """Whether a stop word is here a name: "US", "UN", "IS" in capitals."""
    return bool(concepts) and word.text.isupper() and len(word.text) > 1 and f"={word.text}" in pack.exact


def _search(word: Word, pack: Pack) -> tuple[int, ...]:
    exact, stems = pack.exact, pack.stems
    if word.text[0].isupper():
        if word.text.isupper() and (letters := exact.get(f"={word.text}")):
            return letters
        if pack.language != "de" and (named := exact.get(f"^{word.folded}") or stems.get(f"^{word.stem}")):
            return named
        if not word.initial and pack.language != "de" and len(word.folded) < 4:
            return ()
    found = exact.get(word.folded, ())
    if found and len(word.folded) <= SHORT_WORD:
        return found
    short = len(word.stem) <= SHORT_STEM and len(word.folded) > SHORT_STEM + 3
    name = word.text[0].isupper() and not word.initial and pack.language != "de"
    by_stem = () if short else stems.get(word.stem, ())
    if name and len(word.folded) > len(word.stem) + NAME_ENDING:
        classes = load().classes
        by_stem = tuple(c for c in by_stem if classes[c] in ("places", "names"))
    if known := tuple(dict.fromkeys((*found, *by_stem))):
        return known
    if name:
        return ()
    other = next((s for s in pack.stemmer.others(word.folded) if s in stems), None)
    return stems[other] if other else pack.deep.get(pack.stemmer.deep(word.folded), ())


def _concept_unit(text: str, concepts: tuple[int, ...], folded: str, *, noun: bool = False) -> Unit:
    kind, weight = _class_of(concepts, noun)
    return Unit(text, concepts, kind, weight, cognate(folded), 0, 0, noun=noun)


@lru_cache(maxsize=50_000)
def _class_of(concepts: tuple[int, ...], noun: bool) -> tuple[str, float]:
    """The class and weight of a unit that may stand for these concepts.

    A place comes first; somebody or something before an action where it is a noun, else an action before the rest.
    """
    lexicon = load()
    concepts = tuple(c for c in concepts if c not in lexicon.kinds) or concepts
    best = max(concepts, key=lambda c: lexicon.weights[c])
    kinds = {lexicon.classes[c] for c in concepts}
    order = ("places", "people", "things", "actions") if noun else ("places", "actions")
    kind = next((k for k in order if k in kinds), lexicon.classes[best])
    return kind, min(lexicon.weights[c] for c in concepts if kind != "actions" or lexicon.classes[c] == kind)


def _unknown(word: Word, pack: Pack, lexicon: Lexicon) -> list[Unit]:
    if pack.language == "de":
        parts = _compound(word.folded)
        if parts:
            return [_concept_unit(word.text, c, word.folded) for c in parts]
    if word.text[0].isupper() and len(word.folded) <= 3 and not word.text.isupper() and word.folded in _articles():
        return []
    denied = _denied(word, pack)
    if denied:
        return [denied]
    capital = word.text[0].isupper() and pack.language != "de"
    name = capital and (not word.initial or len(word.folded) > 3)
    kind, weight = ("name", lexicon.name_weight) if name else ("word", lexicon.word_weight)
    if word.initial and not word.text.isupper():
        weight = min(weight, 1.0)
    if any(c.isdigit() for c in word.text):
        weight = 0.5
    return [Unit(word.text, (), kind, weight, cognate(word.folded), 0, 0)]


def _denied(word: Word, pack: Pack) -> Unit | None:
    """A word that the lexicon has without its negative prefix ("unverändert", "inefficace"): said and negated."""
    if word.text[0].isupper() and not word.initial:
        return None
    for prefix in pack.grammar["negative_prefixes"]:
        rest = word.folded[len(prefix) :]
        if not word.folded.startswith(prefix) or len(rest) < DENIABLE:
            continue
        concepts = pack.exact.get(rest) or pack.stems.get(pack.stemmer(rest), ())
        unit = _concept_unit(word.text, concepts, word.folded) if concepts else None
        if unit and any(load().classes[c] in ("actions", "qualities") for c in concepts):
            unit.negated, unit.kind = True, "qualities"
            return unit
    return None


DENIABLE = 4  # letters that a word must have without its negative prefix


@lru_cache(maxsize=1)
def _articles() -> frozenset[str]:
    """The short small words of all languages, which foreign names bring with them ("Les Aiguilles", "El País")."""
    packs = (load().pack(language) for language in LANGUAGES)
    return frozenset(w for p in packs for w in p.grammar["stop"] if len(w) <= 3)


@lru_cache(maxsize=50_000)
def _compound(folded: str) -> tuple[tuple[int, ...], ...]:
    """The concepts of the parts of a German compound ("chemikalienlager"), or () where it is none."""
    pack = load().pack("de")
    for cut in range(len(folded) - 3, 3, -1):
        tail = _part(folded[cut:], pack)
        if not tail:
            continue
        for glue in ("", "s", "es", "n", "en", "e"):
            if not folded[:cut].endswith(glue):
                continue
            head = folded[: cut - len(glue)] if glue else folded[:cut]
            if len(head) < 3:
                continue
            first = _part(head, pack)
            if first:
                return (first, tail)
            deeper = _compound(head) if len(head) > 7 else ()
            if deeper:
                return (*deeper, tail)
    return ()


def _part(folded: str, pack: Pack) -> tuple[int, ...]:
    if len(folded) < 3 or folded in pack.grammar["stop"]:
        return ()
    return pack.exact.get(folded) or (pack.stems.get(pack.stemmer(folded), ()) if len(folded) > 3 else ())


@lru_cache(maxsize=100_000)
def cognate(folded: str) -> str:
    """A spelling that related words of the five languages share ("pharmacie", "farmacia")."""
    word = folded
    for written, plain in _SOUNDS:
        word = word.replace(written, plain)
    word = word.translate(_COGNATES)
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def _dated(figure: Figure, read: Text, units: list[Unit], lexicon: Lexicon) -> Figure:
    """A number beside a month is a day or a year, one behind a capital ("Ligue 2") is part of a name."""
    if figure.kind != "amount" or figure.unit:
        return figure
    at = bisect_right(read.starts, figure.start) - 1
    if at < 0 or figure.start >= read.ends[at]:
        return figure
    if figure.value <= 31:
        months = _numbers(MONTHS)
        if any(u.at in (at - 1, at + 1, at + 2) and not months.isdisjoint(u.concepts) for u in units):
            return Figure(figure.start, figure.end, figure.value, "", "day")
    before = read.words[at - 1] if at else None
    if before and before.text[0].isupper() and not before.initial and figure.value not in YEARS:
        named = load().pack("fr").language and before.text[0].isalpha() and figure.value < 1000
        if named and read.words[at].text.isdigit() and read.ends[at - 1] + 1 >= figure.start:
            return Figure(figure.start, figure.end, figure.value, "", "ordinal")
    return figure


def _counting(figure: Figure, read: Text, unclear: frozenset[str]) -> Figure:
    """A number right before what it counts ("7 morts", "14 millions de doses")."""
    if figure.kind != "amount" or figure.unit:
        return figure
    words, at = read.words, read.within(figure.start, figure.end).stop
    at += at < len(words) and words[at].folded in COUNTING
    counts = at < len(words) and words[at].says and words[at].folded not in unclear
    return replace(figure, unit=COUNTED, counts=at) if counts else figure


COUNTING = frozenset("de d of von di".split())
RELATIVE = {"last_year": -1, "this_year": 0, "next_year": 1}
MONTHS = frozenset("january february march april may_m june july august september october november december".split())
PARTS = frozenset(("quarter_n", "half_year"))
PERIODS = MONTHS | {"winter", "spring", "summer", "autumn"}
