from __future__ import annotations

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


def test_german_compounds_and_separable_verbs() -> None:
    assert {"worker", "union"} & said("Die Hafengewerkschaft", "de")
    assert "refuse" in said("Die Regierung lehnt den Vorschlag der Bauern ab.", "de")


def test_capitals_part_names_from_words() -> None:
    assert "monday" in said("on Monday", "en")
    assert "US" in said("The US withdraws", "en")
    assert "US" not in said("Help us now", "en")


def test_a_capital_stands_for_its_country() -> None:
    assert said("Alger", "fr") & said("Algeria", "en") & said("argelino", "es")
