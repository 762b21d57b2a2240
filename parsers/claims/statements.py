"""From an article to its statements: the grammar's findings with speakers, pieces and offsets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from parsers.claims.extents import Extents
from parsers.claims.find import find
from parsers.claims.mentions import read_mention
from parsers.claims.pack import pack
from parsers.claims.people import People
from parsers.claims.phrases import Phrases, Range
from parsers.claims.report import Report
from parsers.claims.speakers import Speakers, info
from parsers.claims.split import Piece, Splitter
from parsers.claims.tags import lemmas, tag
from parsers.claims.tokens import Row, read
from parsers.claims.view import ANEW, GIVEN, GIVEN_ANEW, Speaker
from parsers.models import Article, Mention, Span, Statement, StatementKind

Field = Literal["content", "cue", "source", "claim"]


def extract(article: Article) -> tuple[Statement, ...]:
    """The article's statements in reading order; () for a language that has no pack in ``seeds/lexicon``."""
    words = pack(article.language or "")
    if words is None:
        return ()
    row = read(article, words)
    if not row.tokens:
        return ()
    tag(row)
    phrases = Phrases(row)
    people = People(phrases)
    reports = find(row, phrases, people)
    speakers = Speakers(phrases, people).resolve(reports)
    splitter = Splitter(phrases, Extents(phrases))
    anchor = _day(article.published)
    return tuple(
        _statement(row, report, speaker, splitter.pieces(report), anchor)
        for report, speaker in zip(reports, speakers, strict=True)
    )


def _day(published: str | None) -> date | None:
    try:
        return datetime.fromisoformat(published).date() if published else None
    except ValueError:
        return None


def _statement(
    row: Row, report: Report, speaker: Speaker | None, pieces: list[Piece], anchor: date | None
) -> Statement:
    cue = _text(row, report.cue)
    spans = [_span(row, "content", n, r) for n, r in enumerate(report.content)]
    spans += [_span(row, "cue", 0, report.cue)] if report.cue and cue else []
    spans += [_span(row, "source", 0, report.source)] if report.source and _text(row, report.source) else []
    spans += [_span(row, "claim", n, p.span) for n, p in enumerate(pieces)]
    given = speaker if speaker and speaker.confidence >= _least(speaker) else None
    return Statement(
        where=row.places[row.place_of(report.start)].name,
        content=tuple(_text(row, r) for r in report.content),
        cue=cue,
        source=_text(row, report.source),
        speaker=given.text if given else None,
        kind=_kind(row, report),
        mentions=tuple(_mention(row, p, report, given, cue, anchor) for p in pieces),
        spans=tuple(spans),
        speaker_info=info(speaker, row.pack),
    )


def _least(speaker: Speaker) -> float:
    """How sure a speaker must be to be given."""
    return GIVEN_ANEW if speaker.form.endswith(ANEW) else GIVEN


def _text(row: Row, span: Range | None) -> str:
    return row.slice(*span) if span else ""


def _span(row: Row, field: Field, part: int, span: Range) -> Span:
    place = row.places[row.place_of(span[0])]
    return Span(
        field, part, place.name, row.tokens[span[0]].start - place.start, row.tokens[span[1] - 1].end - place.start
    )


def _kind(row: Row, report: Report) -> StatementKind:
    if report.how == "answer":
        return "direct"
    quoted = [row.tokens[i].q >= 0 for a, b in report.content for i in range(a, b) if row.kind[i] not in ".,:;-"]
    return "direct" if all(quoted) else "mixed" if any(quoted) else "indirect"


def _mention(row: Row, piece: Piece, report: Report, speaker: Speaker | None, cue: str, anchor: date | None) -> Mention:
    text = _text(row, piece.span)
    resolved = _resolved(row, piece, report, speaker, text)
    place = row.places[row.place_of(piece.span[0])]
    before = row.text[place.start : row.tokens[piece.span[0]].start]
    more = {"before": before, "around": row.text}
    return read_mention(text, row.pack.language, anchor, cue, resolved=resolved, act=report.act, **more)


def _resolved(row: Row, piece: Piece, report: Report, speaker: Speaker | None, text: str) -> str:
    """The piece with its topic, its elided subject, or its speaker for the pronoun that opens it ("X says he …")."""
    if topic := _topic(row, *piece.span):
        return f"{topic} {text}"
    if piece.subject:
        return f"{_text(row, piece.subject)} {text}"
    first = piece.span[0]
    code = row.pack.subjects.get(row.low[first], "") if row.kind[first] == "S" else ""
    person = speaker.person if speaker else None
    if report.how != "that" or person is None or code not in ("ms", "fs") or person.gender != code[0]:
        return text
    if row.low[first] in row.pack.w["dummies"] and _impersonal(row, first + 1, piece.span[1]):
        return text
    return f"{person.name}{row.text[row.tokens[first].end : row.tokens[piece.span[1] - 1].end]}"


def _topic(row: Row, first: int, last: int) -> str:
    """What a title names before the colon that leads to a clause: "Port-Selin :", or nothing."""
    place = row.places[row.place_of(first)]
    before = row.kind[place.first : first]
    if place.name != "title" or "V" not in row.kind[first:last]:
        return ""
    if before[-1:] != [":"] or any(k in 'VQ"' for k in before):
        return ""
    return row.slice(place.first, first)


def _impersonal(row: Row, k: int, b: int) -> bool:
    """Whether the verb behind "il" may have no subject: "il faut", "il y a", "il est possible que"."""
    while k < b and row.kind[k] == "c":
        if row.low[k] in row.pack.w["there"]:
            return True
        k += 1
    found = lemmas(row.pack.language, row.low[k]) if k < b else frozenset()
    compound = k + 1 < b and row.kind[k + 1] == "X"
    return bool(found & row.pack.w["impersonal_verbs"]) or (bool(found & row.pack.grammar["be"]) and not compound)
