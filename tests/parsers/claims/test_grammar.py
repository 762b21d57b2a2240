"""Every pattern of ``grammar/*.yaml`` with every source: what is said is found whole, and by whom."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

from parsers.claims import extract
from parsers.models import Article

FILES = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((Path(__file__).parent / "grammar").glob("*.yaml"))]
PATTERNS = [pytest.param(file, pattern, id=pattern["text"]) for file in FILES for pattern in file["patterns"]]
ELISION = re.compile(r"\b(que|de) (?=[aeiouéêh])")
CONTRACTED = {"de le ": "du ", "de les ": "des "}


def filled(text: str, source: dict[str, Any], said: str, quoted: str) -> str:
    """The pattern with a source and what it says in place: the verb agrees, a comma is not doubled."""
    words = re.sub(r"(\w+)/(\w+)", r"\2" if source.get("many") else r"\1", text)
    name = source["s"]
    words = words.replace("{S}", name[0].upper() + name[1:]).replace("{s}", name)
    words = words.replace("{P}", said).replace("{Q}", quoted)
    return re.sub(r",(?=[,.])|,(?= \.)", "", words)


@pytest.mark.parametrize(("file", "pattern"), PATTERNS)
def test_a_pattern_with_every_source(file: dict[str, Any], pattern: dict[str, Any]) -> None:
    wrong = []
    said, quoted = cycle(file["said"]), cycle(file["quoted"])
    for source in file["sources"]:
        given = next(said), next(quoted)
        text = filled(pattern["text"], source, *given)
        asked = [filled(content, source, *given) for content in pattern["says"]]
        found = extract(Article(body=("La réunion a duré trois heures.", text), language=file["language"]))
        contents = [" … ".join(s.content) for s in found]
        named = all(s.source and s.source.lower() in source["s"].lower() for s in found[:1])
        if contents != asked or not named:
            wrong.append((text, contents, [s.source for s in found]))
    assert wrong == []
