"""The figures of the Recognizers specs, where the evaluation folder is there."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "bench" / "numbers" / "measure.py"
spec = importlib.util.spec_from_file_location("measure_numbers", FILE)
assert spec
assert spec.loader
measure = importlib.util.module_from_spec(spec)
sys.modules[spec.name] = measure
spec.loader.exec_module(measure)


@pytest.mark.skipif(not measure.folder().exists(), reason="the evaluation folder is not there (VEILLE_EVAL)")
def test_values_are_read_right() -> None:
    right: Counter[tuple[str, str]] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for case in measure.cases():
        if not case.reason:
            count[case.language, case.model] += 1
            right[case.language, case.model] += case.right
    assert len(count) == 6
    assert all(right[k] / count[k] >= 0.95 for k in count)
