"""Kills of real worker processes: the harness keeps its log over deaths, and sees what is left behind."""

import pytest

from benchmarks.reliability.place import Log, Place
from benchmarks.reliability.real_program import VICTIMS, Stroke
from benchmarks.reliability.worker_kills import left_over, write_papers, write_scans


@pytest.mark.parametrize(("write", "count"), [(write_papers, 6), (write_scans, 3)])
def test_the_papers_of_a_trial_are_written(tmp_path, write, count):
    write(tmp_path)
    assert len([file for file in tmp_path.iterdir() if file.stat().st_size]) == count


def test_a_log_goes_on_after_a_death_and_tells_who_was_killed(tmp_path):
    log = Log(tmp_path / "log")
    log.begin(again=True)
    log.note("ready 1")
    log.strike("program: import")
    log.begin(again=True)
    log.strike("worker: read")
    assert log.acknowledged() == ["ready 1"]
    assert log.steps() == ["program: import", "worker: read"] and log.step() == "program: import"
    log.begin()
    assert log.steps() == log.acknowledged() == []


def test_a_stroke_goes_to_the_program_as_text():
    assert (
        Stroke("both", (3, 9), 0.25).to_json()
        == '{"victim": "both", "steps": [3, 9], "seconds": 0.25}'
    )
    assert VICTIMS == ("worker", "program", "both")


def test_a_temporary_file_that_is_left_is_told(tmp_path):
    (tmp_path / "temporary").mkdir()
    assert list(left_over(Place(tmp_path))) == []
    (tmp_path / "temporary" / "page.png").touch()
    assert list(left_over(Place(tmp_path))) == ["a temporary file is left: page.png"]
