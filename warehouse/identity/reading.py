"""What a claim says, as comparable units: concepts, names and figures in order, with polarity and who does what.

``meaning`` reads one text in about a tenth of a millisecond; it keeps no text beyond what a comparison shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cache, lru_cache
from typing import Literal

from parsers.models import Quantity, Time

from . import figures as figure_reader
from .figures import YEARS, Figure
from .folding import LANGUAGES, fold
from .lexicon import Lexicon, Pack, load

UnitClass = Literal["actions", "people", "things", "qualities", "places", "names", "word", "name"]
NEGATION = 4  # words within which two negators are one negation, and an action is what it bears on
SHORT_WORD = 4  # letters of a word that is what it is, and not also a form of another
SHORT_STEM = 3  # letters of a stem that too many longer words share
NAME_ENDING = 1  # letters that a capitalised word may have beyond the stem of a common one
SCOPE = 8  # words that a negation reaches at most
COGNATE = 5  # letters that two words of different spelling must share from the start to count as one
_WORD = re.compile(r"[^\W\d_]+\d*|\d+(?:[^\W\d_]+)?|[.;:!?,()«»“”\"–—]", re.UNICODE)
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}", re.UNICODE)
_SENTENCE_END = frozenset(".;:!?")
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


@dataclass(slots=True)
class _Word:
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
    determines: bool = False  # what stands behind it is a noun
    units: tuple[Unit, ...] = ()  # what it says, as if it stood at 0
    nouns: tuple[Unit, ...] = ()  # and what it says as a noun


@dataclass(slots=True)
class _Text:
    words: list[_Word]
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
    _negate(units, marks, read.words)
    found = [_dated(f, read, units, lexicon) for f in found]
    if not any(f.kind == "amount" for f in found):
        found += [_from_parser(q) for q in quantities if q.low is not None or q.high is not None]
    turns = tuple(marks.negations)
    folded = f" {' '.join([w.folded for w in read.words])} "
    untrue = any(u in folded and f" {u} " in folded for u in pack.untrue)
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
    )


def _relative_years(concepts: set[int], date: Date | None, lexicon: Lexicon) -> frozenset[int]:
    if not date:
        return frozenset()
    return frozenset(date.year + RELATIVE[lexicon.names[c]] for c in _numbers(frozenset(RELATIVE)) & concepts)


@cache
def _numbers(names: frozenset[str]) -> frozenset[int]:
    """The concepts of these names."""
    return frozenset(i for i, name in enumerate(load().names) if name in names)


def _from_parser(quantity: Quantity) -> Figure:
    value = quantity.low if quantity.low is not None else quantity.high
    return Figure(0, 0, float(value or 0), "pct" if "%" in quantity.unit else "")


def _text(text: str, pack: Pack, lexicon: Lexicon) -> _Text:
    """The words of a text; what was read once is remembered."""
    if text.count(".") > 1:
        text = _DOTTED.sub(lambda m: m.group().replace(".", "").ljust(len(m.group())), text)
    read = _Text([], [], [])
    words, starts, ends, memory = read.words, read.starts, read.ends, pack.memory
    initial = True
    for match in _WORD.finditer(text):
        raw = match.group()
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


MEMORY = 50_000  # words remembered


def _word(text: str, folded: str, initial: bool, pack: Pack, lexicon: Lexicon) -> _Word:
    word = _Word(text, folded, pack.stemmer(folded), initial)
    word.mark, word.ends = not text[0].isalnum(), text in _SENTENCE_END
    word.phrase = pack.starts.get(word.stem, 0)
    plays = {role for role in ROLES if folded in pack.grammar[role]}
    if word.mark or "prepositions" in plays:
        concepts: tuple[int, ...] = ()
    else:
        concepts = _search(word, pack)
        named = {lexicon.names[c] for c in concepts}
        plays |= {"turning"} if named & TURNING else {"open"} if named & OPEN else set()
        stop = folded in pack.grammar["stop"] and not _strong(word, concepts, pack)
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


ROLES = ("be", "negator", "clause", "by", "prepositions")


def _join_particles(words: list[_Word], pack: Pack, lexicon: Lexicon) -> None:
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


def _phrases(read: _Text, pack: Pack, lexicon: Lexicon) -> _Phrases:
    """The phrases of the lexicon in the text: position -> (length, concepts), longest first."""
    found = _Phrases({}, [])
    words = read.words
    after = 0
    for i, word in enumerate(words):
        if i < after or not word.phrase:
            continue
        for n in range(min(word.phrase, len(words) - i), 1, -1):
            concepts = pack.phrases.get(" ".join([w.stem for w in words[i : i + n]]))
            if concepts:
                found.at[i] = (n, concepts)
                if any(lexicon.classes[c] in ("places", "names") for c in concepts):
                    found.spans.append((read.starts[i], read.ends[i + n - 1]))
                after = i + n
                break
    return found


@dataclass(slots=True)
class _Marks:
    negations: list[int] = field(default_factory=list)
    passives: list[int] = field(default_factory=list)
    by: list[int] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    negated: int = -10  # where the last negation stood


def _units(
    read: _Text, phrases: _Phrases, figures: list[Figure], pack: Pack, lexicon: Lexicon
) -> tuple[list[Unit], _Marks]:
    units: list[Unit] = []
    marks = _Marks()
    words = read.words
    taken = {i for f in figures for i in read.within(f.start, f.end)}
    clause = after = 0
    governed = ""
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
            if length == 2 and _rounds(concepts, read, after, figures, lexicon):
                continue
            named = lexicon.names[concepts[0]]
            if named in TURNING:
                marks.negations.append(i)
            if named in TURNING or named in OPEN:
                marks.negated = i
            text = " ".join([w.text for w in words[i:after]])
            unit = _concept_unit(text, concepts, word.folded, noun=i > 0 and words[i - 1].determines)
            units.append(_placed(unit, i, clause, governed))
            governed = ""
        else:
            if word.plays:
                if "ceasing" in word.plays and (word.stem in pack.ceasing or _ceases(words, i, pack)):
                    marks.negations.append(i)
                    continue
                _mark(marks, words, i, pack.language)
                clause += "clause" in word.plays
                if "prepositions" in word.plays:
                    governed = word.folded
                    continue
            if word.says and i not in taken:
                said = word.nouns if i and words[i - 1].determines else word.units
                units += [_placed(u, i, clause, governed) for u in said]
                governed = ""
    return units, marks


def _placed(u: Unit, at: int, clause: int, after: str) -> Unit:
    return Unit(u.text, u.concepts, u.kind, u.weight, u.key, at, clause, after, False, u.noun)


def _mark(marks: _Marks, words: list[_Word], at: int, language: str) -> None:
    """Note the parts that a word plays in the grammar."""
    plays = words[at].plays
    if "be" in plays:
        marks.passives.append(at)
    if "negator" in plays and not _idle(words, at, language):
        if at - marks.negated > NEGATION:
            marks.negations.append(at)
        marks.negated = at
    if "clause" in plays:
        marks.boundaries.append(at)
    if "by" in plays:
        marks.by.append(at)
    if "turning" in plays:
        marks.negations.append(at)
    if "turning" in plays or "open" in plays:
        marks.negated = at


TURNING = frozenset(("unless",))  # "unless he drops it" is "if he does not drop it"
OPEN = frozenset(("condition",))  # "until a deal is found", "tant qu'aucun accord n'est trouvé": one sense, two forms


def _ceases(words: list[_Word], at: int, pack: Pack) -> bool:
    return " ".join(w.stem for w in words[at : at + 2]) in pack.ceasing


def _idle(words: list[_Word], at: int, language: str) -> bool:
    """Whether a negator negates nothing: French "ne … que", the second half of "ne … pas", "not only"."""
    word = words[at].folded
    if any(w.folded in _FEWER for w in words[at + 1 : at + 2]) or (
        word in ("ne", "n") and any(w.folded in _FEWER for w in words[at + 2 : at + 5])
    ):
        return True
    if language == "fr":
        if word in ("ne", "n"):
            second = _FRENCH_SECOND & {w.folded for w in words[at + 1 : at + 7]}
            return not second or bool(_NOBODY & {w.folded for w in words[max(at - SCOPE, 0) : at]})
        if word in _FRENCH_SECOND and {"ne", "n"} & {w.folded for w in words[max(at - 7, 0) : at]}:
            return True
    return words[at + 1].folded in _ONLY if at + 1 < len(words) else False


_FRENCH_SECOND = frozenset("pas plus jamais aucun aucune guere rien ni point nulle nul personne".split())
_NOBODY = frozenset("aucun aucune nul nulle".split())  # "aucun habitant ne dormira plus" is one negation
_FEWER = frozenset("fewer less moins weniger menos meno".split())  # "no fewer than 300" affirms
_ONLY = frozenset("only seulement solo nur soltanto solamente".split())


def _negate(units: list[Unit], marks: _Marks, words: list[_Word]) -> None:
    """Turn the unit that each negation bears on: the next action near it, else what follows, else the action before."""
    for at in marks.negations:
        reach = next((b for b in marks.boundaries if b > at and words[b].text in _SENTENCE_END), len(words))
        after = [i for i, u in enumerate(units) if at < u.at < min(at + SCOPE, reach)]
        action = [i for i in after if units[i].kind == "actions" and units[i].at <= at + NEGATION + 1]
        before = [i for i, u in enumerate(units) if at - SCOPE <= u.at < at and u.kind == "actions"]
        hit = (action or after or before[::-1])[:1]
        for i in hit:
            units[i].negated = not units[i].negated


def _rounds(concepts: tuple[int, ...], read: _Text, at: int, figures: list[Figure], lexicon: Lexicon) -> bool:
    """Whether a phrase only rounds the figure behind it ("plus de 300 000"), which changes no claim."""
    if not ROUNDING & {lexicon.names[c] for c in concepts}:
        return False
    return any(f.start in read.starts[at : at + 2] for f in figures)


ROUNDING = frozenset(("exceed", "less_than", "rise", "fall", "more", "less"))


def _strong(word: _Word, concepts: tuple[int, ...], pack: Pack) -> bool:
    """Whether a stop word is here a name: "US", "UN", "IS" in capitals."""
    return bool(concepts) and word.text.isupper() and len(word.text) > 1 and f"={word.text}" in pack.exact


def _search(word: _Word, pack: Pack) -> tuple[int, ...]:
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
    best = max(concepts, key=lambda c: lexicon.weights[c])
    kinds = {lexicon.classes[c] for c in concepts}
    order = ("places", "people", "things", "actions") if noun else ("places", "actions")
    kind = next((k for k in order if k in kinds), lexicon.classes[best])
    return kind, min(lexicon.weights[c] for c in concepts)


def _unknown(word: _Word, pack: Pack, lexicon: Lexicon) -> list[Unit]:
    if pack.language == "de":
        parts = _compound(word.folded)
        if parts:
            return [_concept_unit(word.text, c, word.folded) for c in parts]
    if word.text[0].isupper() and len(word.folded) <= 3 and not word.text.isupper() and word.folded in _articles():
        return []
    capital = word.text[0].isupper() and pack.language != "de"
    name = capital and (not word.initial or len(word.folded) > 3)
    kind, weight = ("name", lexicon.name_weight) if name else ("word", lexicon.word_weight)
    if word.initial and not word.text.isupper():
        weight = min(weight, 1.0)
    if any(c.isdigit() for c in word.text):
        weight = 0.5
    return [Unit(word.text, (), kind, weight, cognate(word.folded), 0, 0)]


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


def _dated(figure: Figure, read: _Text, units: list[Unit], lexicon: Lexicon) -> Figure:
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


RELATIVE = {"last_year": -1, "this_year": 0, "next_year": 1}
MONTHS = frozenset("january february march april may_m june july august september october november december".split())
PERIODS = MONTHS | {"winter", "spring", "summer", "autumn"}
