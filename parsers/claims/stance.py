"""How a speaker stands to the content of a mention: the act, whether it is negated, whether it is held back.

The act comes from the cue; where the cue only says that something was said, from the form of the content (a question, a
demand, the future …). Polarity and reserve are those of the main clause. All words are in ``stance`` of the pack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from parsers import lexicon
from parsers.claims.figures import Grammar, Phrases, Tokens, grammar
from parsers.models import Act, Polarity

ACTS: tuple[Act, ...] = ("deny", "accuse", "promise", "ask", "forecast", "judge")
NEAR = 4  # words between a person and its verb, or a copula and its adjective ("nous ne le ferons", "est tout à fait")
LONG = 5  # letters from which an ending tells a tense ("sera" is in the lists itself)
OPENING = ("«", "“", '"', "‘")
OPENERS = (".", "!", "?", "«", "“", '"')  # what a sentence may stand behind
CLOSING = "»”\"'’) \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Stance:
    """The act, the polarity of the content, and whether it is held back."""

    act: Act = "assert"
    polarity: Polarity = "positive"
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    """What a cue tells of its content; ``past``: told afterwards, so that in other words "partirait" is a future."""

    act: Act | None
    past: bool
    hedging: bool


class Stems:
    """Words, phrases and beginnings of words ("dément*")."""

    def __init__(self, entries: Sequence[str]) -> None:
        self.phrases = [tuple(e.split()) for e in entries if " " in e]
        self.words = frozenset(e for e in entries if " " not in e and not e.endswith("*"))
        self.stems = tuple(e[:-1] for e in entries if " " not in e and e.endswith("*"))

    def word(self, word: str) -> bool:
        """The word is one of them, or begins like one."""
        return word in self.words or word.startswith(self.stems)

    def within(self, low: Sequence[str]) -> bool:
        """One of them stands in a row of words."""
        if not self.words.isdisjoint(low) or any(w.startswith(self.stems) for w in low):
            return True
        return any(self._phrase(low, p) for p in self.phrases)

    @staticmethod
    def _phrase(low: Sequence[str], phrase: tuple[str, ...]) -> bool:
        if phrase[0][-1] != "*" and phrase[0] not in low:
            return False

        def fits(word: str, part: str) -> bool:
            return word.startswith(part[:-1]) if part.endswith("*") else word == part

        return any(all(map(fits, low[i:], phrase)) for i in range(len(low) - len(phrase) + 1))


class Attitude:
    """The compiled ``stance`` of one language."""

    def __init__(self, pack: dict[str, Any], g: Grammar) -> None:
        self.g, self.pack = g, pack
        self.acts = [(act, Stems(pack["acts"].get(act, ()))) for act in ACTS]
        self.hedging_cues = Stems(pack.get("hedging_cues", ()))
        self.judgements = Stems(pack.get("judgements", ()))
        self.reach = int(pack.get("reach", 5))
        self._phrases: dict[str, Phrases] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._endings: dict[str, tuple[str, ...]] = {}

    def phrases(self, key: str) -> Phrases:
        """A list of the section as phrases."""
        if key not in self._phrases:
            self._phrases[key] = Phrases((self.g.phrase(p), True) for p in self.pack.get(key, ()))
        return self._phrases[key]

    def words(self, key: str) -> frozenset[str]:
        """A list of the section as words."""
        if key not in self._words:
            self._words[key] = frozenset(self.pack.get(key, ()))
        return self._words[key]

    def endings(self, key: str) -> tuple[str, ...]:
        """A list of the section as endings of words."""
        if key not in self._endings:
            self._endings[key] = tuple(self.pack.get(key, ()))
        return self._endings[key]

    def conditional(self, word: str) -> bool:
        """The word is a verb in the conditional."""
        return word.endswith(self.endings("conditional_endings")) and word not in self.words("not_conditional")


@cache
def attitude(language: str) -> Attitude | None:
    """The compiled stance of a language; None where its pack has none."""
    pack, g = lexicon.load(language), grammar(language)
    return Attitude(pack["stance"], g) if pack and g and pack.get("stance") else None


def judge(text: str, cue: str, language: str, act: Act | None = None) -> Stance:
    """The stance of a mention. ``act`` is the cue's group's, where the cue's own words tell none."""
    a = attitude(language)
    if a is None:
        return Stance(act or "assert")
    said = _cue(cue, language)
    t = a.g.tokens(text)
    main = _main(t, a)
    act = said.act or (act if act != "assert" else None)
    told = said.past and not text.lstrip().startswith(OPENING)
    hedged = _hedged(t, main, told, a) or said.hedging
    return Stance(act or _form(t, main, text, told, a), _polarity(t, main, a), hedged)


@lru_cache(maxsize=1024)
def _cue(cue: str, language: str) -> _Cue:
    a = attitude(language)
    assert a is not None
    low = a.g.tokens(cue).low
    past = any(w in a.words("past_cues") or w.endswith(a.endings("past_endings")) for w in low)
    act = next((act for act, stems in a.acts if stems.within(low)), None)
    if act == "deny" and not a.words("particles").isdisjoint(low):
        act = None  # "ne nie pas": a concession
    return _Cue(act, past and "-" not in low, a.hedging_cues.within(low))


def _main(t: Tokens, a: Attitude) -> Sequence[int]:
    """The tokens of the main clause: what a subordinator opens is left out up to the next comma."""
    openers, relatives, particles = a.words("subordinators"), a.words("relatives"), a.words("particles")
    supposes = t.low[:1] and t.low[0] in a.words("if")
    if not supposes and openers.isdisjoint(t.low):
        return range(len(t))
    inside, kept = False, []
    opened, start, aside = 0, 0, False
    for i, word in enumerate(t.low):
        if word in openers and i > 0 and t.low[i - 1] not in ("«", '"', "“"):
            inside, opened, start = True, i, i
        elif i == 0 and supposes:
            inside, opened, start = True, i, i
        elif word == "," and inside and (aside or i == opened + 1):
            aside = not aside  # "qui, selon lui, …"
            start = i if not aside else start
        elif word in (",", ".", ";", "!", "?", ":"):
            inside = aside = False
        elif inside and word in particles and t.low[opened] in relatives and i - start > 1:
            inside = False  # "les hommes qui travaillent ne …": the relative clause has its verb already
        if not inside:
            kept.append(i)
    return kept


def _polarity(t: Tokens, main: Sequence[int], a: Attitude) -> Polarity:
    particles, alone, without = a.words("particles"), a.phrases("negations_alone"), a.phrases("without")
    for i in main:
        if t.low[i] in particles:
            negates = _negates(t, i, a)
        else:
            opens = i == 0 or not particles
            negates = bool((opens and alone.at(t.low, i)) or without.at(t.low, i))
        if negates and not _excepted(t.low, i, a.phrases("not_negations")):
            return "negative"
    return "positive"


def _excepted(low: list[str], i: int, phrases: Phrases) -> bool:
    """Token ``i`` is the first or the second word of one of the phrases."""
    if phrases.at(low, i):
        return True
    hit = phrases.at(low, i - 1)
    return hit is not None and hit[0] > i


def _negates(t: Tokens, i: int, a: Attitude) -> bool:
    """A particle is completed within reach, and not by an exception ("n'a que trois")."""
    for k in range(i + 1, min(len(t), i + 1 + a.reach)):
        if t.low[k] in a.words("negations"):
            return a.phrases("not_negations").at(t.low, k) is None
        if t.low[k] in a.words("subordinators") or t.low[k] in (",", ".", ";"):
            return False
    return i > 0 and t.low[i - 1] in a.words("negations") | a.words("subjects_none")


def _hedged(t: Tokens, main: Sequence[int], told: bool, a: Attitude) -> bool:
    hedges, supposed = a.phrases("hedges"), not a.words("if").isdisjoint(t.low)
    endings = a.endings("conditional_endings")
    for i in main:
        word = t.low[i]
        if word.endswith(endings) and a.conditional(word):
            if not supposed and (not told or _perfect(t, i, a)):
                return True
        elif word in hedges.first and hedges.at(t.low, i) and not (word in a.words("capital") and t.upper(i)):
            return True
    return False


def _perfect(t: Tokens, i: int, a: Attitude) -> bool:
    """An auxiliary in the conditional with its participle: "aurait perdu"."""
    near = t.low[i + 1 : i + 1 + NEAR]
    return t.low[i] in a.words("auxiliaries") and any(w.endswith(a.endings("participles")) for w in near)


def _form(t: Tokens, main: Sequence[int], text: str, told: bool, a: Attitude) -> Act:
    """The act that the content's own form shows."""
    if text.rstrip(CLOSING).endswith("?"):
        return "ask"
    demands, copulas, helpers = (
        a.phrases("demands").first,
        a.phrases("copulas").first,
        a.phrases("future_helpers").first,
    )
    tenses = a.endings("future_endings") + (a.endings("conditional_endings") if told else ())
    if any(a.phrases("demands").at(t.low, i) for i in main if t.low[i] in demands):
        return "ask"
    if any(_commands(t, i, a) for i in main if i == 0 or t.low[i - 1] in OPENERS):
        return "ask"
    if any(_promises(t, i, a) for i in main if t.low[i] in a.words("first_person")):
        return "promise"
    if any(_future(t, i, told, a) for i in main if t.low[i] in helpers or t.low[i].endswith(tenses)):
        return "forecast"
    if any(_evaluates(t, i, a) for i in main if t.low[i] in copulas):
        return "judge"
    return "assert"


def _commands(t: Tokens, i: int, a: Attitude) -> bool:
    """The verb that opens a sentence is an imperative: "Cessez le feu", "Agissons"."""
    word = t.low[i]
    if word in a.words("not_imperatives"):
        return False
    return word in a.words("imperatives") or (len(word) >= LONG and word.endswith(a.endings("imperative_endings")))


def _promises(t: Tokens, i: int, a: Attitude) -> bool:
    """The first person at token ``i`` has its verb in the future."""
    for k in range(i + 1, min(len(t), i + 1 + NEAR)):
        if t.kind[k] == "s" and t.low[k] != "'":
            return False
        if t.low[k].endswith(a.endings("first_endings")) and len(t.low[k]) >= LONG:
            return True
        if (hit := a.phrases("first_helpers").at(t.low, k)) and _infinitive(t, hit[0], a):
            return True
    return False


def _infinitive(t: Tokens, i: int, a: Attitude) -> bool:
    endings = a.endings("infinitives") or ""
    return any(t.kind[k] == "w" and t.low[k].endswith(endings) for k in range(i, min(len(t), i + NEAR)))


def _future(t: Tokens, i: int, told: bool, a: Attitude) -> bool:
    word = t.low[i]
    if told and a.conditional(word):
        return not _perfect(t, i, a)
    if word.endswith(a.endings("future_endings")) and t.kind[i] == "w" and word not in a.words("not_future"):
        if not (i > 0 and t.upper(i)):
            return len(word) >= LONG or word in a.words("future_short")
    hit = a.phrases("future_helpers").at(t.low, i)
    return hit is not None and _infinitive(t, hit[0], a)


def _evaluates(t: Tokens, i: int, a: Attitude) -> bool:
    """A copula with a word of judgement."""
    if not a.phrases("copulas").at(t.low, i):
        return False
    return any(a.judgements.word(w) for w in t.low[i + 1 : i + 1 + NEAR])
