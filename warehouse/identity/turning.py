"""What turns a claim round: which word a negation bears on, and whether a figure goes up or down.

Works on what ``words`` reads; the words of negation stand in ``seeds/identity/grammar.yaml``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .figures import Figure
from .lexicon import Lexicon, Pack

if TYPE_CHECKING:
    from .words import Text, Unit, Word

NEGATION = 4  # words within which two negators are one negation, and an action is what it bears on
SCOPE = 8  # words that a negation reaches at most
CONCORD = frozenset(("fr", "es", "it"))  # where two negators in a clause are one: "no … nadie", "non … nulla"
_FRENCH_SECOND = frozenset("pas plus jamais aucun aucune guere rien ni point nulle nul personne".split())
_NE = frozenset(("ne", "n"))
_FEWER = frozenset("fewer less moins weniger menos meno".split())  # "no fewer than 300" affirms
_ONLY = frozenset("only seulement solo nur soltanto solamente".split())


@dataclass(slots=True)
class Marks:
    """Where in its words a text has what plays a part in the grammar."""

    negations: list[int] = field(default_factory=list)
    passives: list[int] = field(default_factory=list)
    by: list[int] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    until: list[int] = field(default_factory=list)
    negated: int = -10  # where the last negation stood


def anew(marks: Marks, at: int, language: str) -> bool:
    """Whether a negator is not the second half of another one near by."""
    if language in CONCORD and marks.negated >= 0 and at - marks.negated <= SCOPE:
        return any(b > marks.negated for b in marks.boundaries[-1:])
    return at - marks.negated > NEGATION


def further(words: Sequence[Word], at: int) -> bool:
    """Whether "ni", "nor" or "noch" denies one thing more: "weder … noch", "ni … ni"."""
    return any(w.folded in ("weder", "neither", words[at].folded) for w in words[max(at - LIST, 0) : at])


LIST = 12  # words between the first and the second of what is denied


def idle(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a negator negates nothing: French "ne … que", the second half of "ne … pas", "not only"."""
    word = words[at].folded
    if any(w.folded in _FEWER for w in words[at + 1 : at + 2]) or (
        word in _NE and any(w.folded in _FEWER for w in words[at + 2 : at + 5])
    ):
        return True
    if language == "fr":
        if word in _NE:
            after = [w.folded for i, w in enumerate(words[at + 1 : at + 7], at + 1) if negative(words, i)]
            second = _FRENCH_SECOND.intersection(after)
            if second == {"plus"} and _only([w.folded for w in words[at + 1 : at + 7]]):
                return True
            return not second and not _subject(words, at)
        if _denies_subject(words[at]) and _NE & {w.folded for w in words[at + 1 : at + SCOPE]}:
            return True  # "aucun habitant ne dormira plus": "ne" says so where the verb stands
        if word in _FRENCH_SECOND and _NE & {w.folded for w in words[max(at - 7, 0) : at]}:
            return True
    return words[at + 1].folded in _ONLY if at + 1 < len(words) else False


def negative(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may be negative is so here: "personne" is nobody beside "ne", "une personne" somebody."""
    if words[at].folded != "personne":
        return True
    near = words[max(at - SCOPE, 0) : at + SCOPE]
    return not (at and words[at - 1].determines) and any(w.folded in _NE for w in near)


def _denies_subject(word: Word) -> bool:
    return not word.plays.isdisjoint(("nobody", "not_any"))


def _subject(words: Sequence[Word], at: int) -> bool:
    """Whether nobody or nothing stands before the verb at ``at``, in its clause."""
    for i in range(at - 1, max(at - SCOPE, 0) - 1, -1):
        if words[i].mark or "clause" in words[i].plays:
            return False
        if _denies_subject(words[i]) and negative(words, i):
            return True
    return False


def _only(after: Sequence[str]) -> bool:
    """Whether "ne … plus" goes on with "que": "n'ont plus augmenté que de 2 %" says that they did."""
    return "que" in after[after.index("plus") + 1 :]


def ceases(words: Sequence[Word], at: int, pack: Pack) -> int:
    """How many words from here say that what follows is not done ("stops", "au lieu de"); 0 where they do not."""
    for n in range(LONGEST_CEASING, 0, -1):
        if " ".join([w.stem for w in words[at : at + n]]) in pack.ceasing:
            if n == 1 and pack.language == "en" and not any(w.folded.endswith("ing") for w in words[at + 1 : at + 2]):
                return 0  # "stop migrants crossing" is no ceasing
            return n
    return 0


LONGEST_CEASING = 3


def negate(units: list[Unit], marks: Marks, words: Sequence[Word], pack: Pack, lexicon: Lexicon) -> None:
    """Turn the unit that each negation bears on: the next action near it, else what follows, else the action before.

    What did "not take place" is what the sentence begins with; what is "not given" is what stands behind the verb.
    """
    for at in marks.negations:
        reach = next((b for b in marks.boundaries if b > at and words[b].ends), len(words))
        after = [i for i, u in enumerate(units) if at < u.at < min(at + SCOPE, reach)]
        action = [i for i in after if units[i].kind == "actions" and units[i].at <= at + NEGATION + 1]
        before = [i for i, u in enumerate(units) if at - SCOPE <= u.at < at and u.kind == "actions"]
        if _denies_subject(words[at]):
            ends = next((b for b in marks.boundaries if b > at), len(words))
            verbs = [i for i in after if units[i].at < ends and _verb(units[i])]
            if not verbs and "nobody" in words[at].plays:  # "the police found nothing"
                verbs = [i for i in before[-1:] if units[i].at > at - NEGATION]
            action = verbs or action
        hit = next(iter((*action, *after, *before[::-1])), None)
        if hit is None or _negative(units[hit]):
            continue
        units[hit].negated = not units[hit].negated
        if words[units[hit].at].stem in pack.grammar["light"]:
            given = next((i for i in after if i > hit and units[i].kind in ("actions", "things", "people")), None)
            if given is not None and units[given].at <= units[hit].at + NEGATION:
                units[given].negated = not units[given].negated
        if any(lexicon.names[c] in HAPPENING for c in units[hit].concepts):
            begins = max((b for b in marks.boundaries if b < at and words[b].ends), default=-1)
            subject = next((u for u in units[:hit] if u.at > begins and u.kind in ("actions", "things")), None)
            if subject:
                subject.negated = not subject.negated


def _verb(unit: Unit) -> bool:
    return unit.kind == "actions" and not unit.noun and not unit.after


HAPPENING = frozenset(("happen", "exist"))


def _negative(unit: Unit) -> bool:
    """Whether a phrase of the lexicon has the negation in it ("n'échappe plus")."""
    return " " in unit.text and not _FRENCH_SECOND.isdisjoint(unit.text.lower().split())


TO = frozenset("a au to at auf al all".split())  # before the level that something has risen or fallen to
UP = frozenset(("rise", "higher_than", "double_up", "rebound", "boost"))
DOWN = frozenset(("fall", "lower_than", "halve"))
BEFORE, BEHIND = 8, 5  # words on either side of a figure within which it is said where it goes


def directions(
    found: Sequence[Figure], read: Text, units: Sequence[Unit], pack: Pack, lexicon: Lexicon
) -> dict[float, int]:
    """Which way the amounts go, by their values: 1 for up and more, -1 for down and less."""
    going: dict[float, int] = {}
    upward, downward = pack.grammar["upward"], pack.grammar["downward"]
    for figure in found:
        if figure.kind != "amount":
            continue
        inside = read.within(figure.start, figure.end)
        first, last = (inside.start, inside.stop) if inside else (inside.start - 1, inside.start)
        way = _spoken(read.words, first, last, upward, downward)
        level = first > 0 and read.words[first - 1].folded in TO
        if not way and figure.unit == "pct" and not level:
            way = _done(units, first, last, read.words, lexicon)
        way = way or _bounded(read.words, first, upward, downward)
        if way:
            going[figure.value] = way
    return going


def _spoken(words: Sequence[Word], first: int, last: int, upward: frozenset[str], downward: frozenset[str]) -> int:
    """What small words say: "18 % de plus", "15% fewer", "down 4%"."""
    near = [first - 1, *range(last, min(last + BEHIND, len(words)))]
    for i in near:
        if i < 0:
            continue
        word = words[i]
        if word.mark or (i > first and word.text[0].isdigit()):
            return 0
        ended = word.folded == "plus" and any(w.folded in _NE for w in words[max(i - NEGATION, 0) : i])
        if not ended and (word.folded in upward or word.folded in downward):
            return 1 if word.folded in upward else -1
    return 0


def _bounded(words: Sequence[Word], first: int, upward: frozenset[str], downward: frozenset[str]) -> int:
    """What is said of its bound: "plus de la moitié", "fewer than 300"."""
    before = [w.folded for w in words[max(first - 3, 0) : first]]
    while before and before[-1] in ("la", "half", "the", "a"):
        before.pop()
    if len(before) > 1 and before[-1] in THAN:
        return (before[-2] in upward) - (before[-2] in downward)
    return 0


THAN = frozenset("de d of than als di del della dell".split())


def _done(units: Sequence[Unit], first: int, last: int, words: Sequence[Word], lexicon: Lexicon) -> int:
    """What the nearest predicate of direction says."""
    best: tuple[int, int] | None = None
    for u in units:
        if not (first - BEFORE <= u.at < first or last <= u.at < last + BEHIND):
            continue
        between = words[u.at + 1 : first] if u.at < first else words[last : u.at]
        if any(w.ends for w in between):
            continue
        names = {lexicon.names[c] for c in u.concepts}
        way = bool(names & UP) - bool(names & DOWN)
        if way:
            apart = first - u.at if u.at < first else u.at - last + 1
            if best is None or apart < best[0]:
                best = apart, -way if u.negated else way
    return best[1] if best else 0
