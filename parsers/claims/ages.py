"""Ages, which are no quantities: "âgé de 45 ans", ", 57 ans,", "un garçon de 15 ans", "45-year-old"."""

from __future__ import annotations

from parsers.claims.counted import Unit
from parsers.claims.figures import Grammar, Tokens
from parsers.claims.number import Number

SET_BEFORE = 7  # words between a verb that sets a length and its "à"


def is_age(t: Tokens, number: Number, unit: Unit | None, g: Grammar) -> bool:
    """ "âgé de 45 ans", ", 57 ans,", "un garçon de 15 ans", "45-year-old"."""
    if unit is None or t.low[unit.start] not in g.words("age_units"):
        return False
    i, j = number.start, unit.start + 1
    while i > 1 and t.low[i - 1] in g.words("list_links") and t.kind[i - 2] == "n":
        i -= 2  # "âgés de 19 et 23 ans"
    if g.table("age_after").at(t.low, j) or g.table("age_before").before(t.low, i):
        return True
    prison = t.at(j) in g.words("complement", "units")
    until = t.at(i - 2).endswith("'")  # "jusqu'à dix ans"
    if t.at(i - 1) in g.words("age_at") and not (until or prison) and number.value > 2:
        return not _measured(t, i - 1, g) and t.at(_past_half(t, j, g)) not in g.words("age_at_not_before")
    if t.at(i - 1) in (",", "(") and t.at(j) in (",", ")", ".", ""):
        return not prison
    if _of_person(t, i - (t.at(i - 1) in g.words("class_articles")), g) or _of_person(t, i, g):
        return True
    grouped = g.modifiers.before(t.low, i)
    return grouped is not None and t.at(grouped[0] - 1) in g.words("age_groups") and not prison


def _past_half(t: Tokens, j: int, g: Grammar) -> int:
    hit = g.table("and_half").at(t.low, j)
    return hit[0] if hit else j


def _of_person(t: Tokens, i: int, g: Grammar) -> bool:
    """What begins at token ``i`` is a person's: "un garçon de", "une femme blessée d'"."""
    if t.at(i - 1) not in g.words("of", "units"):
        return False
    persons = g.words("age_persons")
    return t.at(i - 2) in persons or t.at(i - 3) in persons or _is_person(t.at(i - 2), g)


def _is_person(word: str, g: Grammar) -> bool:
    """A noun of a person by its ending; a comma parts a person from an age: "ses aînés, de 15 et 17 ans"."""
    endings = tuple(g.numbers.get("age_person_endings", ()))
    named = bool(endings) and word.endswith(endings) and word not in g.words("age_not_persons")
    return (bool(endings) and word == ",") or named


def _measured(t: Tokens, i: int, g: Grammar) -> bool:
    """A verb that sets a length stands before token ``i``: "ramenée à", "limité à"; not that of an age."""
    before = t.low[max(0, i - SET_BEFORE) : i]
    stems = tuple(g.numbers.get("age_not_after", ()))
    return (
        bool(stems) and any(w.startswith(stems) for w in before) and not any(w in g.words("age_words") for w in before)
    )
