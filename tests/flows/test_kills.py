"""A small version of ``make bench-alerts``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench" / "alerts"))


def test_killed_deliveries_lose_nothing_and_double_only_what_was_under_way(tmp_path: Path) -> None:
    import kills

    result = kills.play(tmp_path, alerts=12, kills=2)
    assert (result.kills, result.lost, result.with_other_keys, result.needlessly) == (2, 0, 0, 0)
    assert result.confirmed_twice <= 2
