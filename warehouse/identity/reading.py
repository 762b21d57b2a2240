"""What a claim says, as comparable units: concepts, names and figures in order, with polarity and who does what.

``meaning`` reads one text in about a tenth of a millisecond; it keeps no text beyond what a comparison shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date as Date

from parsers.models import Quantity, Time

from . import figures as figure_reader
from .dating import PERIODS, concepts_named, counting, dated, limited, relative_years, terms
from .figures import Figure
from .folding import LANGUAGES
from .lexicon import Lexicon, Pack, load
from .turning import Marks, anew, ceases, directions, further, idle, negate
from .words import OPEN, TURNING, Text, Unit, Word, concept_unit, words_of


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
    read = words_of(text, pack, lexicon)
    phrases = _phrases(read, pack, lexicon)
    if phrases.spans:
        found = [f for f in found if not any(a <= f.start and f.end <= b for a, b in phrases.spans)]
    units, marks = _units(read, phrases, found, pack, lexicon)
    negate(units, marks, read.words, pack, lexicon)
    found = [dated(f, read, units) for f in found]
    if language in LANGUAGES:  # of others it is not known which words are measures
        found = [counting(f, read, figure_reader.reader(language).unclear) for f in found]
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
        months=concepts_named(PERIODS) & concepts,
        relative_years=relative_years(concepts, date, lexicon),
        date=date,
        speaker=speaker,
        negations=turns,
        by=frozenset(marks.by),
        boundaries=tuple(marks.boundaries),
        directions=directions(found, read, units, pack, lexicon) if found else {},
        terms=terms(found, read, units),
        limited=limited(found, read, units, marks.until),
    )


def _untrue(read: Text, pack: Pack) -> bool:
    folded = f" {' '.join([w.folded for w in read.words])} "
    return any(f" {phrase} " in folded for phrase in pack.untrue)


def _from_parser(quantity: Quantity) -> Figure:
    value = quantity.low if quantity.low is not None else quantity.high
    return Figure(0, 0, float(value or 0), "pct" if "%" in quantity.unit else "")


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
            unit = concept_unit(text, concepts, word.folded, noun=i > 0 and words[i - 1].determines)
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


def _rounds(concepts: tuple[int, ...], read: Text, at: int, figures: list[Figure], lexicon: Lexicon) -> bool:
    """Whether a phrase only rounds the figure behind it ("plus de 300 000"), which changes no claim."""
    if not ROUNDING & {lexicon.names[c] for c in concepts}:
        return False
    return any(f.start in read.starts[at : at + 2] for f in figures)


ROUNDING = frozenset(("exceed", "less_than", "rise", "fall", "more", "less"))
