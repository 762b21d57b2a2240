"""Every case of ``cases/*.yaml``: a text, and all that is said in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from parsers.claims import extract, statements
from parsers.models import Article, Statement

CASES = [
    pytest.param(file["language"], case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for file in [yaml.safe_load(path.read_text("utf-8"))]
    for case in file["cases"]
]


def article(language: str, case: dict[str, Any]) -> Article:
    paragraphs = tuple(case["text"].split("\n\n"))
    if case.get("where") == "title":
        return Article(title=paragraphs[0], body=paragraphs[1:], language=language)
    return Article(body=paragraphs, language=language)


def told(statement: Statement) -> dict[str, Any]:
    return {
        "content": " … ".join(statement.content),
        "source": statement.source,
        "cue": statement.cue,
        "speaker": statement.speaker,
        "kind": statement.kind,
        "claims": list(statement.claims),
        "acts": [m.act for m in statement.mentions],
    }


@pytest.mark.parametrize(("language", "case"), CASES)
def test_what_is_said(language: str, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    # who is likeliest; how sure that must be to be given is chosen on whole articles
    monkeypatch.setattr(statements, "GIVEN", 0.4)
    found = [told(s) for s in extract(article(language, case))]
    asked = [{k: f[k] for k in says} for says, f in zip(case["says"], found, strict=False)]
    assert (asked, len(found)) == (case["says"], len(case["says"]))
