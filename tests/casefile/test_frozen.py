"""A built program serves as a worker when it was started as one, and starts others as if it were none."""

import os
import re
import sys
from contextlib import nullcontext
from multiprocessing import process, resource_tracker, spawn

import pytest

from casefile.frozen import (
    give_back_environment,
    keep_main_apart,
    program_name,
    serve_when_asked,
)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what a process serves as: a worker, or what tidies up after workers."""
    done: list[str] = []
    monkeypatch.setattr(spawn, "freeze_support", lambda: done.append("worker"))
    monkeypatch.setattr(resource_tracker, "main", lambda number: done.append(f"tracker {number}"))
    return done


TRACKER = "from multiprocessing.resource_tracker import main;main(13)"
STARTED_AS = [
    (["--multiprocessing-fork", "tracker_fd=13", "pipe_handle=15"], ["worker"]),
    (["-B", "-c", TRACKER], ["tracker 13"]),
    ([], []),
    (["Larkspur.pincite"], []),
    (["search", "--multiprocessing-fork"], []),
    (["search", TRACKER], []),
    (["-c", TRACKER + ";print()"], []),
    (["-c", "print()"], []),
]


@pytest.mark.parametrize(("arguments", "serves"), STARTED_AS)
def test_a_built_program_serves_as_what_it_was_started_for(
    arguments: list[str], serves: list[str], served: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["pincite", *arguments])
    serve_when_asked()
    assert served == []  # a checkout is started by Python itself
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(SystemExit) if serves == ["tracker 13"] else nullcontext():
        serve_when_asked()
    assert served == serves


def test_what_tidies_up_after_workers_is_known_by_what_python_starts_it_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(
        resource_tracker.util, "spawnv_passfds", lambda _exe, given, _fds: started.append(given)
    )
    resource_tracker.ResourceTracker().ensure_running()
    assert started[0][-2] == "-c"
    assert re.fullmatch(re.escape(TRACKER).replace("13", r"\d+"), started[0][-1])


def test_workers_of_a_built_program_do_not_look_for_its_script(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = process.ORIGINAL_DIR
    monkeypatch.setattr(process, "ORIGINAL_DIR", before)
    keep_main_apart()
    assert before == process.ORIGINAL_DIR
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    keep_main_apart()
    assert process.ORIGINAL_DIR is None


def test_a_program_is_called_by_what_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert program_name() == "main.py"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert program_name() == "pincite"
    monkeypatch.setattr(sys, "platform", "win32")
    assert program_name() == "pincite-cli"


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A built program for Linux, in the environment that its start makes."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        monkeypatch.setenv(name, "/usr/lib/pincite/_internal")
    for name in ("LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT"):
        monkeypatch.setenv(name, "")  # so that it is put back afterwards
        monkeypatch.delenv(name)
    return monkeypatch


def test_other_programs_are_not_given_the_built_programs_libraries(
    built: pytest.MonkeyPatch,
) -> None:
    give_back_environment()
    for name in ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
        assert name not in os.environ
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"  # workers find them all the same


def test_other_programs_are_given_the_libraries_that_the_user_named(
    built: pytest.MonkeyPatch,
) -> None:
    built.setenv("LD_LIBRARY_PATH_ORIG", "/opt/own")
    give_back_environment()
    assert os.environ["LD_LIBRARY_PATH"] == "/opt/own"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_a_checkout_leaves_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/own")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/opt/plugins")
    before = dict(os.environ)
    give_back_environment()
    assert dict(os.environ) == before
