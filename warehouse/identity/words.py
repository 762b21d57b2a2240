"""The words of a text, and what each says by itself: concepts, a name, or a spelling that cognates share.

What was read once is remembered; how the words play together is the matter of ``reading``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from .folding import LANGUAGES, fold
from .lexicon import Lexicon, Pack, load

SHORT_WORD = 4  # letters of a word that is what it is, and not also a form of another
SHORT_STEM = 3  # letters of a stem that too many longer words share
NAME_ENDING = 1  # letters that a capitalised word may have beyond the stem of a common one
SENTENCE_END = frozenset(".;:!?")
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


def words_of(text: str, pack: Pack, lexicon: Lexicon) -> Text:
    """The words of a text; what was read once is remembered."""
    if text.count(".") > 1:
        text = _DOTTED.sub(lambda m: m.group().replace(".", "").ljust(len(m.group())), text)
    read = Text([], [], [])
    words, starts, ends, memory = read.words, read.starts, read.ends, pack.memory
    initial = True
    for match in (_CONTRACTED if pack.language == "en" else _WORD).finditer(text):
        raw = match.group()
        word = memory.get((raw, initial))
        if word is None:
            if len(memory) >= MEMORY:
                memory.clear()
            said = CONTRACTED.get(raw, raw)
            word = memory[raw, initial] = _word(said, fold(said), initial, pack, lexicon)
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
        word.units = (concept_unit(text, concepts, folded),) if concepts else tuple(_unknown(word, pack, lexicon))
        word.nouns = (concept_unit(text, concepts, folded, noun=True),) if concepts else word.units
        if pack.language == "de" and text[0].isupper() and not initial:
            word.units = word.nouns
    return word


ROLES = ("until", "nor", "be", "negator", "nobody", "not_any", "clause", "by", "prepositions")
TURNING = frozenset(("unless",))  # "unless he drops it" is "if he does not drop it"
OPEN = frozenset(("condition",))  # "until a deal is found", "tant qu'aucun accord n'est trouvé": one sense, two forms


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


def concept_unit(text: str, concepts: tuple[int, ...], folded: str, *, noun: bool = False) -> Unit:
    """What a word or phrase says that may stand for these concepts, as if it stood at 0."""
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
            return [concept_unit(word.text, c, word.folded) for c in parts]
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
        unit = concept_unit(word.text, concepts, word.folded) if concepts else None
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
