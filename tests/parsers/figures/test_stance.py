"""Act, polarity and reserve of a mention."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parsers.claims import stance
from parsers.claims.stance import Stance

STANCES: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "stances.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("cue", "text", "wanted"),
    [
        ("affirme", "la Russie a perdu la guerre", Stance()),
        ("affirme", "la Russie n'a pas perdu la guerre", Stance(polarity="negative")),
        ("dément", "que la Russie ait perdu la guerre", Stance("deny")),
        ("accuse", "la Russie d'avoir menti", Stance("accuse")),
        ("a exhorté", "les Européens à tenir", Stance("ask")),
        ("s'engage", "à baisser les prix", Stance("promise")),
        ("prévoit", "une hausse de 3 %", Stance("forecast")),
        ("déplore", "la mort de deux enfants", Stance("judge")),
        ("dit", "la grève va durer", Stance("forecast")),
        ("dit", "nous ne partirons pas", Stance("promise", "negative")),
        ("dit", "il faut agir", Stance("ask")),
        ("", "« Pourquoi maintenant ? »", Stance("ask")),
        ("dit", "c'est inacceptable", Stance("judge")),
        ("selon", "la Russie aurait perdu la guerre", Stance(hedged=True)),
        ("dit", "l'accord est probablement mort", Stance(hedged=True)),
        ("dit", "si elle cédait, la France perdrait", Stance()),
        ("dit", "il n'a que trois chars", Stance()),
        ("dit", "pas moins de 30 avions ont été détruits", Stance()),
        ("dit", "aucun avion n'a décollé", Stance(polarity="negative")),
        ("dit", "les hommes qui ne travaillent pas sont partis", Stance()),
        ("dit", "les hommes qui travaillent ne sont pas partis", Stance(polarity="negative")),
        ("a annoncé", "il saisirait le juge", Stance("forecast")),
        ("a annoncé", "le navire aurait perdu ses amarres", Stance(hedged=True)),
        ("a-t-il dit", "« ce serait le mieux »", Stance(hedged=True)),
        ("note", "il portait un habit qui, selon lui, ne serait pas permis", Stance()),
        ("dit", "la lettre reste sans réponse", Stance(polarity="negative")),
    ],
)
def test_french(cue: str, text: str, wanted: Stance) -> None:
    assert stance.judge(text, cue, "fr") == wanted


@pytest.mark.parametrize(
    ("cue", "text", "wanted"),
    [
        ("said", "the war is over", Stance()),
        ("said", "the war isn't over", Stance(polarity="negative")),
        ("said", "there is no evidence", Stance(polarity="negative")),
        ("said", "no fewer than 30 planes were hit", Stance()),
        ("denied", "that he took money", Stance("deny")),
        ("urged", "Congress to act", Stance("ask")),
        ("said", "we will rebuild the town", Stance("promise")),
        ("said", "prices will rise", Stance("forecast")),
        ("said", "troops may withdraw", Stance(hedged=True)),
        ("said", "May resigned", Stance()),
    ],
)
def test_english(cue: str, text: str, wanted: Stance) -> None:
    assert stance.judge(text, cue, "en") == wanted


def test_annotated_statements() -> None:
    missed = []
    for language, rows in STANCES.items():
        for cue, text, act, *more in rows:
            wanted = Stance(act, "negative" if "negative" in more else "positive", "hedged" in more)
            missed += [text] if stance.judge(text, cue, language) != wanted else []
    assert len(missed) <= 0.03 * sum(map(len, STANCES.values())), missed


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cessez de mentir", Stance("ask")),
        ("Assez de mensonges", Stance()),
        ("Vous mentez", Stance()),
        ("La crise est sans précédent", Stance()),
        ("L'appel est sans effet", Stance(polarity="negative")),
    ],
)
def test_forms(text: str, wanted: Stance) -> None:
    assert stance.judge(text, "dit", "fr") == wanted


def test_the_act_of_the_caller_counts() -> None:
    assert stance.judge("la mort de deux enfants", "évoque", "fr", act="judge").act == "judge"


def test_a_language_without_a_pack_asserts() -> None:
    assert stance.judge("Nein.", "sagt", "xx") == Stance()


@given(st.text(), st.text(max_size=20), st.sampled_from(["fr", "en"]))
def test_any_text_is_judged(text: str, cue: str, language: str) -> None:
    assert stance.judge(text, cue, language).act
