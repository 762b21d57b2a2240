"""Quantities: what they are, what they are not, and where they stand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parsers.claims import extract, quantities
from parsers.models import Article, Quantity

SENTENCES: dict[str, list[list[Any]]] = yaml.safe_load((Path(__file__).parent / "sentences.yaml").read_text("utf-8"))


def read(text: str, language: str = "fr") -> list[tuple[float | None, float | None, str]]:
    return [(f.quantity.low, f.quantity.high, f.quantity.unit) for f in quantities.find(text, language)]


def key(low: float | None, high: float | None, unit: str) -> tuple[float | None, float | None, str]:
    """Low, high and the first word of the unit in the singular, as the scorer of the claims compares them."""
    ends = [None if v is None else round(v, 6) for v in (low, high)]
    return ends[0], ends[1], unit.lower().split(" ")[0].rstrip("sx")


@pytest.mark.parametrize("language", SENTENCES)
def test_annotated_sentences(language: str) -> None:
    right = gold_count = read_count = 0
    for text, *gold in SENTENCES[language]:
        wanted, found = (Counter(key(*q) for q in rows) for rows in (gold, read(text, language)))
        right += (wanted & found).total()
        gold_count += wanted.total()
        read_count += found.total()
    assert 2 * right / (gold_count + read_count) >= 0.95


def test_a_quantity_keeps_its_words_and_its_modifier() -> None:
    text = "La Russie a perdu plus de 300\u202f000 hommes, des centaines d’avions et une partie de ses chars."
    men, planes = quantities.find(text, "fr")
    assert men.quantity == Quantity("plus de 300\u202f000 hommes", 300_000, None, "hommes", "plus de")
    assert planes.quantity == Quantity("des centaines d’avions", 200, None, "avions")
    assert text[men.start : men.end] == men.quantity.text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4.200 euros", 4200),
        ("4,2 euros", 4.2),
        ("4 200 euros", 4200),
        ("4\u202f200 euros", 4200),
        ("4\u00a0200,50 euros", 4200.5),
        ("4'200 euros", 4200),
        ("1.234.567 euros", 1_234_567),
        ("2 400 Md€", 2.4e12),
        ("2 400 Mds d'euros", 2.4e12),
        ("12 k€", 12_000),
        ("1,3 million d'euros", 1.3e6),
        ("trois cent mille euros", 300_000),
        ("quatre-vingt-dix-sept euros", 97),
        ("nonante-sept euros", 97),
        ("trente-et-un euros", 31),
        ("soixante et onze euros", 71),
        ("soixante-et-onze euros", 71),
        ("deux millions cinq cent mille euros", 2_500_000),
        ("un million et demi d'euros", 1_500_000),
        ("½ euro", 0.5),
        ("-3 euros", -3),
    ],
)
def test_french_formats(written: str, value: float) -> None:
    assert [(low, high) for low, high, _ in read(written)] == [(value, value)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("4,200 dollars", 4200),
        ("4.2 dollars", 4.2),
        ("1,234,567.89 dollars", 1_234_567.89),
        ("$1.5bn", 1.5e9),
        ("£2.3m", 2.3e6),
        ("US$ 12 million", 12e6),
        ("twenty-one thousand dollars", 21_000),
        ("one hundred and six dollars", 106),
        ("two and a half million dollars", 2.5e6),
        ("a quarter of a million dollars", 250_000),
        ("3 dollars 50", 3.5),
    ],
)
def test_english_formats(written: str, value: float) -> None:
    assert [(low, high) for low, high, _ in read(written, "en")] == [(value, value)]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("entre 10 et 15 %", "fr", [(10, 15, "%")]),
        ("de 10 à 15 % des voix", "fr", [(10, 15, "%")]),
        ("passe de 10 à 15 %", "fr", [(10, 10, "%"), (15, 15, "%")]),
        ("entre 1 et 2 millions de voix", "fr", [(1e6, 2e6, "voix")]),
        ("10-15% of cases", "en", [(10, 15, "%")]),
        ("from 10 to 15 percent", "en", [(10, 10, "%"), (15, 15, "%")]),
        ("ranging from 10 to 15 percent", "en", [(10, 15, "%")]),
        ("vingt, trente, cinquante morts", "fr", [(20, 50, "morts")]),
        ("12 et 15 % des inscrits", "fr", [(12, 12, "%"), (15, 15, "%")]),
        ("1 500 emplois, dont 400 en France", "fr", [(1500, 1500, "emplois"), (400, 400, "emplois")]),
        ("Voici les enfants. J’en ai cinq : deux garçons.", "fr", [(5, 5, "enfants"), (2, 2, "garçons")]),
        ("une personne sur 25", "fr", [(0.04, 0.04, "personne")]),
        ("le salaire a été multiplié par trois", "fr", [(3, 3, "fois")]),
        ("300 voix au moins", "fr", [(300, None, "voix")]),
        ("300 or more votes", "en", [(300, None, "")]),
        ("moins d'un an", "fr", [(None, 1, "an")]),
        ("plus d'un élu sur deux", "fr", [(0.5, None, "élu")]),
    ],
)
def test_joined_figures(text: str, language: str, wanted: list[Any]) -> None:
    assert read(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le 12 mars 2024 et le 1er avril", "fr"),
        ("du 3 au 9 mars", "fr"),
        ("entre 1995 et 2002", "fr"),
        ("à 20 heures, puis à 22h45", "fr"),
        ("des suspects âgés de 19 et 23 ans", "fr"),
        ("le vol AF447, le G7, le Covid-19, l'A380 et la 5G", "fr"),
        ("l'article 49.3 de la loi n° 2021-1109", "fr"),
        ("battu 3-1, 6-4", "fr"),
        ("01 45 67 89 10 ou +33 6 12 34 56 78", "fr"),
        ("la troisième place, le 2e tour, le quart de finale", "fr"),
        ("un élu, une idée, l'un d'eux", "fr"),
        ("https://exemple.fr/2024/12/300?id=5", "fr"),
        ("March 3, 2022, at 9pm", "en"),
        ("the 2008 primaries and the 1990s", "en"),
        ("No one was there; one of them left", "en"),
        ("a third-world country in the second half", "en"),
    ],
)
def test_figures_that_are_none(text: str, language: str) -> None:
    assert read(text, language) == []


def test_a_language_without_a_pack_has_no_quantities() -> None:
    assert quantities.find("42 000", "xx") == []


WILD = st.text() | st.lists(
    st.sampled_from(
        "un une deux vingt et cent mille millions demi , . - – ( ) 1 3,5 2024 4.200 ½ % € $ k M h ans heures de d' à "
        "entre plus moins des dizaines la moitié sur dix tiers mars le one two half and a hundred million to between "
        "people 3/4 more than some dozen twice May n° fois doublé 22 : 45 / + 007 1er th".split(" ")
    )
).map(" ".join)


@given(WILD, st.sampled_from(["fr", "en"]))
def test_any_text_is_read_without_harm(text: str, language: str) -> None:
    end = 0
    for found in quantities.find(text, language):
        q = found.quantity
        assert text[found.start : found.end] == q.text != ""
        assert found.start >= end
        assert q.low is not None or q.high is not None
        assert q.low is None or q.high is None or q.low <= q.high
        end = found.end


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "Mehr als 300.000 Menschen flohen.", [(300_000, None, "Menschen")]),
        ("de", "Dreiundzwanzig Soldaten starben am 3. März 2024.", [(23, 23, "Soldaten")]),
        ("de", "12 Mio. Euro für fünfzehn neue Schulen", [(12e6, 12e6, "Euro"), (15, 15, "neue Schulen")]),
        ("de", "dreihundertfünfzig Kilometer", [(350, 350, "Kilometer")]),
        ("de", "Der 45 Jahre alte Mann kam um 20 Uhr.", []),
        ("es", "Más de 300.000 personas huyeron.", [(300_000, None, "personas")]),
        ("es", "Doscientas treinta mil viviendas", [(230_000, 230_000, "viviendas")]),
        ("es", "Entre 10 y 15 por ciento", [(10, 15, "%")]),
        ("es", "un hombre de 45 años", []),
        ("it", "Duecentotrentamila case", [(230_000, 230_000, "case")]),
        ("it", "migliaia di carri", [(2000, None, "carri")]),
        ("it", "1,2 miliardi di euro nel 2024", [(1.2e9, 1.2e9, "euro")]),
    ],
)
def test_languages_with_figures_alone(language: str, text: str, wanted: list[Any]) -> None:
    assert read(text, language) == wanted
    assert extract(Article(language=language, body=(f"« {text} »",))) == ()
