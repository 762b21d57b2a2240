from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from parsers.claims import extract
from parsers.claims import extractor as plug
from parsers.errors import ConfigError


def installed(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    found = EntryPoints([EntryPoint("mine", value, plug.GROUP)])
    monkeypatch.setattr(plug, "entry_points", lambda *, group: found.select(group=group))


def test_an_extractor_is_found_by_its_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "parsers.claims:extract")
    assert plug.extractor("mine") is extract


def test_an_unknown_name_says_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "parsers.claims:extract")
    with pytest.raises(ConfigError, match="installed are: mine"):
        plug.extractor("other")


def test_what_cannot_be_called_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "parsers.claims.extractor:GROUP")
    with pytest.raises(ConfigError, match="cannot be called"):
        plug.extractor("mine")
