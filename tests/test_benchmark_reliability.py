"""The hard life of a case in its short form: kills, refusals, damages; the harness notices what was lost."""

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reliability import faults
from benchmarks.reliability.damages import Files
from benchmarks.reliability.operations import OPERATIONS, opened, prepared
from benchmarks.reliability.place import leaks, said, told
from tests.casefile.helpers import FakeWorkers

_ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(not faults.available(), reason="steps are counted on Linux, with a C compiler")
@pytest.mark.parametrize(
    "asked",
    [
        ("6", "4", "--only", "review"),
        ("4", "0", "--only", "backup"),
        ("4", "2", "--only", "protecting"),
        ("4", "4", "--only", "opening", "--protected"),
    ],
)
def test_a_killed_or_refused_program_loses_nothing(asked: tuple[str, ...]) -> None:
    kills, refusals, *only = asked
    command = [sys.executable, "-m", "benchmarks.reliability", kills, refusals, "0", *only]
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, env=dict(os.environ))
    assert run.returncode == 0, run.stdout + run.stderr
    told = re.search(r"(\d+) kills, 0 faults", run.stdout)
    assert told is not None
    assert int(told[1]) >= int(kills) - 1  # one at a random moment may come too late


@pytest.mark.skipif(sys.platform == "win32", reason="what is damaged is open on Windows")
def test_a_damage_is_noticed_and_what_a_copy_can_give_comes_back(tmp_path: Path) -> None:
    files, chance = Files(tmp_path), random.Random(11)
    try:
        for work, times in (
            (files.database, 4),
            (files.originals, 6),
            (files.index, 3),
            (files.beside, 4),
            (files.log, 4),
        ):
            found = work(times, chance)
            assert found.faults == []
            assert found.made == times
    finally:
        files.close()


def test_the_harness_notices_what_is_lost(tmp_path: Path) -> None:
    (importing,) = [each for each in OPERATIONS if each.name == "import"]
    place, workers = prepared(importing, tmp_path / "case"), FakeWorkers()
    before = said(place.case / "case.db")
    with opened(place, workers) as case:
        assert list(importing.amiss(place, case, ["1"]))  # told to be ready, and not there
        list(case.ingest([place.papers]))
        assert not list(importing.amiss(place, case, ["1"]))
    workers.close()
    assert told(before, before) == []
    assert told(said(place.case / "case.db"), before)
    assert leaks("[Errno 28] No space left on device")
    assert leaks("sqlite3.OperationalError: disk I/O error")
    assert not leaks(
        "The disk that holds “Marrow” is full. Nothing was lost; make room and try again."
    )
