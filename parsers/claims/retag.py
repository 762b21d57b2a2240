"""Second thoughts on the kinds of tokens, once the whole sentence is tagged: a clause has one finite verb."""

from __future__ import annotations

from parsers.claims.pack import Pack
from parsers.claims.tags import THIRD, finite
from parsers.claims.tokens import Row

CLAUSE_MARKS = '.,:;-()KUQR"S'


def retag(row: Row, kinds: list[str]) -> None:
    """Make nouns and adjectives of what cannot be a verb where it stands."""
    for a, b in row.units:
        last: int | None = None
        hung = False  # in a subordinate clause: the main verb may follow without a mark
        for k in range(a, b):
            if kinds[k] == "N" and _behind_ratio(row, kinds, k, a):
                kinds[k - 1], kinds[k] = "#", "V"
            if kinds[k] == "I":
                _noun_behind_adjective(row, kinds, k, a)
            elif kinds[k] == "V" and row.low[k][0] != "-":
                _participle_before(kinds, k, a)
                if last is None or hung or kinds[k - 1] == "c":
                    hung, last = hung and last is None, k
                else:
                    last = _one_of_two(row, kinds, last, k, b)
            elif kinds[k] in CLAUSE_MARKS:
                last, hung = None, kinds[k] in "RQU"


def _behind_ratio(row: Row, kinds: list[str], k: int, a: int) -> bool:
    """Whether a verb form stands behind a ratio: "un habitant sur trois | dit", "sept sur dix | pensent"."""
    if k < a + 4 or kinds[k - 1] not in "D#" or row.low[k - 2] not in row.pack.w["out_of"]:
        return False
    numbers = row.low[k - 1] in row.pack.number_words and kinds[k - 3] in "ND#"
    return numbers and any(r[1] in THIRD for r in finite(row.pack.language, row.low[k]))


def _noun_behind_adjective(row: Row, kinds: list[str], k: int, a: int) -> None:
    """ "un ancien | conseiller": no infinitive behind an adjective."""
    if k > a + 1 and kinds[k - 2] == "D" and kinds[k - 1] == "N":
        if row.pack.is_word(row.low[k - 1], "prenominal", "adjectives"):
            kinds[k] = "N"


def _participle_before(kinds: list[str], verb: int, a: int) -> None:
    """ "le président sortant | appelle": a form in -ant between a noun and its verb is an adjective."""
    k = verb - 1
    while k > a and kinds[k] in "cn":
        k -= 1
    if k > a + 1 and kinds[k] == "G" and kinds[k - 1] == "N" and kinds[k - 2] in "DN":
        kinds[k] = "N"


def _one_of_two(row: Row, kinds: list[str], first: int, second: int, b: int) -> int:
    """Of two finite verbs in a clause, the likelier stays one."""
    if _weight(row, row.pack, kinds, first, b) < _weight(row, row.pack, kinds, second, b):
        if kinds[first - 1] in "NDAX" and first and _weight(row, row.pack, kinds, first, b) < 2:
            kinds[first] = "N"
        return second
    if kinds[second - 1] in "NXV" and _weight(row, row.pack, kinds, second, b) < 1:
        kinds[second] = "N"
    return first


def _weight(row: Row, p: Pack, kinds: list[str], k: int, b: int) -> int:
    """How much speaks for a finite verb at k."""
    before, after = kinds[k - 1] if k else ".", kinds[k + 1] if k + 1 < b else "."
    weight = 3 if before in "ScR" else 0
    weight += after in "DQIcnAXSM" and (row.low[k + 1] not in p.contracted or row.low[k + 1] in p.w["indefinite"])
    weight += row.low[k] in p.forms and any(r.split("|")[1] in p.cues for r in p.forms[row.low[k]].split())
    weight -= 2 * (row.low[k] in p.w["homographs"])
    return weight
