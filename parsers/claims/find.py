"""All the reports of an article, each once: overlapping findings are settled here."""

from __future__ import annotations

from parsers.claims.extents import Extents
from parsers.claims.phrases import Phrases
from parsers.claims.quotations import Quotations
from parsers.claims.report import Report
from parsers.claims.sources import Sources
from parsers.claims.tokens import Row
from parsers.claims.verbs import Verbs

WEAK = frozenset({"hearsay", "noun", "stand", "about"})


def find(row: Row) -> list[Report]:
    """The reports of a tagged row in reading order."""
    phrases = Phrases(row)
    extents = Extents(phrases)
    verbs, sources, quotations = Verbs(phrases, extents), Sources(phrases, extents), Quotations(phrases, extents)
    reports: list[Report] = []
    for n, (a, b) in enumerate(row.units):
        place = row.places[row.unit_place[n]].name
        reports += _settle([*verbs.find(a, b), *sources.find(a, b, place)], row)
    posts = list(quotations.posts())
    reports = posts + [r for r in reports if not any(p.covers(r.start) for p in posts)]
    reports += list(quotations.find(reports))
    reports += list(quotations.subheads(reports))
    return sorted(reports, key=lambda r: (r.start, r.cue or (0, 0)))


def _settle(found: list[Report], row: Row) -> list[Report]:
    """A report inside what another says is left out, unless its words are quoted; one content is reported once."""
    kept: list[Report] = []
    for report in sorted(found, key=_rank):
        if any(_inside(report, other, row) for other in kept):
            continue
        kept.append(report)
    return kept


def _rank(report: Report) -> tuple[int, int, int]:
    """Parentheses and sources first (they rule whole clauses), then governing verbs from left to right."""
    first = report.cue[0] if report.cue else report.start
    wide = report.how in ("incise", "source", "possessed", "as", "colon")
    return (0 if wide else 1, 1 if report.how in WEAK else 0, first) if wide else (1, 0 if report.how != "hearsay" else 1, first)


def _inside(report: Report, other: Report, row: Row) -> bool:
    cue = report.cue or (report.start, report.start + 1)
    if other.covers(cue[0]):
        return True
    return sum(other.covers(i) for a, b in report.content for i in range(a, b)) * 2 > sum(b - a for a, b in report.content)
