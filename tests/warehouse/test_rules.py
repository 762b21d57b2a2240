from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from press import day

from parsers.errors import ConfigError
from warehouse import kinds
from warehouse.rule_files import load_rules
from warehouse.rules import Channel, Event, Rule


def stems(language: str | None, phrase: str) -> str:
    """As the warehouse's, for the words of these tests: accents and a closing s go."""
    return " " + " ".join(w.strip("'").removesuffix("s") for w in phrase.lower().replace("é", "e").split()) + " "


def toll(**others: Any) -> Event:
    text = "Le séisme de Kandra a fait 12 morts"
    given: dict[str, Any] = {
        "run_id": "r", "event": "c", "subject": "c", "claim_id": "c", "mention_id": "m", "happened_at": day(8),
        "points": 0, "reasons": [], "facts": None, "cites": [], "speaker": "Jeanne Morel", "speaker_id": "s",
        "affiliation": "mairie de Lorne", "confidence": 0.9, "language": "fr", "act": "assert", "polarity": "positive",
        "outlet": "matin", "country": "FR", "said": text, "text": text, "stems": stems("fr", text),
        "topics": ["disaster"], "figures": [(12.0, 12.0, "morts")], "independent": 2,
    }  # fmt: skip
    return Event(**(given | others))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, True),
        ({"speaker": ("jeanne morel",)}, True),
        ({"speaker": ("Luc Brand",)}, False),
        ({"affiliation": ("mairie",)}, True),
        ({"affiliation": ("préfecture",)}, False),
        ({"words": ("seisme",)}, True),
        ({"words": ("séismes",)}, True),
        ({"words": ("séism*",)}, True),
        ({"words": ("isme",)}, False),
        ({"words": ("grève", "12 morts")}, True),
        ({"words": ("morts 12",)}, False),
        ({"language": ("en",)}, False),
        ({"country": ("FR", "BE")}, True),
        ({"country": ("BE",)}, False),
        ({"outlet": ("matin", "globe")}, True),
        ({"topic": ("disaster",)}, True),
        ({"topic": ("economy",)}, False),
        ({"act": ("deny",)}, False),
        ({"polarity": ("positive",)}, True),
        ({"figures_min": 12}, True),
        ({"figures_min": 13}, False),
        ({"figures_unit": ("morts",)}, True),
        ({"figures_min": 1, "figures_unit": ("blessés",)}, False),
        ({"independent": 2}, True),
        ({"independent": 3}, False),
        ({"confidence": 0.95}, False),
        ({"words": ("séisme",), "speaker": ("Luc Brand",)}, False),
    ],
)
def test_every_filter_must_let_an_event_through(asked: dict[str, Any], expected: bool) -> None:
    assert Rule("r", **asked).matches(toll(), stems) is expected


def test_rules_are_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "desk.yaml"
    file.write_text(
        "rules:\n- id: toll\n  words: séisme\n  figures: {min: 10, unit: morts}\n- id: moves\n  kind: figure_changed\n"
        "  threshold: 0.25\n  within: 2d\n  quiet: 24h\n  digest: 7d\n  lang: fr\n"
        "  channels: [console, 'ntfy://x', {webhook: $HOOK, secret: $KEY}]\n"
    )
    assert load_rules([file]) == [
        Rule("toll", words=("séisme",), figures_min=10, figures_unit=("morts",)),
        Rule(
            "moves", "figure_changed", {"within": "INTERVAL 172800 SECOND", "threshold": "0.25"},
            quiet=dt.timedelta(1), digest=dt.timedelta(7), lang="fr",
            channels=(Channel("console"), Channel("ntfy://x"), Channel("$HOOK", webhook=True, secret="$KEY")),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("rules: {}", 1, "a list below it"),
        ("rules:\n- words: [x]", 2, "a rule is a mapping with an `id`"),
        ("rules:\n- id: a\n- id: a", 3, "two rules are called 'a'"),
        ("rules:\n- id: a\n  word: x", 3, "unknown key 'word'"),
        ("rules:\n- id: a\n  threshold: 2", 3, "unknown key 'threshold'; a rule of kind new_claim knows"),
        ("rules:\n- id: a\n\n  kind: rumour", 4, "kind 'rumour' is none of denied, disagreement"),
        ("rules:\n- id: a\n  words: [3]", 3, "`words` is a text or a list of texts"),
        ("rules:\n- id: a\n  figures: 3", 3, "`figures` takes"),
        ("rules:\n- id: a\n  figures:\n    min: many", 4, "`figures.min` is a number"),
        ("rules:\n- id: a\n  act: shout", 3, "`act` is one of assert, deny"),
        ("rules:\n- id: a\n  within: soon", 3, "`within`: 'soon' is no time"),
        ("rules:\n- id: a\n  lang: tlh", 3, "there are no messages in 'tlh'; there are en, fr"),
        ("rules:\n- id: a\n  channels:\n  - {mail: x}", 4, "a channel is `console`"),
    ],
)
def test_a_bad_rule_is_named_with_its_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=rf"bad\.yaml, line {line}: ") as error:
        load_rules([file])
    assert says in str(error.value)


def test_what_is_no_yaml_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("rules: [")
    with pytest.raises(ConfigError, match=r"bad\.yaml cannot be read: [\s\S]*line \d"):
        load_rules([tmp_path / "bad.yaml"])


def test_labels_tell_channels_apart_and_hold_no_secret() -> None:
    channels = [Channel("console"), Channel("$DESK"), Channel("$DESK", webhook=True), Channel("json://u:hunter2@h/a")]
    labels = [c.label for c in channels]
    assert labels[:3] == ["console", "$DESK", "webhook:$DESK"]
    assert labels[3].startswith("json:")
    assert "hunter2" not in labels[3]
    assert Channel("json://u:other@h/a").label != labels[3]


def test_every_kind_says_what_it_is_and_how_old_an_article_may_be() -> None:
    assert len(kinds.names()) >= 9
    for kind in map(kinds.get, kinds.names()):
        assert kind.about
        assert "within" in {p.name for p in kind.params}
