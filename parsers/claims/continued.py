"""Quotations that go on behind their report, or whose speaker stands at the edge of a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parsers.claims.extents import Extents
from parsers.claims.people import People
from parsers.claims.quotations import Quotations
from parsers.claims.report import Report
from parsers.claims.tokens import Row


def merge(row: Row, reports: list[Report], extents: Extents) -> None:
    """ "A," he said. "B.": a sentence that is only a quotation goes on with the one before it in its paragraph."""
    number = 0
    ends: dict[int, Report] = {}
    for report in sorted(reports, key=lambda r: max([r.content[-1][1], r.cue[1] if r.cue else 0])):
        last = max(report.content[-1][1], report.cue[1] if report.cue else 0, report.source[1] if report.source else 0)
        while number + 1 < len(row.units) and row.units[number + 1][0] < last:
            number += 1
        if row.tokens[report.content[-1][1] - 1].q >= 0 or row.tokens[report.start].q >= 0:
            ends[number] = report
    for n in range(1, len(row.units)):
        a, b = row.units[n]
        running = ends.get(n - 1)
        q = row.tokens[a].q
        if not running or n in ends or q < 0 or row.quotes[q].open != a or row.unit_place[n] != row.unit_place[n - 1]:
            continue
        if (row.quotes[q].close or row.quotes[q].last) < b - 2 or any(r.covers(a + 1) for r in reports):
            continue
        if span := extents.trim((a, b)):
            running.content.append(span)
            ends[n] = running


def signed(row: Row, extents: Extents) -> Iterator[Report]:
    """A paragraph that names its speaker at an end: "“…” — Name", "NAME: …"."""
    labels = Counter(row.low[p.first + (row.kind[p.first] == '"')] for p in row.places if p.last > p.first + 1)
    for place in row.places:
        a, b = place.first, place.last
        if not place.name.startswith("body") or b - a < 4:
            continue
        opened = a + 1 if row.kind[a] == '"' else a
        name = next((k for k in range(opened, min(b, opened + 5)) if row.kind[k] != "M"), opened)
        if (
            name > opened
            and row.kind[name] == ":"
            and labels[row.low[opened]] > 1
            and (span := extents.trim((name + 1, b)))
        ):
            yield Report([span], (name, name + 1), (opened, name), "post")
            continue
        q = row.tokens[a].q
        if q < 0 or row.quotes[q].open > a:
            continue
        end = row.quotes[q].close
        if end is not None and end + 2 < b and row.kind[end + 1] == "-" and b - end < 12 and "V" not in row.kind[end:b]:
            if span := extents.trim((a, end + 1)):
                yield Report([span], (end + 1, end + 2), (end + 2, b), "post")


def announced(row: Row, reports: list[Report], quotations: Quotations, extents: Extents) -> list[Report]:
    """ "He said:" at the end of a paragraph: the next one, when it is a quotation, is what he said."""
    found = []
    for before, place in zip(row.places, row.places[1:], strict=False):
        colon, a, b = before.last - 1, place.first, place.last
        if (
            not before.name.startswith("body")
            or row.kind[colon] != ":"
            or a >= b
            or row.tokens[a].q < 0
            or all(row.tokens[k].q < 0 for k in range(max(a, b - 2), b))
        ):
            continue
        if row.quotes[row.tokens[a].q].open > a or any(r.covers(a + 1) for r in reports):
            continue
        start = row.start_of(colon)
        source, cue = quotations.introduced(colon, start)
        if source and (span := extents.trim((a, b))):
            found.append(Report([span], cue, source, "colon"))
    return found


def headline(row: Row, people: People, reports: list[Report], extents: Extents) -> list[Report]:
    """ "Dornik: 7,100 evacuated": a title that opens with the name of a person of the article."""
    place = row.places[0]
    colon = next((k for k in range(place.first, place.last) if row.kind[k] == ":"), None)
    if place.name != "title" or not colon or any(k != "M" for k in row.kind[place.first : colon]):
        return []
    person = people.named(place.first, colon)
    if not person or not person.surely or not any(at > place.last for at in person.at):
        return []
    span = extents.trim((colon + 1, place.last))
    if span is None or any(r.covers(k) for r in reports for k in range(*span)):
        return []
    return [Report([span], (colon, colon + 1), (place.first, colon), "colon")]
