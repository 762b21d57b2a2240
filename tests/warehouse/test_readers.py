from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import killed
from weeks import week

from parsers.errors import PermanentError
from warehouse.connection import reader

RUNS = "SELECT count(*), bool_and(state = 'finished') FROM runs"
WHOLE = """
SELECT (SELECT count(*) FROM mentions) = (SELECT sum(mentions) FROM daily), (SELECT count(*) FROM tellings) =
    (SELECT sum(tellings) FROM daily), NOT EXISTS (FROM mentions ANTI JOIN claim_of USING (mention_id)),
    (SELECT count(*) FROM run_outlets) = 2 * (SELECT count(*) FROM runs)
"""


def test_a_reader_during_loads_never_gets_an_error_nor_half_a_run(tmp_path: Path) -> None:
    seen = []
    with subprocess.Popen([sys.executable, killed.__file__, str(tmp_path)], stdout=subprocess.DEVNULL) as loading:
        while loading.poll() is None:
            time.sleep(0.02)  # the loads need a core
            try:
                con = reader(tmp_path)
            except PermanentError:
                if seen:
                    raise
                continue  # nothing is published yet
            with con:
                ((runs, finished),) = con.execute(RUNS).fetchall()
                assert finished
                assert con.execute(WHOLE).fetchall() == [(True, True, True, True)]
            seen.append(runs)
    assert loading.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 1, "it read before and after a publication"
    with reader(tmp_path) as con:
        assert con.execute(RUNS).fetchall() == [(len(list(week())), True)]
