"""Whatever the text: no crash, and every span says what its field says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.claims import extract, read_mention
from parsers.models import Article

PIECES = [
    *("« ", " »", '"', "“", "”", "’", "'", ", ", ". ", " : ", "(", ")", "\n", "… ", " – ", "? "),
    *("a-t-il dit", "a déclaré", "affirme que", "selon", "estimant que", "Le ministre", "Jean Kervella", "elle", "qui"),
    *("said", "told", "according to", "he", "that", "The minister", "3 millions", "le", "de", "est", "pour", "et"),
    *("l'a", "aurait perdu"),
]
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(title=TEXT, body=st.lists(TEXT, max_size=4), language=st.sampled_from(["fr", "en"]))
def test_spans_are_verbatim(title: str, body: list[str], language: str) -> None:
    article = Article(title=title, body=tuple(body), language=language)
    for statement in extract(article):
        fields = {"content": statement.content, "cue": (statement.cue,), "source": (statement.source,)}
        fields["claim"] = statement.claims
        assert statement.content
        assert statement.claims
        for span in statement.spans:
            assert article.place(span.place)[span.start : span.end] == fields[span.field][span.part]


@pytest.mark.parametrize("language", [None, "xx", "ja"])
def test_a_language_without_a_pack_has_no_statements(language: str | None) -> None:
    assert extract(Article(body=("« Oui », dit-il.",), language=language)) == ()


def test_a_mention_by_itself() -> None:
    mention = read_mention("les prix ont baissé de 2 %", "fr")
    assert [q.low for q in mention.quantities] == [2.0]
    assert mention.resolved == mention.text


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Jean Kervella a annoncé qu'il saisirait la justice.", ["Jean Kervella saisirait la justice"]),
        ("Anne Roux a affirmé qu'elle voterait le texte.", ["Anne Roux voterait le texte"]),
        ("Jean Kervella a affirmé qu'il faut agir.", ["il faut agir"]),
        ("Jean Kervella a affirmé qu'il est possible que le port ferme.", ["il est possible que le port ferme"]),
        ("Jean Kervella a affirmé qu'elle voterait le texte.", ["elle voterait le texte"]),
        (
            "Anne Roux a assuré que le port était sûr et accueillait dix navires.",
            ["le port était sûr", "le port accueillait dix navires"],
        ),
    ],
)
def test_a_mention_can_be_read_alone(text: str, resolved: list[str]) -> None:
    (statement,) = extract(Article(body=(text,), language="fr"))
    assert [m.resolved for m in statement.mentions] == resolved
