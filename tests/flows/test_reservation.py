"""Reservations against text and data mining: patterns and wild files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reservation import read_rules, reserved_by_rules

SITE = b"""[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://example.org/policy.json"},
{"location": "/open/*", "tdm-reservation": 0}, {"location": "*.pdf$", "tdm-reservation": "1"}, {"location": 7}, "x"]"""


@pytest.mark.parametrize(
    ("path", "reserved"),
    [("", True), ("/a", True), ("/open/a", False), ("/open/a.pdf", False), ("/opening", True), ("/a.pdf?x=1", True)],
)
def test_the_longest_fitting_pattern_counts(path: str, reserved: bool) -> None:
    assert reserved_by_rules(read_rules(SITE), f"https://example.org{path}") is reserved


def test_without_a_fitting_rule_nothing_is_reserved() -> None:
    assert not reserved_by_rules(read_rules(b'[{"location": "/news", "tdm-reservation": 1}]'), "https://example.org/a")


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"null", b"7", b"\xff\xfe", b'[{"tdm-reservation": 1}]'])
def test_a_file_that_cannot_be_read_reserves_nothing(body: bytes) -> None:
    assert not reserved_by_rules(read_rules(body), "https://example.org/a")


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_pattern_and_no_path_breaks_it(pattern: str, path: str) -> None:
    assert reserved_by_rules([(pattern, True)], f"https://example.org/{path}") in (True, False)
