"""Every page in ``pages/`` is read and held to the JSON beside it; a YAML beside it is the outlet's recipe."""

import json
from pathlib import Path

import pytest
import yaml

from parsers import parse_page

PAGES = Path(__file__).parent / "pages"
EXPECTED = sorted(PAGES.glob("*.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda f: f.stem)
def test_page_is_read_as_expected(expected: Path) -> None:
    page = next(f for f in PAGES.glob(f"{expected.stem}.*") if f.suffix in (".html", ".txt"))
    recipe = page.with_suffix(".yaml")
    kind = "text/plain" if page.suffix == ".txt" else "text/html"
    article = parse_page(
        page.read_bytes(),
        content_type=kind,
        recipe=yaml.safe_load(recipe.read_text("utf-8")) if recipe.exists() else None,
    )
    found = {
        key: list(v) if isinstance(v := getattr(article, key), tuple) else v
        for key in json.loads(expected.read_text("utf-8"))
    }
    assert found == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda f: f.stem)
def test_repairs_give_the_original_back(expected: Path) -> None:
    page = next(f for f in PAGES.glob(f"{expected.stem}.*") if f.suffix in (".html", ".txt"))
    article = parse_page(page.read_bytes())
    for repair in article.repairs:
        assert 0 <= repair.start <= repair.end <= len(article.place(repair.place))
        assert article.place(repair.place)[repair.start : repair.end] != repair.original
