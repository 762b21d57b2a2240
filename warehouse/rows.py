"""From a reading to the rows of the record. Pure: the same reading gives the same rows."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

import seeds
from parsers import PARSER_VERSION
from parsers.models import Article, Mention, Statement
from warehouse.models import Outlet, Reading, Run, digest
from warehouse.text import fold

Row = tuple[Any, ...]

_SPAN = attrgetter("field", "part", "place", "start", "end")


def text_hash(article: Article) -> str:
    """What makes a revision new: title, standfirst and body, whatever their white space."""
    parts = [article.title or "", article.standfirst or "", *article.body]
    return digest(*(" ".join(unicodedata.normalize("NFC", p).split()) for p in parts))


def instant(text: str | None, zone: str) -> dt.datetime | None:
    """An ISO 8601 date or time as an aware moment; without an offset it is meant in ``zone``. None if unreadable."""
    try:
        moment = dt.datetime.fromisoformat(text or "")
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None


def bare(text: str | None) -> bool:
    """Whether it is a date without a time."""
    return text is not None and len(text.strip()) == len("2026-09-07")


def local_day(moment: dt.datetime, zone: str) -> dt.date:
    """The calendar day of a moment in a zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


@cache
def lexicon_version(language: str | None) -> str | None:
    """A digest of the language's compiled pack; None where there is none."""
    file = seeds.path(f"lexicon/{language}.json")
    return digest(file.read_text("utf-8"))[:12] if file.exists() else None


@dataclass(frozen=True, slots=True)
class Known:
    """An article as the warehouse knows it before this reading."""

    revision_id: str
    sequence: int
    text_hash: str
    modified: dt.datetime | None
    parser_version: str
    page_hash: str


@dataclass(slots=True)
class Rows:
    """Rows by table, in the tables' column order."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *row: Any) -> None:
        """Put one row by."""
        self.tables.setdefault(table, []).append(row)


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns the readings of one outlet in one run into rows."""

    run: Run
    outlet: Outlet
    baseline: bool

    def article_id(self, canonical_url: str) -> str:
        """The key of an article."""
        return _id(self.outlet.id, canonical_url)

    def ids(self, reading: Reading) -> set[str]:
        """What a tombstone may name: the article, by either URL, and whoever speaks in it."""
        spoken = {speaker(s.speaker)[0] for s in reading.article.statements if s.speaker}
        return spoken | {self.article_id(reading.canonical_url), self.article_id(reading.url)}

    def published(self, reading: Reading) -> tuple[dt.datetime | None, str | None]:
        """When the article says it was published, and where that stood; the feed's where that says more."""
        article, zone = reading.article, self.outlet.timezone
        stated, hint = instant(article.published, zone), instant(reading.published_hint, zone)
        if stated and hint and bare(article.published) and local_day(stated, zone) == local_day(hint, zone):
            return hint, "feed"
        if stated:
            return stated, article.provenance.get("published")
        return hint, "feed" if hint else None

    def told_at(self, reading: Reading, first: bool) -> dt.datetime:
        """When its statements were told: as published, but never later than we read it; revisions when we saw them.

        Where only the day is known, at its end: nobody is first without a time that says so.
        """
        published, source = self.published(reading)
        if not first or not published:
            return self.run.now
        if bare(reading.published_hint if source == "feed" else reading.article.published):
            published += dt.timedelta(hours=23, minutes=59)
        return min(published, self.run.now)

    def article(self, rows: Rows, reading: Reading, revision_id: str) -> None:
        """The row of a new article."""
        a, now = reading.article, self.run.now
        published, source = self.published(reading)
        rows.add(
            "articles", self.article_id(reading.canonical_url), self.outlet.id, reading.canonical_url, reading.url,
            reading.feed_url, a.kind, a.language, a.title, a.authors, a.section, a.keywords, published, source,
            instant(a.modified, self.outlet.timezone), now, now,
            local_day(self.told_at(reading, True), self.outlet.timezone), a.paywalled, a.translation_of,
            a.tdm_reserved, revision_id, 1, self.baseline, self.run.run_id, None,
        )  # fmt: skip

    def revision(self, rows: Rows, reading: Reading, known: Known | None) -> str:
        """The rows of a new revision, its captions and its links to statements; returns its id."""
        a, zone = reading.article, self.outlet.timezone
        article_id, mark = self.article_id(reading.canonical_url), text_hash(a)
        sequence = known.sequence + 1 if known else 1
        revision_id = digest(article_id, mark, sequence)
        modified = instant(a.modified, zone)
        silent = known is not None and known.modified == modified and known.parser_version == str(PARSER_VERSION)
        rows.add(
            "revisions", revision_id, article_id, self.outlet.id, sequence, mark, reading.page.hash, self.run.now,
            None, a.title, a.standfirst, a.body, a.authors, instant(a.published, zone), a.published, modified,
            a.modified, silent, [asdict(r) for r in a.removed], _json(a.provenance), _json(a.conflicts),
            sum(len(p.split()) for p in a.body), str(PARSER_VERSION), lexicon_version(a.language), self.run.run_id,
            None, [asdict(r) for r in a.repairs],
        )  # fmt: skip
        for n, image in enumerate(a.images):
            if image.caption or image.credit:
                rows.add("captions", revision_id, n, image.caption, image.credit, image.url)
        return revision_id

    def statements(self, rows: Rows, reading: Reading, revision_id: str, first: bool, known: frozenset[str]) -> None:
        """The rows of the statements that are not ``known``, and the links of all to the revision."""
        article_id = self.article_id(reading.canonical_url)
        told_at = self.told_at(reading, first)
        day = local_day(told_at, self.outlet.timezone)
        language, now = reading.article.language, self.run.now
        for n, (statement_id, occurrence, s) in enumerate(keyed(article_id, reading.article)):
            spans = [_SPAN(span) for span in s.spans]
            rows.add("statement_revisions", statement_id, revision_id, n, s.where, spans)
            if statement_id in known:
                continue
            speaker_id, info = None, s.speaker_info
            if s.speaker:
                speaker_id, folded = speaker(s.speaker)
                rows.add("speakers", speaker_id, s.speaker, folded, now, self.run.run_id)
            rows.add(
                "statements", statement_id, article_id, self.outlet.id, language, place_kind(s), occurrence, s.content,
                s.cue, s.source, s.kind, s.speaker, speaker_id, info.role, info.affiliation, info.evidence,
                info.confidence, now, told_at, day, str(PARSER_VERSION), self.run.run_id,
            )  # fmt: skip
            for position, m in enumerate(s.mentions):
                mention_id = digest(statement_id, position, m.text)
                rows.add(
                    "mentions", mention_id, statement_id, article_id, self.outlet.id, speaker_id, language, position,
                    m.text, m.resolved, m.act, m.polarity, m.hedged, _times(m), now, told_at, day, self.baseline,
                    self.run.run_id,
                )  # fmt: skip
                for i, q in enumerate(m.quantities):
                    rows.add("quantities", mention_id, i, q.text, q.low, q.high, q.unit, q.modifier)


def keyed(article_id: str, article: Article) -> Iterator[tuple[str, int, Statement]]:
    """Each statement with its key and occurrence: the same words of the same source at the same kind of place."""
    seen: dict[tuple[object, ...], int] = {}
    for s in article.statements:
        same = (place_kind(s), len(s.content), *s.content, s.source)
        seen[same] = occurrence = seen.get(same, -1) + 1
        yield digest(article_id, *same, occurrence), occurrence, s


_id = lru_cache(10_000)(digest)


@lru_cache(100_000)
def speaker(name: str) -> tuple[str, str]:
    """A speaker's id and folded name."""
    folded = fold(name)
    return digest(folded), folded


def place_kind(statement: Statement) -> str:
    """``title``, ``standfirst`` or ``body``: paragraphs move, so their number is no part of a key."""
    return statement.where.partition(":")[0]


def _times(mention: Mention) -> tuple[dict[str, Any], ...]:
    if not mention.times:
        return ()
    return tuple({"text": t.text, "start": _date(t.start), "end": _date(t.end)} for t in mention.times)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
