"""Fixtures that every room's tests share."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial, wraps
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from casefile import case_key
from casefile.case import Case
from casefile.protection import Cost, Protection
from casefile.worker_process import WorkerProcess

# No test is timed: on a busy machine any example may take long.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# Tests leave nothing in the data of who runs them.
_DATA = tempfile.TemporaryDirectory(prefix="pincite-tests-", ignore_cleanup_errors=True)
for _name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
    os.environ[_name] = _DATA.name

_ROOT = Path(__file__).resolve().parents[1]
_SHARED = _ROOT.parent / "shared"
_LONGEST = (
    "tests/walk/test_walk.py",
    "tests/test_main.py",
    "tests/test_privacy.py",
    "tests/test_big_case.py",
    "tests/test_benchmarks.py",
    "tests/extraction/test_process.py",
    "tests/casefile/test_end_to_end.py",
    "tests/casefile/test_scans_end_to_end.py",
    "tests/ui/test_accessibility.py",
    "tests/ui/test_binder_dialog.py",
    "tests/ui/test_report_dialog.py",
)
"""Files whose tests run programs and read whole cases, for half a minute and more."""


SECRET = "as the tide turns"
"""The passphrase of the cases that ``--protected`` has tests make."""

REACHES: list[str] = []
"""Each time that something in this process reached for a network."""


def watch_for_network(event: str, given: tuple[object, ...]) -> None:
    """Note it, as an audit hook: Python tells of each before it happens, whichever library does it."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        REACHES.append(event)
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = given[1]
        if not isinstance(address, str | bytes | None):  # a name in the file system is local
            REACHES.append(event)


sys.addaudithook(watch_for_network)


@pytest.fixture(scope="session", autouse=True)
def workers_rest_for_nobody() -> Iterator[None]:
    """Have worker processes take their turn: beside other tests those that let all go first need minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("casefile.workers.WorkerProcess", partial(WorkerProcess, yields=False))
        yield


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Let a test fail in which anything reached for a network, even where a library passed over it."""
    before = len(REACHES)
    yield
    assert REACHES[before:] == []


@pytest.fixture(autouse=True)
def protected_cases(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--protected`` have new cases be protected, and their passphrase be given where none was."""
    if not request.config.getoption("--protected"):
        return
    monkeypatch.setattr(case_key, "COST", Cost(iterations=1, lanes=1, memory=64))
    for name in ("open", "create", "restore", "restoring", "mend", "merge", "preview_merge"):
        word = "protection" if name == "create" else "secret"
        given = Protection(SECRET) if name == "create" else SECRET
        kind = type(vars(Case)[name]) if name in vars(Case) else None
        plainly = getattr(Case, name)
        itself = plainly.__func__ if kind is classmethod else plainly
        told = _given(itself, word, given)
        monkeypatch.setattr(Case, name, kind(told) if kind in (classmethod, staticmethod) else told)


def _given(call: Callable[..., Any], word: str, value: object) -> Callable[..., Any]:
    """Return a call that is handed a value by name unless it is handed one."""
    positions = [*signature(call).parameters]

    @wraps(call)
    def handed(*given: Any, **named: Any) -> Any:
        if len(given) <= positions.index(word) and named.get(word) is None:
            named[word] = value
        return call(*given, **named)

    return handed


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real papers beside the project; skip the test where it is absent."""
    if not (_SHARED / "documents").is_dir():
        pytest.skip("the folder of real papers is not beside the project")
    return _SHARED


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switches that rewrite golden files, and that protect the cases of tests."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
    parser.addoption(
        "--protected", action="store_true", help="do the tests of cases with protected ones"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: each runs in one process, and none is to be left alone with one."""
    assert all((_ROOT / name).is_file() for name in _LONGEST), _LONGEST
    for item in items:
        plain = item.get_closest_marker("plain")
        if plain is not None and item.config.getoption("--protected"):
            item.add_marker(pytest.mark.skip(reason=f"a plain case alone: {plain.args[0]}"))
    order = {name: at for at, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.nodeid.partition("::")[0], len(order)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name long bytes by their argument: a file made for a test may carry the time of its making.

    Tests that run side by side are told apart by name, so that each process must find the same names.
    """
    return argname if isinstance(val, bytes) and len(val) > 24 else None
