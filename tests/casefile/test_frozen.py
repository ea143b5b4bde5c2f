"""A built program serves as a worker when it was started as one, and starts others as if it were none."""

import multiprocessing
import os
import sys

import pytest

from casefile.frozen import give_back_environment, program_name, serve_when_asked


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each time that the arguments are looked at for a worker's work."""
    calls: list[str] = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: calls.append("asked"))
    return calls


def test_a_checkout_is_called_by_its_script(asked: list[str]) -> None:
    serve_when_asked()
    assert asked == []
    assert program_name() == "main.py"


def test_a_built_program_looks_whether_it_is_a_worker(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    serve_when_asked()
    assert asked == ["asked"]
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
