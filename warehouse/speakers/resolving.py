"""Links each name in an article to a speaker, or finds a new one. One step a run, by what the run brought.

Names are taken in the order (first seen, article, the fullest first), whatever order their outlets were loaded in. What
people decided on a name in an article, and of two names, goes before what the evidence says.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import bulk
from warehouse.models import digest
from warehouse.text import fold

from .names import Name, gender, name, version
from .scoring import Appearance, Evidence, Profile, choose

if TYPE_CHECKING:
    from warehouse.connection import Connection

APPEARANCES, PROFILES = ((Path(__file__).parent / f"{n}.sql").read_text("utf-8") for n in ("appearances", "profiles"))
CHUNK = 2_000
"""Names resolved at a time."""
LATEST = 30
"""Articles that a speaker is known by: what somebody did years ago says little of today."""
MOST = 50
"""Candidates that a name is weighed against, those with the closest names first."""
PINNED: Evidence = {"decided": 1}


@dataclass(frozen=True, slots=True)
class _Told:
    """An appearance with what its link's row needs."""

    said: Appearance
    written: str
    told_at: datetime
    first_seen: datetime

    @property
    def name_id(self) -> str:
        return digest(self.said.name.folded)

    @property
    def place(self) -> tuple[str, str]:
        return self.said.article_id, self.name_id


@dataclass(slots=True)
class _Known:
    """The speakers that a chunk may meet, with those that it finds."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, who: str, told: Appearance) -> None:
        self.profiles.setdefault(who, Profile()).add(told)
        for key in told.name.keys:
            self.by_key[key].add(who)

    def names_more(self, of: Name, who: str) -> bool:
        """Whether a name is fuller than all that somebody was told under."""
        told = self.profiles[who].names.values() if who in self.profiles else ()
        return of.personal and all(of.fullness[0] > n.fullness[0] for n in told)

    def candidates(self, of: Name) -> dict[str, Profile]:
        """Those whose names share a key, at most ``MOST``, those told most first."""
        found = {who for key in of.keys for who in self.by_key.get(key, ())}
        best = sorted(found, key=lambda who: (-self.profiles[who].articles, who))[:MOST]
        return {who: self.profiles[who] for who in best}


class Resolver:
    """Links the names of one run's articles."""

    def __init__(self, con: Connection, run_id: str) -> None:
        self.con = con
        self.run_id = run_id
        self.aliases = dict(con.execute("FROM speaker_aliases").fetchall())
        self.decided = decided(con)

    def chunk(self, names: Sequence[_Told]) -> None:
        """Link some names, which stand in their order, and write the links."""
        known = self._known({key for n in names for key in n.said.name.keys})
        taken = self._taken([n.name_id for n in names])
        links: list[tuple[Any, ...]] = []
        fresh: list[tuple[Any, ...]] = []
        fuller: list[tuple[Any, ...]] = []
        for told in names:
            who, evidence = self._who(told, known)
            row = (told.written, told.said.name.folded, told.first_seen, self.run_id)
            if who is None:
                who = told.name_id if told.name_id not in taken else namesake(*told.place)
            elif known.names_more(told.said.name, self.aliases.get(who, who)):
                fuller.append((who, *row))
            fresh.append((who, *row))
            taken.add(who)
            links.append(self._link(told, who, evidence))
            known.add(self.aliases.get(who, who), told.said)
        bulk.merge(self.con, "speakers", fresh[::-1], on=["speaker_id"])
        bulk.merge(self.con, "speakers", fuller, on=["speaker_id"], update=["name", "folded"])
        bulk.insert(self.con, "speaker_links", links)
        keep_keys(self.con, [(link[3], link[2]) for link in links])

    def _who(self, told: _Told, known: _Known) -> tuple[str | None, Evidence]:
        pinned = self.decided.get(told.place)
        if pinned:
            return pinned, PINNED
        if not told.said.name.personal:
            return told.name_id, {"name": "same"}
        merged = {into for into in (self.aliases.get(told.name_id),) if into}
        return choose(told.said, known.candidates(told.said.name), merged)

    def _link(self, told: _Told, who: str, evidence: Evidence) -> tuple[Any, ...]:
        a = told.said
        score = 1.0 if "not" in evidence else evidence.get("score", 1.0)
        said = json.dumps(evidence or {"founds": 1}, ensure_ascii=False, sort_keys=True)
        return (
            a.article_id, a.outlet_id, told.written, who, a.role, a.affiliation, a.gender, a.language, told.told_at,
            score, said, version(), self.run_id,
        )  # fmt: skip

    def _known(self, keys: Iterable[str]) -> _Known:
        """What is known of the speakers that were told under names with these keys."""
        with bulk.keys(self.con, keys):
            rows = self.con.execute(
                "SELECT DISTINCT k.key, coalesce(a.speaker_id, k.speaker_id), k.name FROM speaker_keys AS k "
                "SEMI JOIN wanted ON wanted.key = k.key LEFT JOIN speaker_aliases AS a ON a.alias_id = k.speaker_id"
            ).fetchall()
        known = _Known(profiles=self._profiles({who for _, who, _ in rows}))
        for key, who, written in rows:
            if who in known.profiles:
                known.by_key[key].add(who)
                known.profiles[who].names[fold(written)] = name(written)
        return known

    def _profiles(self, speakers: Iterable[str]) -> dict[str, Profile]:
        with bulk.keys(self.con, speakers):
            rows = self.con.execute(PROFILES, {"latest": LATEST}).fetchall()
        return {row[0]: _profile(*row[1:]) for row in rows}

    def _taken(self, ids: Iterable[str]) -> set[str]:
        """Which of the ids a speaker bears already, found under that name or another."""
        with bulk.keys(self.con, ids):
            rows = self.con.execute(
                "SELECT DISTINCT speaker_id FROM speaker_links SEMI JOIN wanted ON key = speaker_id"
            ).fetchall()
        return {who for (who,) in rows}


def resolve(con: Connection, run_id: str) -> int:
    """Link the names in the articles of the table ``touched`` that have no link yet; returns how many."""
    reindex(con)
    names, done = _names(con), 0
    resolver = Resolver(con, run_id)
    while part := list(islice(names, CHUNK)):
        resolver.chunk(part)
        done += len(part)
    return done


def _names(con: Connection) -> Iterator[_Told]:
    """The names to be linked, in their order; as Arrow they take a fifth of the memory that Python's objects do."""
    found = con.execute(APPEARANCES).to_arrow_table().to_batches(CHUNK)
    told = (_read(*row) for part in found for row in zip(*(c.to_pylist() for c in part.columns), strict=True))
    for _, same in groupby(told, key=lambda name: (name.first_seen, name.said.article_id)):
        yield from sorted(same, key=_order)


def reindex(con: Connection) -> None:
    """Make the keys anew where they come from another version."""
    stale = "SELECT count(*) FILTER (speakers_version <> ?), count(*) FROM speaker_keys"
    old, there = con.execute(stale, [version()]).fetchall()[0]
    if old or not there:
        con.execute("DELETE FROM speaker_keys")
        keep_keys(con, con.execute("SELECT DISTINCT speaker_id, name FROM speaker_links").fetchall())


def decided(con: Connection) -> dict[tuple[str, str], str]:
    """Whom people said a name in an article to be: the speaker's id by article and name's id; the last word counts."""
    rows = con.execute(
        "SELECT args ->> 'article', args ->> 'name', args ->> 'speaker' FROM decisions "
        "WHERE action IN ('pin-speaker', 'split-speaker') ORDER BY decided_at"
    ).fetchall()
    return {(article, name_id): who or namesake(article, name_id) for article, name_id, who in rows}


def namesake(article_id: str, name_id: str) -> str:
    """The id of somebody whose name another speaker bears, told first in an article."""
    return digest(name_id, article_id)


def keep_keys(con: Connection, told: Iterable[tuple[str, str]]) -> None:
    """Let speakers be found by their names, given as (speaker_id, name)."""
    rows = [(key, who, written, version()) for who, written in dict.fromkeys(told) for key in name(written).keys]
    bulk.merge(con, "speaker_keys", rows, on=["key", "speaker_id", "name"])


def _order(told: _Told) -> tuple[int, int, str]:
    """Among the names of one article, as they were first seen."""
    parts, letters = told.said.name.fullness
    return -parts, -letters, told.said.name.folded


def _read(
    article_id: str, outlet_id: str, written: str, role: str | None, affiliation: str | None, language: str | None,
    told_at: datetime, first_seen: datetime, sources: Sequence[str], country: str | None, company: Sequence[str],
    topics: Sequence[str] | None,
) -> _Told:  # fmt: skip
    told_gender = next((g for source in (written, *sources) if (g := gender(source))), None)
    others = frozenset(map(fold, company)) - {fold(written)}
    said = Appearance(
        article_id, outlet_id, name(written), role, affiliation, told_gender, language, country, others,
        frozenset(topics or ()),
    )  # fmt: skip
    return _Told(said, written, told_at, first_seen)


def _profile(
    articles: int, roles: Sequence[Mapping[str, str]], affiliations: Sequence[Mapping[str, str]],
    genders: Sequence[str | None], countries: Sequence[str | None], company: Sequence[str] | None,
    topics: Sequence[str] | None, article_ids: Sequence[str],
) -> Profile:  # fmt: skip
    return Profile(
        roles={(r["text"], r["language"]) for r in roles if r["text"]},
        affiliations={(a["text"], a["language"]) for a in affiliations if a["text"]},
        genders={g for g in genders if g},
        countries={c for c in countries if c},
        company=set(map(fold, company or ())),
        topics=set(topics or ()),
        article_ids=set(article_ids),
        articles=articles,
    )
