"""What each token is, as one letter, from the pack's closed classes, its verb forms and the neighbours.

``V`` finite verb, ``I`` infinitive, ``X`` past participle, ``G`` gerund, ``D`` determiner, ``S`` subject pronoun,
``c`` clitic pronoun, ``o`` other pronoun, ``Q`` that, ``R`` relative, ``U`` subordinator, ``K`` coordinator,
``P`` preposition, ``A`` adverb, ``n`` negator, ``M`` name, ``N`` any other word, ``#`` number, ``"`` quotation mark;
other marks stand for themselves, with dashes as ``-`` and ``…`` as ``.``.
"""

from __future__ import annotations

from functools import lru_cache

from parsers.claims.pack import pack
from parsers.claims.tokens import Row

FORMS = 1 << 14  # words whose readings are kept
FINITE = frozenset("PIFCHS")
SHAPES = (("V", FINITE), ("I", frozenset("N")), ("X", frozenset("X")), ("G", frozenset("G")))
THIRD = frozenset("36")
MARKS = {"–": "-", "—": "-", "―": "-", "−": "-", "-": "-", "…": ".", "...": ".", "!": ".", "?": ".", "[": "(", "]": ")"}


@lru_cache(maxsize=FORMS)
def readings(language: str, form: str) -> tuple[tuple[str, str, str], ...]:
    """The readings of a verb form: (tense, person, infinitive)."""
    found = (p := pack(language)) and p.forms.get(form)
    if not found:
        return ()
    return tuple((tag[0], tag[1:], lemma) for tag, lemma in (r.split("|") for r in found.split()))


@lru_cache(maxsize=FORMS)
def lemmas(language: str, form: str) -> frozenset[str]:
    """The infinitives of a verb form."""
    return frozenset(r[2] for r in readings(language, form))


@lru_cache(maxsize=FORMS)
def finite(language: str, form: str) -> tuple[tuple[str, str, str], ...]:
    """The readings of a form as a finite verb, the likeliest first: the third person, and no subjunctive."""
    found = (r for r in readings(language, form) if r[0] in FINITE)
    return tuple(sorted(found, key=lambda r: (r[1] not in THIRD, r[0] == "S")))


@lru_cache(maxsize=FORMS)
def shape(language: str, form: str) -> str:
    """The kinds a form may have as a verb, among V, I, X and G."""
    tenses = {r[0] for r in readings(language, form)}
    return "".join([kind for kind, own in SHAPES if not own.isdisjoint(tenses)])


def tag(row: Row) -> None:
    """Fill ``row.kind``."""
    names = _names(row)
    if row.pack.grammar["analytic"]:
        from parsers.claims.analytic import Tagger as Analytic

        row.kind = Analytic(row, names).run()
    else:
        from parsers.claims.inflected import Tagger as Inflected

        row.kind = Inflected(row, names).run()


def _names(row: Row) -> frozenset[str]:
    """Words that the article writes with a capital inside a sentence."""
    starts = {u[0] for u in row.units}
    seen = {
        t.text
        for i, t in enumerate(row.tokens)
        if t.text[:1].isupper()
        and i not in starts
        and row.tokens[i - 1].text[:1].isalnum() | (row.low[i - 1][-1:] == "'")
    }
    return frozenset(seen)
