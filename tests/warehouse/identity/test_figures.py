from __future__ import annotations

import pytest

from warehouse.identity.figures import find


def read(text: str, language: str) -> list[tuple[float, str]]:
    return [(round(f.value, 2), f.unit) for f in find(text, language) if f.kind == "amount"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "4 200 soldats"),
        ("fr", "4.200 soldats"),
        ("fr", "quatre mille deux cents soldats"),
        ("en", "4,200 soldiers"),
        ("en", "four thousand two hundred soldiers"),
        ("de", "4.200 Soldaten"),
        ("de", "viertausendzweihundert Soldaten"),
        ("es", "cuatro mil doscientos soldados"),
        ("it", "quattromiladuecento soldati"),
    ],
)
def test_one_number_in_five_languages(language: str, text: str) -> None:
    assert read(text, language) == [(4200, "")]


@pytest.mark.parametrize("language", ["fr", "en", "es", "de", "it"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.979.777 dollars", 10_979_777),
        ("10,979,777 dollars", 10_979_777),
        ("1,234,56 dollars", 1234.56),
        ("1.234,567 dollars", 1234.567),
    ],
)
def test_numbers_written_as_another_language_writes_them(language: str, text: str, value: float) -> None:
    assert [f.value for f in find(text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "2,5 milliards d'euros"),
        ("fr", "2 500 millions d'euros"),
        ("fr", "2,5 Mds€"),
        ("en", "€2.5bn"),
        ("en", "two and a half billion euros"),
        ("de", "2,5 Milliarden Euro"),
        ("de", "zweieinhalb Milliarden Euro"),
        ("es", "2.500 millones de euros"),
        ("es", "dos mil quinientos millones de euros"),
        ("it", "2,5 miliardi di euro"),
    ],
)
def test_one_sum_however_it_is_scaled(language: str, text: str) -> None:
    assert read(text, language) == [(2.5e9, "eur")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "un salarié sur cinq"),
        ("fr", "deux salariés de la banque sur dix"),
        ("en", "one in five employees"),
        ("en", "a fifth of employees"),
        ("de", "jeder fünfte Beschäftigte"),
        ("es", "uno de cada cinco empleados"),
        ("it", "un dipendente su cinque"),
        ("it", "il 20 % dei dipendenti"),
    ],
)
def test_a_share_is_a_percentage(language: str, text: str) -> None:
    assert read(text, language) == [(20, "pct")]


def test_spans_of_time_have_one_measure() -> None:
    assert read("trente-six mois", "fr") == read("three years", "en") == [(36, "months")]
    assert read("2 h 19 min 47 s", "fr") == read("two hours, 19 minutes and 47 seconds", "en") == [(8387, "seconds")]


def test_years_clock_times_and_ranks_are_no_amounts() -> None:
    assert read("Le 3e sommet s'ouvrira à 16 h 30 en 2027", "fr") == []
    assert read("The second summit opens at 4:30 p.m. in 2027", "en") == []


def test_rounded_crowds_count_at_least() -> None:
    assert read("des dizaines de milliers de fidèles", "fr") == read("tens of thousands of faithful", "en")
    assert read("half a million people", "en") == read("un demi-million de gens", "fr") == [(500_000, "")]


def test_numbers_parted_by_a_comma_stay_apart() -> None:
    assert read("uno de cada cuatro, dos tercios", "es") == [(25, "pct"), (66.67, "pct")]


@pytest.mark.parametrize(
    ("language", "text", "figure"),
    [
        ("fr", "30 centimètres", (0.3, "m")),
        ("en", "12 miles", (19312.13, "m")),
        ("fr", "14,29 millions de km²", (14.29e12, "m2")),
        ("en", "three square kilometres", (3e6, "m2")),
        ("fr", "90 millions de mètres cubes", (90e6, "m3")),
        ("de", "vier Quadratmeter", (4, "m2")),
        ("fr", "110 km/h", (110, "kmh")),
        ("en", "110 kilometres an hour", (110, "kmh")),
        ("it", "tre tonnellate", (3000, "kg")),
        ("fr", "600 m2", (600, "m2")),
        ("fr", "deux ans et demi", (30, "months")),
        ("fr", "un an et demi", (18, "months")),
        ("en", "a year and a half", (18, "months")),
    ],
)
def test_sizes_of_one_measure_have_one_unit(language: str, text: str, figure: tuple[float, str]) -> None:
    assert read(text, language) == [figure]


def test_both_ends_of_a_range_have_the_unit_of_the_second() -> None:
    assert read("de 7,1 à 7,4 %", "fr") == read("from 7.1% to 7.4%", "en") == [(7.1, "pct"), (7.4, "pct")]
    assert read("de deux à quatre ans", "fr") == [(24, "months"), (48, "months")]
    assert read("de 10 à 15 millions d'euros", "fr") == [(10, ""), (15_000_000, "eur")]
