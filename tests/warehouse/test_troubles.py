"""An outlet that falls silent or changes is noticed once, told with its numbers, and over when it is over."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from press import PARIS, batch, day

from parsers.errors import ConfigError
from warehouse import alerts, messages, outbox, runs, troubles
from warehouse.connection import Connection
from warehouse.load import load
from warehouse.models import FeedState, Outlet, Run
from warehouse.rule_files import load_rules
from warehouse.rules import Rule

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
NOW = day(28, 12)
QUIET = Outlet(PARIS.id, PARIS.name, timezone="Europe/Paris", homepage=PARIS.homepage, expect=(0, 10_000))

ARTICLE = """
INSERT INTO articles BY NAME SELECT k.id AS article_id, 'matin' AS outlet_id, k.id AS canonical_url, k.id AS url,
    'article' AS kind, [] AS authors, [] AS keywords, k.moment AS first_seen, k.moment AS last_seen,
    (k.moment AT TIME ZONE 'Europe/Paris')::DATE AS day, k.id AS revision_id, 1 AS revisions, false AS baseline,
    'r' AS run_id
FROM came AS k
"""
REVISION = """
INSERT INTO revisions BY NAME SELECT k.id AS revision_id, k.id AS article_id, 'matin' AS outlet_id, 1 AS sequence,
    '' AS text_hash, '' AS page_hash, k.moment AS valid_from, 'T' AS title, [] AS body, $authors::VARCHAR[] AS authors,
    false AS silent, [] AS removed, '{}' AS provenance, $conflicts AS conflicts, 9 AS words, '1' AS parser_version,
    'r' AS run_id, k.moment AS published
FROM came AS k
"""
RUNS = """
INSERT INTO runs SELECT 'r' || n, 'run', $now - n * INTERVAL 1 HOUR, ['matin'], 'finished', '1', NULL, NULL
FROM range(1, 49) AS t(n)
"""


def watched(con: Connection, outlet: Outlet = QUIET, *, since: dt.datetime = NOW - 27 * DAY) -> None:
    """The outlet, watched since then, with a run in each hour of the last two days."""
    load(con, runs.begin(con, kind="run", now=since, outlets=[outlet.id]), batch(outlet=outlet))
    con.execute(RUNS, {"now": NOW})


def came(con: Connection, *moments: dt.datetime, authors: Sequence[str] = ("A",), conflicts: str = "{}") -> None:
    """Articles that were first seen at these moments."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE came AS SELECT unnest($moments::TIMESTAMPTZ[]) AS moment, uuid()::VARCHAR AS id",
        {"moments": list(moments)},
    )
    con.execute(ARTICLE)
    con.execute(REVISION, {"authors": list(authors), "conflicts": conflicts})


def noticed(con: Connection, now: dt.datetime = NOW) -> dict[tuple[str, str], str]:
    """What is wrong after a run at that moment."""
    run = runs.begin(con, kind="run", now=now, outlets=["matin"])
    troubles.notice(con, run)
    rows = con.execute("SELECT kind, what, told FROM troubles WHERE healed_at IS NULL").fetchall()
    return {(kind, what): told for kind, what, told in rows}


def by_day(days: range, hours: range) -> list[dt.datetime]:
    return [(NOW - d * DAY).replace(hour=h) for d in days for h in hours]


# Silence ------------------------------------------------------------------------------------------------------------


def test_an_outlet_is_silent_after_twice_its_usual_longest_pause(con: Connection) -> None:
    """From 6 to 21 h it has an article an hour, so that its nights are pauses of nine hours."""
    watched(con)
    came(con, *by_day(range(15, 0, -1), range(6, 22)))
    last = NOW.replace(hour=21) - DAY
    assert noticed(con, last + 18 * HOUR) == {}
    told = noticed(con, last + 19 * HOUR)[("outlet_silent", "")]
    assert told == (
        "no new article for 19 hours; the last one came on 27 September 2026, 23:00; "
        "on nine days in ten the longest pause is at most 9 hours"
    )


def test_before_its_past_is_known_what_is_expected_counts(con: Connection) -> None:
    watched(con, Outlet("matin", "Le Matin", expect=(40, 400)))
    came(con, NOW - 25 * HOUR)
    told = noticed(con)[("outlet_silent", "")]
    assert told == (
        "no new article for 25 hours; the last one came on 27 September 2026, 11:00; "
        "40 articles a day or more are expected"
    )


@pytest.mark.parametrize(("hours", "silent"), [(71, False), (73, True)])
def test_an_outlet_that_never_brought_anything_is_silent_after_three_days(
    con: Connection, hours: int, silent: bool
) -> None:
    watched(con, since=NOW - hours * HOUR)
    assert (("outlet_silent", "") in noticed(con)) is silent


def test_after_a_stop_of_ours_nobody_is_called_silent(con: Connection) -> None:
    load(con, runs.begin(con, kind="run", now=NOW - 20 * DAY, outlets=["matin"]), batch(outlet=QUIET))
    assert noticed(con, NOW) == {}
    assert noticed(con, NOW + HOUR) == {}
    assert ("outlet_silent", "") in noticed(con, NOW + 2 * HOUR)


# Drift --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("articles", "drifts"), [(4, True), (5, False), (20, False), (21, True)])
def test_articles_a_day_outside_what_is_expected(con: Connection, articles: int, drifts: bool) -> None:
    watched(con, Outlet("matin", "Le Matin", timezone="Europe/Paris", expect=(5, 20)))
    came(con, *[NOW - 20 * HOUR - n * HOUR / 4 for n in range(articles)], NOW - HOUR)
    told = noticed(con).get(("outlet_drift", "articles a day"))
    assert told == (f"{articles} articles on 27 September 2026, where 5 to 20 a day are expected" if drifts else None)


def test_a_field_that_is_missing_far_more_often_than_before(con: Connection) -> None:
    watched(con)
    came(con, *by_day(range(10, 2, -1), range(6, 22)))
    came(con, *by_day(range(2, 0, -1), range(6, 21)), authors=[])
    assert noticed(con) == {
        ("outlet_drift", "authors"): "authors is missing in 100% of its last 30 articles, before that in 0%"
    }


def test_a_field_that_was_always_seldom_there_is_no_drift(con: Connection) -> None:
    watched(con)
    came(con, *by_day(range(10, 0, -1), range(6, 12)))
    came(con, *by_day(range(10, 0, -1), range(12, 22)), authors=[])
    assert noticed(con) == {}


def test_a_field_that_is_there_less_often_than_expected(con: Connection) -> None:
    watched(con, Outlet("matin", "Le Matin", expect=(0, 99), fields={"title": 0.95, "authors": 0.5}))
    came(con, *by_day(range(1, 0, -1), range(6, 16)), authors=[])
    assert noticed(con) == {
        ("outlet_drift", "authors"): "authors is missing in 100% of its last 10 articles; 50% are expected at most"
    }


def test_a_recipe_that_stops_matching(con: Connection) -> None:
    watched(con)
    came(con, *by_day(range(1, 0, -1), range(6, 22)), conflicts=json.dumps({"recipe": ["body: .a finds nothing"]}))
    assert noticed(con)[("outlet_drift", "recipe")].startswith("a selector of its recipe finds nothing in 100% of its")


def test_pages_that_give_no_article_any_more(con: Connection) -> None:
    watched(con)
    for n in range(80):
        row = ("r", "matin", f"u{n}", "loaded" if n < 60 else "failed:403", None, None, None)
        con.execute("INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [*row, day(20 if n < 50 else 28)])
    assert noticed(con)[("outlet_drift", "pages read")] == (
        "the page gives no article in 67% of its last 30 pages, before that in 0%"
    )


def test_a_feed_that_stays_broken_until_its_address_is_mended(con: Connection) -> None:
    state = FeedState("matin", "http://matin.test/rss", "rss", None, None, None, NOW, 6, NOW + HOUR, 1.0, "answers 404")
    load(con, runs.begin(con, kind="run", now=NOW - DAY, outlets=["matin"]), batch(outlet=QUIET, feeds=(state,)))
    told = "its feed http://matin.test/rss has failed 6 times in a row: answers 404"
    assert noticed(con) == {("outlet_drift", state.url): told}
    assert noticed(con, NOW + 2 * HOUR) != {}  # a day passes before drift is over
    assert noticed(con, NOW + 25 * HOUR) == {}


# Alerts -------------------------------------------------------------------------------------------------------------


def raised(con: Connection, run: Run, *rules: Rule) -> list[tuple[str, ...]]:
    alerts.raise_all(con, run, rules)
    return con.execute("SELECT title, body, url FROM alerts ORDER BY raised_at, title").fetchall()


def test_a_trouble_is_alerted_once_until_it_is_over_and_then_anew(con: Connection) -> None:
    watched(con, Outlet("matin", "Le Matin", homepage="http://matin.test/", expect=(40, 400)))
    came(con, NOW - 25 * HOUR)
    rules = [Rule("all-silent", "outlet_silent"), Rule("globe", "outlet_silent", outlet=("globe",)), Rule("claims")]
    for hour in range(3):
        run = runs.begin(con, kind="run", now=NOW + hour * HOUR, outlets=["matin"])
        troubles.notice(con, run)
        (alert,) = raised(con, run, *rules)
    assert (alert[0], alert[2]) == ("Le Matin", "http://matin.test/")
    assert alert[1].startswith("no new article for 25 hours")
    came(con, NOW + 3 * HOUR)
    for hours in (4, 29, 30, 31):
        run = runs.begin(con, kind="run", now=NOW + hours * HOUR, outlets=["matin"])
        troubles.notice(con, run)
        seen = raised(con, run, *rules)
    assert len(seen) == 2
    waiting = [m.alerts[0] for m in outbox.waiting(con, NOW + 31 * HOUR)]
    assert [(a.kind, a.rule_id) for a in waiting] == [("outlet_silent", "all-silent")] * 2


def test_a_trouble_is_told_in_the_readers_language(con: Connection) -> None:
    """French rules tell it in French; what an earlier version saw has no facts and stays as it was told."""
    watched(con, Outlet("matin", "Le Matin", timezone="Europe/Paris", expect=(40, 400), fields={"authors": 0.5}))
    came(con, *[NOW - 25 * HOUR] * 10, authors=[])
    run = runs.begin(con, kind="run", now=NOW, outlets=["matin"])
    troubles.notice(con, run)
    rules = [Rule("silent", "outlet_silent", lang="fr"), Rule("drift", "outlet_drift", lang="fr")]
    raised(con, run, *rules)
    con.execute("UPDATE troubles SET facts = NULL")
    raised(con, runs.begin(con, kind="run", now=NOW + HOUR, outlets=["matin"]), Rule("old", "outlet_silent", lang="fr"))
    told = sorted(messages.write(m, "text").body.split("\n")[0] for m in outbox.waiting(con, NOW + HOUR))
    assert told == [
        "10 articles le 27 septembre 2026, où de 40 à 400 par jour sont attendus",
        "aucun nouvel article depuis 25 heures ; le dernier est venu le 27 septembre 2026, 13:00 ; "
        "40 articles par jour au moins sont attendus",
        "les auteurs manquent dans 100 % de ses 10 derniers articles ; 50 % au plus sont attendus",
        "no new article for 25 hours; the last one came on 27 September 2026, 13:00; "
        "40 articles a day or more are expected",
    ]


def test_a_rule_on_outlets_asks_nothing_of_claims(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text("rules:\n- {id: a, kind: outlet_silent, outlet: matin}\n", "utf-8")
    assert load_rules([file]) == [Rule("a", "outlet_silent", outlet=("matin",))]
    file.write_text("rules:\n- {id: a, kind: outlet_drift, words: x}\n", "utf-8")
    with pytest.raises(ConfigError, match="line 2: unknown key 'words'; a rule of kind outlet_drift knows"):
        load_rules([file])
