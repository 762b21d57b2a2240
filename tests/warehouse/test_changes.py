from __future__ import annotations

from typing import Any

import pytest
from press import article, batch, day, reading, said

from parsers.models import Statement
from warehouse import runs, trends
from warehouse.connection import Connection
from warehouse.load import load

URL = "http://matin.test/a"


def changed(con: Connection, before: list[Statement], after: list[Statement]) -> list[tuple[Any, ...]]:
    """What the second of two readings changed: kind, what was said, what is said."""
    for n, statements in enumerate((before, after)):
        run = runs.begin(con, kind="run", now=day(7 + n), outlets=["matin"])
        load(con, run, batch(reading(URL, article(*statements))))
        runs.finish(con, run)
    answer = trends.run(con, "changes")
    kind, old, new = (answer.columns.index(c) for c in ("kind", "before", "after"))
    return sorted((row[kind], row[old], row[new]) for row in answer.rows)


TOLL = "La crue de la Lorne a fait 12 morts dans la vallée"


def toll(text: str, n: int, **fields: Any) -> Statement:
    return said(text, figures=[(n, "morts")], **fields)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (toll(TOLL, 12), []),
        (toll(TOLL.replace("12", "15"), 15), [("figure", TOLL, TOLL.replace("12", "15"))]),
        (
            toll("Dans la vallée de la Lorne, la crue a fait 12 morts", 12),
            [("reworded", TOLL, "Dans la vallée de la Lorne, la crue a fait 12 morts")],
        ),
        (said("Le pont tient bon"), [("added", None, "Le pont tient bon"), ("withdrawn", TOLL, None)]),
    ],
)
def test_a_statement_that_went_is_matched_with_the_one_that_came(
    con: Connection, after: Statement, expected: list[tuple[Any, ...]]
) -> None:
    assert changed(con, [toll(TOLL, 12)], [after]) == expected


def test_each_statement_changes_into_the_one_most_like_it(con: Connection) -> None:
    before = [toll("Il y a 3 morts à Lorne", 3), toll("Il y a 7 morts à Dravik", 7)]
    after = [toll("Il y a 9 morts à Dravik", 9), toll("Il y a 4 morts à Lorne", 4)]
    assert changed(con, before, after) == [
        ("figure", "Il y a 3 morts à Lorne", "Il y a 4 morts à Lorne"),
        ("figure", "Il y a 7 morts à Dravik", "Il y a 9 morts à Dravik"),
    ]


def test_moving_a_paragraph_changes_nothing(con: Connection) -> None:
    one, two = toll(TOLL, 12), said("Le pont tient bon")
    assert changed(con, [one, two], [two, one]) == []
