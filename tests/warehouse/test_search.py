from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from press import LONDON, PARIS, article, batch, day, reading, said

from warehouse import runs, trends
from warehouse.connection import Connection, writer
from warehouse.load import load
from warehouse.models import Outlet, OutletBatch


def play(con: Connection, n: int, *batches: OutletBatch) -> None:
    run = runs.begin(con, kind="run", now=day(n), outlets=[b.outlet.id for b in batches])
    for one in batches:
        load(con, run, one)
    runs.finish(con, run)
    trends.install(con)


def page(outlet: Outlet, name: str, *texts: str, by: str = "Jeanne Morel", more: str = "", at: int = 7) -> Any:
    made = article(*(said(t, by=by) for t in texts), title=name, more=more, language=outlet.language or "",
                   published=f"2026-09-{at:02}T09:00:00Z")  # fmt: skip
    return reading(f"{outlet.homepage}{name}", made, outlet)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    with writer(tmp_path_factory.mktemp("search")) as connection:
        play(
            connection,
            7,
            batch(
                page(PARIS, "Hôpitaux", "Les blessés ont été évacués vers l'hôpital", more="Le port rouvre demain."),
                page(PARIS, "Emplois", "Le port a supprimé 200 emplois", by="Luc Brand", more="Des mots. " * 60),
                page(PARIS, "Port", "Le port de Lorne rouvre", at=6),
            ),
            batch(page(LONDON, "Ports", "The port is closing, nurses said"), outlet=LONDON),
        )
        yield connection


def found(con: Connection, what: str, column: str, **params: Any) -> list[Any]:
    answer = trends.run(con, what, **params)
    return [row[answer.columns.index(column)] for row in answer.rows]


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("blessé", ["Hôpitaux"]),
        ("BLESSEES", ["Hôpitaux"]),
        ("évacuation hopital", ["Hôpitaux"]),
        ("l’hôpital", ["Hôpitaux"]),
        ("emploi", ["Emplois"]),
        ("supprimer des emplois", ["Emplois"]),
        ("200", ["Emplois"]),
        ("201", []),
        ("closed", ["Ports"]),
        ("nurse's port", ["Ports"]),
        ("blessé emploi", []),
        ("'; DROP TABLE articles; --", []),
    ],
)
def test_accents_case_and_inflection_do_not_matter(con: Connection, words: str, titles: list[str]) -> None:
    assert found(con, "search", "title", words=words) == titles


def test_the_title_and_short_texts_weigh_more(con: Connection) -> None:
    assert found(con, "search", "title", words="port", language="fr") == ["Port", "Hôpitaux", "Emplois"]
    scores = found(con, "search", "score", words="port")
    assert scores == sorted(scores, reverse=True)


def test_filters(con: Connection) -> None:
    assert found(con, "search", "title", words="port", language="en") == ["Ports"]
    assert found(con, "search", "title", words="port", outlet="globe") == ["Ports"]
    assert found(con, "search", "title", words="port", until="2026-09-06") == ["Port"]
    assert found(con, "search", "title", words="port", most=1, outlet="matin") == ["Port"]
    assert len(found(con, "search", "title")) == 4


def test_statements_and_claims_are_found_in_their_articles(con: Connection) -> None:
    assert found(con, "search_statements", "content", words="ports", language="fr") == [
        "Le port de Lorne rouvre", "Le port a supprimé 200 emplois",
    ]  # fmt: skip
    assert found(con, "search_statements", "speaker", words="port supprime") == ["Luc Brand"]
    assert found(con, "search_statements", "content", words="port", speaker="LUC BRAND") == [
        "Le port a supprimé 200 emplois"
    ]
    assert found(con, "search_claims", "claim", words="nurses") == ["The port is closing, nurses said"]
    assert found(con, "search_claims", "claim", words="demain") == []
    assert found(con, "search_claims", "claim", words="port", speaker="luc brand") == ["Le port a supprimé 200 emplois"]
    assert found(con, "search_claims", "claim", words="le port", language="fr") == [
        "Le port de Lorne rouvre",
        "Le port a supprimé 200 emplois",
    ]
    assert len(found(con, "search_claims", "claim")) == 4


@pytest.mark.parametrize("what", ["search", "search_statements", "search_claims"])
def test_signs_alone_are_found_nowhere(con: Connection, what: str) -> None:
    assert trends.run(con, what, words="« ! »").rows == []


def test_new_rows_are_found_at_once_and_old_texts_no_more(con: Connection) -> None:
    play(
        con, 8, batch(page(PARIS, "Port", "Le port de Lorne reste fermé", at=6), page(PARIS, "Gare", "La gare rouvre"))
    )
    assert found(con, "search", "title", words="gare") == ["Gare"]
    assert found(con, "search", "title", words="reste") == ["Port"]
    assert found(con, "search", "title", words="rouvrir", until="2026-09-06") == []
    assert found(con, "search_claims", "claim", words="rester fermé") == ["Le port de Lorne reste fermé"]
