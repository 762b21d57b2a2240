"""The packs that are read are those that were written."""

from __future__ import annotations

import pytest

import seeds
from parsers import lexicon


@pytest.mark.parametrize("source", seeds.files("lexicon", ".yaml"), ids=lambda p: p.stem)
def test_the_json_is_the_compiled_yaml(source) -> None:  # type: ignore[no-untyped-def]
    assert source.with_suffix(".json").read_text("utf-8") == lexicon.compile_pack(source)


@pytest.mark.parametrize(
    ("form", "reading"),
    [
        ("affirment", "P6|affirmer"),
        ("rappelle", "P3|rappeler"),
        ("rappelait", "I3|rappeler"),
        ("révélera", "F3|révéler"),
        ("révèle", "P3|révéler"),
        ("annonçait", "I3|annoncer"),
        ("exigeant", "G1|exiger"),
        ("soutient", "P3|soutenir"),
        ("promis", "X1|promettre"),
        ("prévient", "P3|prévenir"),
        ("craignent", "P6|craindre"),
        ("dément", "P3|démentir"),
        ("balaie", "P3|balayer"),
        ("conclut", "P3|conclure"),
        ("prévoirait", "C3|prévoir"),
        ("cru", "X1|croire"),
        ("croyait", "I3|croire"),
        ("extrait", "X1|extraire"),
        ("endorment", "P6|endormir"),
        ("desservent", "P6|desservir"),
        ("asservit", "P3|asservir"),
        ("prévaut", "P3|prévaloir"),
        ("inclut", "P3|inclure"),
        ("suffit", "P3|suffire"),
        ("dissous", "X1|dissoudre"),
        ("harcèle", "P3|harceler"),
        ("appelle", "P3|appeler"),
        ("morcelle", "P3|morceler"),
        ("dissèque", "P3|disséquer"),
    ],
)
def test_french_inflection(form: str, reading: str) -> None:
    pack = lexicon.load("fr")
    assert pack is not None
    assert reading in pack["forms"][form].split()


@pytest.mark.parametrize(
    ("phrase", "parts"),
    [
        ("se dire", ("s", "dire", [])),
        ("s'inquiéter", ("s", "inquiéter", [])),
        ("y voir", ("y", "voir", [])),
        ("faire savoir", ("", "faire", ["savoir"])),
        ("mettre l'accent", ("", "mettre", ["l'", "accent"])),
        ("souligner", ("", "souligner", [])),
    ],
)
def test_verb_phrases(phrase: str, parts: tuple[str, str, list[str]]) -> None:
    assert lexicon.heads(phrase) == parts
