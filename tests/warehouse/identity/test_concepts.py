from __future__ import annotations

import pytest

import seeds
from warehouse.identity import meaning
from warehouse.identity.folding import fold
from warehouse.identity.lexicon import compile_lexicon, load


def said(text: str, language: str) -> set[str]:
    lexicon = load()
    return {lexicon.names[c] for u in meaning(text, language).units for c in u.concepts}


def test_the_compiled_lexicon_is_what_the_yaml_says() -> None:
    assert seeds.path("identity/lexicon.json").read_text("utf-8") == compile_lexicon()


def test_contraries_are_not_near() -> None:
    lexicon = load()
    assert not [(a, b) for a, held in lexicon.opposite.items() for b in held if b in lexicon.near.get(a, ())]


def test_folding() -> None:
    assert fold("Élève Œuvre Straße Tromsø") == "eleve oeuvre strasse tromso"


def test_forms_of_a_word_have_its_concept() -> None:
    for form in ("a démissionné", "démissionneront", "la démission", "démissionnait"):
        assert "resign" in said(f"Le ministre {form}", "fr"), form


@pytest.mark.parametrize(
    ("language", "concept", "forms"),
    [
        ("fr", "free", "libère libéra libéré libérait libèrent libérées"),
        ("fr", "improve", "améliore améliorait amélioré"),
        ("fr", "sell", "vend vendra vendront vendrait vendu"),
        ("fr", "ban", "interdit interdisent interdite bannit"),
        ("fr", "obtain", "obtient obtiennent obtiendra reçoit reçoivent recevra"),
        ("fr", "exclude", "exclut excluent exclura"),
        ("fr", "suspend", "interrompt interrompra"),
        ("es", "ban", "prohíbe prohibían prohibieron prohibida"),
        ("es", "win", "gana ganaban ganadas ganarían"),
        ("de", "inform", "informieren informierte informiert informierten"),
        ("de", "warn", "warnt warnte gewarnt"),
        ("de", "land_v", "landet landete landeten gelandet"),
        ("it", "pay", "pagare pagavano pagate pagherebbe"),
        ("en", "hope", "hopes hoped hoping"),
    ],
)
def test_forms_of_a_verb_have_its_concept(language: str, concept: str, forms: str) -> None:
    assert {form: concept in said(f"x {form}", language) for form in forms.split()} == dict.fromkeys(
        forms.split(), True
    )


def test_a_people_has_the_concept_of_its_country_in_every_form() -> None:
    for language, forms in (
        ("fr", "portugais portugaise portugaises"),
        ("es", "portugués portuguesa portuguesas"),
        ("de", "portugiesische portugiesischem"),
        ("it", "portoghese portoghesi"),
    ):
        for form in forms.split():
            assert "PT" in said(f"x {form}", language), form


def test_a_name_is_not_found_by_the_stem_of_a_common_word() -> None:
    assert not said("Il quitte Signalis", "fr") & {"signal", "warn", "inform"}
    assert said("Les Canadiens", "fr") == {"CA"}


def test_german_compounds_and_separable_verbs() -> None:
    assert {"worker", "union"} & said("Die Hafengewerkschaft", "de")
    assert "refuse" in said("Die Regierung lehnt den Vorschlag der Bauern ab.", "de")


def test_capitals_part_names_from_words() -> None:
    assert "monday" in said("on Monday", "en")
    assert "US" in said("The US withdraws", "en")
    assert "US" not in said("Help us now", "en")


def test_a_capital_stands_for_its_country() -> None:
    assert said("Alger", "fr") & said("Algeria", "en") & said("argelino", "es")
