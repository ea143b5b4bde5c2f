"""The index's hard life in its short form, and the benchmark of the window beside it: promises, not speed."""

import os
import random
import sys
from pathlib import Path

import pytest

from benchmarks import index_damage, index_life, indexing_window
from index.home import Home

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="writers are forked; what is damaged is open on Windows"
)


def test_a_killed_writer_loses_and_halves_nothing(tmp_path: Path) -> None:
    found = index_damage.kill(tmp_path, 8, random.Random(5))
    assert found.faults == []
    assert found.killed == 8
    assert found.acknowledged > 0


def test_damage_is_noticed_or_harmless(tmp_path: Path) -> None:
    found = index_damage.damage(tmp_path, 45, random.Random(6))
    assert found.faults == []
    assert found.files["manifest.json"] == 5
    assert sum(times for (_, outcome), times in found.outcomes.items() if outcome == "noticed") > 40
    assert found.rebuilt > 2


def test_a_disk_that_takes_nothing_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    found = index_damage.refuse(tmp_path)
    assert found.faults == []
    assert found.refused >= 6


def test_a_folder_that_vanishes_is_noticed_and_written_anew(tmp_path: Path) -> None:
    assert index_damage.vanish(tmp_path / "index") == []


def test_what_was_lost_is_noticed_by_the_benchmark_itself(tmp_path: Path) -> None:
    from index.writer import remove, update

    update(Home(tmp_path), [index_damage.document(number) for number in (1, 2)])
    remove(Home(tmp_path), [2])
    assert index_damage._look(tmp_path, {1: 0}, {}, "then") == []
    (fault,) = index_damage._look(tmp_path, {1: 0, 2: 0}, {}, "then")
    assert fault.startswith("then: papers {1: 0} are neither those before")
    update(Home(tmp_path), [index_damage.document(1, 3)])
    assert index_damage._look(tmp_path, {1: 0}, {1: 3}, "then") == []


def test_the_life_of_an_index_is_measured() -> None:
    figures = index_life.run(60, 1)
    assert figures.pages == 60
    assert 0 < figures.first_answer <= figures.written + 1
    assert min(figures.looked_over, figures.first_search, *figures.one_more) > 0


def test_the_window_is_measured_while_its_index_is_written(qapp: object) -> None:
    figures = indexing_window.run(60, rest=0.2)
    assert figures.pages == 60
    assert figures.seconds > 0
    assert len(figures.waits) > 5
    assert figures.idle[0] >= 0
