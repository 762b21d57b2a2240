"""The commands that ask, correct and thin out the record, on a real warehouse of three articles."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pyarrow.dataset as ds
import pytest
from test_cli import veille

from flows.cli.trends import trends
from parsers.models import Article, Mention, SpeakerInfo, Statement
from warehouse import decisions, runs, snapshot
from warehouse.connection import reader, writer
from warehouse.load import load
from warehouse.models import Outlet, OutletBatch, Page, Reading, UrlState, digest

MATIN = Outlet("matin", "Le Matin", "fr", "FR", "Europe/Paris", "http://matin.test/")
MARKET, TWELVE, FIFTEEN = "Le marché ouvre lundi", "La crue a fait 12 morts", "La crue a fait 15 morts"
HOLDS, BREAKS = "Le barrage de Lorne tient", "=L'ouvrage se fissure depuis jeudi"


def said(text: str, by: str) -> Statement:
    info = SpeakerInfo("maire", None, by, 0.9)
    return Statement("body:0", (text,), "a déclaré", by, by, "indirect", (Mention(text, text),), (), info)


def page(data: Path, name: str, n: int, *statements: Statement) -> Reading:
    """A reading of an article, with its bytes in the archive."""
    url = f"{MATIN.homepage}{name}"
    made = Article(title=name, body=tuple(s.content[0] for s in statements), language="fr",
                   published=f"2026-09-{n:02}T09:00:00+02:00")  # fmt: skip
    vars(made)["statements"] = statements
    path = f"archive/{name}.zst"
    (data / "archive").mkdir(parents=True, exist_ok=True)
    (data / path).write_bytes(b"page")
    return Reading("matin", url, url, None, Page(digest(url), url, moment(n), size=4, archive_path=path), made)


def moment(n: int) -> dt.datetime:
    return dt.datetime(2026, 9, n, 18, tzinfo=dt.UTC)


def play(data: Path, n: int, *readings: Reading) -> None:
    with writer(data) as con:
        run = runs.begin(con, kind="run", now=moment(n), outlets=["matin"])
        states = tuple(UrlState("matin", r.url, article_url=r.canonical_url) for r in readings)
        load(con, run, OutletBatch(MATIN, readings, urls=states))
        runs.finish(con, run)
        snapshot.publish(con, data)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("filled") / "data"
    play(data, 7, page(data, "marche", 7, said(MARKET, "Luc Brand")))
    play(data, 8, page(data, "crue", 8, said(TWELVE, "Jeanne Morel"), said(HOLDS, "Luc Brand")))
    play(data, 9, page(data, "bilan", 9, said(FIFTEEN, "Mme Brel"), said(BREAKS, "Luc Brand")))
    return data


@pytest.fixture
def data(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change, where the commands look for it."""
    shutil.copytree(filled, tmp_path / "data", symlinks=True)
    monkeypatch.setenv("VEILLE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def ask(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with reader(data) as con:
        return con.execute(sql).fetchall()


def claim(data: Path, text: str) -> str:
    return next(str(c) for c, t in ask(data, "SELECT claim_id, text FROM claims") if t == text)


def done(*arguments: str) -> str:
    """What a command that goes well says."""
    ran = veille(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def refused(*arguments: str) -> str:
    """The sentence of a command that does not go well."""
    ran: CompletedProcess[str] = veille(*arguments)
    assert ran.returncode == 1
    assert ran.stderr.startswith("veille: ")
    assert "Traceback" not in ran.stderr
    return ran.stderr


# Claims ---------------------------------------------------------------------------------------------------------------


def test_a_claim_is_shown_with_who_tells_it_and_explained(data: Path) -> None:
    twelve, fifteen = claim(data, TWELVE), claim(data, FIFTEEN)
    shown = done("claims", "show", twelve[:8])
    assert f"{twelve[:12]} “{TWELVE}”" in shown
    assert "2026-09-08  Jeanne Morel, Le Matin" in shown
    said_why = done("claims", "explain", twelve[:8], fifteen)
    assert "Different claims of one series" in said_why
    assert "The figures differ: 12 against 15." in said_why
    assert said_why.endswith("In the record they are two claims of one series.\n")


def test_texts_are_explained_without_a_record(tmp_path: Path) -> None:
    nowhere = ("--data", str(tmp_path / "none"))
    assert done("claims", "explain", TWELVE, TWELVE, *nowhere).startswith("The same claim")
    assert "12 against 13" in done("claims", "explain", TWELVE, "The flood killed 13 people", *nowhere)


def test_a_merge_is_noted_while_another_writes_and_applied_by_the_next_writer(data: Path) -> None:
    holds, breaks = claim(data, HOLDS), claim(data, BREAKS)
    with writer(data):
        assert "The next run applies it." in done("claims", "merge", breaks[:8], holds[:8], "--who", "desk")
    assert [(d.who, d.action) for d in decisions.read(data)] == [("desk", "merge-claims")]
    assert "  waiting  desk  merge-claims  " in done("claims", "log")
    play(data, 10)
    assert "  applied  desk  merge-claims  " in done("claims", "log")
    assert BREAKS in done("claims", "show", holds)
    assert done("claims", "explain", breaks, holds).endswith(
        f"In the record they are one claim: {holds[:12]} “{HOLDS}”.\n"
    )
    assert "are one claim already" in refused("claims", "merge", breaks, holds)


def test_a_merge_is_undone_and_a_mention_pinned(data: Path) -> None:
    holds, breaks = claim(data, HOLDS), claim(data, BREAKS)
    assert done("claims", "merge", breaks, holds, "--apply").endswith("It is applied.\n")
    done("claims", "split", breaks, "--apply")
    assert BREAKS not in done("claims", "show", holds)
    done("claims", "pin", breaks, holds, "--apply")
    assert BREAKS in done("claims", "show", holds)
    assert "is what founded its claim" in refused("claims", "split", holds)


def test_names_of_one_speaker_are_merged(data: Path) -> None:
    assert "Noted: Mme Brel is Jeanne Morel." in done(
        "claims", "merge", "--speakers", "mme brel", "JEANNE MOREL", "--apply"
    )
    assert ask(data, "SELECT DISTINCT speaker FROM told WHERE claim LIKE 'La crue%'") == [("Jeanne Morel",)]
    assert "are one speaker already: Jeanne Morel" in refused(
        "claims", "merge", "--speakers", "Mme Brel", "Jeanne Morel"
    )
    assert "nobody called 'Jeanne'" in refused("claims", "merge", "--speakers", "Jeanne", "Mme Brel")


def test_speakers_are_listed_and_shown(data: Path) -> None:
    listed = done("speakers").splitlines()
    assert re.fullmatch(r" +3  [0-9a-f]{12}  Luc Brand \(maire\), outlets: 1", listed[0])
    assert len(listed) == 3
    shown = done("speakers", "show", "luc BRAND")
    assert "Told as\n  Luc Brand, articles: 3, links at least 0.9" in shown
    assert "Said to be\n  2026-09-07 to 2026-09-09  maire, articles: 3, outlets: 1" in shown
    assert "In articles with\n  Jeanne Morel (1), Mme Brel (1)" in shown
    assert '"name": "same"' in done("speakers", "explain", listed[0].split()[1])
    assert "nobody called 'Ann'" in refused("speakers", "show", "Ann")


def test_a_speaker_is_split_off_pinned_and_parted(data: Path) -> None:
    place = ("--in", f"{MATIN.homepage}bilan", "--apply")
    done("speakers", "split", "luc brand", *place)
    said = refused("speakers", "show", "Luc Brand")
    assert "2 speakers go by 'Luc Brand'" in said
    done("speakers", "pin", "Luc Brand", digest("luc brand"), *place)
    assert ask(data, "SELECT count(DISTINCT speaker_id) FROM speaker_of WHERE name = 'Luc Brand'") == [(1,)]
    done("speakers", "merge", "Mme Brel", "Jeanne Morel", "--apply")
    assert "Mme Brel is not Jeanne Morel" in done("speakers", "part", "mme brel")
    assert "nobody called 'Ann' speaks in" in refused("speakers", "split", "Ann", *place)


def test_an_id_that_means_nothing_or_too_much_is_told(data: Path) -> None:
    assert "'xyz' is no claim's id" in refused("claims", "show", "xyz")
    assert "no mention's id begins with 00000000" in refused("claims", "split", "00000000")
    with writer(data) as con:
        con.execute("INSERT INTO claims SELECT 'abcd' || claim_id, * EXCLUDE claim_id FROM claims")
        snapshot.publish(con, data)
    assert re.search(r"\d claims' ids begin with abcd: abcd\w+ “.+write more", refused("claims", "show", "abcd"))
    assert decisions.read(data) == []


# Search, export, sample -----------------------------------------------------------------------------------------------


def test_search_finds_statements_claims_and_articles(data: Path) -> None:
    assert done("search", "barrages") == f"{HOLDS}\n  2026-09-08, Luc Brand in Le Matin\n  http://matin.test/crue\n"
    assert done("search", "morts", "--in", "claims", "--until", "2026-09-08").startswith(
        f"{TWELVE}\n  2026-09-08, first"
    )
    found = json.loads(done("search", "crue", "--in", "articles", "--format", "json"))
    assert {row["title"] for row in found} == {"crue", "bilan"}
    assert "Nothing in the record" in done("search", "barrage", "--speaker", "Jeanne Morel")
    assert "articles have no speaker" in refused("search", "crue", "--in", "articles", "--speaker", "Luc Brand")


def test_the_record_is_exported_by_day(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "        5 statements" in done("export", "--to", str(out))
    assert ds.dataset(out / "claims", partitioning="hive").to_table().num_rows == 5
    done("export", "statements", "--to", str(out), "--format", "csv", "--since", "2026-09-09")
    (file,) = out.rglob("*.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        assert [row["content"] for row in csv.DictReader(lines) if "fissure" in row["content"]] == [f"'{BREAKS}"]
    assert "'secrets' is not exported" in refused("export", "secrets", "--to", str(out))


def test_a_sample_is_drawn_coded_and_scored(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    draw = ("sample", "draw", "--size", "4", "--out", str(file))
    assert done(*draw).startswith("4 statements in ")
    assert "may hold somebody's codes" in refused(*draw)
    assert "holds no code yet" in refused("sample", "score", str(file))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row, code in zip(rows, ("yes", "oui", "no", ""), strict=True):
        row["is_statement"] = code
    with file.open("w", encoding="utf-8", newline="") as lines:
        again = csv.DictWriter(lines, list(rows[0]))
        again.writeheader()
        again.writerows(rows)
    assert json.loads(done("sample", "score", str(file), "--format", "json"))[0] == {
        "code": "is_statement", "stratum": "all", "coded": 3, "precision": 0.667, "low": 0.208, "high": 0.939,
    }  # fmt: skip
    assert "cannot be read" in refused("sample", "score", str(tmp_path / "none.csv"))


# Forgetting -----------------------------------------------------------------------------------------------------------


def test_nothing_is_forgotten_without_a_yes(data: Path) -> None:
    ran = veille("forget", "http://matin.test/crue")
    assert ran.returncode == 1
    assert "Le Matin: crue" in ran.stdout
    assert ask(data, "SELECT count(*) FROM articles") == [(3,)]
    assert "too short for a name" in refused("forget", "Luc", "--yes")


def test_a_person_and_an_article_are_purged_and_told(data: Path) -> None:
    assert "Purged: articles 1, statements 2" in done("forget", "jeanne  MOREL", "--yes")
    assert "Purged: articles 1, statements 1" in done("forget", "http://matin.test/marche?utm_source=x", "--yes")
    assert ask(data, "SELECT title FROM articles") == [("bilan",)]
    assert [f.name for f in (data / "archive").iterdir()] == ["bilan.zst"]
    assert "Purged: articles 0" in done("forget", "Jeanne Morel", "-y")


# Retention ------------------------------------------------------------------------------------------------------------


def test_what_is_past_its_outlet_s_retention_is_told_and_let_go(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet = {"name": "Le Matin", "homepage": MATIN.homepage, "language": "fr", "timezone": "Europe/Paris",
              "feeds": [{"url": f"{MATIN.homepage}rss"}], "retention": {"pages": "1d"}}  # fmt: skip
    (tmp_path / "seeds" / "outlets").mkdir(parents=True)
    (tmp_path / "seeds" / "outlets" / "matin.yaml").write_text(json.dumps(outlet))
    monkeypatch.setenv("VEILLE_SEEDS", str(tmp_path / "seeds"))
    assert done("tidy", "--dry-run") == "matin: pages would go 3 (0.0 MB), texts 0\n"
    assert len(list((data / "archive").iterdir())) == 3
    gone = done("tidy", "matin")
    assert re.fullmatch(
        r"matin: pages gone 3 .*, texts 0\nThe warehouse's file had [\d.]+ MB and has [\d.]+ MB.\n", gone
    )
    assert list((data / "archive").iterdir()) == []
    assert ask(data, "SELECT count(*) FROM statements") == [(5,)]
    assert "no data has been published" in refused("tidy", "--data", str(tmp_path / "nowhere"))


# Charts -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "label"), [("fr", "Nouvelles affirmations"), ("en", "New claims")])
def test_a_trend_is_drawn_in_the_language_that_is_asked_for(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, label: str
) -> None:
    monkeypatch.setenv("VEILLE_DATA", str(filled))
    trends("claims_per_day", ["by=all", "since=2026-09-01"], png=tmp_path / "days.svg", lang=lang)
    assert label in (tmp_path / "days.svg").read_text("utf-8")


def test_a_chart_is_labelled_in_a_language_that_there_is(data: Path) -> None:
    assert "labelled in en or fr, not 'tlh'" in refused("trends", "claims_per_day", "--png", "x.svg", "--lang", "tlh")
