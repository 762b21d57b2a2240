from __future__ import annotations

from pathlib import Path

import pytest

import seeds
from parsers.errors import ConfigError
from warehouse.text import fold
from warehouse.topics import load_topics, read_topics


def told(language: str, title: str, text: str, *labels: str) -> dict[str, list[str]]:
    topics = load_topics(language)
    assert topics is not None
    return {t.name: found for t in topics.topics if (found := t.evidence(fold(title), fold(text), labels))}


@pytest.mark.parametrize(
    ("language", "title", "text", "labels", "expected"),
    [
        ("fr", "Le cap", "Les HÔPITAUX manquent de vaccins", [], {"health"}),
        ("fr", "Le cap", "L'hôpital a fermé", [], set()),
        ("fr", "Grève des dockers", "Rien de neuf", [], {"work"}),
        ("fr", "Le cap", "Rien de neuf", ["Économie"], {"economy"}),
        ("en", "The cape", "Two warheads and a software warning", [], set()),
        ("en", "The cape", "Soldiers fled before the ceasefire", [], {"war"}),
    ],
)
def test_topics_rest_on_words_titles_and_sections(
    language: str, title: str, text: str, labels: list[str], expected: set[str]
) -> None:
    assert set(told(language, title, text, *labels)) == expected


def test_the_evidence_is_what_was_found() -> None:
    assert told("fr", "Crue", "Les secours évacuent", "Monde")["disaster"] == ["crue", "evacuent", "secours"]


def test_each_language_names_the_same_topics() -> None:
    names = {f.stem: [t.name for t in read_topics(f).topics] for f in seeds.files("topics", ".yaml")}
    assert names["fr"] == names["en"]


def test_a_language_without_topics_has_none() -> None:
    assert load_topics("xx") is None


@pytest.mark.parametrize("text", ["[a]", "health: {}", "health: {words: [a], names: [b]}", "health: {words: [a"])
def test_a_bad_file_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "fr.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"fr\.yaml"):
        read_topics(file)
