"""Dates, seams, typography, names and languages: one rule, one line."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parsers.reading import names
from parsers.reading.dates import calendar, declared
from parsers.reading.decode import is_utf8
from parsers.reading.language import identify
from parsers.reading.markup import role
from parsers.reading.packs import phrases
from parsers.reading.typography import Vocabulary, mend, resolve


@pytest.mark.parametrize(
    ("language", "line", "iso"),
    [
        ("fr", "Mis à jour mercredi 29 novembre 2023 – 13h34", "2023-11-29T13:34:00"),
        ("fr", "Publié le 1er août 2024", "2024-08-01"),
        ("fr", "Le 02/11/2023 à 14h49", "2023-11-02T14:49:00"),
        ("fr", "06/01/2026 - 14:16 UTC+1", "2026-01-06T14:16:00+01:00"),
        ("en", "Updated March 4, 2026 at 6:30 p.m.", "2026-03-04T18:30:00"),
        ("en", "Published 12/31/2025", "2025-12-31"),
        ("de", "Stand: 5. März 2025, 9.05 Uhr", "2025-03-05T09:05:00"),
        ("es", "3 de mayo de 2025", "2025-05-03"),
        ("ja", "2025年1月13日 21時37分", "2025-01-13T21:37:00"),
        ("fr", "31/02/2024", None),
        ("fr", "Plus de 2 400 personnes en 2023", None),
    ],
)
def test_printed_dates(language: str, line: str, iso: str | None) -> None:
    found = calendar(language).find(line)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-11-29T13:34:00Z", "2023-11-29T13:34:00+00:00"),
        ("2023-11-29T13:34:00.123+0100", "2023-11-29T13:34:00+01:00"),
        ("Wed, 29 Nov 2023 13:34:00 GMT", "2023-11-29T13:34:00+00:00"),
        ("20231129", "2023-11-29"),
        ("1701264840", "2023-11-29T13:34:00+00:00"),
        ("soon", None),
        ("2023-13-45", None),
    ],
)
def test_declared_dates(text: str, iso: str | None) -> None:
    assert declared(text) == iso


KNOWN = Vocabulary(
    ["des affaires étrangères au cours de la réunion", "le surnommait"], None, frozenset(("le", "au", "en", "dont"))
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("les Affaires \x01étrangères\x01au cours", "les Affaires étrangères au cours"),
        ("on le \x01surnommait\x01le chef", "on le surnommait le chef"),
        ("M\x01Demo\x01", "MDemo"),
        ("\x01Nationale Demo\x01Der Juli", "Nationale Demo Der Juli"),
        ("Immobilien\x01giganten\x01", "Immobiliengiganten"),
        ("\x01L\x01a ville", "La ville"),
        ("dit-il.\x01Paris\x01 dort", "dit-il. Paris dort"),
        ("気象庁\x01は\x01", "気象庁は"),
    ],
)
def test_seams(raw: str, text: str) -> None:
    assert resolve(raw, KNOWN)[0] == text


def test_a_blank_put_in_is_a_repair() -> None:
    text, changes = resolve("des \x01étrangères\x01au cours", KNOWN)
    assert [(text[a:b], was) for a, b, was in changes] == [(" ", "")]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("alors qu' »elle part", "alors qu’« elle part"),
        ("soit « « plus faible »", "soit « plus faible »"),
        ("cons\u00adti\u00adtution", "constitution"),
        ("zero\u200bwidth", "zerowidth"),
        ("un blanc \u00ad", "un blanc"),
        ("\u200b un blanc", "un blanc"),
        ("un \u00ad blanc", "un blanc"),
        ("un blanc \u00ad \u00ad\u200b", "un blanc"),
        ("Il fut rÃ©Ã©lu", "Il fut réélu"),
        ("« Rien à dire »", "« Rien à dire »"),
    ],
)
def test_typography(text: str, mended: str) -> None:
    assert mend(text)[0] == mended


@example("\u00ad \u00ada")  # two changes at one place keep their order
@given(st.text(alphabet="ab «»'’\u00ad\u200bé", max_size=40))
def test_changes_give_the_original_back(text: str) -> None:
    text = " ".join(text.split())
    mended, changes = mend(text)
    for start, end, was in reversed(changes):
        mended = mended[:start] + was + mended[end:]
    assert mended == text


@given(st.text(alphabet="ab \u00ad\u200b\ufeff", max_size=40))
def test_no_blank_is_left_where_invisible_signs_stood(text: str) -> None:
    mended = mend(" ".join(text.split()))[0]
    assert mended == " ".join(mended.split())


@pytest.mark.parametrize(
    ("language", "line", "people"),
    [
        ("fr", "Par Ana Roe et Luc Dupin", ["Ana Roe", "Luc Dupin"]),
        ("fr", "Par Maëlle Guivarc’h avec AFP", ["Maëlle Guivarc’h", "AFP"]),
        ("en", "By Robin Ash, Senior Reporter", ["Robin Ash"]),
        ("de", "Von Felix Schröter und Jörg Ahl", ["Felix Schröter", "Jörg Ahl"]),
    ],
)
def test_bylines(language: str, line: str, people: list[str]) -> None:
    assert names.split(line, phrases(language)) == people


def test_a_degree_is_no_second_author() -> None:
    assert names.declared("Robin Ash, MD, RD", phrases("en")) == ["Robin Ash, MD, RD"]


@pytest.mark.parametrize(
    ("text", "declared_tag", "expected"),
    [
        ("Le conseil de la ville a décidé que les écoles sont ouvertes pour les élèves", None, ("fr", "text")),
        ("The council of the town said that the schools are open for all of the pupils", "en-GB", ("en", "markup")),
        ("Le conseil de la ville a décidé que les écoles sont ouvertes pour les élèves", "en", ("fr", "text")),
        ("Byen har besluttet det", "nb-NO", ("no", "markup")),
    ],
)
def test_languages(text: str, declared_tag: str | None, expected: tuple[str, str]) -> None:
    assert identify(text, declared_tag) == expected


@pytest.mark.parametrize(
    ("names_", "group"),
    [
        ("share-buttons", "skip"),
        ("articleBody", "body"),
        ("image__caption", "role"),
        ("has-sidebar", None),
        ("column-pub-text", None),
    ],
)
def test_names_of_elements(names_: str, group: str | None) -> None:
    found = role(names_)
    assert (found[0] if found else None) == group


@pytest.mark.parametrize("shift", range(4))
def test_utf8_is_told_across_pieces(shift: int) -> None:
    page = b"-" * shift + "漢é€".encode() * 9000
    assert is_utf8(page)
    assert not is_utf8(page[:-1])
    assert not is_utf8(page[:20_000] + b"\xe9 " + page[20_000:])


@pytest.mark.parametrize(
    ("language", "heading", "kind"),
    [
        ("en", "Search for survivors", None),
        ("en", "Register to vote in March", None),
        ("en", "Promoted to general", None),
        ("en", "Register to read on with us", "paywall"),
        ("en", "Search for:", "site"),
        ("en", "Read more on this story", "promo"),
        ("en", "124 reader comments", "comments"),
        ("de", "Schließen der Grenzen", None),
        ("de", "Schließen", "site"),
        ("es", "Inicio de las obras", None),
        ("fr", "Accueil des réfugiés", None),
    ],
)
def test_headings_that_open_like_an_interface(language: str, heading: str, kind: str | None) -> None:
    assert phrases(language).kind(heading, heading=True) == kind
