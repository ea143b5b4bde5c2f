"""A built program serves as a worker when it was started as one; a checkout never does."""

import multiprocessing
import sys

import pytest

from casefile.frozen import program_name, serve_when_asked


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
