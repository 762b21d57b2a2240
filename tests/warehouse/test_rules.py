from __future__ import annotations

from pathlib import Path

import pytest

from parsers.errors import ConfigError
from warehouse.rules import Channel, Rule, Telling, load_rules

TOLL = Telling("c", "m", "il a fait 12 morts", "Le séisme de Kandra a fait 12 morts", "Jeanne Morel", "fr", "matin",
               [(12.0, 12.0, "morts")])  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule("r"), True),
        (Rule("r", speaker=("jeanne morel",)), True),
        (Rule("r", speaker=("Luc Brand",)), False),
        (Rule("r", words=("seisme",)), True),
        (Rule("r", words=("séismes",)), False),
        (Rule("r", words=("séism*",)), True),
        (Rule("r", words=("isme",)), False),
        (Rule("r", words=("grève", "12 morts")), True),
        (Rule("r", language=("en",)), False),
        (Rule("r", outlet=("matin", "globe")), True),
        (Rule("r", figures_min=12), True),
        (Rule("r", figures_min=13), False),
        (Rule("r", figures_unit=("morts",)), True),
        (Rule("r", figures_min=1, figures_unit=("blessés",)), False),
        (Rule("r", words=("séisme",), speaker=("Luc Brand",)), False),
    ],
)
def test_every_filter_must_let_a_telling_through(rule: Rule, expected: bool) -> None:
    assert rule.matches(TOLL) is expected


def test_rules_are_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(
        "rules:\n- id: toll\n  words: séisme\n  figures: {min: 10, unit: morts}\n- id: all\n  channels: [console, 'ntfy://x']\n"
    )
    assert load_rules([file]) == [
        Rule("toll", words=("séisme",), figures_min=10, figures_unit=("morts",)),
        Rule("all", channels=(Channel("console"), Channel("ntfy://x"))),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: {}", "a list below it"),
        ("rules: [", "cannot be read"),
        ("rules:\n- words: [x]", "rule 1: a rule is a mapping with an `id`"),
        ("rules:\n- id: a\n- id: a", "two rules are called 'a'"),
        ("rules:\n- id: a\n  word: x", "unknown key 'word'"),
        ("rules:\n- id: a\n  kind: spike", "kind 'spike'"),
        ("rules:\n- id: a\n  words: [3]", "`words` is a text or a list of texts"),
        ("rules:\n- id: a\n  figures: 3", "`figures` takes"),
        ("rules:\n- id: a\n  figures: {min: many}", "`figures.min` is a number"),
    ],
)
def test_a_bad_rule_is_named_with_its_file(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=r"bad\.yaml") as error:
        load_rules([file])
    assert says in str(error.value)
