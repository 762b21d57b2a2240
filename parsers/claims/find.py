"""All the reports of an article, each once: overlapping findings are settled here."""

from __future__ import annotations

from itertools import pairwise

from parsers.claims.continued import announced, headline, merge, signed
from parsers.claims.extents import Extents
from parsers.claims.interviews import Interviews
from parsers.claims.listed import Lists
from parsers.claims.nested import Nested
from parsers.claims.ordered import OrderedVerbs
from parsers.claims.ordered_extents import OrderedExtents
from parsers.claims.people import People
from parsers.claims.phrases import Phrases, Range
from parsers.claims.quotations import Quotations
from parsers.claims.report import Report
from parsers.claims.scopes import Scopes
from parsers.claims.sources import Sources
from parsers.claims.tokens import Row
from parsers.claims.verbs import Verbs

WEAK = frozenset({"hearsay", "noun", "stand", "about"})


def find(row: Row, phrases: Phrases, people: People) -> list[Report]:
    """The reports of a tagged row in reading order."""
    ordered = bool(row.pack.grammar["analytic"])
    extents = OrderedExtents(phrases) if ordered else Extents(phrases)
    kind = OrderedVerbs if ordered else Verbs
    verbs, sources, quotations = kind(phrases, extents), Sources(phrases, extents), Quotations(phrases, extents)
    scopes = Scopes(phrases, extents)
    reports: list[Report] = []
    for finder in (verbs, sources):
        finder.told = reports
    for n, (a, b) in enumerate(row.units):
        place = row.places[row.unit_place[n]].name
        told = any(row.place_of(r.start) == row.unit_place[n] for r in reports[-3:])
        said = list(verbs.find(a, b))
        named = [r for r in sources.find(a, b, place) if told or r.how != "hearsay"]
        scopes.part(a, b, said, named)
        reports += _settle([*said, *named])
    posts = [*quotations.posts(), *Interviews(phrases, extents, people).find()]
    reports = posts + [r for r in reports if not any(p.covers(r.start) and not _quotes(row, r, p) for p in posts)]
    if ordered:
        posts = list(signed(row, extents))
        reports = posts + [r for r in reports if not any(p.covers(r.start) for p in posts)]
        reports += headline(row, people, reports, extents)
    reports = Lists(phrases, extents).find(reports)
    reports += announced(row, reports, quotations, extents)
    if row.pack.grammar["merge_quotes"]:
        merge(row, reports, extents)
    if not ordered:
        reports += list(quotations.after_colons(reports))
    reports += [r for r in quotations.find(reports) if not ordered or r.how != "orphan" or not _titled(row, r)]
    reports += list(quotations.subheads(reports))
    if not ordered:
        reports += list(Nested(phrases, extents).find())
    reports = [r for r in reports if not _only_pronoun(row, r)]
    for report in reports:
        report.content = [part for span in report.content for part in by_place(row, span)]
    return sorted(reports, key=lambda r: (r.start, r.cue or (0, 0)))


def _only_pronoun(row: Row, report: Report) -> bool:
    """Whether all that is said is an unquoted pronoun: "Asked about it, …"."""
    (a, b), *more = report.content
    return not more and b - a == 1 and row.kind[a] in "So" and row.tokens[a].q < 0


def by_place(row: Row, span: Range) -> list[Range]:
    """A span cut where a paragraph ends: what is said may run over several."""
    a, b = span
    if row.place_of(a) == row.place_of(b - 1):
        return [span]
    cuts = [a, *(k for k in range(a + 1, b) if row.place_of(k) != row.place_of(k - 1)), b]
    return list(pairwise(cuts))


def _titled(row: Row, report: Report) -> bool:
    """Whether all long words of a quotation that nobody says are capitalised: the name of a work."""
    if row.places[row.place_of(report.start)].name == "title":
        return False
    words = [row.tokens[i].text for a, b in report.content for i in range(a, b) if row.tokens[i].text.isalpha()]
    return len(words) > 1 and all(w[0].isupper() for w in words if len(w) > 3) and words[-1][0].isupper()


def _quotes(row: Row, report: Report, answer: Report) -> bool:
    """Whether somebody else is quoted in an answer of an interview."""
    quoted = any(row.tokens[i].q >= 0 for a, b in report.content for i in range(a, b))
    return answer.how == "answer" and quoted and report.source is not None


def _settle(found: list[Report]) -> list[Report]:
    """A report inside what another says is left out, unless its words are quoted; one content is reported once."""
    ordered = sorted(found, key=_rank)
    kept = [r for r in ordered if not any(_ruled(r, other) for other in found if other is not r)]
    once: list[Report] = []
    for report in kept:
        if not any(_same(report, other) for other in once):
            once.append(report)
    return once


def _rank(report: Report) -> tuple[int, int, int]:
    """Parentheses and sources first (they rule whole clauses), then governing verbs from left to right."""
    first = report.cue[0] if report.cue else report.start
    wide = report.how in ("incise", "source", "possessed", "colon")
    if report.how == "as":
        return 2, 0, first
    return (
        (0 if wide else 1, 1 if report.how in WEAK else 0, first)
        if wide
        else (1, 0 if report.how != "hearsay" else 1, first)
    )


def _cue(report: Report) -> int:
    return report.cue[0] if report.cue else report.start


def _ruled(report: Report, other: Report) -> bool:
    """Whether ``other`` says that ``report`` is made: its content holds the cue; of two that do so, the first rules."""
    if report.cue and other.cue and "hearsay" in (report.how, other.how) and _overlap(report.cue, other.cue):
        return report.how == "hearsay"  # "aurait reconnu avoir menti" is a report of its own
    hows = report.how, other.how
    if report.start == other.start and hows in (("incise", "source"), ("source", "incise")):
        return report.how == "source"  # "« … », a tranché X, selon trois participants"
    if other.how == "as" or not other.covers(_cue(report)):
        return False
    if not report.covers(_cue(other)):
        return True
    for how, rules in (("incise", True), ("hearsay", False)):
        if (report.how == how) != (other.how == how):
            return (other.how == how) == rules
    return _cue(other) < _cue(report)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _same(report: Report, other: Report) -> bool:
    """Whether most of the content has been reported already, by nobody else."""
    denied = report.act != other.act and "deny" in (report.act, other.act)
    told = denied or {"participle", "echo"} & {report.how, other.how}
    if told and report.source and other.source and report.source != other.source:
        return False
    size = sum(b - a for a, b in report.content)
    return sum(other.covers(i) for a, b in report.content for i in range(a, b)) * 2 > size
