"""What each language's pack says of dates, signatures and the lines round articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import seeds
from parsers.reading import names, signatures
from parsers.reading.dates import calendar
from parsers.reading.language import identify
from parsers.reading.normalise import is_date_line, reason
from parsers.reading.packs import phrases, reading

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("languages.yaml").read_text("utf-8"))
LINES = [(code, kind, line) for code, case in CASES.items() for kind in ("gone", "text") for line in case[kind]]


def test_every_pack_is_tested() -> None:
    assert set(CASES) == {f.stem for f in seeds.files("lexicon", ".json") if reading(f.stem)}


@pytest.mark.parametrize("code", CASES)
def test_a_pack_is_whole(code: str) -> None:
    pack = reading(code) or {}
    assert {len(pack["months"]), len(pack["months_short"])} <= {0, 12}
    assert set(pack["months_other"].values()) <= set(range(1, 13))
    assert all(isinstance(word, str) for key in ("months", "stop_words", "weekdays") for word in pack[key])
    assert phrases(code)
    assert calendar(code)


@pytest.mark.parametrize("code", CASES)
def test_date_line(code: str) -> None:
    line, iso = CASES[code]["date"]
    found = calendar(code).find(line)
    assert found is not None
    assert found.iso == iso
    assert is_date_line(line, phrases(code), calendar(code))


@pytest.mark.parametrize("code", CASES)
def test_signature(code: str) -> None:
    line, people = CASES[code]["signed"]
    assert signatures.is_byline(line, phrases(code))
    assert names.split(line, phrases(code)) == people


@pytest.mark.parametrize(("code", "kind", "line"), LINES)
def test_line(code: str, kind: str, line: str) -> None:
    assert (reason(line, phrases(code), calendar(code)) is not None) == (kind == "gone")


@pytest.mark.parametrize("code", [c for c in CASES if (reading(c) or {}).get("script")])
def test_a_script_of_its_own_tells_the_language(code: str) -> None:
    assert identify(" ".join(CASES[code]["text"]) * 2) == (code, "text")


def test_a_language_of_few_small_words_corrects_what_a_system_declares() -> None:
    zulu = (
        "Idolobha lizovula izikole ezintathu futhi abantu bathi kakhulu uthe lokhu kuhle ngoba izingane zifunda manje"
    )
    assert identify(zulu, "en-US") == ("zu", "text")
    names = "Anna Nowak Jens Holm Piet Botha Mari Tamm Ana Rocha Kari Nes Uwe Klee Jos Weber Hanna Roth Ana Horvat"
    assert identify(names, "en-US") == ("en", "markup")


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("۱ فروردین ۱۳۹۹", "2020-03-20"),
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("1404/01/01", "2025-03-21"),
        ("5/5/2024", "2024-05-05"),
    ],
)
def test_the_persian_calendar(line: str, iso: str) -> None:
    found = calendar("fa").find(line)
    assert found is not None
    assert found.iso == iso
